// Two to six models, sizes or licenses side by side, drawn from the fact sheets of the site with their sources.
import { Announcer, button, done, fetched, make } from "./data.js";
import { Sheets } from "./facts.js";
import { copyRich, frame, html, markdown } from "./output.js";
import { LONGEST } from "./state.js";
import { nearest, plainName } from "./names.js";
import { say } from "./words.js";

/** @typedef {import("./facts.js").Item} Item */
/** @typedef {import("./facts.js").Fact} Fact */

const MOST = 6;

/** @param {HTMLElement} place */
export async function start(place) {
  if (place.dataset.started) return;
  place.dataset.started = "yes";
  new Comparison(place, new Sheets(await fetched("words")));
}

class Comparison {
  /** @type {Item[]} */
  chosen = [];
  /** @type {import("./output.js").Sheet["rows"]} */
  rows = [];

  /** @param {HTMLElement} place @param {Sheets} sheets */
  constructor(place, sheets) {
    this.sheets = sheets;
    this.names = new Map([...sheets.items.values()].map((item) => [`${item.name} (${item.id})`, item]));
    this.options = make("datalist", { id: "compare-names" });
    this.input = make("input", { type: "text", id: "compare-add", autocomplete: "off", maxLength: 120 });
    this.differences = make("input", { type: "checkbox", id: "compare-only" });
    this.problems = make("div", { className: "problems", role: "alert", hidden: true });
    this.table = make("table", { className: "comparison" });
    const name = say("Comparison");
    this.box = make("div", { className: "scroll", role: "region", tabIndex: 0, "aria-label": name }, this.table);
    this.sources = make("ol", { className: "sources" });
    this.listed = make("section", {}, make("h2", { id: "sources", textContent: say("Sources") }), this.sources);
    this.bar = make("div", { className: "view-bar" });
    this.announcer = new Announcer();
    this.build(place);
    addEventListener("popstate", () => this.open());
    this.open();
  }

  /** @param {HTMLElement} place */
  build(place) {
    this.input.setAttribute("list", "compare-names");
    this.input.addEventListener("input", () => this.suggest());
    const label = make(
      "label",
      { for: "compare-add", className: "text" },
      `${say("Add a model or license")} `,
      this.input,
    );
    const add = make("button", { type: "submit", textContent: say("Add") });
    const form = make("form", { className: "view" }, make("div", { className: "facets" }, label, add), this.options);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.addTyped();
    });
    this.differences.addEventListener("change", () => this.address());
    const only = make("label", { for: "compare-only" }, this.differences, ` ${say("Only differences")}`);
    this.bar.append(only, this.copyLink(), this.copyTable(), this.copyFrame());
    place.append(form, this.problems, this.bar, this.box, this.announcer.region, this.listed);
  }

  copyLink() {
    const link = button(say("Copy link"), async () => {
      await navigator.clipboard.writeText(location.href);
      done(link, say("Copied"), this.announcer);
    });
    return link;
  }

  copyTable() {
    const rich = button(say("Copy as table for Confluence or Word"), async () => {
      await copyRich(html(this.sheet(), location.href), markdown(this.sheet(), location.href));
      done(rich, say("Copied"), this.announcer);
    });
    return rich;
  }

  copyFrame() {
    const made = button(say("Copy as a frame for a wiki"), async () => {
      await navigator.clipboard.writeText(frame("compare"));
      done(made, say("Copied"), this.announcer);
    });
    return made;
  }

  // --- the address ----------------------------------------------------------------------------------------------------

  open() {
    /** @type {string[]} */
    const problems = [];
    this.chosen = [];
    if (location.search.length > LONGEST) {
      problems.push(say("The address is too long to be a view, so it was not read."));
    } else this.read(new URLSearchParams(location.search), problems);
    this.tell(problems);
    this.show();
  }

  /** @param {URLSearchParams} query @param {string[]} problems */
  read(query, problems) {
    const names = (query.get("m") ?? "").split(",").map((id) => id.trim().toLowerCase());
    const wanted = [...new Set(names.filter(Boolean))];
    const unknown = wanted.filter((id) => !this.sheets.find(id));
    const found = [...new Set(wanted.flatMap((id) => this.sheets.find(id) ?? []))];
    for (const id of unknown.slice(0, 5)) {
      const name = id.length > 40 ? `${id.slice(0, 40)}…` : id;
      problems.push(say("There is no model or license “{name}”; it was skipped.", { name }));
    }
    if (unknown.length > 5) problems.push(say("{count} more names were skipped.", { count: unknown.length - 5 }));
    if (found.length > MOST) {
      problems.push(say("Only the first {most} of {count} are shown.", { most: MOST, count: found.length }));
    }
    for (const id of wanted) {
      const item = this.sheets.find(id);
      if (item && item.id !== id && this.sheets.sizes(item).length > 1) {
        const { name } = item;
        const count = this.sheets.sizes(item).length;
        problems.push(
          say("“{id}” has {count} sizes; {name} is shown. Others can be added by name.", { id, count, name }),
        );
      }
    }
    this.chosen = found.slice(0, MOST);
    this.differences.checked = query.get("only") === "differences";
  }

  /** @param {string[]} problems */
  tell(problems) {
    this.problems.replaceChildren(...problems.map((line) => make("p", { textContent: line })));
    this.problems.hidden = !problems.length;
  }

  /** The choice becomes a step of the history. */
  address() {
    const ids = this.chosen.map(({ id }) => id).join(",");
    const parts = [ids ? `m=${ids}` : "", this.differences.checked ? "only=differences" : ""].filter(Boolean);
    history.pushState(null, "", location.pathname + (parts.length ? `?${parts.join("&")}` : ""));
    this.show();
  }

  // --- adding and removing --------------------------------------------------------------------------------------------

  suggest() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (/** @type {string} */ name) => words.every((word) => name.toLowerCase().includes(word));
    const fitting = words.length ? [...this.names.keys()].filter(fits).slice(0, 20) : [];
    this.options.replaceChildren(...fitting.map((value) => make("option", { value })));
  }

  /** What a text names, however its spaces and signs are written. @param {string} typed @returns {Item | undefined} */
  meant(typed) {
    return this.names.get(typed) ?? this.sheets.find(typed.toLowerCase()) ?? this.sheets.named(plainName(typed));
  }

  addTyped() {
    const typed = this.input.value.trim();
    const item = this.meant(typed);
    if (!item) this.offer(typed);
    else if (this.chosen.includes(item)) this.tell([say("{name} is there already.", { name: item.name })]);
    else if (this.chosen.length === MOST) {
      this.tell([say("At most {most} stand side by side; remove one first.", { most: MOST })]);
    } else {
      this.tell([]);
      this.chosen = [...this.chosen, item];
      this.input.value = "";
      this.announcer.say(say("{name} added", { name: item.name }));
      this.address();
    }
  }

  /** What may be meant by a name that is none; nothing is added by itself. @param {string} typed */
  offer(typed) {
    const name = typed.slice(0, 40);
    const near = nearest(typed, [...this.sheets.items.values()]);
    const line = make("p", { textContent: say("There is no model or license “{name}”.", { name }) });
    const ways = near.map((item) =>
      button(item.name, () => {
        this.input.value = item.id;
        this.addTyped();
      }),
    );
    if (ways.length) line.append(` ${say("Near:")} `, ...ways.flatMap((way) => [way, " "]));
    this.problems.replaceChildren(line);
    this.problems.hidden = false;
  }

  /** @param {Item} item */
  remove(item) {
    this.chosen = this.chosen.filter((other) => other !== item);
    this.announcer.say(say("{name} removed", { name: item.name }));
    this.address();
    this.input.focus();
  }

  // --- the table ------------------------------------------------------------------------------------------------------

  async show() {
    const chosen = this.chosen;
    this.bar.hidden = this.box.hidden = this.listed.hidden = !chosen.length;
    if (!chosen.length) return;
    const facts = await Promise.all(chosen.map((item) => this.sheets.facts(item)));
    if (chosen !== this.chosen) return; // the choice changed while sheets were on their way
    this.sheets.forget();
    this.rows = [];
    const groups = this.sheets.inGroups(facts);
    const bodies = groups.map(([group, ids]) => this.body(group, ids, facts)).filter((body) => body.rows.length > 1);
    const caption = make("caption", { className: "sr", textContent: chosen.map(({ name }) => name).join(", ") });
    const heads = chosen.map((item) => this.headOf(item));
    const head = make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: say("Point") }), ...heads));
    this.table.replaceChildren(caption, head, ...bodies);
    this.table.style.setProperty("--entries", String(chosen.length));
    if (!bodies.length) {
      const text = say("They do not differ on any point.");
      const cell = make("td", { colSpan: chosen.length + 1, textContent: text });
      this.table.append(make("tbody", {}, make("tr", {}, cell)));
    }
    this.sources.replaceChildren(...this.sheets.sources());
    this.listed.hidden = !this.sources.childElementCount;
  }

  /** The rows of one group. @param {string} group @param {string[]} ids @param {Map<string, Fact>[]} facts */
  body(group, ids, facts) {
    const title = make("th", { colSpan: facts.length + 1, scope: "colgroup", textContent: group });
    const body = make("tbody", {}, make("tr", { className: "group" }, title));
    for (const id of ids) {
      const found = facts.map((sheet, place) => this.sheets.fact(sheet, id, this.chosen[place]));
      const differs = facts.length > 1 && new Set(found.map((fact) => fact.said)).size > 1;
      if (this.differences.checked && !differs) continue;
      const label = this.sheets.labelOf(id, facts);
      const row = make("tr", { className: differs ? "differs" : "", "data-key": id });
      row.append(make("th", { scope: "row" }, label, ...(differs ? this.sign() : [])));
      row.append(...found.map((fact) => make("td", {}, ...this.sheets.show(fact))));
      body.append(row);
      this.rows.push({ url: location.href, cells: [label, ...found.map((fact) => this.sheets.plain(fact))] });
    }
    return body;
  }

  /** What tells that entries differ on a point, to those who see it and to those who do not. */
  sign() {
    const text = say("The entries differ");
    return [
      make("span", { className: "mark", title: text, "aria-hidden": "true", textContent: "≠" }),
      make("span", { className: "sr", textContent: ` (${text})` }),
    ];
  }

  /** @param {Item} item */
  headOf(item) {
    const remove = button(say("Remove"), () => this.remove(item));
    remove.setAttribute("aria-label", say("Remove {name}", { name: item.name }));
    return make("th", { scope: "col" }, this.sheets.link(item), " ", remove);
  }

  /** @returns {import("./output.js").Sheet} */
  sheet() {
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (this.sources.querySelectorAll("li > a"));
    const sources = [...links].map((link) => /** @type {[string, string]} */ ([link.textContent ?? "", link.href]));
    const head = [say("Point"), ...this.chosen.map(({ name }) => name)];
    return { head, rows: this.rows, day: this.sheets.words.generated, sources };
  }
}
