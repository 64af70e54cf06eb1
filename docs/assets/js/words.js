// What the controls say: the labels of catalog/vocabulary/interface.yml, which come with the data.

/** @type {Map<string, string>} */
export const words = new Map();

/** The label of an id, with its names in braces filled in; the id itself until the labels are there. @param {string} id @param {Record<string, string | number>} [values] */
export const say = (id, values = {}) => (words.get(id) ?? id).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
