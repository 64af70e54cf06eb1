"""Values to text: one formatter per form, for every page and output. `docs/assets/js/format.js` is its twin in the
browser.

`tests/format_cases.json` holds values and texts that both must give. Numbers are rounded half up, at most three digits
that count where nothing else is said; a space stands before the unit.
"""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from ..messages import SOURCE, SOURCE_LANGUAGE, Messages, msg

Number = Decimal | float | int

_MARKS = re.compile(r"[*_`\[\\<&]")


@cache
def _markdown() -> MarkdownIt:
    # Only what prose fields may hold; "zero" switches everything else off, raw HTML included.
    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape"])


def prose(text: str) -> Markup:
    """Prose of an entry as HTML: links, emphasis and code; everything else is plain text."""
    if not _MARKS.search(text):
        return escape(text)
    return Markup(_markdown().renderInline(text))


def untagged(text: str) -> str:
    """Prose as plain text, without its marks."""
    return prose(text).striptags() if _MARKS.search(text) else text


def json_ld(data: dict[str, Any]) -> str:
    """Linked data as it may stand inside a `<script>`: no text in it can end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def significant(value: Number, digits: int = 3) -> str:
    """A number with at most `digits` digits that count and no trailing zeros: 8.03, 671, 1,340."""
    if value == 0:
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(float(value)))))
    return _trimmed(_rounded(value, places))


def _rounded(value: Number, places: int) -> str:
    """With `places` decimals, halves away from zero at the number's exact value, as `toFixed` does in the scripts."""
    return f"{Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


THOUSANDS = ((1e12, msg("{number} T")), (1e9, msg("{number} B")), (1e6, msg("{number} M")))


@dataclass(frozen=True)
class Formatter:
    """The formatters of one language."""

    messages: Messages = SOURCE
    decimal: str = "."
    group: str = ","
    _known: dict[tuple[str, Number], str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, messages: Messages) -> "Formatter":
        """With the separators of the language, by the Unicode locale data."""
        if messages.language == SOURCE_LANGUAGE:
            return cls()
        from babel import Locale, UnknownLocaleError

        try:
            symbols = Locale.parse(messages.language, sep="-").number_symbols
        except (UnknownLocaleError, ValueError):
            return cls(messages)
        symbols = symbols.get("latn", symbols)
        return cls(messages, symbols.get("decimal", "."), symbols.get("group", ","))

    def number(self, form: str, value: Number) -> str:
        """The text of a number in one of the numeric forms. Raises KeyError for another form."""
        known = self._known.get((form, value))
        if known is None:
            known = self._known[form, value] = NUMERIC[form](self, value)
        return known

    def separated(self, text: str) -> str:
        """A number as English writes it, with this language's separators."""
        if self.decimal == "." and self.group == ",":
            return text
        return text.translate({ord("."): self.decimal, ord(","): self.group})

    def plain(self, value: Number) -> str:
        return self.separated(significant(value))

    def score(self, value: Number) -> str:
        return self.separated(significant(value, 6))

    def count(self, value: Number) -> str:
        return self.separated(_rounded(value, 0))

    def billions(self, value: Number) -> str:
        """Parameters: 8.03 B, 110 M; never more than billions, so that sizes can be compared by eye."""
        return self._scaled(value, THOUSANDS[1:])

    def scaled(self, value: Number) -> str:
        """Tokens and the like: 15 T, 300 B, 3.3 M."""
        return self._scaled(value, THOUSANDS)

    def _scaled(self, value: Number, units: tuple[tuple[float, Any], ...]) -> str:
        for size, unit in units:
            if value >= size:
                share = Decimal(value) / Decimal(size)
                return self.messages.say(unit, number=self.separated(significant(share)))
        return self.separated(significant(value, 6))

    def dollars(self, value: Number) -> str:
        """US dollars, cents only where there are any: $3, $0.15, $0.0375."""
        whole, _, cents = _trimmed(_rounded(value, 4)).partition(".")
        return "$" + self.separated(f"{whole}.{cents:0<2}" if cents else whole)

    def gigabytes(self, value: Number) -> str:
        return self.messages.say(msg("{number} GB"), number=self.plain(value))

    def exponent(self, value: Number) -> str:
        """A very large number as a power of ten, such as 3.8 times 10^25."""
        power = Decimal(value).adjusted()
        mantissa = _rounded(Decimal(value).scaleb(-power), 2)
        if mantissa == "10.00":
            mantissa, power = "1", power + 1
        return self.separated(f"{_trimmed(mantissa)} × 10^{power}")

    def mof_class(self, value: Number) -> str:
        """A class of the Model Openness Framework; 0 is below the lowest."""
        return "I" * int(value) if value else self.messages.say(msg("below III"))


NUMERIC: dict[str, Callable[[Formatter, Number], str]] = {
    "billions": Formatter.billions,
    "count": Formatter.count,
    "gigabytes": Formatter.gigabytes,
    "dollars": Formatter.dollars,
    "scaled": Formatter.scaled,
    "number": Formatter.plain,
    "score": Formatter.score,
    "exponent": Formatter.exponent,
    "class": Formatter.mof_class,
}
# Numbers that stand on the right of a column; a class reads like a word.
RIGHT = frozenset(NUMERIC) - {"class"}
