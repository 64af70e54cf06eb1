// The current view for somewhere else: Markdown, a table for Confluence or Word, CSV, JSON.

/** A table of texts with the address of each row. @typedef {{head: string[], rows: {url: string, cells: string[]}[]}} Sheet */

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {Sheet} sheet */
export function markdown({ head, rows }) {
  /** @param {string} text */
  const safe = (text) => text.replace(/[\\|[\]]/g, "\\$&").replace(/\s+/g, " ");
  const lines = [
    head.map(safe),
    head.map(() => "---"),
    ...rows.map(({ url, cells }) => [`[${safe(cells[0])}](${url})`, ...cells.slice(1).map(safe)]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** @param {Sheet} sheet @param {string} address */
export function html({ head, rows }, address) {
  const top = head.map((cell) => `<th>${escaped(cell)}</th>`).join("");
  const body = rows.map(
    ({ url, cells: [name, ...rest] }) =>
      `<tr><th><a href="${escaped(url)}">${escaped(name)}</a></th>${rest.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`,
  );
  return `<table><thead><tr>${top}</tr></thead><tbody>${body.join("")}</tbody></table><p><a href="${escaped(address)}">${escaped(address)}</a></p>`;
}

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
