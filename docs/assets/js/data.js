// The site's own JSON, fetched once a page, and how its values read.
import { say, words } from "./words.js";

/** @typedef {import("./state.js").Column} Column */
/** @typedef {{label: string, short: string, symbol: string, tone: string}} Word */
/** @typedef {Record<string, any> & {id: string, entry: string, url: string, name: string, aliases?: string[], says?: Record<string, string>, clauses?: Record<string, string>}} Row */
/** @typedef {{generated: string, columns: Map<string, Column>, words: Record<string, Record<string, Word>>, names: Record<string, Record<string, string>>, rows: Row[]}} Data */

export const ROOT = new URL("../../", import.meta.url);
export const UNKNOWN = new Map([["undisclosed", "not disclosed"], ["not-checked", "not checked"], ["not-applicable", "–"]]);

/** @type {Map<string, Promise<Data>>} */
const loaded = new Map();

/** @param {string} folder @returns {Promise<Data>} */
export function load(folder) {
  let found = loaded.get(folder);
  if (!found) {
    found = fetch(new URL(`api/v1/${folder}.json`, ROOT)).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
      const data = await answer.json();
      for (const [id, word] of Object.entries(/** @type {Record<string, Word>} */ (data.words.interface))) words.set(id, word.label);
      return { ...data, columns: new Map(data.columns.map((/** @type {Column} */ column) => [column.id, column])), rows: data[folder] };
    });
    loaded.set(folder, found);
  }
  return found;
}

/** At most three digits that count, as the pages have them. @param {number} value */
function significant(value) {
  if (value === 0) return "0";
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return Number(value.toFixed(Math.min(places, 20))).toLocaleString("en-US", { maximumFractionDigits: 20 });
}

/** @type {Record<string, (value: number) => string>} */
const NUMBERS = {
  billions: (value) => (value >= 1e9 ? `${significant(value / 1e9)} B` : `${significant(value / 1e6)} M`),
  scaled: (value) => (value >= 1e12 ? `${significant(value / 1e12)} T` : value >= 1e9 ? `${significant(value / 1e9)} B` : `${significant(value / 1e6)} M`),
  count: (value) => value.toLocaleString("en-US"),
  gigabytes: (value) => `${significant(value)} GB`,
  dollars: (value) => `$${value.toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 4 })}`,
  number: significant,
};

/** @param {Column} column */
export const numeric = (column) => column.form in NUMBERS;

/** The class of a column's cells: numbers stand on the right, long texts are cut. @param {Column} column */
export const kind = (column) => (numeric(column) ? "n" : ["name", "entry", "entries", "words", "text"].includes(column.form) ? "c" : "");

/** Known values of a cell, for filters: one, or the items of a list. @param {any} value @returns {string[]} */
export const values = (value) => (Array.isArray(value) ? value : [String(value)]);

/** A value as text. @param {Data} data @param {Column} column @param {any} value @returns {string} */
export function text(data, column, value) {
  if (typeof value === "string" && UNKNOWN.has(value) && !(column.words && data.words[column.words][value])) return /** @type {string} */ (UNKNOWN.get(value));
  if (numeric(column)) return NUMBERS[column.form](value);
  if (column.form === "class") return value ? "I".repeat(value) : say("class-below");
  return values(value).map((item) => label(data, column, item)).join(", ");
}

/** The label of one id of a column, or the text itself. @param {Data} data @param {Column} column @param {string} item */
export function label(data, column, item) {
  if (column.words && Object.hasOwn(data.words[column.words], item)) return data.words[column.words][item].short;
  if (column.names && Object.hasOwn(data.names[column.names], item)) return data.names[column.names][item];
  return UNKNOWN.get(item) ?? item;
}

/** A word as a small labelled sign: symbol and label, so that colour is never alone. @param {Word} word */
export const sign = (word) => make("span", { className: `a a-${word.tone}` }, make("span", { "aria-hidden": "true", textContent: word.symbol }), ` ${word.short}`);

/**
 * An element with properties and children; text is never read as markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any>} [properties] @param {...(Node | string)} children @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "for") element.setAttribute(key, value);
    else Reflect.set(element, key, value);
  }
  element.append(...children);
  return element;
}

/** Say it to those who do not see it, once it has been still for a moment. */
export class Announcer {
  constructor() {
    this.region = make("p", { className: "sr", role: "status" });
    this.timer = 0;
  }

  /** @param {string} message */
  say(message) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.region.textContent = message; }, 400);
  }
}

/** Show on a button for a moment that it has done its work. @param {HTMLButtonElement} button @param {string} message @param {Announcer} announcer */
export function done(button, message, announcer) {
  const before = button.textContent ?? "";
  if (!button.dataset.label) button.dataset.label = before;
  button.textContent = message;
  announcer.say(message);
  setTimeout(() => { button.textContent = button.dataset.label ?? before; }, 2000);
}
