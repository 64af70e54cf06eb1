// A filter by a number's bounds; either end may be missing.
import { make } from "../data.js";
import { number } from "../format.js";
import { bounds, range } from "../state.js";
import { say } from "../words.js";
import { Facet } from "./facet.js";

export class Range extends Facet {
  /** @type {[number, number] | null} */
  bounds = null;
  /** @type {HTMLInputElement[]} */
  inputs = [];

  clear() {
    this.bounds = null;
  }

  /** @param {string} value */
  read(value) {
    const found = bounds(value);
    this.bounds = found && (found[0] > 0 || found[1] < Infinity) ? found : null;
    return found ? [] : [value];
  }

  write() {
    return this.bounds ? range(this.bounds) : "";
  }

  /** @param {import("../data.js").Row} row */
  test(row) {
    const value = row[this.id];
    return !this.bounds || (typeof value === "number" && value >= this.bounds[0] && value <= this.bounds[1]);
  }

  /** @returns {import("./facet.js").Chip[]} */
  chips() {
    return this.bounds ? [[`${this.name} ${this.told}`, () => this.clear()]] : [];
  }

  /** The bounds as people read them, "" where there are none. */
  get told() {
    if (!this.bounds) return "";
    const [low, high] = this.bounds;
    const told = (/** @type {number} */ value) => number(this.column.form, value);
    if (high === Infinity) return `≥ ${told(low)}`;
    return low > 0 ? `${told(low)} – ${told(high)}` : `≤ ${told(high)}`;
  }

  controls() {
    const { form, label } = this.column;
    const [from, to] = [say("from"), say("to")];
    this.inputs = [from, to].map((end) =>
      make("input", { type: "text", inputMode: "decimal", size: 7, "aria-label": `${label} ${end}` }),
    );
    for (const input of this.inputs) input.addEventListener("change", () => this.take());
    const large = form === "billions" || form === "count" || form === "scaled";
    return [
      make("label", {}, `${from} `, this.inputs[0]),
      make("label", {}, `${to} `, this.inputs[1]),
      make("small", { textContent: large ? say("such as 7B or 32K") : say("such as 0.5") }),
    ];
  }

  take() {
    const wrong = this.read(this.inputs.map((input) => input.value.trim()).join("..")).length > 0;
    for (const input of this.inputs) input.toggleAttribute("aria-invalid", wrong);
    if (!wrong) this.changed();
  }

  show() {
    const text = this.write();
    this.mark(this.told);
    if (this.inputs.length) [this.inputs[0].value, this.inputs[1].value] = text ? text.split("..") : ["", ""];
  }
}
