// What the controls say: English sentences, translated where the site's data bring another language.

/** @type {Map<string, string>} */
const messages = new Map();
let spoken = "en";

/** The language of the page's data, for numbers and order. */
export const language = () => spoken;

/** Take over language and messages that came with the data. @param {{language: string, messages: Record<string, string>}} data */
export function speak(data) {
  spoken = data.language;
  for (const [id, text] of Object.entries(data.messages)) messages.set(id, text);
}

/**
 * A sentence with its names in braces filled in; `say("…")` with a literal is what `make messages` looks for.
 * @param {string} id @param {Record<string, string | number>} [values]
 */
export const say = (id, values = {}) =>
  (messages.get(id) ?? id).replace(/\{(\w+)\}/g, (name, key) => String(values[key] ?? name));
