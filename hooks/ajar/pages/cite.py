"""How a page is cited: as a line of text, for BibTeX, as CSL-JSON and as RIS. Each has the day of the build, which is
the version of what the page says, since facts change.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from ..messages import Messages, msg
from ..settings import Settings

if TYPE_CHECKING:
    from .context import PageContext

FOLDER = "cite/"
NAME = "Ajar"
# What TeX would read as a command, and what stands for it.
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}


@dataclass(frozen=True)
class Citation:
    """A page as others cite it. Whoever made a page is Ajar; its version is the day it was built."""

    title: str
    path: str
    address: str
    day: date
    language: str
    messages: Messages

    @classmethod
    def of(cls, settings: Settings, messages: Messages, path: str, title: str) -> "Citation":
        """The citation of the page at `path`."""
        return cls(title, path, settings.url(path), settings.day, settings.language, messages)

    @property
    def key(self) -> str:
        """What it is called in a bibliography."""
        return re.sub(r"[^\w.]+", "-", f"ajar/{self.path}", flags=re.ASCII).strip("-")

    @property
    def file(self) -> str:
        """Where its files stand, without the ending."""
        return f"{FOLDER}{self.path.rstrip('/')}"

    def plain(self) -> str:
        """One line: title, Ajar, day, address."""
        text = msg("“{title}”, Ajar, as of {day}, {address}")
        return self.messages.say(text, title=self.title, day=self.day, address=self.address)

    def bibtex(self) -> str:
        """For BibTeX; a URL stands as it is, since its packages read it so."""
        safe = "".join(_TEX.get(sign, sign) for sign in self.title)
        fields = {
            "author": NAME,
            "title": f"{{{safe}}}",
            "year": str(self.day.year),
            "version": str(self.day),
            "note": self.messages.say(msg("As of {day}"), day=self.day),
            "url": self.address,
            "urldate": str(self.day),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}\n}}"

    def csl(self) -> bytes:
        """CSL-JSON, which Zotero, pandoc and others read: a list of one item."""
        parts: dict[str, Any] = {"date-parts": [[self.day.year, self.day.month, self.day.day]]}
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": NAME,
            "author": [{"literal": NAME}],
            "issued": parts,
            "accessed": parts,
            "version": str(self.day),
            "URL": self.address,
            "language": self.language,
        }
        return orjson.dumps([item], option=orjson.OPT_INDENT_2)

    def ris(self) -> str:
        """RIS, which EndNote, Mendeley and others read; its lines end as its specification says."""
        day = self.day.strftime("%Y/%m/%d/")
        lines = [
            ("TY", "ELEC"),
            ("TI", self.title),
            ("AU", NAME),
            ("PB", NAME),
            ("PY", str(self.day.year)),
            ("DA", day),
        ]
        lines += [("Y2", day), ("ET", str(self.day)), ("UR", self.address), ("LA", self.language), ("ID", self.key)]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")])


def citation(p: "PageContext", title: str) -> Citation:
    """The citation of a page in the making."""
    return Citation.of(p.derived.settings, p.messages, p.url, title)
