// Which rows pass the filters that are set, and how many each choice of an open filter would give.

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").Line} Line */
/** @typedef {import("./data.js").Row} Row */
/** @typedef {import("./facets/facet.js").Facet} Facet */
/** @typedef {import("./facets/choice.js").Choice} Choice */
/** A test with the id of its facet; the text and the marks are facets like the others. @typedef {[string, (row: Row, line: Line) => boolean]} Test */

/** @param {Table} table @param {Map<string, Facet>} facets @param {import("./state.js").State} state @returns {Test[]} */
function tests(table, facets, state) {
  /** @type {Test[]} */
  const found = [];
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) found.push(["text", (_, line) => words.every((word) => table.textOf(line).includes(word))]);
  for (const [id, facet] of facets) if (facet.active) found.push([id, (row) => facet.test(row)]);
  if (state.only) found.push(["only", ({ id, entry }) => state.marked.has(id) || state.marked.has(entry)]);
  return found;
}

/** @param {Set<string>} found @param {any} value */
function add(found, value) {
  for (const item of Array.isArray(value) ? value : [String(value)]) found.add(item);
}

/**
 * Show the entries of which a row passes all tests, and count for each open filter how many its choices would give under
 * the other filters.
 * @param {Table} table @param {Map<string, Facet>} facets @param {import("./state.js").State} state
 * @returns {{visible: number, rows: number, without: Map<string, number>}} how many entries and rows are shown, and how
 *   many entries there would be without each of the filters
 */
export function filter(table, facets, state) {
  const wanted = tests(table, facets, state);
  // Only panels that are open show counts, so only theirs are worked out.
  const open = [...facets.values()].filter((facet) => facet.panel?.open && "count" in facet);
  const counts = new Map(open.map((facet) => [facet.id, /** @type {Map<string, number>} */ (new Map())]));
  const without = new Map(wanted.map(([id]) => [id, 0]));
  let visible = 0;
  let rows = 0;
  for (const line of table.order) {
    /** Values of each open filter's column under the others. @type {Map<string, Set<string>>} */
    const given = new Map();
    const only = new Set();
    const passing = line.rows.filter((row) => {
      let failed = "";
      let fails = 0;
      for (const [id, test] of wanted) {
        if (test(row, line)) continue;
        failed = id;
        if (++fails > 1) return false;
      }
      for (const id of counts.keys()) {
        if (fails && id !== failed) continue;
        if (!given.has(id)) given.set(id, new Set());
        add(/** @type {Set<string>} */ (given.get(id)), row[id]);
      }
      if (fails) only.add(failed);
      return !fails;
    });
    for (const [id, values] of given) {
      const count = /** @type {Map<string, number>} */ (counts.get(id));
      for (const value of values) count.set(value, (count.get(value) ?? 0) + 1);
    }
    for (const id of only) without.set(id, (without.get(id) ?? 0) + 1);
    const changed = passing.length !== line.passing.length || passing.some((row, place) => row !== line.passing[place]);
    line.passing = passing;
    if (line.element.hidden !== !passing.length) line.element.hidden = !passing.length;
    if (changed) table.follow(line);
    if (!passing.length) continue;
    visible++;
    rows += passing.length;
  }
  for (const facet of open) /** @type {Choice} */ (facet).count(counts.get(facet.id) ?? new Map());
  return { visible, rows, without };
}
