// A filter by what fits in a memory of so many gigabytes at so many bits a weight.
import { make } from "../data.js";
import { number, short } from "../state.js";
import { say } from "../words.js";
import { Facet } from "./facet.js";

const BITS = ["4", "8", "16"];

export class Fits extends Facet {
  size = 0;
  bits = BITS[0];
  /** @type {HTMLInputElement | undefined} */
  input;
  /** @type {HTMLSelectElement | undefined} */
  select;

  get name() {
    return say("Fits in memory");
  }

  get shows() {
    return `memory-${this.bits}`;
  }

  clear() {
    this.size = 0;
    this.bits = BITS[0];
  }

  /** @param {string} value */
  read(value) {
    const [size, bits = BITS[0]] = value.split("@");
    if (!(number(size) > 0) || !BITS.includes(bits)) return [value];
    this.size = number(size);
    this.bits = bits;
    return [];
  }

  write() {
    return this.size ? short(this.size) + (this.bits === BITS[0] ? "" : `@${this.bits}`) : "";
  }

  /** @param {import("../data.js").Row} row */
  test(row) {
    return row[`memory-${this.bits}`] <= this.size;
  }

  /** @returns {import("./facet.js").Chip[]} */
  chips() {
    if (!this.size) return [];
    const name = say("Fits {size} GB at {bits} bits", { size: short(this.size), bits: this.bits });
    return [[name, () => this.clear()]];
  }

  controls() {
    const input = make("input", { type: "text", inputMode: "decimal", size: 6 });
    const options = BITS.map((bits) => make("option", { value: bits, textContent: say("{bits} bits", { bits }) }));
    const select = make("select", {}, ...options);
    const take = () => {
      const size = number(input.value);
      input.toggleAttribute("aria-invalid", input.value !== "" && !(size > 0));
      this.size = size > 0 ? size : 0;
      this.bits = select.value;
      this.changed();
    };
    input.addEventListener("change", take);
    select.addEventListener("change", take);
    this.input = input;
    this.select = select;
    return [
      make("label", {}, `${say("at most, in GB")} `, input),
      make("label", {}, `${say("at")} `, select),
      make("small", { textContent: say("weights only; leave room for the context") }),
    ];
  }

  show() {
    this.mark(this.size ? say("{number} GB", { number: short(this.size) }) : "");
    if (this.input) this.input.value = this.size ? short(this.size) : "";
    if (this.select) this.select.value = this.bits;
  }
}
