// Two to six models, sizes or licenses side by side. Rows are read from the entries' own pages, so that they say the same with the same sources.
import { Announcer, load, make, ROOT, text, done } from "./data.js";
import { say } from "./words.js";
import { copyRich, html, markdown } from "./output.js";
import { LONGEST } from "./state.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Row} Row */
/** An entry that can be compared. @typedef {{id: string, name: string, url: string, folder: "models" | "licenses", data: Data, row: Row}} Item */
/** What one entry says on one point. @typedef {{group: string, label: string, content: DocumentFragment, plain: string}} Fact */

const MOST = 6;

/** @param {HTMLElement} place */
export async function start(place) {
  if (place.dataset.started) return;
  place.dataset.started = "yes";
  new Comparison(place, await items());
}

/** Everything that can be compared, by id and by every other name it answers to. */
async function items() {
  /** @type {Map<string, Item>} */
  const found = new Map();
  /** @type {[string, Item][]} */
  const others = [];
  for (const folder of /** @type {const} */ (["models", "licenses"])) {
    const data = await load(folder);
    for (const row of data.rows) {
      const item = { id: row.id, name: row.name, url: row.url, folder, data, row };
      if (!found.has(row.id)) found.set(row.id, item);
      for (const name of [row.entry, ...(row.aliases ?? [])]) others.push([name, item]);
    }
  }
  for (const [name, item] of others) if (!found.has(name)) found.set(name, item);
  return found;
}

class Comparison {
  options = make("datalist", { id: "compare-names" });
  input = make("input", { type: "text", id: "compare-add", autocomplete: "off", maxLength: 120 });
  differences = make("input", { type: "checkbox", id: "compare-only" });
  problems = make("ul", { className: "problems", role: "alert", hidden: true });
  table = make("table", { className: "comparison" });
  box = make("div", { className: "scroll", role: "region", tabIndex: 0, "aria-label": say("comparison") }, this.table);
  bar = make("div", { className: "view-bar" });
  announcer = new Announcer();
  /** @type {Map<string, Promise<Document>>} */
  pages = new Map();
  /** @type {Item[]} */
  chosen = [];
  /** @type {import("./output.js").Sheet["rows"]} */
  rows = [];

  /** @param {HTMLElement} place @param {Map<string, Item>} items */
  constructor(place, items) {
    this.items = items;
    this.names = new Map([...items].map(([id, item]) => [`${item.name} (${id})`, id]));
    this.build(place);
    addEventListener("popstate", () => this.open());
    this.open();
  }

  /** @param {HTMLElement} place */
  build(place) {
    this.input.setAttribute("list", "compare-names");
    this.input.addEventListener("input", () => this.suggest());
    const form = make("form", { className: "view" }, make("div", { className: "facets" },
      make("label", { for: "compare-add", className: "text" }, `${say("compare-add")} `, this.input), make("button", { type: "submit", textContent: say("add") })), this.options);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.addTyped(); });
    this.differences.addEventListener("change", () => this.address(true));
    const link = make("button", { type: "button", textContent: say("copy-link") });
    link.addEventListener("click", async () => { await navigator.clipboard.writeText(location.href); done(link, say("copied"), this.announcer); });
    const rich = make("button", { type: "button", textContent: say("copy-table") });
    rich.addEventListener("click", async () => { await copyRich(html(this.sheet(), location.href), markdown(this.sheet())); done(rich, say("copied"), this.announcer); });
    this.bar.append(make("label", { for: "compare-only" }, this.differences, ` ${say("only-differences")}`), link, rich);
    place.append(form, this.problems, this.bar, this.box, this.announcer.region);
  }

  // --- the address -------------------------------------------------------------------------------------------------

  open() {
    /** @type {string[]} */
    const problems = [];
    this.chosen = [];
    if (location.search.length > LONGEST) problems.push(say("too-long"));
    else {
      const query = new URLSearchParams(location.search);
      const wanted = [...new Set((query.get("m") ?? "").split(",").map((id) => id.trim().toLowerCase()).filter(Boolean))];
      const unknown = wanted.filter((id) => !this.items.has(id));
      this.chosen = [...new Set(wanted.flatMap((id) => this.items.get(id) ?? []))];
      for (const id of unknown.slice(0, 5)) problems.push(say("no-entry", { name: id.length > 40 ? `${id.slice(0, 40)}…` : id }));
      if (unknown.length > 5) problems.push(say("no-entries", { count: unknown.length - 5 }));
      if (this.chosen.length > MOST) problems.push(say("too-many", { most: MOST, count: this.chosen.length }));
      this.chosen = this.chosen.slice(0, MOST);
      this.differences.checked = query.get("only") === "differences";
    }
    this.tell(problems);
    this.show();
  }

  /** @param {string[]} problems */
  tell(problems) {
    this.problems.replaceChildren(...problems.map((line) => make("li", { textContent: line })));
    this.problems.hidden = !problems.length;
  }

  /** @param {boolean} step */
  address(step) {
    const query = [this.chosen.length ? `m=${this.chosen.map(({ id }) => id).join(",")}` : "", this.differences.checked ? "only=differences" : ""].filter(Boolean).join("&");
    const url = location.pathname + (query ? `?${query}` : "");
    if (step) history.pushState(null, "", url);
    this.show();
  }

  // --- adding and removing -----------------------------------------------------------------------------------------

  suggest() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = words.length ? [...this.names.keys()].filter((name) => words.every((word) => name.toLowerCase().includes(word))).slice(0, 20) : [];
    this.options.replaceChildren(...fitting.map((value) => make("option", { value })));
  }

  addTyped() {
    const typed = this.input.value.trim();
    const id = this.names.get(typed) ?? (this.items.has(typed.toLowerCase()) ? typed.toLowerCase() : [...this.names].find(([name]) => name.toLowerCase().includes(typed.toLowerCase()))?.[1]);
    const item = typed && id !== undefined ? this.items.get(id) : undefined;
    if (!item) this.tell([say("no-such", { name: typed.slice(0, 40) })]);
    else if (this.chosen.includes(item)) this.tell([say("there-already", { name: item.name })]);
    else if (this.chosen.length === MOST) this.tell([say("full", { most: MOST })]);
    else {
      this.tell([]);
      this.chosen = [...this.chosen, item];
      this.input.value = "";
      this.announcer.say(say("added", { name: item.name }));
      this.address(true);
    }
  }

  /** @param {Item} item */
  remove(item) {
    this.chosen = this.chosen.filter((other) => other !== item);
    this.announcer.say(say("removed", { name: item.name }));
    this.address(true);
    this.input.focus();
  }

  // --- the table ---------------------------------------------------------------------------------------------------

  /** @param {Item} item */
  page(item) {
    const url = new URL(item.url.split("#")[0], ROOT).href;
    let found = this.pages.get(url);
    if (!found) {
      found = fetch(url).then(async (answer) => {
        const document_ = new DOMParser().parseFromString(await answer.text(), "text/html");
        // Links on the page are relative to it, not to this one.
        for (const link of document_.querySelectorAll("article a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", url).href);
        return document_;
      });
      this.pages.set(url, found);
    }
    return found;
  }

  async show() {
    const chosen = this.chosen;
    this.bar.hidden = this.box.hidden = !chosen.length;
    if (!chosen.length) return;
    const facts = await Promise.all(chosen.map(async (item) => factsOf(await this.page(item), item)));
    if (chosen !== this.chosen) return; // the choice changed while pages were on their way
    const keys = new Map(facts.flatMap((found) => [...found].map(([key, { group, label }]) => [key, { group, label }])));
    const head = make("tr", {}, make("th", { scope: "col", textContent: say("point") }), ...chosen.map((item) => this.headOf(item)));
    /** @type {Map<string, HTMLTableSectionElement>} */
    const bodies = new Map();
    this.rows = [];
    for (const [key, { group, label }] of keys) {
      const cells = facts.map((found) => found.get(key));
      const differs = new Set(cells.map((fact) => fact?.plain ?? "")).size > 1;
      if (this.differences.checked && !differs) continue;
      let body = bodies.get(group);
      if (!body) {
        body = make("tbody", {}, make("tr", { className: "group" }, make("th", { colSpan: chosen.length + 1, scope: "colgroup", textContent: group })));
        bodies.set(group, body);
      }
      const row = make("tr", { className: differs ? "differs" : "", "data-key": key }, make("th", { scope: "row" }, label, ...(differs && chosen.length > 1 ? [make("span", { className: "mark", title: say("differs"), textContent: "≠" }), make("span", { className: "sr", textContent: ` (${say("differs")})` })] : [])));
      for (const fact of cells) row.append(make("td", {}, fact ? fact.content.cloneNode(true) : "–"));
      body.append(row);
      this.rows.push({ url: location.href, cells: [label, ...cells.map((fact) => fact?.plain ?? "–")] });
    }
    this.table.replaceChildren(make("caption", { className: "sr", textContent: chosen.map(({ name }) => name).join(", ") }), make("thead", {}, head), ...bodies.values());
    this.table.style.setProperty("--entries", String(chosen.length));
    if (!bodies.size) this.table.append(make("tbody", {}, make("tr", {}, make("td", { colSpan: chosen.length + 1, textContent: say("no-difference") }))));
  }

  /** @param {Item} item */
  headOf(item) {
    const button = make("button", { type: "button", textContent: say("remove"), "aria-label": say("remove-entry", { name: item.name }) });
    button.addEventListener("click", () => this.remove(item));
    return make("th", { scope: "col" }, make("a", { href: new URL(item.url, ROOT).href, textContent: item.name }), " ", button);
  }

  /** @returns {import("./output.js").Sheet} */
  sheet() {
    return { head: [say("point"), ...this.chosen.map(({ name }) => name)], rows: this.rows };
  }
}

/** Every fact of an entry's page that holds for the item, in the order of the page. @param {Document} page @param {Item} item */
function factsOf(page, item) {
  /** @type {Map<string, Fact>} */
  const facts = new Map();
  let group = say("in-one-look");
  const article = page.querySelector("article") ?? page.body;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll("h2, h3, table[data-sizes], [data-fact], table.facts tr[id]"))) {
    if (/^H[23]$/.test(element.tagName)) {
      group = element.textContent?.trim() ?? "";
    } else if (element.matches("table[data-sizes]")) {
      sizes(/** @type {HTMLTableElement} */ (element), item, group, facts);
    } else if (!element.dataset.for || element.dataset.for === item.id) {
      const key = element.dataset.fact ?? element.id;
      const label = element.dataset.label ?? element.querySelector("th, .q")?.textContent?.trim() ?? key;
      const parts = element.matches(".v") ? [element] : [...element.querySelectorAll("td, .v")];
      // A variant's own fact comes after its model's and wins.
      facts.set(key, { group, label: element.dataset.for ? label.replace(/ \([^()]*\)$/, "") : label, ...contentOf(parts, item, key) });
    }
  }
  return facts;
}

/** @param {HTMLTableElement} table @param {Item} item @param {string} group @param {Map<string, Fact>} facts */
function sizes(table, item, group, facts) {
  const row = table.querySelector(`tr[data-row="${CSS.escape(item.id)}"]`);
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  [...(row?.querySelectorAll("td") ?? [])].forEach((cell, place) => {
    const head = heads[place + 1];
    facts.set(`size-${head.dataset.key}`, { group, label: head.textContent?.trim() ?? "", ...contentOf([cell], item, "") });
  });
}

/**
 * The cells' content with its source marks, and its text without them. A verdict that the page tells for its first size
 * is told for the item's own.
 * @param {Element[]} parts @param {Item} item @param {string} key
 */
function contentOf(parts, item, key) {
  const content = document.createDocumentFragment();
  const value = item.row[key];
  const column = item.data.columns.get(key);
  const own = item.folder === "models" && column?.words === "verdict-answers" ? text(item.data, column, value) : "";
  parts.forEach((part, place) => {
    if (place) content.append(" · ");
    for (const node of part.childNodes) content.append(document.importNode(node, true));
  });
  for (const named of content.querySelectorAll("[id]")) named.removeAttribute("id");
  const sign = content.querySelector(".a");
  if (own && sign) {
    const word = item.data.words["verdict-answers"][value];
    if (!sign.textContent?.endsWith(word.label)) for (const note of content.querySelectorAll("small")) note.remove();
    for (const note of content.querySelectorAll("small.note")) note.remove();
    sign.className = `a a-${word.tone}`;
    sign.textContent = `${word.symbol} ${word.label}`;
  }
  const plain = /** @type {DocumentFragment} */ (content.cloneNode(true));
  for (const mark of plain.querySelectorAll("a.s, svg")) mark.remove();
  return { content, plain: (plain.textContent ?? "").replace(/\s+/g, " ").trim() };
}
