// Fact sheets in the browser: what holds for an entry or a size, and how it is shown with its sources.
import { fetched, make, ROOT, sign } from "./data.js";
import { number, numeric } from "./format.js";
import { plainName } from "./names.js";
import { prose } from "./prose.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Word} Word */
/** Something that can be compared. @typedef {{id: string, name: string, kind: string, entry: string}} Item */
/** How a fact reads. @typedef {{group: string, label: string, form: string, words: string}} Reading */
/** How a detail reads. @typedef {{label: string, form: string, words: string, kind: string}} DetailReading */
/**
 * One fact of a sheet; `said` is what two facts are compared by. `mark` and `name` belong to the sheet that it stands in.
 * @typedef {Reading & {
 *   id: string, key?: string, state?: string, value?: any, kind?: string, sources?: [number, string?][], note?: string,
 *   details?: Record<string, any>, why?: string[], for?: string[], said: string, sheet?: Sheet,
 * }} Fact
 */
/**
 * @typedef {{
 *   name: string, url: string, rows: any[], unchecked: string[],
 *   sources: [string, string, string, string][], names: Record<string, [string, string]>,
 * }} Sheet
 */
/**
 * @typedef {{
 *   rows: Record<string, Reading>, details: Record<string, DetailReading>, groups: Record<string, string>,
 *   generated: string, words: Record<string, Record<string, Word>>, states: Record<string, string>, items: [string, string, string, string, string[]][],
 * }} Words
 */

export class Sheets {
  /** @type {Map<string, Item>} */
  items = new Map();
  /** @type {Map<string, Item>} */
  others = new Map();
  /** Items by their names without spaces and signs, once they are asked for. @type {Map<string, Item>} */
  byPlain = new Map();
  /** Sources in the order of first use: address to number and what the list says of it. @type {Map<string, {number: number, source: [string, string, string, string]}>} */
  listed = new Map();

  /** @param {Words} words */
  constructor(words) {
    this.words = words;
    for (const [id, name, kind, entry, others] of words.items) {
      const item = { id, name, kind, entry };
      if (!this.items.has(id)) this.items.set(id, item);
      for (const other of others) if (!this.others.has(other)) this.others.set(other, item);
    }
  }

  /** By its id, or by another name that it answers to. @param {string} id */
  find(id) {
    return this.items.get(id) ?? this.others.get(id);
  }

  /** By its name, id or another name without spaces and signs. @param {string} plain */
  named(plain) {
    if (!this.byPlain.size) {
      for (const [id, item] of [...this.others, ...this.items]) this.byPlain.set(plainName(id), item);
      for (const item of this.items.values()) this.byPlain.set(plainName(item.name), item);
    }
    return this.byPlain.get(plain);
  }

  /** Everything of the same entry. @param {Item} item */
  sizes(item) {
    return [...this.items.values()].filter(({ kind, entry }) => kind === item.kind && entry === item.entry);
  }

  /** Every fact that holds for an item, by id: a size's own wins over its entry's. @param {Item} item @returns {Promise<Map<string, Fact>>} */
  async facts(item) {
    /** @type {Sheet} */
    const sheet = await fetched(`facts/${item.kind}/${item.entry}`);
    const found = new Map();
    for (const id of sheet.unchecked) found.set(id, this.read({ id, state: "not-checked" }, sheet));
    for (const general of [true, false]) {
      for (const row of sheet.rows) {
        if (!row.for !== general || (row.for && !row.for.includes(item.id))) continue;
        found.set(row.id, this.read(row, sheet));
      }
    }
    return found;
  }

  /** @param {any} row @param {Sheet} sheet @returns {Fact} */
  read(row, sheet) {
    const usual = this.words.rows[row.id] ??
      this.words.rows[row.key] ?? { group: "", label: row.id, form: "text", words: "" };
    return { ...usual, ...row, said: said(row), sheet };
  }

  /** Ids of facts by the title of their group, both in the order of the pages. @param {Map<string, Fact>[]} facts @returns {[string, string[]][]} */
  inGroups(facts) {
    const order = Object.keys(this.words.groups);
    /** By group, then by field, so that a second remark stands below the first. @type {Map<string, Map<string, Set<string>>>} */
    const found = new Map();
    for (const sheet of facts) {
      for (const [id, { group, key = id }] of sheet) {
        if (!found.has(group)) found.set(group, new Map());
        const fields = /** @type {Map<string, Set<string>>} */ (found.get(group));
        fields.set(key, (fields.get(key) ?? new Set()).add(id));
      }
    }
    const groups = [...found].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    return groups.map(([group, fields]) => [
      this.words.groups[group] ?? group,
      [...fields.values()].flatMap((ids) => [...ids]),
    ]);
  }

  /** A fact by its id; what nobody checked where the kind has it, else what does not apply. @param {Map<string, Fact>} sheet @param {string} id @param {Item} item @returns {Fact} */
  fact(sheet, id, item) {
    const found = sheet.get(id);
    if (found) return found;
    const has = id in this.words.rows && this.kinds(id).has(item.kind);
    const state = has ? "not-checked" : "not-applicable";
    return { id, group: "", label: id, form: "text", words: "", state, said: JSON.stringify([state, null, null]) };
  }

  /** The kinds whose sheets were seen to have a fact. @param {string} id @returns {Set<string>} */
  kinds(id) {
    const group = this.words.rows[id].group;
    return new Set(group.startsWith("terms-") || group === "identifiers" ? ["licenses"] : ["models"]);
  }

  /** @param {string} id @param {Map<string, Fact>[]} facts */
  labelOf(id, facts) {
    const fact = facts.map((sheet) => sheet.get(id)).find(Boolean);
    return fact ? this.full(fact) : id;
  }

  /** A label that tells one score or event from another. @param {Fact} fact */
  full(fact) {
    const benchmark = fact.details?.benchmark;
    const name = benchmark && fact.sheet?.names[`benchmarks/${benchmark}`]?.[0];
    return name ? `${fact.label}: ${name}` : fact.label;
  }

  // --- showing --------------------------------------------------------------------------------------------------------

  /** @param {Item} item */
  link(item) {
    const anchor = item.entry === item.id ? "" : `#${item.id}`;
    return make("a", { href: new URL(`${item.kind}/${item.entry}/${anchor}`, ROOT).href }, item.name);
  }

  /** The value of a fact with its details, sources and caveat. @param {Fact} fact @returns {Node[]} */
  show(fact) {
    const state = fact.state ?? "known";
    if (fact.value === undefined || (fact.value === null && state !== "known")) {
      const className = state === "undisclosed" ? "undisclosed" : "unknown";
      return [make("span", { className, textContent: this.words.states[state] ?? "" }), ...this.marks(fact)];
    }
    const value = make("span", { className: "f" }, ...this.value(fact, fact), ...this.marks(fact));
    return [value, ...this.more(fact)];
  }

  /** @param {{value?: any, form: string, words: string, kind?: string}} reading @param {Fact} fact @returns {Node[]} */
  value({ value, form, words, kind }, fact) {
    if (numeric(form) && typeof value === "number") {
      const unit = form === "score" ? ` ${fact.details?.unit ?? ""}` : "";
      return [document.createTextNode(number(form, value) + unit)];
    }
    if (typeof value === "boolean") return [document.createTextNode(value ? say("yes") : say("no"))];
    const items = Array.isArray(value) ? value : [value];
    const shown = items.map((item) => this.item(String(item), form, words, kind, fact));
    return shown.flatMap((nodes, place) => (place ? [document.createTextNode(", "), ...nodes] : nodes));
  }

  /** One value that is no number. @param {string} item @param {string} form @param {string} words @param {string | undefined} kind @param {Fact} fact @returns {Node[]} */
  item(item, form, words, kind, fact) {
    // An answer of a license is a word, or a text where the term has answers of its own.
    const word = this.words.words[form === "answer" ? "answers" : words]?.[item];
    if (word) return [word.symbol ? sign(word) : document.createTextNode(word.label)];
    const named = kind ? fact.sheet?.names[`${kind}/${item}`] : undefined;
    if (named) return [make("a", { href: new URL(named[1], ROOT).href }, named[0])];
    if (form === "url") return [make("a", { href: item }, item)];
    if (form === "prose" || form === "text") return prose(item);
    return [form === "code" ? make("code", {}, item) : document.createTextNode(item)];
  }

  /** What qualifies a fact: details by their labels, what decided it, the caveat. @param {Fact} fact @returns {Node[]} */
  more(fact) {
    const lines = Object.entries(fact.details ?? {}).flatMap(([id, value]) => this.detail(id, value, fact));
    for (const why of fact.why ?? []) lines.push(make("small", {}, why));
    if (fact.note) lines.push(make("small", { className: "note" }, ...prose(fact.note)));
    return lines.flatMap((line) => [make("br"), line]);
  }

  /** @param {string} id @param {any} value @param {Fact} fact */
  detail(id, value, fact) {
    const reading = this.words.details[id];
    if (!reading || HIDDEN.has(id) || value === null) return [];
    const shown = this.value({ ...reading, value }, fact);
    return [make("small", {}, ...(PLAIN.has(id) ? [] : [`${reading.label}: `]), ...shown)];
  }

  /** The value as text, for copies. @param {Fact} fact */
  plain(fact) {
    const text = this.show({ ...fact, sources: [] }).map((node) => (node.nodeName === "BR" ? " " : node.textContent));
    return text.join("").replace(/\s+/g, " ").trim();
  }

  // --- sources --------------------------------------------------------------------------------------------------------

  /** Numbers begin anew with each comparison. */
  forget() {
    this.listed.clear();
  }

  /** The links to the sources of a fact, numbered in the order of first use. @param {Fact} fact @returns {Node[]} */
  marks(fact) {
    return (fact.sources ?? []).map(([index, shows]) => {
      const source = /** @type {[string, string, string, string]} */ (fact.sheet?.sources[index]);
      const key = `${source[0]} ${source[2]}`;
      const known = this.listed.get(key) ?? { number: this.listed.size + 1, source };
      this.listed.set(key, known);
      const mark = make("a", { className: "s", href: source[0] }, String(known.number));
      mark.setAttribute("aria-label", say("Source {number}", { number: known.number }));
      if (shows) mark.dataset.shows = shows;
      return mark;
    });
  }

  /** The list that the marks lead to. */
  sources() {
    return [...this.listed.values()].map(({ number, source: [url, title, read, publisher] }) => {
      const by = publisher ? `, ${publisher}` : "";
      return make(
        "li",
        { id: `s${number}` },
        make("a", { href: url }, title),
        `${by}. `,
        say("Read {day}.", { day: read }),
      );
    });
  }
}

/**
 * What two facts are compared by: the value and its details. How a text words a plain yes or no makes no difference;
 * what a conditional answer depends on does.
 * @param {any} row
 */
function said({ state = "known", value = null, details = {} }) {
  const { clause, says, ...others } = details;
  return JSON.stringify([state, value, value === "conditional" ? { ...others, says } : others]);
}

// Details that the value or the label says already.
const HIDDEN = new Set(["unit", "benchmark", "variant", "name", "mof-3", "mof-2", "mof-1"]);
// Details that read as sentences of their own.
const PLAIN = new Set(["says", "condition", "what", "setting"]);
