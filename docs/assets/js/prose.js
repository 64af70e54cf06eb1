// The small Markdown of prose fields as nodes: links, emphasis and code; everything else is plain text.
import { make } from "./data.js";

const PARTS = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g;

/** @param {string} text @returns {Node[]} */
export function prose(text) {
  /** @type {Node[]} */
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, code, strong, emphasis, label, href] = match;
    nodes.push(document.createTextNode(text.slice(end, match.index)));
    if (code) nodes.push(make("code", {}, code));
    else if (strong) nodes.push(make("strong", {}, strong));
    else if (emphasis) nodes.push(make("em", {}, emphasis));
    else nodes.push(make("a", { href }, label));
    end = match.index + whole.length;
  }
  nodes.push(document.createTextNode(text.slice(end)));
  return nodes;
}
