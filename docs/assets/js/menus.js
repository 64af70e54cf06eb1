// Panels beside a table: which columns it shows, and ways to take the view along.
import { button, done, make, ROOT, text } from "./data.js";
import { copyRich, csv, download, frame, html, markdown } from "./output.js";
import { summary } from "./summary.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Column} Column */
/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./data.js").Announcer} Announcer */

/**
 * The choice of columns; `show` makes its boxes follow what is shown.
 * @param {import("./data.js").Data} data @param {() => string[]} shown @param {(columns: string[]) => void} choose @param {string[]} own
 */
export function columnMenu(data, shown, choose, own) {
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  const group = make("div", { className: "panel", role: "group", "aria-label": say("Columns") });
  const groups = new Map(data.facets.map((facet) => [facet.id, facet.group ?? ""]));
  /** @type {Map<string, HTMLElement>} */
  const parts = new Map([["", group]]);
  /** Where a column's box stands: those that belong together are folded. @param {string} id */
  const place = (id) => {
    const name = groups.get(id) ?? "";
    let part = parts.get(name);
    if (!part) {
      part = make("details", { className: "group" }, make("summary", { textContent: name }));
      parts.set(name, part);
    }
    return part;
  };
  for (const column of data.columns.values()) {
    if (column.id === "name") continue;
    const box = make("input", { type: "checkbox", value: column.id });
    box.addEventListener("change", () => {
      const columns = shown();
      choose(box.checked ? [...columns, column.id] : columns.filter((id) => id !== column.id));
    });
    boxes.set(column.id, box);
    place(column.id).append(make("label", { title: column.means }, box, ` ${column.label}`));
  }
  group.append(...[...parts.values()].slice(1));
  group.append(button(say("As at first"), () => choose([...own])));
  const element = make("details", { className: "facet" }, make("summary", { textContent: say("Columns") }), group);
  const show = () => {
    for (const [id, box] of boxes) box.checked = shown().includes(id);
  };
  return { element, show };
}

/** A cell as text. @param {import("./data.js").Data} data @param {Column} column @param {import("./data.js").Row} row */
function written(data, column, row) {
  if (column.pair) return summary(data, column, [row])[0].textContent ?? "";
  return text(data, column, row[column.id]);
}

/** The view as texts: a line for each row of an entry that passes. @param {Table} table @param {State} state @returns {import("./output.js").Sheet} */
function sheet(table, state) {
  const { data } = table;
  const columns = state.columns.map((id) => /** @type {Column} */ (data.columns.get(id)));
  const rows = table.passing().map((row) => ({
    url: new URL(row.url, ROOT).href,
    cells: columns.map((column) => written(data, column, row)),
  }));
  return { head: columns.map((column) => column.label), rows, day: data.generated };
}

/** The plain values of the view. @param {Table} table @param {State} state */
function plain(table, state) {
  const columns = state.columns.flatMap((id) => table.data.columns.get(id)?.pair ?? [id]);
  const ids = ["id", "url", ...columns];
  const rows = table.passing().map((row) => Object.fromEntries(ids.map((id) => [id, row[id]])));
  return JSON.stringify(rows, null, 2);
}

/** Ways to take the view along, once its rows are there. @param {Table} table @param {() => State} state @param {Announcer} announcer @param {() => Promise<void>} filled */
export function outputMenu(table, state, announcer, filled) {
  const group = make("div", { className: "panel", role: "group", "aria-label": say("Copy or save") });
  /** @param {string} name @param {() => Promise<string> | string} run */
  const add = (name, run) => {
    const made = button(name, async () => {
      try {
        await filled();
        done(made, await run(), announcer);
      } catch {
        done(made, say("The browser did not allow it"), announcer);
      }
    });
    group.append(made);
  };
  const copy = async (/** @type {string} */ content) => {
    await navigator.clipboard.writeText(content);
    return say("Copied");
  };
  const save = (/** @type {string} */ ending, /** @type {string} */ content, /** @type {string} */ type) => {
    download(`ajar-${table.data.kind}.${ending}`, content, type);
    return say("Saved");
  };
  add(say("Copy link"), () => copy(location.href));
  add(say("Copy as Markdown table"), () => copy(markdown(sheet(table, state()), location.href)));
  add(say("Copy as table for Confluence or Word"), async () => {
    await copyRich(html(sheet(table, state()), location.href), markdown(sheet(table, state()), location.href));
    return say("Copied");
  });
  add(say("Copy as a frame for a wiki"), () => copy(frame(table.data.kind)));
  add(say("CSV"), () => save("csv", csv(sheet(table, state())), "text/csv"));
  add(say("JSON"), () => save("json", plain(table, state()), "application/json"));
  return make("details", { className: "facet" }, make("summary", { textContent: say("Copy or save") }), group);
}
