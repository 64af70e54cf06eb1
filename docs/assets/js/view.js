// Filters, order, columns and marks for the tables of a kind. The table is whole without this module.
import { Announcer, button, fill, load, make, ROOT } from "./data.js";
import { facetsOf } from "./facets/index.js";
import { filter } from "./filter.js";
import { columnMenu, outputMenu } from "./menus.js";
import { initial, read, write } from "./state.js";
import { painted, Table } from "./table.js";
import { language, say } from "./words.js";

/** @typedef {import("./state.js").State} State */

const PHONE = "(max-width: 44em)"; // as in the styles: a phone has room for no filter beside the text
const MOST_COMPARED = 6;
/** Parts of an address that are about the visit and not about the view. @param {string} key */
const IGNORED = (key) => key === "h" || key === "fbclid" || key === "gclid" || key.startsWith("utm_");

/** How many rows of a kind are shown. @type {Record<string, (shown: string, all: string, rows: string) => string>} */
const SUMS = {
  models: (shown, all, rows) => say("{shown} of {all} releases ({rows} sizes)", { shown, all, rows }),
  licenses: (shown, all) => say("{shown} of {all} licenses", { shown, all }),
};

/** @param {HTMLTableElement} table */
export async function start(table) {
  if (table.dataset.started) return;
  table.dataset.started = "yes";
  const data = await load(table.dataset.view ?? "");
  // The page holds what the table itself begins with; another view needs the values of its rows.
  if (location.search) await fill(data);
  new View(table, data);
}

class View {
  typing = false;
  turn = 0;
  /** @type {Promise<void> | undefined} */
  filling;
  /** How the address takes over what changed since the last paint. @type {"" | "pushState" | "replaceState"} */
  step = "";

  /** @param {HTMLTableElement} element @param {import("./data.js").Data} data */
  constructor(element, data) {
    this.data = data;
    this.table = new Table(element, data, (id) => this.sortBy(id));
    this.spec = { sort: data.sort, columns: [...this.table.shown] };
    this.state = initial(this.spec);
    this.facets = facetsOf(data, () => this.change({}));
    const known = { column: (/** @type {string} */ id) => data.columns.has(id), parameter: IGNORED };
    this.known = { ...known, row: (/** @type {string} */ id) => this.table.byId.has(id) };
    const hint = say("Filter by name, developer, license");
    this.search = make("input", {
      type: "search",
      id: "view-q",
      placeholder: hint,
      autocomplete: "off",
      maxLength: 200,
    });
    this.search.addEventListener("input", () => this.change({ text: this.search.value.trim() }, true));
    this.chips = make("ul", { className: "chips", "aria-label": say("Filters that are set") });
    this.problems = make("ul", { className: "problems", role: "alert", hidden: true });
    this.count = make("p", { className: "count" });
    // On a phone open filters hide the table: this button shows how much it holds, closes them and leads there.
    this.go = button("", () => this.toTable());
    this.go.className = "to-table";
    this.empty = make("div", { className: "empty", hidden: true });
    this.comparison = make("a", { className: "go", textContent: say("Compare marked") });
    this.onlyMarked = button(say("Only marked rows"), () => this.change({ only: !this.state.only }));
    this.density = button(say("Compact"), () => this.change({ dense: !this.state.dense }));
    this.announcer = new Announcer();
    const choose = (/** @type {string[]} */ columns) => this.change({ columns });
    this.columns = columnMenu(data, () => this.state.columns, choose, this.spec.columns);
    const places = this.build();
    this.table.watch(
      () => this.state.marked,
      (id, on) => this.mark(id, on),
      (run) => this.filled().then(run),
    );
    for (const place of [...places, element])
      for (const touch of ["pointerover", "focusin"])
        place?.addEventListener(touch, () => this.filled(), { once: true });
    addEventListener("popstate", () => this.open());
    this.open();
  }

  // --- the view of the address ----------------------------------------------------------------------------------------

  open() {
    const { state, problems } = read(location.search, this.spec, this.facets, this.known);
    this.state = state;
    this.step = "";
    this.problems.replaceChildren(...problems.map((line) => make("li", { textContent: line })));
    this.problems.hidden = !problems.length;
    this.show();
    this.apply();
  }

  /** Take over a change: table, then address. @param {Partial<State>} change @param {boolean} [typing] whether a text is being typed */
  change(change, typing = false) {
    Object.assign(this.state, change);
    // A word is one step of the history, not one for each of its letters.
    if (this.step !== "pushState") this.step = typing && this.typing ? "replaceState" : "pushState";
    this.typing = typing;
    if (typing) this.showChips();
    else this.show();
    this.apply();
  }

  /** The columns of the view, and after the name those that a filter looks at and the view has not. */
  get shown() {
    const [name, ...columns] = this.state.columns;
    const pairs = columns.flatMap((id) => this.data.columns.get(id)?.pair ?? []);
    const set = [...this.facets.values()].filter((facet) => facet.active).map((facet) => facet.shows);
    const more = set.filter((id) => this.data.columns.has(id) && !columns.includes(id) && !pairs.includes(id));
    return [name, ...new Set(more), ...columns];
  }

  /** The rows are loaded when somebody first touches the view; what is set until then is taken over. */
  filled() {
    this.filling ??= this.data.rows.length ? Promise.resolve() : this.fill();
    return this.filling;
  }

  async fill() {
    await fill(this.data);
    this.table.fill();
    for (const facet of this.facets.values()) if (facet.panel?.open) this.opened(facet.panel);
    this.apply();
  }

  apply() {
    if (!this.data.rows.length) return this.begin();
    this.table.show(this.shown, this.state.sort);
    this.table.sort(this.state.sort, this.spec.sort);
    this.filter();
    this.finish();
  }

  /** While the view is the page's own there is nothing to lay out. */
  begin() {
    const { lines } = this.table;
    this.table.showSort(this.state.sort);
    this.tell({ visible: lines.length, rows: this.data.count, without: new Map() });
    if (!write(this.state, this.spec, this.facets)) return;
    this.table.element.setAttribute("aria-busy", "true");
    this.filled();
  }

  /** What can wait until a change is painted: the address, which costs a look at every link, and rows beyond the screen. */
  async finish() {
    const turn = ++this.turn;
    const { element } = this.table;
    element.setAttribute("aria-busy", "true");
    await painted();
    if (turn !== this.turn) return;
    this.record();
    while (this.table.layMore()) {
      await painted();
      if (turn !== this.turn) return;
    }
    element.removeAttribute("aria-busy");
  }

  record() {
    const query = write(this.state, this.spec, this.facets);
    if (this.step && query !== location.search) {
      history[this.step](history.state, "", location.pathname + query + location.hash);
    }
    this.step = "";
  }

  filter() {
    const found = filter(this.table, this.facets, this.state);
    this.table.lay();
    this.tell(found);
  }

  /** A click puts a column first and keeps the one before as the second; again turns it round, and a third time drops it. @param {string} id */
  sortBy(id) {
    const rest = this.state.sort.filter((item) => item.replace(/^-/, "") !== id);
    const first = this.state.sort[0];
    const next = first === id ? [`-${id}`, ...rest] : first === `-${id}` ? rest : [id, ...rest];
    this.change({ sort: next.length ? next.slice(0, 3) : [...this.spec.sort] });
  }

  /** @param {string} id @param {boolean} on */
  mark(id, on) {
    const marked = new Set(this.state.marked);
    if (on) marked.add(id);
    else marked.delete(id);
    this.change({ marked, only: this.state.only && marked.size > 0 });
  }

  // --- controls -------------------------------------------------------------------------------------------------------

  build() {
    const panels = [...this.facets.values()].filter(({ group }) => !group).map((facet) => facet.element());
    const first = matchMedia(PHONE).matches ? 0 : this.data.open;
    const more = make(
      "details",
      { className: "more" },
      make("summary", { textContent: first ? say("More filters") : say("Filters") }),
      make("div", { className: "facets" }, ...panels.slice(first)),
      ...this.groups(),
    );
    const name = make("span", { className: "sr", textContent: say("Filter by text") });
    const label = make("label", { for: "view-q", className: "text" }, name, this.search);
    const form = make(
      "form",
      { className: "view", role: "search", "aria-label": say("Filter the table") },
      make("div", { className: "facets" }, label, ...panels.slice(0, first), more),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    const outputs = outputMenu(
      this.table,
      () => this.state,
      this.announcer,
      () => this.filled(),
    );
    const bar = make("div", { className: "view-bar" }, this.count, this.comparison, this.onlyMarked, this.density);
    bar.append(this.columns.element, outputs);
    // The page keeps room for the controls, so that the table does not jump when they come.
    const room = document.querySelector(".view-room");
    const head = document.querySelector(".view-head");
    head?.append(bar);
    room?.replaceChildren(this.problems, form, this.chips, this.go, this.announcer.region);
    this.table.element.after(this.empty);
    this.closeOutside();
    return [room, head];
  }

  /** The filters that stand together under a name, folded until they are wanted. */
  groups() {
    /** @type {Map<string, Node[]>} */
    const found = new Map();
    for (const facet of this.facets.values()) {
      if (!facet.group) continue;
      const panels = found.get(facet.group) ?? [];
      found.set(facet.group, [...panels, facet.element()]);
    }
    return [...found].map(([name, panels]) =>
      make(
        "details",
        { className: "group" },
        make("summary", { textContent: `${name} (${panels.length})` }),
        make("div", { className: "facets" }, ...panels),
      ),
    );
  }

  /** One panel opens at a time, inside the window; Escape and a click elsewhere close it. */
  closeOutside() {
    document.addEventListener("toggle", (event) => this.opened(/** @type {HTMLDetailsElement} */ (event.target)), true);
    const all = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.facet")]);
    const panels = () => all.filter((panel) => panel.open);
    document.addEventListener("click", (event) => {
      for (const panel of panels()) if (!panel.contains(/** @type {Node} */ (event.target))) panel.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const panel of panels()) {
        panel.open = false;
        panel.querySelector("summary")?.focus();
      }
    });
  }

  toTable() {
    for (const panel of document.querySelectorAll("form.view details[open]")) panel.removeAttribute("open");
    this.table.element.scrollIntoView();
  }

  /** @param {HTMLDetailsElement} details */
  opened(details) {
    const panel = details.matches?.("details.facet[open]") && details.querySelector(".panel");
    if (!panel) return;
    for (const facet of this.facets.values()) if (facet.panel === details) facet.fill();
    panel.classList.remove("flip");
    panel.classList.toggle("flip", panel.getBoundingClientRect().right > innerWidth);
    if (this.data.rows.length) this.filter();
  }

  // --- what the controls show -----------------------------------------------------------------------------------------

  show() {
    const { state } = this;
    if (this.search.value.trim() !== state.text) this.search.value = state.text;
    for (const facet of this.facets.values()) facet.show();
    this.columns.show();
    this.table.element.classList.toggle("dense", state.dense);
    this.density.setAttribute("aria-pressed", String(state.dense));
    this.onlyMarked.setAttribute("aria-pressed", String(state.only));
    this.onlyMarked.hidden = !state.marked.size;
    this.comparison.hidden = state.marked.size < 2;
    this.comparison.href = new URL(`compare/?m=${[...state.marked].slice(0, MOST_COMPARED).join(",")}`, ROOT).href;
    this.table.showMarks();
    this.showChips();
  }

  /** Each filter that is set, to be taken away with one click. */
  showChips() {
    /** @type {import("./facets/facet.js").Chip[]} */
    const set = [...this.facets.values()].flatMap((facet) => facet.chips());
    if (this.state.text) set.unshift([`“${this.state.text}”`, () => Object.assign(this.state, { text: "" })]);
    const chips = set.map(([name, clear]) => make("li", {}, this.chip(name, clear)));
    if (set.length > 1)
      chips.push(
        make(
          "li",
          {},
          button(say("Clear all"), () => this.clearAll()),
        ),
      );
    this.chips.replaceChildren(...chips);
  }

  /** @param {string} name @param {() => void} clear */
  chip(name, clear) {
    const made = button(name, () => {
      clear();
      this.change({});
      this.search.focus();
    });
    made.setAttribute("aria-label", say("Remove the filter {name}", { name }));
    return made;
  }

  clearAll() {
    for (const facet of this.facets.values()) facet.clear();
    this.change({ text: "", only: false, dense: false });
  }

  /** @param {ReturnType<typeof filter>} found */
  tell({ visible, rows, without }) {
    const [shown, all, parts] = [visible, this.table.lines.length, rows].map((count) =>
      count.toLocaleString(language()),
    );
    const message = SUMS[this.data.kind]?.(shown, all, parts) ?? say("{shown} of {all} entries", { shown, all });
    if (this.count.textContent !== message) this.announcer.say(message);
    this.count.textContent = message;
    this.go.textContent = say("Show {count}", { count: shown });
    this.empty.hidden = visible > 0;
    if (!visible) this.tellEmpty(without);
  }

  /** Which filter leaves nothing, and a way to drop it. @param {Map<string, number>} without */
  tellEmpty(without) {
    /** @type {[string, () => void, number][]} */
    const ways = [];
    for (const facet of this.facets.values()) {
      if (!facet.active) continue;
      for (const [name, clear] of facet.chips()) ways.push([name, clear, without.get(facet.id) ?? 0]);
    }
    const { text } = this.state;
    if (text) ways.push([`“${text}”`, () => Object.assign(this.state, { text: "" }), without.get("text") ?? 0]);
    ways.sort((a, b) => b[2] - a[2]);
    const offers = ways.map(([name, clear, count]) =>
      make(
        "li",
        {},
        button(say("Without {name}: {count}", { name, count: count.toLocaleString(language()) }), () => {
          clear();
          this.change({});
          this.search.focus();
        }),
      ),
    );
    const none = make("p", { textContent: say("Nothing passes all of these filters.") });
    const suggest = make("a", { href: new URL("contribute/", ROOT).href, textContent: say("Suggest an entry") });
    this.empty.replaceChildren(none, make("ul", {}, ...offers), make("p", {}, suggest));
  }
}
