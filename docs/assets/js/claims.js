// The claims by verdict and by section; the address holds both, so that a view can be sent on.
const KEYS = ["verdict", "section"];
const claims = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("section.claim")]);
const links = /** @type {HTMLAnchorElement[]} */ ([
  ...document.querySelectorAll("a:is([data-verdict], [data-section])"),
]);
const found = /** @type {HTMLElement} */ (document.querySelector(".found"));

/** The key that a link sets, and to what. @param {HTMLElement} link @returns {[string, string]} */
const choice = (link) => {
  const key = link.dataset.verdict === undefined ? "section" : "verdict";
  return [key, link.dataset[key] ?? ""];
};

for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".stack a")))
  part.style.setProperty("--n", part.textContent);

function show() {
  const query = new URLSearchParams(location.search);
  // A claim that the address names is shown, whatever else it says.
  const named = location.hash.slice(1);
  const fits = (/** @type {HTMLElement} */ claim) =>
    claim.id === named || KEYS.every((key) => !query.get(key) || query.get(key) === claim.dataset[key]);
  for (const claim of claims) claim.hidden = !fits(claim);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-claims]")))
    part.hidden = !part.querySelector("section.claim:not([hidden])");
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
  const shown = claims.filter((claim) => !claim.hidden).length;
  found.replaceChildren();
  if (shown === claims.length) return;
  const told = { shown: String(shown), all: String(claims.length) };
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
