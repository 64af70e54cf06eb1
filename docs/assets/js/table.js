// The rows and columns of a long table: a row an entry, cells made when they are needed, order, and the boxes that mark rows.
// A change is laid out in two steps: what the screen holds at once, the rest in slices after that is painted.
import { collator, make, ROOT, sign, text, unknown, wordOf } from "./data.js";
import { shown, summary } from "./summary.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Column} Column */
/** @typedef {import("./data.js").Row} Row */
/**
 * One row of the table: an entry with the rows of its own, such as the sizes of a release, and those of them that pass the
 * filters. The text it is found by, its cells and the elements of its open rows are made when they are first needed; `told`
 * are the rows and `columns` the columns that its cells show.
 * @typedef {{
 *   id: string, element: HTMLTableRowElement, rows: Row[], passing: Row[], place: number, text?: string,
 *   cells?: Map<string, HTMLTableCellElement>, below?: HTMLTableRowElement[], told: Row[], columns: string[],
 * }} Line
 */

const CHUNK = 20; // as the page has them: what is far from the screen is drawn later
const LEAST = 25; // no row is lower, in pixels
const SLICE = 6; // milliseconds of work between two paints

/** Until the browser has painted what was changed and has nothing more urgent to do. */
export const painted = () =>
  new Promise((resolve) =>
    requestAnimationFrame(() =>
      "requestIdleCallback" in window ? requestIdleCallback(resolve, { timeout: 100 }) : setTimeout(resolve),
    ),
  );

export class Table {
  /** Chunks of rows near the screen. @type {Set<HTMLTableSectionElement>} */
  near = new Set();

  /** @param {HTMLTableElement} element @param {Data} data @param {(id: string) => void} sortBy */
  constructor(element, data, sortBy) {
    this.element = element;
    this.data = data;
    this.sortBy = sortBy;
    this.head = /** @type {HTMLTableRowElement} */ (element.tHead?.rows[0]);
    this.heads = new Map([...this.head.cells].map((cell) => [cell.dataset.key ?? "", cell]));
    for (const [id, cell] of this.heads) this.addSort(cell, id);
    this.bodies = [...element.tBodies];
    this.frame = /** @type {HTMLElement} */ (element.parentElement);
    this.shown = [...this.heads.keys()];
    this.lines = this.bodies.flatMap((body) => [...body.rows]).map((element, place) => this.line(element, place));
    this.order = this.lines;
    /** The lines that pass, in their order. */
    this.laid = this.lines;
    /** Places of chunks that are still to be filled. @type {number[]} */
    this.todo = [];
    /** The boxes that mark rows, made so far. @type {Map<string, HTMLInputElement>} */
    this.boxes = new Map();
    this.sorted = "";
    this.collator = collator();
    this.byId = new Map(this.lines.map((line) => [line.id, line]));
    if (data.rows.length) this.fill();
    this.named = [...data.columns.values()].filter((column) => column.names);
  }

  /** A line that the page brought, until `fill` without its rows. @param {HTMLTableRowElement} element @param {number} place @returns {Line} */
  line(element, place) {
    const none = /** @type {Row[]} */ ([]);
    const { shown: columns } = this;
    return { id: element.dataset.id ?? "", element, rows: none, passing: none, place, told: none, columns };
  }

  /** Give the lines their rows, once these are there. */
  fill() {
    for (const row of this.data.rows) {
      const line = this.byId.get(row.entry);
      if (!line) continue;
      if (!line.rows.length) line.rows = line.passing = line.told = [];
      line.rows.push(row);
      this.byId.set(row.id, line);
    }
  }

  /** What the text filter looks through. @param {Line} line */
  textOf(line) {
    if (line.text === undefined) {
      const found = line.rows.flatMap((row) => [row.name, row.id, row.entry, ...(row.aliases ?? [])]);
      const names = line.rows.flatMap((row) => this.named.map((column) => text(this.data, column, row[column.id])));
      line.text = [...new Set([...found, ...names])].join(" ").toLowerCase();
    }
    return line.text;
  }

  /** The rows that pass the filters, entry by entry. */
  passing() {
    return this.order.flatMap((line) => line.passing);
  }

  // --- laying out -------------------------------------------------------------------------------------------------------

  /** Show what passes in its order: the chunks on the screen now, the others by `layMore` once these are painted. */
  lay() {
    const lines = this.order.filter((line) => line.passing.length);
    const same = lines.length === this.laid.length && lines.every((line, place) => line === this.laid[place]);
    if (same && lines.every((line) => this.fits(line))) return;
    // Another list is read from its start.
    if (!same && this.frame.scrollTop) this.frame.scrollTop = 0;
    this.laid = lines;
    const chunks = Math.max(1, Math.ceil(lines.length / CHUNK));
    const screen = Math.ceil(innerHeight / LEAST / CHUNK);
    const places = [...this.bodies.keys()];
    const now = places.filter((place) => (same ? this.near.has(this.bodies[place]) : place < screen && place < chunks));
    for (const place of now) this.fillChunk(place);
    this.todo = places.filter((place) => place < chunks && !now.includes(place));
    if (chunks <= screen) this.cut(chunks);
  }

  /** A slice of what lies beyond the screen; whether some is left. */
  layMore() {
    const { tBodies } = this.element;
    const chunks = Math.max(1, Math.ceil(this.laid.length / CHUNK));
    for (const end = performance.now() + SLICE; performance.now() < end; ) {
      const place = this.todo.shift();
      if (place !== undefined) this.fillChunk(place);
      else if (tBodies.length > chunks) tBodies[tBodies.length - 1].remove();
      else {
        this.frame.style.maxHeight = "";
        return false;
      }
    }
    return true;
  }

  /** Until they are taken away, chunks that nothing is left in lie below the edge of the table's box. @param {number} chunks */
  cut(chunks) {
    if (this.element.tBodies.length <= chunks) return;
    const height = this.bodies[chunks - 1].getBoundingClientRect().bottom - this.element.getBoundingClientRect().top;
    const edges = this.frame.offsetHeight - this.frame.clientHeight;
    this.frame.style.maxHeight = `min(85vh, ${height + edges}px)`;
  }

  /** Put into a chunk the lines that belong there. @param {number} place */
  fillChunk(place) {
    const lines = this.laid.slice(place * CHUNK, (place + 1) * CHUNK);
    for (const line of lines) this.dress(line);
    const rows = lines.flatMap(({ element, below = [] }) => [element, ...below]);
    const body = this.bodies[place];
    const wanted = new Set(rows);
    for (const row of [...body.rows]) if (!wanted.has(row)) row.remove();
    let next = body.firstElementChild;
    for (const row of rows) {
      if (row === next) next = next.nextElementSibling;
      else body.insertBefore(row, next);
    }
    // Chunks are taken away from the end and come back in their order.
    if (!body.parentNode) this.element.append(body);
    if (this.near.has(body)) this.addBoxes(body);
  }

  /** Whether the cells of a line show its passing rows in the columns of the view. @param {Line} line */
  fits(line) {
    return line.columns === this.shown && line.told === line.passing;
  }

  /** Where only some rows of an entry pass, its cells speak of these. @param {Line} line */
  dress(line) {
    if (this.fits(line)) return;
    const own = this.cellsOf(line);
    const all = line.passing.length === line.rows.length;
    const [name, ...columns] = this.shown.map((id) => /** @type {Column} */ (this.data.columns.get(id)));
    const cells = columns.map((column) => (all ? this.cellOf(line, column) : this.made(line.passing, column)));
    line.element.replaceChildren(/** @type {HTMLTableCellElement} */ (own.get(name.id)), ...cells);
    line.columns = this.shown;
    line.told = line.passing;
    this.tellParts(line);
    if (line.below) this.redraw(line);
  }

  // --- columns --------------------------------------------------------------------------------------------------------

  /** The cells of a line by column, those first that the page brought. @param {Line} line */
  cellsOf(line) {
    line.cells ??= new Map([...line.element.cells].map((cell, place) => [line.columns[place], cell]));
    return line.cells;
  }

  /** Columns and order for the next `lay`. @param {string[]} columns @param {string[]} sort */
  show(columns, sort) {
    this.showSort(sort);
    if (String(columns) === String(this.shown)) return;
    this.shown = columns;
    const found = columns.map((id) => /** @type {Column} */ (this.data.columns.get(id)));
    this.element.style.setProperty("--tracks", found.map((column) => `${column.width}rem`).join(" "));
    this.head.replaceChildren(...found.map((column) => this.headOf(column)));
  }

  /** @param {Column} column */
  headOf(column) {
    let cell = this.heads.get(column.id);
    if (!cell) {
      const { id, means, css, label } = column;
      cell = make("th", { scope: "col", title: means, className: css, "data-key": id }, label);
      this.heads.set(id, cell);
      this.addSort(cell, id);
    }
    return cell;
  }

  /** @param {Line} line @param {Column} column */
  cellOf(line, column) {
    const cells = this.cellsOf(line);
    let cell = cells.get(column.id);
    if (!cell) {
      cell = this.made(line.rows, column);
      cells.set(column.id, cell);
    }
    return cell;
  }

  /** A cell for some rows of an entry. @param {Row[]} rows @param {Column} column */
  made(rows, column) {
    const cell = make("td", { className: `k-${column.id} ${column.css}`.trim() });
    const one = rows.length === 1 && !column.pair;
    cell.append(...(one ? [this.content(rows[0], column)] : summary(this.data, column, rows)));
    return cell;
  }

  /** The content of a cell of one row that the page did not bring. @param {Row} row @param {Column} column @returns {Node} */
  content(row, column) {
    if (column.pair) return summary(this.data, column, [row])[0];
    // Only a license has its clauses on its own page.
    if (column.form !== "answer" || !row.clauses || unknown(this.data, row[column.id]))
      return shown(this.data, column, row[column.id]);
    const word = wordOf(this.data, column, row[column.id]);
    const limit = row.limits?.[column.id];
    return this.answer(row, column, word ? sign(limit ? { ...word, short: limit } : word) : String(row[column.id]));
  }

  /** A license's answer leads to its clause. @param {Row} row @param {Column} column @param {Node | string} content */
  answer(row, column, content) {
    const clause = row.clauses?.[column.id];
    const href = new URL(`${row.url}#${column.id}`, ROOT).href;
    const where = clause ? say("Clause {clause}", { clause }) : "";
    return make("a", { className: "cell", href, title: row.says?.[column.id] ?? "", "data-clause": where }, content);
  }

  // --- the rows of one entry --------------------------------------------------------------------------------------------

  /** Show or hide below an entry those of its own rows that pass the filters. @param {Line} line */
  unfold(line) {
    if (line.below) this.fold(line);
    else this.redraw(line);
    this.tellParts(line);
  }

  /** @param {Line} line */
  fold(line) {
    for (const element of line.below ?? []) element.remove();
    line.below = undefined;
  }

  /** @param {Line} line */
  redraw(line) {
    this.fold(line);
    const columns = this.shown.map((id) => /** @type {Column} */ (this.data.columns.get(id)));
    line.below = line.passing.map((row) =>
      make("tr", { className: "part", "data-id": row.id }, ...this.part(row, columns)),
    );
    line.element.after(...line.below);
  }

  /** @param {Row} row @param {Column[]} columns */
  part(row, [, ...columns]) {
    const link = make("a", { href: new URL(row.url, ROOT).href, textContent: row.name });
    const cells = columns.map((column) =>
      make("td", { className: `k-${column.id} ${column.css}` }, this.content(row, column)),
    );
    return [make("th", { className: "c", scope: "row" }, this.box(row.id, row.name), link), ...cells];
  }

  /** How many of an entry's own rows pass, on the button that shows them. @param {Line} line */
  tellParts(line) {
    const parts = line.element.querySelector(".parts");
    if (!parts) return;
    const [count, all] = [line.passing.length, line.rows.length];
    const { parts: name } = this.data;
    if (all)
      parts.textContent = count === all ? `${all} ${name}` : say("{count} of {all} {name}", { count, all, name });
    parts.setAttribute("role", "button");
    parts.setAttribute("aria-expanded", String(Boolean(line.below)));
  }

  // --- order ----------------------------------------------------------------------------------------------------------

  /** @param {HTMLTableCellElement} cell @param {string} id */
  addSort(cell, id) {
    const button = make("button", { type: "button", className: "sort", textContent: cell.textContent });
    button.addEventListener("click", () => this.sortBy(id));
    cell.replaceChildren(button);
  }

  /** @param {string[]} sort */
  showSort(sort) {
    for (const [id, cell] of this.heads) {
      const place = sort.findIndex((item) => item.replace(/^-/, "") === id);
      const down = place >= 0 && sort[place].startsWith("-");
      const button = /** @type {HTMLElement} */ (cell.firstElementChild);
      button.dataset.sort = place < 0 ? "" : `${down ? "↓" : "↑"}${sort.length > 1 ? place + 1 : ""}`;
      if (sort[0].replace(/^-/, "") === id) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  }

  /** @param {string[]} sort @param {string[]} own the order of the page */
  sort(sort, own) {
    if (String(sort) === (this.sorted || String(own))) return;
    this.sorted = String(sort);
    const keys = sort.map((item) => ({ id: item.replace(/^-/, ""), down: item.startsWith("-") }));
    const same = this.sorted === String(own);
    this.order = same ? this.lines : [...this.lines].sort((a, b) => this.compare(a, b, keys));
  }

  /** Unknown values stand last in both directions; equal ones keep the table's own order. @param {Line} a @param {Line} b @param {{id: string, down: boolean}[]} keys */
  compare(a, b, keys) {
    for (const { id, down } of keys) {
      const column = /** @type {Column} */ (this.data.columns.get(id));
      const found = this.compareBy(column, this.key(a, column, down), this.key(b, column, down), down);
      if (found) return found;
    }
    return a.place - b.place;
  }

  /** What an entry is ordered by: the first value of its rows in the direction of the order. @param {Line} line @param {Column} column @param {boolean} down */
  key(line, column, down) {
    const id = column.pair?.[0] ?? column.id;
    if (id === "name") return line.rows[0].entry;
    const of = /** @type {Column} */ (this.data.columns.get(id));
    if (line.rows.length === 1) return line.rows[0][id];
    return line.rows.map((row) => row[id]).reduce((a, b) => (this.compareBy(of, a, b, down) <= 0 ? a : b));
  }

  /** @param {Column} column @param {any} left @param {any} right @param {boolean} down */
  compareBy(column, left, right, down) {
    const last = Number(unknown(this.data, left)) - Number(unknown(this.data, right));
    if (last || left === right) return last;
    const words = column.words && !Array.isArray(left) ? Object.keys(this.data.words[column.words]) : null;
    const numbers = typeof left === "number" && typeof right === "number";
    const by = words
      ? words.indexOf(left) - words.indexOf(right)
      : numbers
        ? left - right
        : this.collator.compare(text(this.data, column, left), text(this.data, column, right));
    return down ? -by : by;
  }

  // --- marks ----------------------------------------------------------------------------------------------------------

  /**
   * Rows get their box to mark them when they come near the screen: thousands at once would take long.
   * @param {() => Set<string>} marked @param {(id: string, on: boolean) => void} mark
   * @param {(run: () => void) => void} filled runs something once the rows are there
   */
  watch(marked, mark, filled) {
    this.marked = marked;
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const body = /** @type {HTMLTableSectionElement} */ (target);
          if (isIntersecting) this.near.add(body);
          else this.near.delete(body);
          if (isIntersecting) this.addBoxes(body);
        }
      },
      { rootMargin: "600px" },
    );
    for (const body of this.bodies) seen.observe(body);
    this.element.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.classList.contains("mark-row")) mark(box.value, box.checked);
    });
    this.element.addEventListener("click", (event) => {
      const parts = /** @type {Element} */ (event.target).closest(".parts");
      const line = parts && this.byId.get(parts.closest("tr")?.dataset.id ?? "");
      if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      filled(() => this.unfold(line));
    });
    this.element.addEventListener("keydown", (event) => {
      const parts = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".parts"));
      if (parts && event.key === " ") {
        event.preventDefault();
        parts.click();
      }
    });
  }

  /** @param {HTMLTableSectionElement} body */
  addBoxes(body) {
    for (const element of body.rows) {
      const line = this.byId.get(element.dataset.id ?? "");
      const name = element.cells[0];
      if (!line || name.querySelector(".mark-row")) continue;
      this.tellParts(line);
      name.prepend(this.box(line.id, name.querySelector("a")?.textContent ?? line.id));
    }
  }

  /** The box that marks a row. @param {string} value @param {string} name */
  box(value, name) {
    const checked = this.marked?.().has(value) ?? false;
    const label = say("Mark {name}", { name });
    const box = make("input", { type: "checkbox", className: "mark-row", value, checked, "aria-label": label });
    this.boxes.set(value, box);
    return box;
  }

  showMarks() {
    const marked = this.marked?.() ?? new Set();
    for (const [value, box] of this.boxes) if (box.checked !== marked.has(value)) box.checked = marked.has(value);
  }
}
