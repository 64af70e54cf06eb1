// The search: a dialog over an index of the site. How a field opens it is in `ajar.js`.
import { Announcer, button, fetched, make, ROOT } from "./data.js";
import { alike } from "./names.js";
import { say } from "./words.js";

/** As in `outputs/search.py`. @typedef {[number, string, string, number, string, string, string[], [string, string][], string]} Raw */
/** @typedef {{suggest: string, kinds: [string, string][], signs: string[][], ignored: string[], alike: string[][], records: Raw[]}} Data */
/** `part` is the anchor and label of what it names of the page. @typedef {{words: string[], whole: string, part?: [string, string]}} Name */
/** Words in `fields`, each with its weight. @typedef {{raw: Raw, names: Name[], fields: [number, Set<string>][]}} Page */
/** @typedef {{page: Page, score: number, named?: boolean, part?: [string, string]}} Hit */
/** Best first; where `missing`, only the nearest to a name that nothing has. @typedef {{hits: Hit[], missing: boolean}} Found */

const MOST = 6; // of a kind
const BY_NAME = 40; // the least score of a name
// What explains comes first.
const EXPLAINING = new Set(["guides", "views", "terms"]);

/** A text as plain words: no accents, American, singular, letters apart from numbers but for one (70b, r1). @param {string} text */
const plain = (text) =>
  (
    text
      .normalize("NFKD")
      .replace(/\p{M}|['’]/gu, "")
      .toLowerCase()
      .replace(/licenc/g, "licens")
      .replace(/is(e|ed|er|es|ing|ation|ations)\b/g, "iz$1")
      .replace(/our(s|al|ed)?\b/g, "or$1")
      .replace(/tre\b/g, "ter")
      .replace(/([a-z]{2})(?=\d)/g, "$1 ")
      .replace(/(\d)(?=[a-z]{2})/g, "$1 ")
      .match(/[\p{L}\p{N}]+(?:\.\d+[a-z]?)*/gu) ?? []
  )
    .map((word) => word.replace(/([a-z]{3,})s$/, (all, stem) => (stem.endsWith("s") ? all : stem)))
    .join(" ");

/** @param {string} text */
const whole = (text) => text.replaceAll(" ", "");

const numeric = (/** @type {string} */ word) => /\d/.test(word);

/** Whether one wrong, missing, added or swapped letter tells two words apart. @param {string} one @param {string} other */
function near(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (one[start] === other[start] && start < one.length) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a === b.slice(1) ||
    a.slice(1) === b ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/** @param {Map<string, number>} match @param {Iterable<string>} words */
const most = (match, words) => Math.max(0, ...Array.from(words, (word) => match.get(word) ?? 0));

/** @param {number[]} marks */
const sum = (marks) => marks.reduce((a, b) => a + b, 0);

export class Index {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    this.ignored = new Set(data.ignored.map(plain));
    // Words for the same thing; several at a time become one.
    /** @type {Map<string, string[]>} */
    this.others = new Map();
    const groups = data.alike.map((words) => words.map(plain));
    for (const group of groups.map((words) => words.map(whole)))
      for (const word of group) this.others.set(word, [...(this.others.get(word) ?? []), ...group]);
    const phrases = groups.flat().filter((words) => words.includes(" "));
    this.phrases = new RegExp(`\\b(${phrases.join("|")})\\b`, "g");
    /** @type {Set<string>} */
    this.vocabulary = new Set();
    this.pages = data.records.map((raw) => this.page(raw));
    const models = this.pages.filter((page) => this.kind(page) === "models");
    this.inNames = new Set(models.flatMap((page) => page.names.flatMap((name) => name.words)));
  }

  /** @param {Page} page */
  kind(page) {
    return this.data.kinds[page.raw[0]][0];
  }

  /** @param {string} text */
  words(text) {
    const found = plain(text).replace(this.phrases, whole);
    return found ? found.split(" ") : [];
  }

  /** @param {Raw} raw @returns {Page} */
  page(raw) {
    const [kind, title, , sign, context, text, others, parts, words] = raw;
    /** @param {string} name @param {[string, string]} [part] */
    const name = (name, part) => ({ words: this.words(name), whole: whole(plain(name)), part });
    const names = [title, ...others].map((item) => name(item));
    for (const part of parts) names.push(name(part[1], part), name(part[0], part));
    /** @type {[number, Set<string>][]} */
    const fields = [
      [10, new Set(names.flatMap((item) => item.words))],
      [6, new Set(this.words([context, ...this.data.kinds[kind], this.data.signs[sign]?.[1]].join(" ")))],
      [4, new Set(this.words(text))],
      [2.5, new Set(this.words(words))],
    ];
    for (const [, found] of fields) for (const word of found) this.vocabulary.add(word);
    return { raw, names, fields };
  }

  /** Words of the site that a word may mean, each with how well, 0 to 1. @param {string} asked @returns {Map<string, number>} */
  matches(asked) {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const other of this.others.get(asked) ?? []) if (this.vocabulary.has(other)) found.set(other, 0.6);
    for (const word of this.vocabulary) {
      if (word === asked) found.set(word, 1);
      else if (numeric(asked)) {
        // A number is no beginning of another, but of its versions, or a size without its letter.
        if (word.startsWith(`${asked}.`)) found.set(word, 0.75);
        else if (asked.length > 1 && word === `${asked}b`) found.set(word, 0.6);
      } else if (asked.length > 1 && word.startsWith(asked))
        found.set(word, Math.max(found.get(word) ?? 0, 0.4 + 0.5 * (asked.length / word.length)));
    }
    if (!found.size && asked.length > 3 && !numeric(asked))
      for (const word of this.vocabulary) if (!numeric(word) && near(asked, word)) found.set(word, 0.5);
    return found;
  }

  /** @param {string} text @returns {Found} */
  find(text) {
    const all = this.words(text);
    const asked = all.filter((word) => !this.ignored.has(word));
    if (!asked.length) asked.push(...all);
    if (!asked.length) return { hits: [], missing: false };
    const matches = asked.map((word) => this.matches(word));
    const names = [whole(plain(text)), asked.join("")];
    const hits = this.pages
      .map((page) => this.score(page, matches, names))
      .filter((hit) => hit !== null)
      .sort((a, b) => b.score - a.score);
    // A number with words that only names have, or nothing has, is a name.
    const known = (/** @type {string} */ word) => this.vocabulary.has(word) && !this.inNames.has(word);
    const name = asked.some(numeric) && /\p{L}/u.test(text) && !asked.some((word) => !numeric(word) && known(word));
    const named = hits.some((hit) => hit.named);
    if (named) return { hits: hits.filter((hit) => hit.named || hit.score < BY_NAME), missing: false };
    if (hits.length && !name) return { hits, missing: false };
    return { hits: this.nearest(matches, names[0]), missing: true };
  }

  /** @param {Page} page @param {Map<string, number>[]} matches @param {string[]} asked @returns {Hit | null} */
  score(page, matches, asked) {
    /** @type {Hit | null} */
    let best = null;
    for (const [place, name] of page.names.entries()) {
      const same = asked.includes(name.whole);
      const marks = matches.map((match) => most(match, name.words));
      if (!same && marks.includes(0)) {
        // "gpt-4o price": the whole name, and more.
        const exact = name.words.every((word) => matches.some((match) => match.get(word) === 1));
        const score = BY_NAME + 5 * name.words.length;
        const model = name.words.length > 1 || this.kind(page) === "models";
        if (exact && model && score > (best?.score ?? 0)) best = { page, score, part: name.part };
        continue;
      }
      const found = sum(marks);
      // The less of a name was not asked for, the better it fits.
      const score =
        50 +
        (30 * found) / marks.length +
        20 * Math.min(1, found / name.words.length) +
        ((matches[0].get(name.words[0]) ?? 0) > 0.6 ? 5 : 0) +
        (same ? 40 : 0) +
        (EXPLAINING.has(this.kind(page)) ? 5 : 0) -
        (place ? 2 : 0);
      if (!best || score > best.score) best = { page, score, named: true, part: name.part };
    }
    if (best) return best;
    const marks = matches.map((match) =>
      Math.max(...page.fields.map(([weight, words]) => weight * most(match, words))),
    );
    return marks.includes(0) ? null : { page, score: (4 * sum(marks)) / marks.length };
  }

  /** Pages whose names share most words, else letters. @param {Map<string, number>[]} matches @param {string} compact @returns {Hit[]} */
  nearest(matches, compact) {
    const found = this.pages.flatMap((page) =>
      page.names.map((name) => {
        const marks = matches.map((match) => most(match, name.words));
        const shared = sum(marks) + (matches[0].has(name.words[0]) ? 0.5 : 0);
        const model = this.kind(page) === "models" ? 1 : 0;
        const more = name.words.filter((word) => !numeric(word) && !matches.some((match) => match.has(word))).length;
        const score = shared ? 2 + shared + model / 2 - more / 5 : model * alike(`${compact} `, `${name.whole} `);
        return { page, score, part: name.part };
      }),
    );
    /** @type {Set<Page>} */
    const seen = new Set();
    return found
      .sort((a, b) => b.score - a.score)
      .filter(({ page }) => !seen.has(page) && seen.add(page))
      .slice(0, MOST);
  }

  /** By kind, the best first; then what only mentions the words. @param {Hit[]} hits @returns {[string, Hit[]][]} */
  grouped(hits) {
    /** @type {Map<string, Hit[]>} */
    const groups = new Map();
    const names = hits.length > 0 && hits[0].score >= BY_NAME;
    for (const hit of hits) {
      const mentioned = names && hit.score < BY_NAME;
      const kind = mentioned ? say("Mentioned in") : this.data.kinds[hit.page.raw[0]][1];
      const group = groups.get(kind) ?? [];
      if (group.push(hit) === 1) groups.set(kind, group);
    }
    return [...groups].map(([kind, group]) => [kind, group.slice(0, MOST)]);
  }
}

/** @type {Promise<Index> | undefined} */
let loading;
export const index = () => (loading ??= fetched("search").then((data) => new Index(data)));

class Dialog {
  /** @type {HTMLAnchorElement[]} */
  options = [];
  active = -1;

  constructor() {
    this.input = make("input", {
      type: "search",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "found",
      "aria-autocomplete": "list",
      "aria-label": say("Search models, licenses, terms and guides"),
      placeholder: say("Model, license, term, question"),
      autocomplete: "off",
      spellcheck: false,
      maxLength: 100,
    });
    this.note = make("p", { hidden: true });
    this.list = make("div", { id: "found", role: "listbox", "aria-label": say("Hits") });
    this.announcer = new Announcer();
    const close = button(say("Close"), () => this.element.close());
    const head = make("div", { className: "found-head" }, this.input, close);
    this.element = make(
      "dialog",
      { className: "found", "aria-label": say("Search") },
      head,
      this.note,
      this.list,
      this.announcer.region,
    );
    document.body.append(this.element);
    this.input.addEventListener("input", () => this.search());
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("click", (event) => event.target === this.element && this.element.close());
    this.list.addEventListener("click", () => this.element.close());
  }

  /** @param {string} text */
  open(text) {
    if (!this.element.open) this.element.showModal();
    this.input.focus();
    if (text) this.input.value = text;
    else this.input.select();
    this.search();
  }

  async search() {
    const found = await index();
    const text = this.input.value.trim();
    const { hits, missing } = found.find(text);
    this.show(found, hits, text && missing ? text : "");
  }

  /** @param {Index} found @param {Hit[]} hits @param {string} missing what was looked for and is not there */
  show(found, hits, missing) {
    this.options = [];
    const groups = found.grouped(hits).map(([kind, group]) => this.group(found, kind, group));
    this.list.replaceChildren(...groups);
    const told = missing && say("“{name}” is not in the catalog.", { name: missing });
    const suggest = make("a", { href: found.data.suggest + encodeURIComponent(missing) }, say("Suggest it"));
    this.note.replaceChildren(told, " ", suggest, ". ", hits.length ? say("Nearest:") : "");
    this.note.hidden = !missing;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.activate(this.options.length ? 0 : -1);
    this.announcer.say(`${told} ${this.input.value ? say("{count} hits", { count: this.options.length }) : ""}`.trim());
  }

  /** @param {Index} found @param {string} kind @param {Hit[]} group */
  group(found, kind, group) {
    const label = make("b", { id: `found-${this.options.length}-kind` }, kind);
    const options = group.map((hit) => this.option(found, hit, kind));
    return make("div", { role: "group", "aria-labelledby": label.id }, label, ...options);
  }

  /** @param {Index} found @param {Hit} hit @param {string} group */
  option(found, { page, part }, group) {
    const [number, title, url, sign, context, text] = page.raw;
    const kind = found.data.kinds[number][1];
    const top = make("span", { className: "found-title" }, make("span", {}, part ? part[1] : title));
    if (sign >= 0) {
      const [symbol, label, tone] = found.data.signs[sign];
      const mark = make("span", { "aria-hidden": "true" }, symbol && `${symbol} `);
      top.append(make("span", { className: `a a-${tone}` }, mark, label));
    }
    const option = make(
      "a",
      { id: `found-${this.options.length}`, role: "option", tabIndex: -1, "aria-selected": "false" },
      top,
      make("small", {}, [kind !== group && kind, part && title, context, text].filter(Boolean).join(" · ")),
    );
    option.href = new URL(part ? `${url}#${part[0]}` : url, ROOT).href;
    const place = this.options.push(option) - 1;
    option.addEventListener("pointermove", () => this.active !== place && this.activate(place));
    return option;
  }

  /** @param {number} place */
  activate(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    option?.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const count = this.options.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.element.close();
    else if (event.target !== this.input || event.isComposing) return;
    else if (step && count) {
      this.activate((this.active + step + count) % count);
      this.options[this.active].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") this.options[this.active]?.click();
    else return;
    event.preventDefault();
  }
}

/** @type {Dialog | undefined} */
let dialog;

/** Open the search, with a text where there is one. @param {string} text */
export async function open(text) {
  await index(); // it brings the language of the controls
  dialog ??= new Dialog();
  dialog.open(text);
}
