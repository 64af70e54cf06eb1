// Which rows pass the filters that are set, and how many each choice of an open filter would give.

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").Line} Line */
/** @typedef {import("./facets/facet.js").Facet} Facet */
/** @typedef {import("./facets/choice.js").Choice} Choice */
/** A test with the id of its facet; the text and the marks are facets like the others. @typedef {[string, (line: Line) => boolean]} Test */

/** @param {Table} table @param {Map<string, Facet>} facets @param {import("./state.js").State} state @returns {Test[]} */
function tests(table, facets, state) {
  /** @type {Test[]} */
  const found = [];
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) found.push(["text", (line) => words.every((word) => table.textOf(line).includes(word))]);
  for (const [id, facet] of facets) if (facet.active) found.push([id, ({ data }) => facet.test(data)]);
  if (state.only) found.push(["only", ({ data }) => state.marked.has(data.id)]);
  return found;
}

/** @param {Map<string, number>} count @param {any} value */
function add(count, value) {
  for (const item of Array.isArray(value) ? value : [String(value)]) count.set(item, (count.get(item) ?? 0) + 1);
}

/**
 * Show the rows that pass all tests, and count for each facet what its choices would give under the other facets.
 * @param {Table} table @param {Map<string, Facet>} facets @param {import("./state.js").State} state
 * @returns {number} how many rows are shown
 */
export function filter(table, facets, state) {
  const wanted = tests(table, facets, state);
  // Only panels that are open show counts, so only theirs are worked out.
  const open = [...facets.values()].filter((facet) => facet.panel?.open && "count" in facet);
  const counts = new Map(open.map((facet) => [facet.id, /** @type {Map<string, number>} */ (new Map())]));
  const perBody = new Map(table.bodies.map((body) => [/** @type {Element} */ (body), 0]));
  let visible = 0;
  for (const line of table.order) {
    let failed = "";
    let fails = 0;
    for (const [id, test] of wanted) {
      if (test(line)) continue;
      failed = id;
      if (++fails > 1) break;
    }
    if (fails < 2) for (const [id, count] of counts) if (!fails || id === failed) add(count, line.data[id]);
    if (line.element.hidden !== fails > 0) line.element.hidden = fails > 0;
    if (fails) continue;
    visible++;
    const body = /** @type {Element} */ (line.element.parentElement);
    perBody.set(body, (perBody.get(body) ?? 0) + 1);
  }
  for (const [body, count] of perBody) sizeBody(/** @type {HTMLElement} */ (body), count);
  for (const facet of open) /** @type {Choice} */ (facet).count(counts.get(facet.id) ?? new Map());
  return visible;
}

/** A chunk takes the room of its visible rows, also while the browser has not laid it out. @param {HTMLElement} body @param {number} count */
function sizeBody(body, count) {
  if (body.hidden !== !count) body.hidden = !count;
  if (body.style.getPropertyValue("--rows") !== String(count)) body.style.setProperty("--rows", String(count));
}
