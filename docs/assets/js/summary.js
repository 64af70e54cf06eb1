// One cell for all rows of an entry: the twin of `_summary` in hooks/ajar/pages/tables.py.
import { make, ROOT, sign, text, unknown, values, wordOf } from "./data.js";
import { number, numeric } from "./format.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Column} Column */
/** @typedef {import("./data.js").Row} Row */

/** The least and the greatest of some numbers, with the unit once where both have the same. @param {string} form @param {number[]} values */
export function span(form, values) {
  const low = number(form, Math.min(...values));
  const high = number(form, Math.max(...values));
  if (low === high) return low;
  const unit = /^([\d.,]+) (\D+)$/.exec(low);
  return `${unit && high.endsWith(` ${unit[2]}`) ? unit[1] : low} – ${high}`;
}

/** What to say of several unknowns: that nobody checked, if that is so for any of them. @param {any[]} values */
const leastKnown = (values) =>
  ["not-checked", "undisclosed"].find((state) => values.includes(state)) ?? "not-applicable";

/** @param {Data} data @param {string} state */
export const unknownSign = (data, state) =>
  make("span", {
    className: state === "undisclosed" ? "undisclosed" : "unknown",
    textContent: data.states[state],
  });

/** A value as it stands in a cell. @param {Data} data @param {Column} column @param {any} value @returns {Node} */
export function shown(data, column, value) {
  const word = wordOf(data, column, value);
  if (!word && unknown(data, value)) return unknownSign(data, value);
  if (word && column.words === "levels") return make("span", { className: "level" }, ...door(value), ` ${word.short}`);
  if (column.names) return links(data, column, value);
  return word?.symbol ? sign(word) : document.createTextNode(text(data, column, value));
}

/** The door of a level, as the page's legend draws it. @param {string} level */
function door(level) {
  const drawn = document.querySelector(`.legend [href="?level=${CSS.escape(level)}"] .door`);
  return drawn ? [drawn.cloneNode(true)] : [];
}

/** Entries as links to their pages. @param {Data} data @param {Column} column @param {any} value */
function links(data, column, value) {
  const found = values(value).map((id) => {
    const href = new URL(`${column.names}/${id}/`, ROOT).href;
    return make("a", { href, textContent: text(data, column, id) });
  });
  return make("span", {}, ...found.flatMap((link, place) => (place ? [", ", link] : [link])));
}

/** @param {Data} data @param {Column} column @param {Row[]} rows @returns {Node[]} */
export function summary(data, column, rows) {
  if (column.pair) return [pair(data, column.pair, rows)];
  const found = rows.map((row) => row[column.id]);
  const known = found.filter((value) => !unknown(data, value) || wordOf(data, column, value));
  if (!known.length) return [unknownSign(data, leastKnown(found))];
  if (numeric(column.form)) return [document.createTextNode(span(column.form, known))];
  if (column.form === "date") return [document.createTextNode([...known].sort()[0])];
  const texts = new Set(known.map((value) => text(data, column, value)));
  const count = texts.size - 1;
  const told = say("and {count} more, by size", { count });
  const more = count ? [" ", make("small", { title: told, textContent: `+${count}` })] : [];
  return [shown(data, column, known[0]), ...more.map((item) => (typeof item === "string" ? new Text(item) : item))];
}

/** Two facts in one cell: the range of each, or for a price the cheapest one with what belongs to it. @param {Data} data @param {string[]} ids @param {Row[]} rows */
function pair(data, ids, rows) {
  const [first, second] = ids.map((id) => /** @type {Column} */ (data.columns.get(id)));
  let known = rows.filter((row) => typeof row[first.id] === "number");
  if (!known.length) return unknownSign(data, leastKnown(rows.map((row) => row[first.id])));
  if (first.form === "dollars") known = [known.reduce((a, b) => (b[first.id] < a[first.id] ? b : a))];
  const others = known.map((row) => row[second.id]).filter((value) => typeof value === "number");
  const shownFirst = span(
    first.form,
    known.map((row) => row[first.id]),
  );
  return document.createTextNode(others.length ? `${shownFirst} / ${span(second.form, others)}` : shownFirst);
}
