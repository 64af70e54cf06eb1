"""Written pages as Markdown that anyone can read: what the catalog adds is told in Markdown, addresses are whole.

Mistakes are not reported here: `writing.py` reads the same pages and names each of them.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from ..facts import markdown
from ..facts.columns import Table
from ..facts.sheets import Sheets
from ..load import File, validated
from ..messages import msg
from ..pages.context import PageContext
from .directives import Place, tell
from .guide import FRONT_MATTER, Guide
from .links import Links
from .outline import line, url_of
from .writing import CODE, DIRECTIVE, is_guide

# Links of Markdown and of HTML, what the theme reads after a heading or a link, and elements, which say nothing here.
_LINK = r"\[(?P<label>[^\]\n]+)\]\((?P<to>[^)\s]+)\)(?:\{[^}\n]*\})?"
_ANCHOR = r'<a\b[^>]*\bhref="(?P<href>[^"]*)"[^>]*>(?P<inner>.*?)</a>'
_REPLACED = re.compile(
    rf"{CODE}|{DIRECTIVE}|{Links.PATTERN}|{_LINK}|{_ANCHOR}|(?P<left>[ \t]*\{{[#.:][^}}\n]*\}}|</?[a-z][^>\n]*>)",
    re.M | re.S,
)
_TITLE = re.compile(r"\A\s*# .*\n")
_GAP = re.compile(r"\n{3,}")


def twins(sheets: Sheets, tables: dict[str, Table], written: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, str]]:
    """The Markdown of every written page by its address."""
    for name, path in written:
        page = _Twin(sheets, tables, path.read_text("utf-8"), name)
        yield page.p.url, page.text()


class _Twin:
    def __init__(self, sheets: Sheets, tables: dict[str, Table], text: str, name: str) -> None:
        self.name, self.tables = name, tables
        self.p = PageContext(sheets, url_of(name))
        self.url = sheets.derived.settings.url
        match = FRONT_MATTER.match(text)
        self.front, self.body = (match[1], text[match.end() :]) if match else ("", text)
        self.guide = self._guide() if is_guide(name) else None
        self.links = _MarkdownLinks(self.p, tables, self.guide.sources if self.guide else {})

    def _guide(self) -> Guide | None:
        front = self.front.encode()
        return validated(File(self.name, lambda: front), Guide, {"vocabulary": self.p.catalog.vocabulary})

    def text(self) -> str:
        """The whole page: title, what it is, its text, and for a guide what its frame adds."""
        title, about = line(self.front, "title"), line(self.front, "description")
        body = _REPLACED.sub(self._replace, _TITLE.sub("", self.body))
        parts = [markdown.head(title, about, self.url(self.p.url)), *self._answer(), body.strip(), *self._frame()]
        return _GAP.sub("\n\n", "\n\n".join(parts)) + "\n"

    def _answer(self) -> Iterator[str]:
        """The whole guide in three sentences."""
        if self.guide is not None:
            title = self.p.say(msg("The answer in short"))
            yield "\n".join([f"## {title}\n", *(f"- {answer}" for answer in self.guide.answer)])

    def _frame(self) -> Iterator[str]:
        """What belongs to a guide, and its sources as footnotes."""
        if self.guide is None:
            return
        say, catalog, section = self.p.say, self.p.catalog, self.guide.section
        for folder in ("claims", "tradeoffs"):
            found = [entry for entry in catalog.entries[folder].values() if getattr(entry, "section", "") == section]
            items = [f"- {markdown.link(entry.name, self.url(f'{folder}/{entry.id}/index.md'))}" for entry in found]
            if items:
                yield "\n".join([f"## {say(found[0].card.name)}\n", *items])
        words = catalog.vocabulary["sections"]
        following = [markdown.link(words[id_].label, self.url(f"guides/{id_}/index.md")) for id_ in self.guide.next]
        yield "\n".join([f"## {say(msg('Read next'))}\n", *(f"- {guide}" for guide in following)])
        cited = partial(markdown.cited, self.p.messages)
        yield "\n".join(f"[^{key}]: {cited(source)}" for key, source in self.guide.sources.items())

    def _replace(self, match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match["code"]
        if match["directive"] is not None:
            yaml = match["yaml"].encode()
            return tell(Place(File(self.name, lambda: yaml), self.p, self.tables))
        if match["left"] is not None:
            return ""
        if match["href"] is not None:
            return markdown.link(match["inner"].replace("`", ""), self._whole(match["href"], of_page=True))
        if match["to"] is not None:
            return f"[{match['label']}]({self._whole(match['to'])})"
        try:
            return self.links.replace(match)
        except LookupError:
            return ""

    def _whole(self, address: str, *, of_page: bool = False) -> str:
        """An address as it is from anywhere: HTML counts from the page's own, Markdown from the file."""
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.S).groups()  # type: ignore[union-attr]
        if ":" in path:
            return address
        if not path:
            return self.url(self.p.url) + mark + rest
        found = posixpath.normpath(posixpath.join(self.p.url if of_page else posixpath.dirname(self.name), path))
        found = url_of(found) if found.endswith(".md") else found + "/" * path.endswith("/")
        return self.url(found.removeprefix("./")) + mark + rest


class _MarkdownLinks(Links):
    """Links into the catalog as Markdown: they lead to the twins, and marks of sources are footnotes."""

    def _link(self, folder: str, id_: str, text: str) -> str:
        entry = self.p.catalog.entry(folder, id_)
        return markdown.link(text, self.p.derived.settings.url(f"{folder}/{entry.id}/index.md"))

    def _list(self, address: str, text: str) -> str:
        return markdown.link(text, self.p.derived.settings.url(address))

    def _cite(self, key: str) -> str:
        return f"[^{key}]"

    def _explain(self, id_: str, text: str) -> str:
        return self._link("terms", id_, text)
