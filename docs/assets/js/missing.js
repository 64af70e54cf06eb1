// Where there is no page: near names, and links that are right wherever the site stands. This file itself is asked for
// from several places, of which one answers; that tells where the root is.
import { ROOT } from "./root.js";

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-missing]:not([data-done])"));

/** Two letters each, of a name without what nobody remembers. @param {string} text */
function pairs(text) {
  const plain = ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, "")} `;
  return new Set([...plain].slice(1).map((letter, at) => plain[at] + letter));
}

/** How alike two names are, from 0 to 1. @param {Set<string>} one @param {Set<string>} other */
function likeness(one, other) {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}

/** Set the links of a page that was built for `built` to where the site stands. @param {string} built */
function move(built) {
  for (const name of ["href", "src", "action"])
    for (const tag of document.querySelectorAll(`[${name}^="${built}"]`)) {
      const path = tag.getAttribute(name) ?? "";
      if (tag.tagName !== "SCRIPT" && !path.startsWith("//"))
        tag.setAttribute(name, ROOT.pathname + path.slice(built.length));
    }
}

/** The entries whose names are most like the end of this address. @param {HTMLElement} box */
async function near(box) {
  const asked = decodeURIComponent(location.pathname).split("/").filter(Boolean).pop() ?? "";
  const wanted = pairs(asked.replace(/\.html?$/, ""));
  /** @type {[string, string, string[]][]} */
  const names = await (await fetch(new URL("assets/data/names.json", ROOT))).json();
  const found = names
    .map(([url, title, others]) => {
      const called = [url.split(/[/#]/).filter(Boolean).pop() ?? "", title, ...others];
      return { url, title, like: Math.max(...called.map((name) => likeness(wanted, pairs(name)))) };
    })
    .filter(({ like }) => like > 0.4)
    .sort((one, other) => other.like - one.like)
    .slice(0, 3);
  for (const { url, title } of found) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: ROOT.pathname + url, textContent: title }));
    box.querySelector("ul")?.append(item);
  }
  box.hidden = !found.length;
}

if (place) {
  place.dataset.done = "";
  const built = place.dataset.missing ?? "/";
  if (built !== ROOT.pathname) move(built);
  near(place);
}
