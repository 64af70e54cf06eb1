// A filter by how lately the oldest fact was read.
import { make } from "../data.js";
import { number } from "../state.js";
import { say } from "../words.js";
import { Facet } from "./facet.js";

const DAYS = [0, 30, 90, 186, 365];
const LONGEST = 40_000; // a hundred years

/** @param {number} days */
const title = (days) => (days ? say("{days} days", { days }) : say("any time"));

export class Within extends Facet {
  days = 0;
  /** @type {HTMLSelectElement | undefined} */
  select;

  get name() {
    return say("Verified within");
  }

  get shows() {
    return "verified";
  }

  clear() {
    this.days = 0;
  }

  /** @param {string} value */
  read(value) {
    const days = Math.round(number(value));
    if (!(days > 0 && days < LONGEST)) return [value];
    this.days = days;
    return [];
  }

  write() {
    return this.days ? String(this.days) : "";
  }

  /** The first day that counts. */
  get first() {
    return new Date(Date.parse(this.data.generated) - this.days * 86_400_000).toISOString().slice(0, 10);
  }

  /** @param {import("../data.js").Row} row */
  test(row) {
    return row.verified >= this.first;
  }

  /** @returns {import("./facet.js").Chip[]} */
  chips() {
    return this.days ? [[`${this.name} ${title(this.days)}`, () => this.clear()]] : [];
  }

  controls() {
    const select = make("select", {}, ...DAYS.map((days) => make("option", { value: days, textContent: title(days) })));
    select.addEventListener("change", () => {
      this.days = Number(select.value);
      this.changed();
    });
    this.select = select;
    return [make("label", {}, `${this.name} `, select)];
  }

  show() {
    this.mark(this.days ? title(this.days) : "");
    if (!this.select) return;
    if (![...this.select.options].some((option) => option.value === String(this.days))) {
      this.select.append(make("option", { value: this.days, textContent: title(this.days) }));
    }
    this.select.value = String(this.days);
  }
}
