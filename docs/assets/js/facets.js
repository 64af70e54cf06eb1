// The panels that filter a table: choices with their counts, ranges, what fits in memory, how lately it was verified.
import { label, make } from "./data.js";
import { say } from "./words.js";
import { bounds, number, range, short } from "./state.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./state.js").Column} Column */
/** @typedef {import("./state.js").Facet} Facet */

/** A panel with its ways to follow the view: `show` what is set, `fill` itself when it first opens, `count` what each choice would give. @param {View} view @param {Facet} item @returns {{panel: HTMLDetailsElement, show: () => void, fill?: () => void, count?: (counts: Map<string, number>) => void}} */
export function facetOf(view, item) {
  const name = facetName(view, item);
  const badge = make("b", { className: "badge" });
  const group = make("div", { className: "panel", role: "group", "aria-label": name });
  const panel = make("details", { className: "facet" }, make("summary", {}, name, " ", badge), group);
  const show = item.kind === "choice" ? choicePanel(view, item, group, badge)
    : item.kind === "range" ? rangePanel(view, item, group, badge)
    : item.kind === "fits" ? fitsPanel(view, group, badge) : withinPanel(view, group, badge);
  // Its boxes are there before a key can reach them.
  if ("fill" in show) panel.addEventListener("focusin", () => /** @type {() => void} */ (show.fill)(), { once: true });
  return { panel, ...show };
}

/** @param {View} view @param {Facet} item */
export function facetName(view, { id, kind }) {
  return kind === "fits" || kind === "within" ? say(kind) : view.data.columns.get(id)?.label ?? id;
}

/** The boxes of a facet are made when its panel first opens. @param {View} view @param {Facet} item @param {HTMLElement} group @param {HTMLElement} badge */
function choicePanel(view, { id }, group, badge) {
  /** @type {Map<string, {box: HTMLInputElement, count: HTMLElement, line: HTMLElement}>} */
  const boxes = new Map();
  const show = () => {
    const chosen = view.state.choices.get(id);
    badge.textContent = chosen ? String(chosen.size) : "";
    for (const [value, { box }] of boxes) box.checked = chosen?.has(value) ?? false;
  };
  return {
    show,
    fill: () => {
      if (boxes.size) return;
      for (const value of view.choicesOf(id)) boxes.set(value, choiceBox(view, id, value));
      group.append(...[...boxes.values()].map(({ line }) => line));
      show();
    },
    count: (/** @type {Map<string, number>} */ counts) => {
      for (const [value, { count, line }] of boxes) {
        count.textContent = String(counts.get(value) ?? 0);
        line.classList.toggle("none", !counts.get(value));
      }
    },
  };
}

/** One choice of a facet: a box, its label, and how many rows it would give. @param {View} view @param {string} id @param {string} value */
function choiceBox(view, id, value) {
  const column = /** @type {Column} */ (view.data.columns.get(id));
  const box = make("input", { type: "checkbox", value });
  const count = make("span", { className: "n" });
  const name = column.form === "class" ? (value === "0" ? say("class-below") : say("class", { number: "I".repeat(Number(value)) })) : label(view.data, column, value);
  box.addEventListener("change", () => {
    const chosen = new Set(view.state.choices.get(id));
    if (box.checked) chosen.add(value);
    else chosen.delete(value);
    const choices = new Map(view.state.choices);
    if (chosen.size) choices.set(id, chosen);
    else choices.delete(id);
    view.change({ choices });
  });
  return { box, count, line: make("label", {}, box, " ", make("span", { textContent: name }), " ", count) };
}

/** @param {View} view @param {Facet} item @param {HTMLElement} group @param {HTMLElement} badge */
function rangePanel(view, { id }, group, badge) {
  const column = /** @type {Column} */ (view.data.columns.get(id));
  const inputs = ["from", "to"].map((end) => make("input", { type: "text", inputMode: "decimal", size: 7, "aria-label": `${column.label} ${say(end)}` }));
  const hint = make("small", { textContent: say(column.form === "billions" || column.form === "count" ? "range-large" : "range-small") });
  group.append(make("label", {}, `${say("from")} `, inputs[0]), make("label", {}, `${say("to")} `, inputs[1]), hint);
  const take = () => {
    const found = bounds(inputs.map((input) => input.value.trim()).join(".."));
    for (const input of inputs) input.toggleAttribute("aria-invalid", !found);
    if (!found) return;
    const ranges = new Map(view.state.ranges);
    if (found[0] === 0 && found[1] === Infinity) ranges.delete(id);
    else ranges.set(id, found);
    view.change({ ranges });
  };
  for (const input of inputs) input.addEventListener("change", take);
  return {
    show: () => {
      const set = view.state.ranges.get(id);
      badge.textContent = set ? range(set) : "";
      [inputs[0].value, inputs[1].value] = set ? range(set).split("..") : ["", ""];
    },
  };
}

/** @param {View} view @param {HTMLElement} group @param {HTMLElement} badge */
function fitsPanel(view, group, badge) {
  const size = make("input", { type: "text", inputMode: "decimal", size: 6 });
  const bits = make("select", {}, ...["4", "8", "16"].map((value) => make("option", { value, textContent: say("bits", { bits: value }) })));
  group.append(make("label", {}, `${say("fits-size")} `, size), make("label", {}, `${say("fits-bits")} `, bits), make("small", { textContent: say("fits-hint") }));
  const take = () => {
    const fits = number(size.value);
    size.toggleAttribute("aria-invalid", size.value !== "" && !(fits > 0));
    view.change({ fits: fits > 0 ? fits : 0, bits: bits.value });
  };
  size.addEventListener("change", take);
  bits.addEventListener("change", take);
  return {
    show: () => {
      badge.textContent = view.state.fits ? `${short(view.state.fits)} GB` : "";
      size.value = view.state.fits ? short(view.state.fits) : "";
      bits.value = view.state.bits;
    },
  };
}

/** @param {View} view @param {HTMLElement} group @param {HTMLElement} badge */
function withinPanel(view, group, badge) {
  const days = make("select", {}, ...[0, 30, 90, 186, 365].map((value) => make("option", { value, textContent: value ? say("within-days", { days: value }) : say("within-any") })));
  days.addEventListener("change", () => view.change({ within: Number(days.value) }));
  group.append(make("label", {}, `${say("within")} `, days));
  return {
    show: () => {
      const { within } = view.state;
      badge.textContent = within ? `${within} d` : "";
      if (![...days.options].some((option) => option.value === String(within))) days.append(make("option", { value: within, textContent: say("within-days", { days: within }) }));
      days.value = String(within);
    },
  };
}
