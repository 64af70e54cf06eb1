"""How a page is cited: a line of text and a BibTeX entry, each with the day of the build, since the facts change."""

import re
from typing import TYPE_CHECKING

from ..messages import msg

if TYPE_CHECKING:
    from .context import PageContext

# What TeX would read as a command, and what stands for it.
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}


def plain(p: "PageContext", title: str) -> str:
    """One line: title, Ajar, day, address."""
    settings = p.derived.settings
    text = msg("“{title}”, Ajar, as of {day}, {address}")
    return p.say(text, title=title, day=settings.day, address=settings.url(p.url))


def bibtex(p: "PageContext", title: str) -> str:
    """The same as an entry for BibTeX; a URL stands as it is, since its packages read it so."""
    settings = p.derived.settings
    safe = "".join(_TEX.get(sign, sign) for sign in title)
    fields = {
        "author": "Ajar",
        "title": f"{{{safe}}}",
        "year": str(settings.day.year),
        "note": p.say(msg("As of {day}"), day=settings.day),
        "url": settings.url(p.url),
    }
    key = re.sub(r"[^\w.]+", "-", f"ajar/{p.url}", flags=re.ASCII).strip("-")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"
