// What the theme's page does with a script, of what this site uses. The theme's own is thirty times as large, for search,
// tabs, annotations and more that no page here has.
{
  const header = document.querySelector(".md-header");
  const title = document.querySelector(".md-header__title");
  const heading = document.querySelector("article h1");

  // The header names the page once its heading is out of sight.
  if (heading && title)
    new IntersectionObserver(([{ isIntersecting }]) => {
      title.classList.toggle("md-header__title--active", !isIntersecting);
      header.classList.toggle("md-header--shadow", !isIntersecting);
    }).observe(heading);

  // The table of contents follows what is read.
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of document.querySelectorAll(".md-nav--secondary a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  /** Headings that are above the line of reading. @type {Set<Element>} */
  const passed = new Set();
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) passed[isIntersecting ? "add" : "delete"](target);
      const last = [...links.keys()].findLast((target) => passed.has(target));
      for (const [target, link] of links) {
        link.classList.toggle("md-nav__link--passed", passed.has(target) && target !== last);
        link.classList.toggle("md-nav__link--active", target === last);
      }
      const link = last && links.get(last);
      const box = link?.closest(".md-sidebar__scrollwrap");
      if (box) box.scrollTop = link.offsetTop - box.clientHeight / 2;
    },
    { rootMargin: "1000000px 0px -80% 0px" },
  );
  for (const target of links.keys()) seen.observe(target);

  // Who scrolls back far below the top is offered the way there.
  const top = document.querySelector(".md-top");
  let last = scrollY;
  addEventListener(
    "scroll",
    () => {
      if (top) top.hidden = scrollY > last || scrollY < innerHeight / 2;
      last = scrollY;
    },
    { passive: true },
  );
  top?.addEventListener("click", () => scrollTo(0, 0));

  // A label that is reached by key does what its box does; the drawer closes when it has led somewhere.
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target instanceof HTMLLabelElement) target.click();
  });
  addEventListener("hashchange", () => {
    const drawer = document.querySelector("[data-md-toggle=drawer]");
    if (drawer) drawer.checked = false;
  });

  // What is wider than its place can be scrolled by key, too.
  for (const box of document.querySelectorAll("pre code")) box.tabIndex = 0;

  // Paper shows what is folded.
  const folded = [...document.querySelectorAll("article details")];
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = folded.filter(({ open }) => !open);
    for (const box of unfolded) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of unfolded) box.open = false;
  });
}
