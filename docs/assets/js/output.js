// The current view for somewhere else: Markdown, a table for Confluence or Word, CSV, JSON.
import { ROOT } from "./root.js";
import { say } from "./words.js";

/** A table of texts with the address of each row, the day it holds for, and its sources where its rows are not their own. @typedef {{head: string[], rows: {url: string, cells: string[]}[], day: string, sources?: [string, string][]}} Sheet */

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Where a table comes from and when it was so. @param {string} day */
const from = (day) => say("From Ajar, {day}:", { day });

/** @param {Sheet} sheet @param {string} address */
export function markdown({ head, rows, day, sources = [] }, address) {
  /** @param {string} text */
  const safe = (text) => text.replace(/[\\|[\]]/g, "\\$&").replace(/\s+/g, " ");
  const lines = [
    head.map(safe),
    head.map(() => "---"),
    ...rows.map(({ url, cells }) => [`[${safe(cells[0])}](${url})`, ...cells.slice(1).map(safe)]),
  ];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const listed = sources.map(([title, url], place) => `${place + 1}. [${safe(title)}](${url})`);
  return [table, `${from(day)} <${address}>`, ...(listed.length ? [listed.join("\n")] : [])].join("\n\n");
}

/** @param {Sheet} sheet @param {string} address */
export function html({ head, rows, day, sources = [] }, address) {
  const top = head.map((cell) => `<th>${escaped(cell)}</th>`).join("");
  const body = rows.map(
    ({ url, cells: [name, ...rest] }) =>
      `<tr><th><a href="${escaped(url)}">${escaped(name)}</a></th>${rest.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`,
  );
  const link = (/** @type {string} */ url, text = url) => `<a href="${escaped(url)}">${escaped(text)}</a>`;
  const listed = sources.map(([title, url]) => `<li>${link(url, title)}</li>`).join("");
  const foot = `<p>${escaped(from(day))} ${link(address)}</p>${listed && `<ol>${listed}</ol>`}`;
  return `<table><thead><tr>${top}</tr></thead><tbody>${body.join("")}</tbody></table>${foot}`;
}

/** A page that shows the view at hand and nothing else, for the frame of a wiki. @param {string} name what the site calls it: models, compare */
export const frame = (name) =>
  `<iframe src="${escaped(new URL(`embed/${name}/${location.search}`, ROOT).href)}" title="${escaped(document.title)}" width="100%" height="420" loading="lazy"></iframe>`;

/** Comma-separated values after RFC 4180; a leading sign that a spreadsheet would run as a formula is defused. @param {Sheet} sheet */
export function csv({ head, rows }) {
  /** @param {string} text */
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  return (
    [[...head, "URL"], ...rows.map(({ url, cells }) => [...cells, url])]
      .map((line) => line.map(cell).join(","))
      .join("\r\n") + "\r\n"
  );
}

/** @param {string} rich @param {string} plain */
export async function copyRich(rich, plain) {
  const item = new ClipboardItem({
    "text/html": new Blob([rich], { type: "text/html" }),
    "text/plain": new Blob([plain], { type: "text/plain" }),
  });
  await navigator.clipboard.write([item]);
}

/** @param {string} name @param {string} content @param {string} type */
export function download(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
