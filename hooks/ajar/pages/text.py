"""Values to text: numbers with units, dates, the small safe Markdown of prose fields."""

import json
import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_MARKS = set("*_`[\\<&")


@cache
def _markdown() -> MarkdownIt:
    # Only what prose fields may hold; "zero" switches everything else off, raw HTML included.
    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape"])


def prose(text: str) -> Markup:
    """Prose of an entry as HTML: links, emphasis and code; everything else is plain text."""
    if not _MARKS.intersection(text):
        return escape(text)
    return Markup(_markdown().renderInline(text))


def significant(value: float, digits: int = 3) -> str:
    """A number with at most `digits` significant digits and no trailing zeros: 8.03, 671, 1,340."""
    if value == 0:
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    # Halves are rounded up, as scripts in a browser do, so that both show the same number.
    text = f"{Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def billions(value: float) -> str:
    """Parameters: 8.03 B, 110 M."""
    return f"{significant(value / 1e9)} B" if value >= 1e9 else f"{significant(value / 1e6)} M"


def scaled(value: float) -> str:
    """Tokens and the like: 15 T, 300 B, 3.3 M."""
    for size, unit in ((1e12, " T"), (1e9, " B"), (1e6, " M")):
        if value >= size:
            return significant(value / size) + unit
    return significant(value, 6)


def dollars(value: Decimal | float | None) -> str:
    if value is None:
        return "–"
    text = f"{value:,.4f}".rstrip("0")
    whole, _, cents = text.partition(".")
    return f"${whole}.{cents:0<2}" if cents else f"${whole}"


def gigabytes(value: float) -> str:
    return f"{significant(value)} GB"


def exponent(value: float) -> str:
    mantissa, power = f"{value:.2e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')} × 10^{int(power)}"


def json_ld(data: dict[str, Any]) -> str:
    """Linked data as it may stand inside a `<script>`: no text in it can end the element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def plain(value: Any) -> str:
    """A YAML value as text where no field asks for more."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return significant(value, 6)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    return str(value)
