// What the theme's script asks for: where the site begins, and what was chosen on this machine. The theme has it inside
// each page; from a file it needs no exception from a strict Content-Security-Policy.
{
  const here = document.currentScript.src;
  window.__md_scope = new URL(here.slice(0, here.lastIndexOf("/assets/") + 1));
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, scope = window.__md_scope) =>
    JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
    try {
      storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Nothing can be kept here; the choice lasts as long as the page.
    }
  };
  // The theme takes each alternate of a page for the root of another language, and asks for a sitemap there.
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate ";
  });
}
