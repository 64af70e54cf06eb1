// Numbers to text: the twin of hooks/ajar/facts/format.py, held to it by tests/format_cases.json.
import { language, say } from "./words.js";

/** With the separators of the language; `places` are kept. @param {number} value @param {number} least @param {number} most */
const written = (value, least, most) =>
  value.toLocaleString(language() === "en" ? "en-US" : language(), {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  });

/** Rounded half up at the exact value of the number, as Python's Decimal does. @param {number} value @param {number} places */
const rounded = (value, places) => Number(value.toFixed(Math.min(places, 100)));

/** At most `digits` digits that count. @param {number} value @param {number} [digits] */
function significant(value, digits = 3) {
  if (value === 0) return written(0, 0, 0);
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return written(rounded(value, places), 0, Math.min(places, 100));
}

/** @type {[number, (number: string) => string][]} */
const THOUSANDS = [
  [1e12, (number) => say("{number} T", { number })],
  [1e9, (number) => say("{number} B", { number })],
  [1e6, (number) => say("{number} M", { number })],
];

/** @param {number} value @param {[number, (number: string) => string][]} units */
function scaled(value, units) {
  for (const [size, unit] of units) {
    if (value < size) continue;
    // Rounded before it is divided, since the quotient may lie a hair below the half.
    const whole = Math.floor(Math.log10(value / size)) + 1;
    return unit(significant(Number(value.toPrecision(Math.max(3, whole))) / size));
  }
  return significant(value, 6);
}

/** @param {number} value */
function dollars(value) {
  const cents = rounded(value, 4);
  return `$${written(cents, Number.isInteger(cents) ? 0 : 2, 4)}`;
}

/** @param {number} value */
function exponent(value) {
  const [mantissa, power] = value.toExponential(2).split("e");
  return `${written(Number(mantissa), 0, 2)} × 10^${Number(power)}`;
}

/** @type {Record<string, (value: number) => string>} */
const FORMS = {
  billions: (value) => scaled(value, THOUSANDS.slice(1)),
  scaled: (value) => scaled(value, THOUSANDS),
  count: (value) => written(rounded(value, 0), 0, 0),
  gigabytes: (value) => say("{number} GB", { number: significant(value) }),
  dollars,
  number: significant,
  score: (value) => significant(value, 6),
  exponent,
  class: (value) => (value ? "I".repeat(value) : say("below III")),
};

/** Whether a form is one of numbers. @param {string} form */
export const numeric = (form) => form in FORMS;

/** The text of a number in one of the numeric forms. @param {string} form @param {number} value */
export const number = (form, value) => FORMS[form](value);
