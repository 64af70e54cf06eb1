// A view of a table as an address and back. Nothing here trusts the address: what it does not know it names and skips.
import { say } from "./words.js";

/** @typedef {{id: string, label: string, means: string, form: string, width: number, words?: string, names?: string}} Column */
/** @typedef {{id: string, kind: "choice" | "range" | "fits" | "within"}} Facet */
/** What a folder's table starts from. @typedef {{facets: Facet[], columns: string[], sort: string[]}} Spec */
/**
 * One view: chosen values by facet, bounds by facet (missing ends are infinite), what fits, how lately verified, order, columns, marked rows.
 * @typedef {{
 *   q: string, choices: Map<string, Set<string>>, ranges: Map<string, [number, number]>, fits: number, bits: string, within: number,
 *   sort: string[], columns: string[], dense: boolean, marked: Set<string>, only: boolean,
 * }} State
 */

// Longer addresses are no views that this page has made.
export const LONGEST = 4000;
const MOST_MARKED = 100;
const SUFFIX = new Map([["", 1], ["K", 1e3], ["M", 1e6], ["B", 1e9], ["T", 1e12]]);

/** @param {Spec} spec @returns {State} */
export function initial(spec) {
  return {
    q: "", choices: new Map(), ranges: new Map(), fits: 0, bits: "4", within: 0,
    sort: [...spec.sort], columns: [...spec.columns], dense: false, marked: new Set(), only: false,
  };
}

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
 * Read a query string; what cannot be read is told in `problems`, and the rest of the view stands.
 * @param {string} query @param {Spec} spec
 * @param {{column: (id: string) => boolean, choice: (facet: string, value: string) => boolean, row: (id: string) => boolean}} known
 * @returns {{state: State, problems: string[]}}
 */
export function read(query, spec, known) {
  const state = initial(spec);
  /** @type {string[]} */
  const problems = [];
  if (query.length > LONGEST) return { state, problems: [say("too-long")] };
  const facets = new Map(spec.facets.map((facet) => [facet.id, facet]));
  /** @param {string} key @param {string} value */
  const refuse = (key, value) => { problems.push(say("no-value", { key: brief(key), value: brief(value) })); };
  /** @param {string} key @param {string} value @param {(item: string) => boolean} test */
  const list = (key, value, test) => [...new Set(value.split(","))].filter((item) => item && (test(item) || refuse(key, item)));
  for (const [key, value] of new URLSearchParams(query)) {
    const kind = facets.get(key)?.kind;
    // Not `q`: with that key the theme opens its own search.
    if (key === "text") state.q = value.slice(0, 200);
    else if (kind === "choice") {
      const values = list(key, value, (item) => known.choice(key, item));
      if (values.length) state.choices.set(key, new Set(values));
    } else if (kind === "range") {
      const found = bounds(value);
      if (found) state.ranges.set(key, found);
      else refuse(key, value);
    } else if (kind === "fits") {
      const [size, bits = "4"] = value.split("@");
      if (number(size) > 0 && ["4", "8", "16"].includes(bits)) { state.fits = number(size); state.bits = bits; } else refuse(key, value);
    } else if (kind === "within") {
      if (number(value) > 0) state.within = number(value);
      else refuse(key, value);
    } else if (key === "sort") {
      const order = list(key, value, (item) => known.column(item.replace(/^-/, "")));
      if (order.length) state.sort = order.slice(0, 3);
    } else if (key === "columns") {
      const columns = list(key, value, known.column).filter((id) => id !== "name");
      if (columns.length) state.columns = ["name", ...columns];
    } else if (key === "dense") state.dense = value === "1";
    else if (key === "marked") state.marked = new Set(list(key, value, known.row).slice(0, MOST_MARKED));
    else if (key === "only") state.only = value === "marked";
    else problems.push(say("no-part", { key: brief(key) }));
  }
  return { state, problems: problems.length > 3 ? [...problems.slice(0, 3), say("more-parts", { count: problems.length - 3 })] : problems };
}

/** Commas and the like stay readable. @param {string} text */
const encode = (text) => encodeURIComponent(text).replace(/%(2C|3A|40|2F)/g, (code) => decodeURIComponent(code)).replace(/%20/g, "+");

/** The query of a view, "" where it is the table's own; the same view always gives the same query. @param {State} state @param {Spec} spec */
export function write(state, spec) {
  const start = initial(spec);
  /** @type {[string, string][]} */
  const parts = [];
  if (state.q) parts.push(["text", state.q]);
  for (const { id, kind } of spec.facets) {
    const chosen = state.choices.get(id), range_ = state.ranges.get(id);
    if (kind === "choice" && chosen?.size) parts.push([id, [...chosen].sort().join(",")]);
    if (kind === "range" && range_) parts.push([id, range(range_)]);
    if (kind === "fits" && state.fits) parts.push([id, short(state.fits) + (state.bits === "4" ? "" : `@${state.bits}`)]);
    if (kind === "within" && state.within) parts.push([id, String(state.within)]);
  }
  if (String(state.sort) !== String(start.sort)) parts.push(["sort", state.sort.join(",")]);
  if (String(state.columns) !== String(start.columns)) parts.push(["columns", state.columns.slice(1).join(",")]);
  if (state.dense) parts.push(["dense", "1"]);
  if (state.marked.size) parts.push(["marked", [...state.marked].join(",")]);
  if (state.only) parts.push(["only", "marked"]);
  return parts.length ? `?${parts.map(([key, value]) => `${key}=${encode(value)}`).join("&")}` : "";
}
