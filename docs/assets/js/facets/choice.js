// A filter by words or names: one box for each value, with how many rows it would give.
import { collator, label, make, unknown, values } from "../data.js";
import { say } from "../words.js";
import { Facet } from "./facet.js";

/** @typedef {import("../data.js").Row} Row */

export class Choice extends Facet {
  /** @type {Set<string>} */
  chosen = new Set();
  /** @type {Map<string, {box: HTMLInputElement, count: HTMLElement, line: HTMLElement}>} */
  boxes = new Map();
  /** @type {Set<string> | undefined} */
  present;

  clear() {
    this.chosen = new Set();
  }

  /** Every value that an address may have: the words of the column, shown or not, and what rows have. */
  get allowed() {
    const { words } = this.column;
    const known = this.data.choices[this.id] ?? (words ? Object.keys(this.data.words[words]) : []);
    return new Set([...known, ...Object.keys(this.data.states), ...this.shown]);
  }

  /** The values that rows have, in the order of the vocabulary or of names, unknown ones last. */
  get shown() {
    if (!this.present) {
      const present = new Set(this.data.rows.flatMap((row) => values(row[this.id])));
      const { words } = this.column;
      const ordered = words ? Object.keys(this.data.words[words]) : [];
      const order = collator();
      const rest = [...present].filter((item) => !ordered.includes(item));
      rest.sort(
        (a, b) =>
          Number(unknown(this.data, a)) - Number(unknown(this.data, b)) ||
          order.compare(label(this.data, this.column, a), label(this.data, this.column, b)),
      );
      this.present = new Set([...ordered.filter((item) => present.has(item)), ...rest]);
    }
    return this.present;
  }

  /** @param {string} value */
  read(value) {
    const { allowed } = this;
    const wanted = [...new Set(value.split(","))].filter(Boolean);
    this.chosen = new Set(wanted.filter((item) => allowed.has(item)));
    return wanted.filter((item) => !allowed.has(item));
  }

  write() {
    return [...this.chosen].sort().join(",");
  }

  /** @param {Row} row */
  test(row) {
    const value = row[this.id];
    return Array.isArray(value) ? value.some((item) => this.chosen.has(item)) : this.chosen.has(String(value));
  }

  /** What a value is called. @param {string} value */
  title(value) {
    if (this.column.form !== "class") return label(this.data, this.column, value);
    return value === "0" ? say("below III") : say("Class {number}", { number: "I".repeat(Number(value)) });
  }

  /** @returns {import("./facet.js").Chip[]} */
  chips() {
    if (!this.chosen.size) return [];
    const names = [...this.chosen].map((value) => this.title(value)).join(` ${say("or")} `);
    return [[`${this.name}: ${names}`, () => this.clear()]];
  }

  get counted() {
    return new Map([...this.boxes].map(([value, { count }]) => [value, count]));
  }

  controls() {
    // A value that an address has set and no row has still gets its box.
    for (const value of new Set([...this.shown, ...this.chosen])) this.boxes.set(value, this.box(value));
    return [...this.boxes.values()].map(({ line }) => line);
  }

  /** One choice: a box, its label, and how many rows it would give. @param {string} value */
  box(value) {
    const box = make("input", { type: "checkbox", value });
    const count = make("span", { className: "n" });
    box.addEventListener("change", () => {
      if (box.checked) this.chosen.add(value);
      else this.chosen.delete(value);
      this.changed();
    });
    const line = make("label", {}, box, " ", make("span", { textContent: this.title(value) }), " ", count);
    return { box, count, line };
  }

  show() {
    this.mark(this.chosen.size ? String(this.chosen.size) : "");
    for (const [value, { box }] of this.boxes) box.checked = this.chosen.has(value);
  }

  /** @param {Map<string, number>} counts */
  count(counts) {
    for (const [value, { count, line }] of this.boxes) {
      const number = String(counts.get(value) ?? 0);
      if (count.textContent === number) continue;
      count.textContent = number;
      line.classList.toggle("none", number === "0");
    }
  }
}
