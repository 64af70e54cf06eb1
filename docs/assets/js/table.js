// The rows and columns of a long table: cells made when they are needed, order, and the boxes that mark rows.
import { collator, make, ROOT, sign, text, unknown, wordOf } from "./data.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Column} Column */
/** @typedef {import("./data.js").Row} Row */
/** One row of the table and its data; the text it is found by and its cells are worked out when they are first needed. @typedef {{element: HTMLTableRowElement, data: Row, place: number, text?: string, cells?: Map<string, HTMLTableCellElement>}} Line */

const CHUNK = 20; // as the page has them: the browser lays out only the chunks near the screen

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
    this.shown = [...this.heads.keys()];
    this.lines = this.read();
    this.order = this.lines;
    this.sorted = "";
    this.collator = collator();
    this.byId = new Map(this.lines.map((line) => [line.data.id, line]));
    this.named = [...data.columns.values()].filter((column) => column.names);
  }

  /** @returns {Line[]} */
  read() {
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
      const names = this.named.map((column) => text(this.data, column, data[column.id]));
      line.text = [data.name, data.id, ...(data.aliases ?? []), ...names].join(" ").toLowerCase();
    }
    return line.text;
  }

  visible() {
    return this.order.filter((line) => !line.element.hidden);
  }

  // --- columns --------------------------------------------------------------------------------------------------------

  /** The cells of a line by column, those first that the page brought. @param {Line} line */
  cellsOf(line) {
    line.cells ??= new Map([...line.element.cells].map((cell, place) => [this.shown[place], cell]));
    return line.cells;
  }

  /** @param {string[]} columns @param {string[]} sort */
  show(columns, sort) {
    this.showSort(sort);
    if (String(columns) === String(this.shown)) return;
    for (const line of this.lines) this.cellsOf(line);
    this.shown = columns;
    const found = columns.map((id) => /** @type {Column} */ (this.data.columns.get(id)));
    this.element.style.setProperty("--tracks", found.map((column) => `${column.width}rem`).join(" "));
    this.head.replaceChildren(...found.map((column) => this.headOf(column)));
    for (const line of this.lines) line.element.replaceChildren(...found.map((column) => this.cellOf(line, column)));
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
      cell = make("td", { className: column.css });
      cell.append(this.content(line.data, column));
      cells.set(column.id, cell);
    }
    return cell;
  }

  /** The content of a cell that the page did not bring. @param {Row} row @param {Column} column */
  content(row, column) {
    const value = row[column.id];
    const word = wordOf(this.data, column, value);
    if (!word && unknown(this.data, value)) {
      const className = value === "undisclosed" ? "undisclosed" : "unknown";
      return make("span", { className, textContent: text(this.data, column, value) });
    }
    if (column.form === "answer") return this.answer(row, column, word ? sign(word) : String(value));
    return word?.symbol ? sign(word) : document.createTextNode(text(this.data, column, value));
  }

  /** A license's answer leads to its clause. @param {Row} row @param {Column} column @param {Node | string} shown */
  answer(row, column, shown) {
    const clause = row.clauses?.[column.id];
    const href = new URL(`${row.url}#${column.id}`, ROOT).href;
    const where = clause ? say("Clause {clause}", { clause }) : "";
    return make("a", { className: "cell", href, title: row.says?.[column.id] ?? "", "data-clause": where }, shown);
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
    this.bodies.forEach((body, place) => {
      const chunk = this.order.slice(place * CHUNK, (place + 1) * CHUNK);
      body.append(...chunk.map((line) => line.element));
    });
  }

  /** Unknown values stand last in both directions; equal ones keep the table's own order. @param {Line} a @param {Line} b @param {{id: string, down: boolean}[]} keys */
  compare(a, b, keys) {
    for (const { id, down } of keys) {
      const column = /** @type {Column} */ (this.data.columns.get(id));
      const found = this.compareBy(column, a.data[id], b.data[id], down);
      if (found) return found;
    }
    return a.place - b.place;
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
   */
  watch(marked, mark) {
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
  }

  /** After a sort, rows that came near the screen have no box yet. */
  addMissingBoxes() {
    for (const body of this.near) this.addBoxes(body);
  }

  /** @param {HTMLTableSectionElement} body */
  addBoxes(body) {
    for (const element of body.rows) {
      const line = this.byId.get(element.dataset.id ?? "");
      const name = element.cells[0];
      if (!line || name.querySelector(".mark-row")) continue;
      const { id } = line.data;
      const label = say("Mark {name}", { name: line.data.name });
      const checked = this.marked?.().has(id) ?? false;
      name.prepend(make("input", { type: "checkbox", className: "mark-row", value: id, checked, "aria-label": label }));
    }
  }

  showMarks() {
    const marked = this.marked?.() ?? new Set();
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.element.querySelectorAll(".mark-row"))) {
      box.checked = marked.has(box.value);
    }
  }
}
