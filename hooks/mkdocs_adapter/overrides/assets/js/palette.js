// Light or dark: as was chosen on this machine, else as the system has it. It runs right behind its switch and before the
// content, so that no page is ever seen in the other scheme. The theme has it inside each page and again in its script.
{
  const here = document.currentScript.src;
  const root = new URL(here.slice(0, here.lastIndexOf("/assets/") + 1));
  const key = `${root.pathname}.__palette`; // as the theme keeps it
  /** @type {HTMLInputElement[]} */
  const options = [...document.querySelectorAll("[name=__palette]")];

  /** @returns {HTMLInputElement | undefined} */
  const chosen = () => {
    try {
      return options[JSON.parse(localStorage.getItem(key))?.index];
    } catch {
      return undefined; // nothing can be kept here
    }
  };
  const show = () => {
    const wanted = chosen() ?? options.find(({ dataset }) => matchMedia(dataset.mdColorMedia).matches) ?? options[0];
    wanted.checked = true;
    take(wanted);
  };
  /** Each label leads to the other scheme. */
  const take = (wanted) => {
    document.body.dataset.mdColorScheme = wanted.dataset.mdColorScheme;
    for (const option of options) option.nextElementSibling.hidden = option !== wanted;
  };
  for (const [index, option] of options.entries()) {
    option.addEventListener("change", () => {
      take(option);
      try {
        localStorage.setItem(key, JSON.stringify({ index }));
      } catch {
        // The choice lasts as long as the page.
      }
    });
    option.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const next = options[(index + 1) % options.length];
      next.click();
      next.focus();
    });
    matchMedia(option.dataset.mdColorMedia).addEventListener("change", show);
  }
  show();
}
