// What readers take along: the copies of a page's box, of a license's duties. Markdown is the page's twin; HTML is what the small page of an entry has, or a guide as it stands.
import { Announcer, done } from "./data.js";
import { copyRich, escaped } from "./output.js";

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
  tasks: (box) => navigator.clipboard.writeText([...box.querySelectorAll(".todo")].map(task).join("")),
  markdown: async (box) => navigator.clipboard.writeText(await markdown(box)),
  html: async (box) => navigator.clipboard.writeText(await html(box)),
  rich: async (box) => copyRich(await html(box), await markdown(box)),
};

/** The address that stays. */
const canonical = () =>
  /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href ?? location.href;

/** The line that says where a copy comes from. @param {HTMLElement} box */
const from = (box) => box.querySelector(".plain")?.textContent ?? "";

/** What the page itself has, where a document beside it cannot be had: in a copy on a disk. */
const article = () => /** @type {HTMLElement} */ (document.querySelector("article"));

/** A document as text, where there is one. @param {string} address */
async function asked(address) {
  const answer = await fetch(address).catch(() => undefined);
  return answer?.ok ? answer.text() : undefined;
}

/** The twin of the page, which its head names. @param {HTMLElement} box */
async function markdown(box) {
  const twin = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[type="text/markdown"]'));
  const text = (twin && (await asked(twin.href))) ?? article().innerText;
  return `${text.trim()}\n\n${from(box)}\n`;
}

/** @param {Element} element */
const line = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();

/** A duty as an item to tick off, the lines to paste below it. @param {Element} duty */
function task(duty) {
  const item = /** @type {Element} */ (duty.cloneNode(true));
  for (const button of item.querySelectorAll("button")) button.remove();
  for (const link of item.querySelectorAll("a")) link.replaceWith(`[${link.textContent}](${href(link, canonical())})`);
  for (const bold of item.querySelectorAll("b")) bold.replaceWith(`**${bold.textContent}**`);
  const below = [...item.querySelectorAll("p, pre")].map((part) => {
    part.remove();
    if (part.localName === "p") return `\n  ${line(part)}`;
    return ["", "```", ...(part.textContent ?? "").split("\n"), "```"].join("\n  ");
  });
  return `- [ ] ${line(item)}${below.join("")}\n`;
}

/** The small page of an entry, or the page itself, as clean HTML. @param {HTMLElement} box */
async function html(box) {
  const { embed } = box.dataset;
  const small = embed && (await asked(embed));
  const element = small && new DOMParser().parseFromString(small, "text/html").querySelector("article");
  const rich = element ? written(element, new URL(embed, canonical()).href) : written(article(), canonical());
  return `${rich}<p>${escaped(from(box))}</p>`;
}

/** An element and all in it without classes, with whole addresses. @param {Node} node @param {string} address @returns {string} */
function written(node, address) {
  if (node instanceof Text) {
    const text = (node.textContent ?? "").replace(/\s+/g, " ");
    return text === " " && node.parentElement?.matches(BLOCKS) ? "" : escaped(text);
  }
  if (!(node instanceof Element) || node.matches(LEFT_OUT)) return "";
  const name = node.localName;
  if (name === "br") return "<br>";
  if (name === "pre") return `<pre>${escaped(node.textContent ?? "")}</pre>`;
  const content = [...node.childNodes].map((child) => written(child, address)).join("");
  if (name === "a" && content.trim() && node.hasAttribute("href"))
    return `<a href="${escaped(href(node, address))}">${content}</a>`;
  return KEPT.has(name) ? `<${name}>${content}</${name}>` : content;
}

/** @param {Element} link @param {string} address */
const href = (link, address) => new URL(link.getAttribute("href") ?? "", address).href;
