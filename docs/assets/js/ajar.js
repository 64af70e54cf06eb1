// What scripts add to entry pages: a card on source marks, and "Copy link". Pages are complete without them.
const card = document.createElement("div");
card.className = "source-card";
card.id = "source-card";
card.setAttribute("role", "tooltip");
let shownFor = null;

/** Show what the page's own source list says of the mark, below it. @param {HTMLAnchorElement} mark */
function show(mark) {
  const entry = document.getElementById(`s${mark.textContent}`);
  if (!entry) return;
  card.textContent = "";
  card.append(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  if (mark.dataset.shows) card.append(` Here: ${mark.dataset.shows}`);
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
const markOf = (event) => (event.target instanceof Element ? event.target.closest("a.s") : null);

document.addEventListener("pointerover", (event) => {
  const mark = markOf(event);
  if (mark && event.pointerType === "mouse") show(mark);
  else if (shownFor && !card.contains(event.target) && event.pointerType === "mouse") hide();
});
document.addEventListener("focusin", (event) => (markOf(event) ? show(markOf(event)) : hide()));
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
// A first touch shows the card; a second one, on the mark or on the card's link, opens the source.
let lastPointer = "mouse";
document.addEventListener("pointerdown", (event) => { lastPointer = event.pointerType; armed = markOf(event) !== null && markOf(event) === shownFor; }, true);
let armed = false;
document.addEventListener("click", (event) => {
  const mark = markOf(event);
  if (mark && lastPointer !== "mouse" && !armed) { event.preventDefault(); show(mark); }
  else if (!mark && !card.contains(event.target)) hide();
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    await navigator.clipboard.writeText(link + location.hash);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy link"; }, 2000);
  });
}
