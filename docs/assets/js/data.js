// The site's own JSON, fetched once a page, and how its values read.
import { number, numeric } from "./format.js";
import { ROOT } from "./root.js";
import { language, say, speak } from "./words.js";

/** @typedef {{id: string, label: string, means: string, form: string, width: number, css: string, words?: string, names?: string, pair?: string[]}} Column */
/** @typedef {{label: string, short: string, symbol: string, tone: string}} Word */
/** @typedef {Record<string, any> & {id: string, entry: string, url: string, name: string, aliases?: string[]}} Row */
/**
 * A table: its columns, filters and rows, and what its controls start from. Its rows, how many they are is known before
 * (`count`), and the names in them come with `fill`.
 * @typedef {{
 *   kind: string, generated: string, states: Record<string, string>, columns: Map<string, Column>, choices: Record<string, string[]>,
 *   facets: {id: string, type: string, group?: string}[], open: number, parts: string, shown: string[], sort: string[],
 *   count: number, words: Record<string, Record<string, Word>>, names: Record<string, Record<string, string>>, rows: Row[],
 * }} Data
 */

export { ROOT };

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();

/** A document under assets/data/; its language and messages are taken over. @param {string} name @returns {Promise<any>} */
export function fetched(name) {
  let found = loaded.get(name);
  if (!found) {
    found = fetch(new URL(`assets/data/${name}.json`, ROOT)).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
      const data = await answer.json();
      if (data.messages) speak(data);
      return data;
    });
    loaded.set(name, found);
  }
  return found;
}

/** The table of a kind, still without its rows. @param {string} kind @returns {Promise<Data>} */
export async function load(kind) {
  const data = await fetched(kind);
  const columns = new Map(data.columns.map((/** @type {Column} */ column) => [column.id, column]));
  return { ...data, columns, names: {}, rows: [] };
}

/** Load the rows of a table. @param {Data} data */
export async function fill(data) {
  const { rows, names, terms } = await fetched(`rows/${data.kind}`);
  await new Promise((resolve) => setTimeout(resolve)); // reading it was one long task; let the browser breathe
  // What a row leaves out its license says, and what that leaves out nobody has checked.
  const unchecked = Object.fromEntries([...data.columns.keys()].map((id) => [id, "not-checked"]));
  const said = new Map(
    Object.entries(terms).map(([id, values]) => [id, Object.assign(Object.create(unchecked), values)]),
  );
  for (const row of rows) Object.setPrototypeOf(row, said.get(row.license?.[0]) ?? unchecked);
  Object.assign(data, { rows, names });
}

export const collator = () => new Intl.Collator(language(), { numeric: true });

/** Whether a value is one of the unknowns. @param {Data} data @param {any} value */
export const unknown = (data, value) => typeof value === "string" && Object.hasOwn(data.states, value);

/** Known values of a cell, for filters: one, or the items of a list. @param {any} value @returns {string[]} */
export const values = (value) => (Array.isArray(value) ? value : [String(value)]);

/** The word that a value of a column is, if it is one. @param {Data} data @param {Column} column @param {any} value */
export function wordOf(data, column, value) {
  const words = column.words ? data.words[column.words] : undefined;
  return words && typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
}

/** A value as text. @param {Data} data @param {Column} column @param {any} value @returns {string} */
export function text(data, column, value) {
  if (unknown(data, value) && !wordOf(data, column, value)) return data.states[value];
  if (numeric(column.form)) return number(column.form, value);
  if (typeof value === "boolean") return value ? say("yes") : say("no");
  return values(value)
    .map((item) => label(data, column, item))
    .join(", ");
}

/** The label of one id of a column, or the text itself. @param {Data} data @param {Column} column @param {string} item */
export function label(data, column, item) {
  const word = wordOf(data, column, item);
  if (word) return word.symbol || column.words === "levels" ? word.short : word.label;
  if (column.names && Object.hasOwn(data.names[column.names], item)) return data.names[column.names][item];
  return unknown(data, item) ? data.states[item] : item;
}

/** A word as a small labelled sign: symbol and label, so that colour is never alone. @param {Word} word */
export const sign = (word) =>
  make(
    "span",
    { className: `a a-${word.tone}` },
    make("span", { "aria-hidden": "true", textContent: word.symbol }),
    ` ${word.short}`,
  );

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

/** @param {string} name @param {() => void} run */
export function button(name, run) {
  const made = make("button", { type: "button", textContent: name });
  made.addEventListener("click", run);
  return made;
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
    this.timer = setTimeout(() => {
      this.region.textContent = message;
    }, 400);
  }
}

/** Show on a button for a moment that it has done its work. @param {HTMLButtonElement} button @param {string} message @param {Announcer} announcer */
export function done(button, message, announcer) {
  const before = button.textContent ?? "";
  if (!button.dataset.label) button.dataset.label = before;
  button.textContent = message;
  announcer.say(message);
  setTimeout(() => {
    button.textContent = button.dataset.label ?? before;
  }, 2000);
}
