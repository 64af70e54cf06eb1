// A long page by what its items say of themselves, such as claims by verdict and section, or changes by kind; the address holds the choice, so that a view can be sent on.
const found = /** @type {HTMLElement} */ (document.querySelector(".counted"));
const KEYS = (found.dataset.keys ?? "").split(" ");
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-item]")]);
const links = /** @type {HTMLAnchorElement[]} */ ([
  ...document.querySelectorAll(KEYS.map((key) => `a[data-${key}]`).join()),
]);

/** The key that a link sets, and to what. @param {HTMLElement} link @returns {[string, string]} */
const choice = (link) => {
  const key = KEYS.find((name) => link.dataset[name] !== undefined) ?? KEYS[0];
  return [key, link.dataset[key] ?? ""];
};

for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".stack a")))
  part.style.setProperty("--n", part.textContent);

function show() {
  const query = new URLSearchParams(location.search);
  // An item that the address names is shown, whatever else it says.
  const named = location.hash.slice(1);
  const fits = (/** @type {HTMLElement} */ item) =>
    item.id === named || KEYS.every((key) => !query.get(key) || query.get(key) === item.dataset[key]);
  for (const item of items) item.hidden = !fits(item);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-items]")))
    part.hidden = !part.querySelector("[data-item]:not([hidden])");
  for (const link of links) {
    const [key, value] = choice(link);
    const set = query.get(key) === value;
    link.toggleAttribute("aria-current", set);
    if (set) link.setAttribute("aria-current", "true");
    const next = new URLSearchParams(query);
    if (set) next.delete(key);
    else next.set(key, value);
    link.href = `?${next}`;
  }
  const shown = items.filter((item) => !item.hidden).length;
  found.replaceChildren();
  if (shown === items.length) return;
  const told = { shown: String(shown), all: String(items.length) };
  const all = Object.assign(document.createElement("a"), { href: location.pathname, textContent: found.dataset.all });
  found.append(
    (found.dataset.found ?? "").replace(/\{(shown|all)\}/g, (_, key) => told[/** @type {"all"} */ (key)]),
    " ",
    all,
  );
}

/** Take over the links of the page, and show what its address says. */
export function start() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!links.includes(link) && link.parentElement !== found) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href") || location.pathname);
    show();
  });
  addEventListener("popstate", show);
  addEventListener("hashchange", show);
  show();
  if (location.search && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
