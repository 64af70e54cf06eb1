// What scripts add to every page: a card on source marks and on clauses of licenses, the way into the search, "Copy link", and the start of what only some pages have. Pages are complete without them.
const card = document.createElement("div");
card.className = "source-card";
card.id = "source-card";
card.setAttribute("role", "tooltip");
/** @type {HTMLAnchorElement | null} */
let shownFor = null;

/** What the page's own source list says of a mark, or what a cell's clause says; nothing where there is neither. @param {HTMLAnchorElement} mark @returns {(Node | string)[]} */
function told(mark) {
  if (mark.dataset.clause !== undefined) {
    // Once it stands on the card, the browser need not show it a second time.
    if (mark.title) {
      mark.dataset.says = mark.title;
      mark.removeAttribute("title");
    }
    return [mark.dataset.clause, mark.dataset.says]
      .filter((text) => text !== undefined && text !== "")
      .flatMap((text, place) => (place ? [": ", text ?? ""] : [text ?? ""]));
  }
  const entry = document.getElementById(`s${mark.textContent}`);
  const here = mark.dataset.shows ? [` Here: ${mark.dataset.shows}`] : [];
  return entry ? [...[...entry.childNodes].map((node) => node.cloneNode(true)), ...here] : [];
}

/** Show the card of a mark below it. @param {HTMLAnchorElement} mark */
function show(mark) {
  const content = told(mark);
  if (!content.length) return hide();
  card.replaceChildren(...content);
  document.body.append(card);
  const place = mark.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 8);
  card.style.left = `${Math.max(8, left) + scrollX}px`;
  card.style.top = `${place.bottom + scrollY + 4}px`;
  mark.setAttribute("aria-describedby", card.id);
  shownFor = mark;
}

function hide() {
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  card.remove();
}

/** @param {Event} event */
const markOf = (event) =>
  /** @type {HTMLAnchorElement | null} */ (
    event.target instanceof Element ? event.target.closest("a.s, a.cell[data-clause]") : null
  );
/** @param {Event} event */
const inCard = (event) => event.target instanceof Node && card.contains(event.target);

document.addEventListener("pointerover", (event) => {
  const mark = markOf(event);
  if (mark && event.pointerType === "mouse") show(mark);
  else if (shownFor && !inCard(event) && event.pointerType === "mouse") hide();
});
document.addEventListener("focusin", (event) => {
  const mark = markOf(event);
  if (mark) show(mark);
  else hide();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
// A first touch shows the card; a second one, on the mark or on the card's link, opens the source.
let lastPointer = "mouse";
document.addEventListener(
  "pointerdown",
  (event) => {
    lastPointer = event.pointerType;
    armed = markOf(event) !== null && markOf(event) === shownFor;
  },
  true,
);
let armed = false;
document.addEventListener("click", (event) => {
  const mark = markOf(event);
  if (mark && lastPointer !== "mouse" && !armed) {
    event.preventDefault();
    show(mark);
  } else if (!mark && !inCard(event)) hide();
});

// Search opens from any `form[data-search]`, with "/" or Ctrl+K, and from `?q=` in the address. Its module and its index come when a field is focused.
const search = () => import("./search.js");
/** @param {Event} event @returns {HTMLInputElement | null | undefined} */
const fieldOf = (event) =>
  event.target instanceof Element ? event.target.closest("form[data-search]")?.querySelector("input") : null;

let opening = false;

/** The search dialog with what stands in a field, which it takes over; what is typed while it opens comes along. @param {HTMLInputElement} field @param {Element | null} [before] what had the focus, and has it again once the dialog is closed */
async function searchFrom(field, before) {
  if (opening) return;
  opening = true;
  try {
    const { open, index } = await search();
    await index();
    const text = field.value.trim();
    field.value = "";
    if (before instanceof HTMLElement) {
      field.blur();
      before.focus({ preventScroll: true });
    }
    open(text);
  } finally {
    opening = false;
  }
}

document.addEventListener("focusin", (event) => fieldOf(event) && search().then(({ index }) => index()));
for (const type of ["click", "input", "submit"])
  document.addEventListener(type, (event) => {
    const field = fieldOf(event);
    if (!field) return;
    if (type === "submit") event.preventDefault();
    searchFrom(field);
  });
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (!slash && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k")) return;
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("form[data-search] input"));
  if (!field) return;
  event.preventDefault();
  // Letters that follow before the dialog is there are the field's.
  const before = document.activeElement;
  field.focus({ preventScroll: true });
  searchFrom(field, before);
});

/** The search that an address asks for; once it is open, the address is the page's own again. */
function searchFromAddress() {
  const here = new URL(location.href);
  const text = here.searchParams.get("q");
  if (text === null) return;
  here.searchParams.delete("q");
  history.replaceState(history.state, "", here);
  search().then(({ open }) => open(text.trim()));
}

/** Whatever the page at hand has. */
function start() {
  searchFromAddress();
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
    document.querySelectorAll("button[data-copy][hidden]")
  ))
    copyLink(button);
  // On paper the address is that of the view.
  addEventListener("beforeprint", () => {
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'));
    const address = document.querySelector(".printed span");
    if (address && link) address.textContent = link.href + location.search;
  });
  const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table[data-view]"));
  const comparison = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare]"));
  // A table without a view in its address can wait until the browser has time.
  if (table) (location.search ? run : idle)(() => import("./view.js").then((view) => view.start(table)));
  if (document.querySelector(".counted")) import("./choices.js").then((page) => page.start());
  if (document.querySelector("[data-narrow]")) import("./narrow.js").then((box) => box.start());
  for (const box of document.querySelectorAll("details.take")) box.addEventListener("toggle", () => take(box));
  const duties = document.querySelector(".duties");
  if (duties) idle(() => take(duties));
  unfold();
  addEventListener("hashchange", unfold);
  if (comparison) import("./compare.js").then((compare) => compare.start(comparison));
}

/** Open what is folded around the place that the address names. */
function unfold() {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = named && named.closest("details:not([open])");
  if (folded) {
    folded.setAttribute("open", "");
    named.scrollIntoView();
  }
}

/** The copies that a box offers. @param {Element} box */
const take = (box) => import("./take.js").then((page) => page.start(/** @type {HTMLElement} */ (box)));

/** @param {() => void} task */
const run = (task) => task();
/** @param {() => void} task */
const idle = (task) =>
  "requestIdleCallback" in window ? requestIdleCallback(task, { timeout: 1500 }) : setTimeout(task, 200);

/** @param {HTMLButtonElement} button */
function copyLink(button) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'));
    await navigator.clipboard.writeText(button.dataset.address ?? (link?.href ?? location.href) + location.hash);
    button.textContent = button.dataset.copy ?? label;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

start();
