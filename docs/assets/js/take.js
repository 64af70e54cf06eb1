// What readers take along: the copies of a page's box, of a license's duties. An entry is copied as its small page has it, a guide as it stands.
import { Announcer, done } from "./data.js";
import { copyRich, escaped } from "./output.js";

/** How one element is written: its name, its content as written, the element, the address that it stands at. @typedef {(name: string, content: string, element: Element, address: string) => string} Hand */

// What is of the page and not of its text.
const LEFT_OUT = "svg, script, style, button:not(.term), .sr, .bar, .here, .headerlink, .tip, .under, .keys, [hidden]";
// Between the parts of these stands no text.
const BLOCKS = "article, div, figure, details, dl, ol, section, table, tbody, thead, tr, ul";
const KEPT = new Set(
  "h1 h2 h3 h4 p ul ol li dl dt dd table thead tbody tr th td b strong em i code pre sup blockquote".split(" "),
);

/** @param {HTMLElement} box what holds the buttons */
export function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  const announcer = new Announcer();
  box.append(announcer.region);
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (box.querySelectorAll("button[data-take]"))) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await COPIES[button.dataset.take ?? ""](box, button);
      done(button, box.dataset.copied ?? "", announcer);
    });
  }
}

/** What each button puts on the clipboard. @type {Record<string, (box: HTMLElement, button: HTMLElement) => Promise<void>>} */
const COPIES = {
  text: (_, button) => {
    const text =
      button.parentElement?.nextElementSibling?.querySelector("pre") ?? button.parentElement?.nextElementSibling;
    return navigator.clipboard.writeText(text?.textContent ?? "");
  },
  tasks: (box) => {
    const address = canonical();
    return navigator.clipboard.writeText(
      tidy(written(/** @type {Element} */ (box.querySelector("ul")), address, markdown)),
    );
  },
  markdown: async (box) => navigator.clipboard.writeText((await copies(box)).markdown),
  html: async (box) => navigator.clipboard.writeText((await copies(box)).html),
  rich: async (box) => {
    const { html, markdown } = await copies(box);
    await copyRich(html, markdown);
  },
};

/** The address that stays. */
const canonical = () =>
  /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href ?? location.href;

/** Both copies of what the box is about, with the line that says where it comes from. @param {HTMLElement} box */
async function copies(box) {
  const { element, address } = await subject(box.dataset.embed);
  const from = box.querySelector(".plain")?.textContent ?? "";
  const rich = written(element, address, html);
  return {
    markdown: `${tidy(written(element, address, markdown))}\n${from}\n`,
    html: `${rich}<p>${escaped(from)}</p>`,
  };
}

/** The small page of an entry; the page itself where there is none or it cannot be had. @param {string | undefined} embed */
async function subject(embed) {
  const here = { element: /** @type {Element} */ (document.querySelector("article")), address: canonical() };
  if (!embed) return here;
  const answer = await fetch(embed).catch(() => undefined);
  if (!answer?.ok) return here;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const element = /** @type {Element} */ (page.querySelector("article"));
  return { element, address: new URL(embed, canonical()).href };
}

/** An element and all in it. @param {Node} node @param {string} address @param {Hand} hand @returns {string} */
function written(node, address, hand) {
  if (node instanceof Text) {
    const text = (node.textContent ?? "").replace(/\s+/g, " ");
    if (text === " " && node.parentElement?.matches(BLOCKS)) return "";
    return hand === html ? escaped(text) : text.replace(/[\\`*_[\]|<>]/g, "\\$&");
  }
  if (!(node instanceof Element) || node.matches(LEFT_OUT)) return "";
  if (node.matches("pre")) return hand("pre", node.textContent ?? "", node, address);
  const content = [...node.childNodes].map((child) => written(child, address, hand)).join("");
  return hand(node.localName, content, node, address);
}

/** Clean HTML: without classes, with whole addresses. @type {Hand} */
function html(name, content, element, address) {
  if (name === "br") return "<br>";
  if (name === "a")
    return content.trim() && element.hasAttribute("href")
      ? `<a href="${escaped(href(element, address))}">${content}</a>`
      : content;
  if (name === "pre") return `<pre>${escaped(content)}</pre>`;
  return KEPT.has(name) ? `<${name}>${content}</${name}>` : content;
}

/** @param {Element} link @param {string} address */
const href = (link, address) => new URL(link.getAttribute("href") ?? "", address).href;

/** Markdown, which has no table without a head. @type {Hand} */
function markdown(name, content, element, address) {
  const text = content.trim();
  if (name === "a" && element.matches(".s")) return ` [${text}](${href(element, address)})`;
  if (name === "a") return text && element.hasAttribute("href") ? `[${text}](${href(element, address)})` : text;
  if (name === "pre") return `\n\n\`\`\`\n${text}\n\`\`\`\n\n`;
  if (name === "br") return element.closest("table") ? " " : "\n";
  if (name === "code") return `\`${element.textContent}\``;
  if (name === "sup") return element.textContent ?? "";
  if (/^(b|strong)$/.test(name)) return text ? `**${text}**` : "";
  if (/^(em|i)$/.test(name)) return text ? `*${text}*` : "";
  if (/^h[1-6]$/.test(name)) return `\n\n${"#".repeat(Number(name[1]))} ${text}\n\n`;
  if (/^t[hd]$/.test(name)) return `| ${text.replace(/\n+/g, " ")} `;
  if (name === "tr") return `${content.trim()} |\n`;
  if (name === "thead") return `${text}\n${"| --- ".repeat(text.split("\n")[0].split(/(?<!\\)\|/).length - 2)}|\n`;
  if (name === "table") return `\n\n${headed(element, text)}\n\n`;
  if (name === "li") return `${bullet(element)}${text.replace(/\n{2,}/g, "\n").replace(/\n/g, "\n  ")}\n`;
  if (/^(ul|ol|dl|p|div|figure|figcaption|section|details|summary|dt|dd|blockquote|article)$/.test(name))
    return `\n\n${text}\n\n`;
  return content;
}

/** @param {Element} table @param {string} text */
function headed(table, text) {
  if (table.querySelector("thead")) return text;
  const width = table.querySelector("tr")?.children.length ?? 1;
  return `${"| ".repeat(width)}|\n${"| --- ".repeat(width)}|\n${text}`;
}

/** @param {Element} item */
function bullet(item) {
  if (item.matches(".todo")) return "- [ ] ";
  const list = item.parentElement;
  return list?.localName === "ol" ? `${[...list.children].indexOf(item) + 1}. ` : "- ";
}

/** One empty line between two blocks. @param {string} text */
const tidy = (text) =>
  `${text
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
