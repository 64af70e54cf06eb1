// Pages in frames that follow their address: a table with its filters, a comparison. The controls stay on the site's own page.
import { start as compare } from "./compare.js";
import { start as view } from "./view.js";

const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table[data-view]"));
const comparison = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare]"));
if (table) view(table);
if (comparison) compare(comparison);
// The link to the whole page takes along what the address says.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-here]")))
  link.search = location.search;
