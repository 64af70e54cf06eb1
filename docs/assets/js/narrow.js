// A box that narrows a list to the entries with all its words.
const field = /** @type {HTMLInputElement} */ (document.querySelector("input[data-narrow]"));
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`${field.dataset.narrow} dl > div`)]);
const none = /** @type {HTMLElement} */ (document.querySelector("[data-none]"));

function narrow() {
  const words = field.value.toLowerCase().split(/\s+/);
  for (const item of items) item.hidden = !words.every((word) => item.textContent?.toLowerCase().includes(word));
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(`${field.dataset.narrow} section`)
  ))
    part.hidden = !part.querySelector("dl > div:not([hidden])");
  none.textContent = items.every((item) => item.hidden) ? (none.dataset.none ?? "") : "";
}

/** Show the box, which does nothing without this. */
export function start() {
  /** @type {HTMLElement} */ (field.closest("[hidden]")).hidden = false;
  field.addEventListener("input", narrow);
  narrow();
}
