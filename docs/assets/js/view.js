// Filters, order, columns and marks for the tables of models and licenses. The table is whole without this module.
import { Announcer, kind, label, load, make, ROOT, sign, text, UNKNOWN, values, done } from "./data.js";
import { facetName, facetOf } from "./facets.js";
import { initial, range, read, short, write } from "./state.js";
import { say } from "./words.js";
import { copyRich, csv, download, html, markdown } from "./output.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Row} Row */
/** @typedef {import("./state.js").Column} Column */
/** @typedef {import("./state.js").Facet} Facet */
/** @typedef {import("./state.js").Spec} Spec */
/** @typedef {import("./state.js").State} State */
/** One row of the table and its data; the text it is found by and its cells are worked out when they are first needed. @typedef {{element: HTMLTableRowElement, data: Row, place: number, text?: string, cells?: Map<string, HTMLTableCellElement>}} Line */

const CHUNK = 20;
/** @param {string} id @param {Facet["kind"]} [kind] @returns {Facet} */
const facet = (id, kind = "choice") => ({ id, kind });

/** What can be filtered by, most asked first; names of facets are names of columns, but for `fits` and `within`. */
const FACETS = {
  models: [
    facet("level"), facet("commercial-use"), facet("fits", "fits"), facet("license"), facet("developer"), facet("modify"), facet("redistribute"),
    facet("train-on-outputs"), facet("host-for-others"), facet("any-region"), facet("status"), facet("parameters", "range"), facet("context", "range"),
    facet("price-in", "range"), facet("price-out", "range"), facet("input"), facet("year"), facet("mof-class"), facet("within", "within"),
  ],
  licenses: [
    facet("type"), facet("commercial-use"), facet("modify"), facet("redistribute"), facet("host-for-others"), facet("train-on-outputs"), facet("any-user"), facet("any-region"),
    facet("any-field"), facet("show-attribution"), facet("name-derivatives"), facet("share-alike"), facet("accept-use-policy"), facet("trains-on-your-inputs"),
    facet("competing-use"), facet("change-terms"),
  ],
};
const FIRST = 6; // facets that stand open beside the text filter; the others are behind “More filters”
const SORTS = { models: ["-released"], licenses: ["type", "name"] };

/** @param {HTMLTableElement} table */
export async function start(table) {
  if (table.dataset.started) return;
  table.dataset.started = "yes";
  const folder = /** @type {"models" | "licenses"} */ (table.dataset.view);
  const data = await load(folder);
  await new Promise((resolve) => setTimeout(resolve)); // reading the data was one long task; let the browser breathe before the next
  new View(table, data, folder);
}

export class View {
  search = make("input", { type: "search", id: "view-q", placeholder: say("filter-hint"), autocomplete: "off", maxLength: 200 });
  chips = make("ul", { className: "chips", "aria-label": say("filters-set") });
  problems = make("ul", { className: "problems", role: "alert", hidden: true });
  count = make("p", { className: "count" });
  comparison = make("a", { className: "go", textContent: say("compare-marked") });
  onlyMarked = this.button(say("only-marked"), () => this.change({ only: !this.state.only }));
  density = this.button(say("compact"), () => this.change({ dense: !this.state.dense }));
  announcer = new Announcer();
  collator = new Intl.Collator("en", { numeric: true });
  typing = false;
  /** Chunks of rows near the screen. @type {Set<HTMLTableSectionElement>} */
  near = new Set();
  /** @type {Map<string, HTMLInputElement>} */
  columnBoxes = new Map();

  /** @param {HTMLTableElement} table @param {Data} data @param {"models" | "licenses"} folder */
  constructor(table, data, folder) {
    this.table = table;
    this.data = data;
    this.folder = folder;
    this.head = /** @type {HTMLTableRowElement} */ (table.tHead?.rows[0]);
    /** @type {Spec} */
    this.spec = { facets: FACETS[folder], sort: SORTS[folder], columns: [...this.head.cells].map((cell) => cell.dataset.key ?? "") };
    this.heads = new Map([...this.head.cells].map((cell) => [cell.dataset.key ?? "", cell]));
    this.bodies = [...table.tBodies];
    this.shownColumns = this.spec.columns;
    this.lines = this.readLines();
    this.byId = new Map(this.lines.map((line) => [line.data.id, line]));
    this.order = this.lines;
    /** @type {Map<string, Set<string>>} */
    this.choices = new Map();
    this.known = {
      column: (/** @type {string} */ id) => data.columns.has(id),
      choice: (/** @type {string} */ id, /** @type {string} */ value) => this.choicesOf(id).has(value),
      row: (/** @type {string} */ id) => this.byId.has(id),
    };
    this.named = [...data.columns.values()].filter((column) => column.names);
    this.state = initial(this.spec);
    this.sortedBy = String(this.spec.sort);
    this.facets = new Map(this.spec.facets.map((item) => [item.id, facetOf(this, item)]));
    this.build();
    this.watchRows();
    addEventListener("popstate", () => this.open());
    this.open();
  }

  /** @returns {Line[]} */
  readLines() {
    const rows = new Map(this.data.rows.map((row) => [row.id, row]));
    /** @type {Line[]} */
    const lines = [];
    for (const body of this.bodies) {
      for (const element of body.rows) {
        const data = rows.get(element.dataset.id ?? "");
        if (data) lines.push({ element, data, place: lines.length });
      }
    }
    return lines;
  }

  /** What the text filter looks through. @param {Line} line */
  textOf(line) {
    if (line.text === undefined) {
      const { data } = line;
      line.text = [data.name, data.id, ...(data.aliases ?? []), ...this.named.map((column) => text(this.data, column, data[column.id]))].join(" ").toLowerCase();
    }
    return line.text;
  }

  /** The cells of a line by column, those first that the page brought. @param {Line} line */
  cellsOf(line) {
    line.cells ??= new Map([...line.element.cells].map((cell, place) => [this.shownColumns[place], cell]));
    return line.cells;
  }

  /** The values that a facet can have, in the order of the vocabulary or of names. @param {string} id */
  choicesOf(id) {
    let found = this.choices.get(id);
    const column = this.data.columns.get(id);
    if (!found && column) {
      const present = new Set(this.lines.flatMap(({ data }) => values(data[id])));
      const words = column.words ? Object.keys(this.data.words[column.words]) : [];
      const rest = [...present].filter((item) => !words.includes(item));
      rest.sort((a, b) => Number(UNKNOWN.has(a)) - Number(UNKNOWN.has(b)) || this.collator.compare(label(this.data, column, a), label(this.data, column, b)));
      found = new Set([...words.filter((item) => present.has(item)), ...rest]);
      this.choices.set(id, found);
    }
    return found ?? new Set();
  }

  // --- the view of the address -------------------------------------------------------------------------------------

  open() {
    const { state, problems } = read(location.search, this.spec, this.known);
    this.state = state;
    this.problems.replaceChildren(...problems.map((line) => make("li", { textContent: line })));
    this.problems.hidden = !problems.length;
    this.showControls();
    this.apply();
  }

  /** Take over a change: address, then table. @param {Partial<State>} change @param {boolean} [typing] whether a text is being typed */
  change(change, typing = false) {
    Object.assign(this.state, change);
    const query = write(this.state, this.spec);
    // A word is one step of the history, not one for each of its letters.
    if (query !== location.search) history[typing && this.typing ? "replaceState" : "pushState"](history.state, "", location.pathname + query + location.hash);
    this.typing = typing;
    if (typing) this.showChips();
    else this.showControls();
    this.apply();
  }

  apply() {
    this.showColumns();
    this.sortRows();
    this.filter();
  }

  // --- filtering ---------------------------------------------------------------------------------------------------

  /** One test per facet that is set, with the facet's id; the text and the marks are facets like the others. @returns {[string, (line: Line) => boolean][]} */
  tests() {
    const { q, choices, ranges, fits, bits, within, only, marked } = this.state;
    /** @type {[string, (line: Line) => boolean][]} */
    const tests = [];
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) tests.push(["q", (line) => words.every((word) => this.textOf(line).includes(word))]);
    for (const [id, chosen] of choices) tests.push([id, ({ data }) => (Array.isArray(data[id]) ? data[id].some((/** @type {string} */ item) => chosen.has(item)) : chosen.has(String(data[id])))]);
    for (const [id, [low, high]] of ranges) tests.push([id, ({ data }) => typeof data[id] === "number" && data[id] >= low && data[id] <= high]);
    if (fits) tests.push(["fits", ({ data }) => data[`memory-${bits}`] <= fits]);
    if (within) {
      const first = new Date(Date.parse(this.data.generated) - within * 86_400_000).toISOString().slice(0, 10);
      tests.push(["within", ({ data }) => data.verified >= first]);
    }
    if (only) tests.push(["only", ({ data }) => marked.has(data.id)]);
    return tests;
  }

  /** Show the rows that pass all tests, and count for each facet what its choices would give under the other facets. */
  filter() {
    const tests = this.tests();
    // Only panels that are open show counts, so only theirs are worked out.
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map([...this.facets].filter(([, item]) => item.count && item.panel.open).map(([id]) => [id, new Map()]));
    const perBody = new Map(this.bodies.map((body) => [/** @type {Element} */ (body), 0]));
    let visible = 0;
    for (const line of this.order) {
      let failed = "", fails = 0;
      for (const [id, test] of tests) if (!test(line)) { failed = id; if (++fails > 1) break; }
      if (fails < 2) {
        for (const [id, count] of counts) {
          if (fails && id !== failed) continue;
          const value = line.data[id];
          if (Array.isArray(value)) for (const item of value) count.set(item, (count.get(item) ?? 0) + 1);
          else count.set(String(value), (count.get(String(value)) ?? 0) + 1);
        }
      }
      if (line.element.hidden !== fails > 0) line.element.hidden = fails > 0;
      if (!fails) {
        visible++;
        const body = /** @type {Element} */ (line.element.parentElement);
        perBody.set(body, (perBody.get(body) ?? 0) + 1);
      }
    }
    for (const [body, count] of perBody) this.sizeBody(/** @type {HTMLElement} */ (body), count);
    this.showCounts(counts, visible);
  }

  /** A chunk takes the room of its visible rows, also while the browser has not laid it out. @param {HTMLElement} body @param {number} count */
  sizeBody(body, count) {
    if (body.hidden !== !count) body.hidden = !count;
    if (body.style.getPropertyValue("--rows") !== String(count)) body.style.setProperty("--rows", String(count));
  }

  // --- order and columns -------------------------------------------------------------------------------------------

  sortRows() {
    if (String(this.state.sort) === this.sortedBy) return;
    this.sortedBy = String(this.state.sort);
    const keys = this.state.sort.map((item) => ({ id: item.replace(/^-/, ""), down: item.startsWith("-") }));
    this.order = this.sortedBy === String(this.spec.sort) ? this.lines : [...this.lines].sort((a, b) => this.compare(a, b, keys));
    this.bodies.forEach((body, place) => body.append(...this.order.slice(place * CHUNK, (place + 1) * CHUNK).map((line) => line.element)));
    for (const body of this.near) this.addBoxes(body);
  }

  /** Unknown values stand last in both directions; equal ones keep the table's own order. @param {Line} a @param {Line} b @param {{id: string, down: boolean}[]} keys */
  compare(a, b, keys) {
    for (const { id, down } of keys) {
      const found = this.compareBy(/** @type {Column} */ (this.data.columns.get(id)), a.data[id], b.data[id], down);
      if (found) return found;
    }
    return a.place - b.place;
  }

  /** @param {Column} column @param {any} left @param {any} right @param {boolean} down */
  compareBy(column, left, right, down) {
    const unknown = Number(UNKNOWN.has(left)) - Number(UNKNOWN.has(right));
    if (unknown || left === right) return unknown;
    const words = column.words ? Object.keys(this.data.words[column.words]) : null;
    const by = words && !Array.isArray(left) ? words.indexOf(left) - words.indexOf(right)
      : typeof left === "number" && typeof right === "number" ? left - right
      : this.collator.compare(text(this.data, column, left), text(this.data, column, right));
    return down ? -by : by;
  }

  /** A click puts a column first and keeps the one before as the second; again turns it round, and a third time drops it. @param {string} id */
  sortBy(id) {
    const rest = this.state.sort.filter((item) => item.replace(/^-/, "") !== id);
    const first = this.state.sort[0];
    const next = first === id ? [`-${id}`, ...rest] : first === `-${id}` ? rest : [id, ...rest];
    this.change({ sort: next.length ? next.slice(0, 3) : [...this.spec.sort] });
  }

  showColumns() {
    const { columns } = this.state;
    this.showSort();
    if (String(columns) === String(this.shownColumns)) return;
    for (const line of this.lines) this.cellsOf(line);
    this.shownColumns = columns;
    const found = columns.map((id) => /** @type {Column} */ (this.data.columns.get(id)));
    this.table.style.setProperty("--tracks", found.map((column) => `${column.width}rem`).join(" "));
    this.head.replaceChildren(...found.map((column) => this.headOf(column)));
    for (const line of this.lines) line.element.replaceChildren(...found.map((column) => this.cellOf(line, column)));
  }

  /** @param {Column} column */
  headOf(column) {
    let cell = this.heads.get(column.id);
    if (!cell) {
      cell = make("th", { scope: "col", title: column.means, className: kind(column), "data-key": column.id }, column.label);
      this.heads.set(column.id, cell);
      this.addSort(cell, column.id);
    }
    return cell;
  }

  /** @param {Line} line @param {Column} column */
  cellOf(line, column) {
    const cells = this.cellsOf(line);
    let cell = cells.get(column.id);
    if (!cell) {
      cell = make("td", { className: kind(column) });
      cell.append(this.content(line.data, column));
      cells.set(column.id, cell);
    }
    return cell;
  }

  /** The content of a cell that the page did not bring. @param {Row} row @param {Column} column */
  content(row, column) {
    const value = row[column.id];
    const word = column.words && typeof value === "string" ? this.data.words[column.words][value] : undefined;
    if (!word && UNKNOWN.has(value)) return make("span", { className: value === "undisclosed" ? "undisclosed" : "unknown", textContent: text(this.data, column, value) });
    if (column.form === "term") {
      const clause = row.clauses?.[column.id];
      const title = row.says?.[column.id] ?? "";
      return make("a", { className: "cell", href: new URL(`${row.url}#${column.id}`, ROOT).href, title, "data-clause": clause ? say("clause", { clause }) : "" }, word ? sign(word) : String(value));
    }
    if (word?.symbol) return sign(word);
    return document.createTextNode(text(this.data, column, value));
  }

  /** @param {HTMLTableCellElement} cell @param {string} id */
  addSort(cell, id) {
    const button = make("button", { type: "button", className: "sort", textContent: cell.textContent });
    button.addEventListener("click", () => this.sortBy(id));
    cell.replaceChildren(button);
  }

  showSort() {
    const [first] = this.state.sort;
    for (const [id, cell] of this.heads) {
      const place = this.state.sort.findIndex((item) => item.replace(/^-/, "") === id);
      const down = place >= 0 && this.state.sort[place].startsWith("-");
      const button = /** @type {HTMLElement} */ (cell.firstElementChild);
      button.dataset.sort = place < 0 ? "" : `${down ? "↓" : "↑"}${this.state.sort.length > 1 ? place + 1 : ""}`;
      if (first.replace(/^-/, "") === id) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  }

  // --- marks -------------------------------------------------------------------------------------------------------

  /** Rows get their box to mark them when they come near the screen: thousands at once would take long. */
  watchRows() {
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        const body = /** @type {HTMLTableSectionElement} */ (target);
        if (isIntersecting) this.near.add(body);
        else this.near.delete(body);
        if (isIntersecting) this.addBoxes(body);
      }
    }, { rootMargin: "600px" });
    for (const body of this.bodies) seen.observe(body);
    this.table.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (!box.classList.contains("mark-row")) return;
      const marked = new Set(this.state.marked);
      if (box.checked) marked.add(box.value);
      else marked.delete(box.value);
      this.change({ marked, only: this.state.only && marked.size > 0 });
    });
  }

  /** @param {HTMLTableSectionElement} body */
  addBoxes(body) {
    for (const element of body.rows) {
      const line = this.byId.get(element.dataset.id ?? "");
      const name = element.cells[0];
      if (!line || name.querySelector(".mark-row")) continue;
      name.prepend(make("input", { type: "checkbox", className: "mark-row", value: line.data.id, checked: this.state.marked.has(line.data.id), "aria-label": say("mark", { name: line.data.name }) }));
    }
  }

  // --- controls ----------------------------------------------------------------------------------------------------

  build() {
    for (const [id, cell] of this.heads) this.addSort(cell, id);
    this.search.addEventListener("input", () => this.change({ q: this.search.value.trim() }, true));
    const panels = [...this.facets.values()].map((item) => item.panel);
    const first = matchMedia("(max-width: 44em)").matches ? 0 : FIRST; // a phone has room for none beside the text
    const more = make("details", { className: "more" }, make("summary", { textContent: say(first ? "more-filters" : "filters") }), make("div", { className: "facets" }, ...panels.slice(first)));
    const form = make("form", { className: "view", role: "search", "aria-label": say("filter-table") },
      make("div", { className: "facets" }, make("label", { for: "view-q", className: "text" }, `${say("filter-text")} `, this.search), ...panels.slice(0, first)), more);
    form.addEventListener("submit", (event) => event.preventDefault());
    const bar = make("div", { className: "view-bar" }, this.count, this.comparison, this.onlyMarked, this.density, this.columnChooser(), this.outputs());
    // The page keeps room for the controls, so that the table does not jump when they come.
    document.querySelector(".view-room")?.replaceChildren(this.problems, form, this.chips, bar, this.announcer.region);
    this.closeOutside();
  }

  /** @param {string} name @param {() => void} run */
  button(name, run) {
    const button = make("button", { type: "button", textContent: name });
    button.addEventListener("click", run);
    return button;
  }

  /** One panel opens at a time, inside the window; Escape and a click elsewhere close it. */
  closeOutside() {
    document.addEventListener("toggle", (event) => {
      const details = /** @type {HTMLDetailsElement} */ (event.target);
      const panel = details.matches?.("details.facet[open]") && details.querySelector(".panel");
      if (!panel) return;
      for (const item of this.facets.values()) if (item.panel === details) item.fill?.();
      panel.classList.remove("flip");
      panel.classList.toggle("flip", panel.getBoundingClientRect().right > innerWidth);
      this.filter();
    }, true);
    const panels = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.facet[open]"));
    document.addEventListener("click", (event) => {
      for (const panel of panels()) if (!panel.contains(/** @type {Node} */ (event.target))) panel.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const panel of panels()) { panel.open = false; panel.querySelector("summary")?.focus(); }
    });
  }

  columnChooser() {
    const group = make("div", { className: "panel", role: "group", "aria-label": say("columns") });
    for (const column of this.data.columns.values()) {
      if (column.id === "name") continue;
      const box = make("input", { type: "checkbox", value: column.id });
      box.addEventListener("change", () => {
        const { columns } = this.state;
        this.change({ columns: box.checked ? [...columns, column.id] : columns.filter((id) => id !== column.id) });
      });
      this.columnBoxes.set(column.id, box);
      group.append(make("label", { title: column.means }, box, ` ${column.label}`));
    }
    group.append(this.button(say("columns-reset"), () => this.change({ columns: [...this.spec.columns] })));
    return make("details", { className: "facet" }, make("summary", { textContent: say("columns") }), group);
  }

  outputs() {
    const group = make("div", { className: "panel", role: "group", "aria-label": say("output") });
    /** @param {string} name @param {(button: HTMLButtonElement) => Promise<string> | string} run */
    const add = (name, run) => {
      const button = this.button(name, async () => {
        try { done(button, await run(button), this.announcer); } catch { done(button, say("not-allowed"), this.announcer); }
      });
      group.append(button);
    };
    const copy = async (/** @type {string} */ content) => { await navigator.clipboard.writeText(content); return say("copied"); };
    const save = (/** @type {string} */ kind, /** @type {string} */ content, /** @type {string} */ type) => { download(`ajar-${this.folder}.${kind}`, content, type); return say("saved"); };
    add(say("copy-link"), () => copy(location.href));
    add(say("copy-markdown"), () => copy(markdown(this.sheet())));
    add(say("copy-table"), async () => { await copyRich(html(this.sheet(), location.href), markdown(this.sheet())); return say("copied"); });
    add("CSV", () => save("csv", csv(this.sheet()), "text/csv"));
    add("JSON", () => save("json", JSON.stringify(this.visible().map(({ data }) => Object.fromEntries(["id", "url", ...this.state.columns].map((id) => [id, data[id]]))), null, 2), "application/json"));
    return make("details", { className: "facet" }, make("summary", { textContent: say("output") }), group);
  }

  visible() {
    return this.order.filter((line) => !line.element.hidden);
  }

  /** The view as texts. @returns {import("./output.js").Sheet} */
  sheet() {
    const columns = this.state.columns.map((id) => /** @type {Column} */ (this.data.columns.get(id)));
    const rows = this.visible().map(({ data }) => ({ url: new URL(data.url, ROOT).href, cells: columns.map((column) => text(this.data, column, data[column.id])) }));
    return { head: columns.map((column) => column.label), rows };
  }

  // --- what the controls show --------------------------------------------------------------------------------------

  showControls() {
    const { state } = this;
    if (this.search.value.trim() !== state.q) this.search.value = state.q;
    for (const item of this.facets.values()) item.show();
    for (const [id, box] of this.columnBoxes) box.checked = state.columns.includes(id);
    this.table.classList.toggle("dense", state.dense);
    this.density.setAttribute("aria-pressed", String(state.dense));
    this.onlyMarked.setAttribute("aria-pressed", String(state.only));
    this.onlyMarked.hidden = !state.marked.size;
    this.comparison.hidden = state.marked.size < 2;
    this.comparison.href = new URL(`compare/?m=${[...state.marked].slice(0, 6).join(",")}`, ROOT).href;
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.table.querySelectorAll(".mark-row"))) box.checked = state.marked.has(box.value);
    this.showChips();
  }

  /** Each filter that is set, to be taken away with one click. */
  showChips() {
    const { state } = this;
    /** @type {[string, Partial<State>][]} */
    const set = [];
    if (state.q) set.push([`“${state.q}”`, { q: "" }]);
    for (const { id, kind } of this.spec.facets) {
      const name = facetName(this, { id, kind });
      const chosen = state.choices.get(id), bounds_ = state.ranges.get(id);
      const column = this.data.columns.get(id);
      if (chosen && column) set.push([`${name}: ${[...chosen].map((value) => label(this.data, column, value)).join(` ${say("or")} `)}`, { choices: without(state.choices, id) }]);
      if (bounds_) set.push([`${name}: ${range(bounds_)}`, { ranges: without(state.ranges, id) }]);
      if (kind === "fits" && state.fits) set.push([say("fits-set", { size: short(state.fits), bits: state.bits }), { fits: 0 }]);
      if (kind === "within" && state.within) set.push([`${say("within")} ${say("within-days", { days: state.within })}`, { within: 0 }]);
    }
    const start = initial(this.spec);
    const chips = set.map(([name, change]) => make("li", {}, this.chip(name, change)));
    if (set.length > 1) chips.push(make("li", {}, this.button(say("clear-all"), () => this.change({ ...start, sort: state.sort, columns: state.columns, marked: state.marked }))));
    this.chips.replaceChildren(...chips);
  }

  /** @param {string} name @param {Partial<State>} change */
  chip(name, change) {
    const button = this.button(name, () => { this.change(change); this.search.focus(); });
    button.setAttribute("aria-label", say("filter-remove", { name }));
    return button;
  }

  /** @param {Map<string, Map<string, number>>} counts @param {number} visible */
  showCounts(counts, visible) {
    for (const [id, found] of counts) {
      this.facets.get(id)?.count?.(found);
    }
    const message = say(`count-${this.folder}`, { shown: visible.toLocaleString("en-US"), all: this.lines.length.toLocaleString("en-US") });
    if (this.count.textContent !== message) this.announcer.say(message);
    this.count.textContent = message;
  }
}

/** @template V @param {Map<string, V>} map @param {string} key @returns {Map<string, V>} */
function without(map, key) {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
