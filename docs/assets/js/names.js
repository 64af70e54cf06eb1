// Names as people type them: without spaces, signs and case, and what is near one that is none.

/** @param {string} text */
export const plainName = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Pairs of letters that follow each other. @param {string} text */
const pairs = (text) => new Set([...text].slice(1).map((letter, place) => text[place] + letter));

/** How alike two names are, from 0 to 1 (Dice's coefficient over pairs of letters). @param {string} one @param {string} other */
export function alike(one, other) {
  const [a, b] = [pairs(one), pairs(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size ? (2 * shared) / (a.size + b.size) : 0;
}

/**
 * The things whose names are most like a text.
 * @template {{name: string}} T
 * @param {string} text @param {T[]} things @param {number} [most] @returns {T[]}
 */
export function nearest(text, things, most = 5) {
  const plain = plainName(text);
  const ranked = things.map((thing) => /** @type {[number, T]} */ ([alike(plain, plainName(thing.name)), thing]));
  ranked.sort(([a], [b]) => b - a);
  return ranked
    .filter(([score]) => score > 0.3)
    .slice(0, most)
    .map(([, thing]) => thing);
}
