// What every filter of a table has: its part of the address, its test, its panel, its chips.
import { make } from "../data.js";

/** @typedef {import("../data.js").Data} Data */
/** @typedef {import("../data.js").Row} Row */
/** A filter that is set, and how to take it away. @typedef {[string, () => void]} Chip */

/** A filter that nothing is set in. Subclasses say the rest; a new type is a class here and a line in index.js. */
export class Facet {
  /** The panel, once it is asked for. @type {HTMLDetailsElement | undefined} */
  panel;
  badge = "";

  /** @param {string} id @param {Data} data @param {() => void} changed what to call after a change by hand @param {string} [group] what it is one of */
  constructor(id, data, changed, group = "") {
    this.group = group;
    this.id = id;
    this.data = data;
    this.changed = changed;
  }

  get column() {
    return /** @type {import("../data.js").Column} */ (this.data.columns.get(this.id));
  }

  /** What readers call it. */
  get name() {
    return this.column.label;
  }

  /** The column that shows what it looks at. */
  get shows() {
    return this.id;
  }

  /** Whether anything is set. */
  get active() {
    return this.write() !== "";
  }

  clear() {}

  /** Take its value from an address; gives what of it cannot be read. @param {string} value @returns {string[]} */
  read(value) {
    return [value];
  }

  /** Its value for an address, "" where nothing is set. */
  write() {
    return "";
  }

  /** Whether a row passes. @param {Row} _row */
  test(_row) {
    return true;
  }

  /** @returns {Chip[]} */
  chips() {
    return [];
  }

  /** Choices of its panel by value, for those that count them. @returns {Map<string, HTMLElement> | undefined} */
  get counted() {
    return undefined;
  }

  /** The panel's controls. @returns {Node[]} */
  controls() {
    return [];
  }

  /** Make the controls follow what is set. */
  show() {}

  /** The element that opens to the controls; these are made when it first opens or is reached by key, from the rows. */
  element() {
    const badge = make("b", { className: "badge" });
    const group = make("div", { className: "panel", role: "group", "aria-label": this.name });
    const panel = make("details", { className: "facet" }, make("summary", {}, this.name, " ", badge), group);
    panel.addEventListener("focusin", () => this.fill());
    this.inside = group;
    this.badgeElement = badge;
    this.panel = panel;
    return panel;
  }

  fill() {
    if (!this.inside || this.inside.childElementCount || !this.data.rows.length) return;
    this.inside.append(...this.controls());
    this.show();
  }

  /** Show in the controls, if they are there, and on the panel what is set. @param {string} badge */
  mark(badge) {
    if (this.badgeElement && this.badgeElement.textContent !== badge) this.badgeElement.textContent = badge;
  }
}
