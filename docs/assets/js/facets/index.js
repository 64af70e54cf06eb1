// The types of filter, by the name that a kind's card gives them.
import { Choice } from "./choice.js";
import { Fits } from "./fits.js";
import { Range } from "./range.js";
import { Within } from "./within.js";

/** @typedef {import("./facet.js").Facet} Facet */

/** @type {Record<string, typeof Choice | typeof Range | typeof Fits | typeof Within>} */
export const TYPES = { choice: Choice, range: Range, fits: Fits, within: Within };

/** The filters of a table by id. @param {import("../data.js").Data} data @param {() => void} changed @returns {Map<string, Facet>} */
export const facetsOf = (data, changed) =>
  new Map(data.facets.map(({ id, type, group }) => [id, new TYPES[type](id, data, changed, group)]));
