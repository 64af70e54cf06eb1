// A view of a table as an address and back. Nothing here trusts the address: what it does not know it names and skips.
import { say } from "./words.js";

/** @typedef {import("./facets/facet.js").Facet} Facet */
/** What a table starts from. @typedef {{columns: string[], sort: string[]}} Spec */
/** What is set beside the filters. @typedef {{text: string, sort: string[], columns: string[], dense: boolean, marked: Set<string>, only: boolean}} State */
/** What there is, and which parts of an address are none of ours. @typedef {{column: (id: string) => boolean, row: (id: string) => boolean, parameter: (key: string) => boolean}} Known */

// Longer addresses are no views that this page has made.
export const LONGEST = 4000;
const MOST_MARKED = 100;
const SUFFIX = new Map([
  ["", 1],
  ["K", 1e3],
  ["M", 1e6],
  ["B", 1e9],
  ["T", 1e12],
]);

/** @param {Spec} spec @returns {State} */
export const initial = (spec) => ({
  text: "",
  sort: [...spec.sort],
  columns: [...spec.columns],
  dense: false,
  marked: new Set(),
  only: false,
});

/** A number as people write it: 7B, 1.5, 30e9; NaN where it is none. @param {string} text */
export function number(text) {
  const match = /^\s*(\d+(?:\.\d+)?(?:e\d{1,2})?)\s*([KMBT]?)\s*$/i.exec(text);
  return match ? Number(match[1]) * (SUFFIX.get(match[2].toUpperCase()) ?? 1) : NaN;
}

/** The shortest way to write a number so that `number` reads it again. @param {number} value */
export function short(value) {
  for (const [suffix, size] of [...SUFFIX].reverse()) {
    if (value >= size && size > 1 && Number.isInteger((value / size) * 1000)) return value / size + suffix;
  }
  return String(value);
}

/** @param {string} text */
const brief = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** @param {[number, number]} bounds */
export const range = ([low, high]) => `${low > 0 ? short(low) : ""}..${high < Infinity ? short(high) : ""}`;

/** @param {string} text @returns {[number, number] | null} */
export function bounds(text) {
  const [low, high, ...rest] = text.split("..");
  if (rest.length || high === undefined) return null;
  const found = /** @type {[number, number]} */ ([low ? number(low) : 0, high ? number(high) : Infinity]);
  return found.some(Number.isNaN) || found[0] > found[1] ? null : found;
}

/**
 * Read a query string into the filters and the rest of a view; what cannot be read is told in `problems`, and the rest stands.
 * @param {string} query @param {Spec} spec @param {Map<string, Facet>} facets @param {Known} known
 * @returns {{state: State, problems: string[]}}
 */
export function read(query, spec, facets, known) {
  const state = initial(spec);
  /** @type {string[]} */
  const problems = [];
  for (const facet of facets.values()) facet.clear();
  if (query.length > LONGEST) {
    return { state, problems: [say("The address is too long to be a view, so it was not read.")] };
  }
  /** @param {string} key @param {string} value */
  const refuse = (key, value) => {
    problems.push(say("“{value}” is no value of “{key}” here.", { key: brief(key), value: brief(value) }));
  };
  /** @param {string} key @param {string} value @param {(item: string) => boolean} test */
  const list = (key, value, test) =>
    [...new Set(value.split(","))].filter((item) => item && (test(item) || refuse(key, item)));
  for (const [key, value] of new URLSearchParams(query)) {
    const facet = facets.get(key);
    if (facet) facet.read(value).forEach((item) => refuse(key, item));
    // Not `q`: with that key any page opens the search.
    else if (key === "text") state.text = value.slice(0, 200);
    else if (key === "sort") {
      const order = list(key, value, (item) => known.column(item.replace(/^-/, "")));
      if (order.length) state.sort = order.slice(0, 3);
    } else if (key === "columns") {
      const columns = list(key, value, known.column).filter((id) => id !== "name");
      if (columns.length) state.columns = ["name", ...columns];
    } else if (key === "dense") state.dense = value === "1";
    else if (key === "marked") state.marked = new Set(list(key, value, known.row).slice(0, MOST_MARKED));
    else if (key === "only") state.only = value === "marked";
    else if (!known.parameter(key))
      problems.push(say("“{key}” is no part of a view of this table.", { key: brief(key) }));
  }
  const more = problems.length - 3;
  const rest = say("{count} more parts of the address were not understood.", { count: more });
  return { state, problems: more > 0 ? [...problems.slice(0, 3), rest] : problems };
}

/** Commas and the like stay readable. @param {string} text */
const encode = (text) =>
  encodeURIComponent(text)
    .replace(/%(2C|3A|40|2F)/g, (code) => decodeURIComponent(code))
    .replace(/%20/g, "+");

/**
 * The query of a view, "" where it is the table's own; the same view always gives the same query.
 * @param {State} state @param {Spec} spec @param {Map<string, Facet>} facets
 */
export function write(state, spec, facets) {
  /** @type {[string, string][]} */
  const parts = [];
  if (state.text) parts.push(["text", state.text]);
  for (const [id, facet] of facets) if (facet.active) parts.push([id, facet.write()]);
  if (String(state.sort) !== String(spec.sort)) parts.push(["sort", state.sort.join(",")]);
  if (String(state.columns) !== String(spec.columns)) parts.push(["columns", state.columns.slice(1).join(",")]);
  if (state.dense) parts.push(["dense", "1"]);
  if (state.marked.size) parts.push(["marked", [...state.marked].join(",")]);
  if (state.only) parts.push(["only", "marked"]);
  return parts.length ? `?${parts.map(([key, value]) => `${key}=${encode(value)}`).join("&")}` : "";
}
