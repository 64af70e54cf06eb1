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

/**
 * Find the rows of each entry that pass all tests, and count for each open filter how many its choices would give under
 * the other filters.
 * @param {Table} table @param {Map<string, Facet>} facets @param {import("./state.js").State} state
 * @returns {{visible: number, rows: number, without: Map<string, number>}} how many entries and rows are shown, and how
 *   many entries there would be without each of the filters
 */
export function filter(table, facets, state) {
  const wanted = tests(table, facets, state);
  // Only panels that are open show counts, so only theirs are worked out.
  const open = [...facets.values()].filter((facet) => facet.panel?.open && "count" in facet);
  const counts = open.map((facet) => ({ facet: /** @type {Choice} */ (facet), id: facet.id, found: new Count() }));
  const without = new Map(wanted.map(([id]) => [id, 0]));
  let visible = 0;
  let rows = 0;
  for (const line of table.order) {
    const passing = [];
    const only = new Set();
    for (const row of line.rows) {
      let failed = "";
      let fails = 0;
      for (const [id, test] of wanted) {
        if (test(row, line)) continue;
        failed = id;
        if (++fails > 1) break;
      }
      if (fails > 1) continue;
      for (const { id, found } of counts) if (!fails || id === failed) found.add(row[id], line);
      if (fails) only.add(failed);
      else passing.push(row);
    }
    for (const id of only) without.set(id, (without.get(id) ?? 0) + 1);
    const same = passing.length === line.passing.length && passing.every((row, place) => row === line.passing[place]);
    if (!same) line.passing = passing.length === line.rows.length ? line.rows : passing;
    if (!passing.length) continue;
    visible++;
    rows += passing.length;
  }
  for (const { facet, found } of counts) facet.count(found.entries);
  return { visible, rows, without };
}

/** How many entries have each value, an entry counted once whatever it has in its rows. */
class Count {
  /** @type {Map<string, number>} */
  entries = new Map();
  /** @type {Map<string, Line>} */
  last = new Map();

  /** @param {any} value @param {Line} line */
  add(value, line) {
    if (Array.isArray(value)) for (const item of value) this.one(item, line);
    else this.one(String(value), line);
  }

  /** @param {string} item @param {Line} line */
  one(item, line) {
    if (this.last.get(item) === line) return;
    this.last.set(item, line);
    this.entries.set(item, (this.entries.get(item) ?? 0) + 1);
  }
}
