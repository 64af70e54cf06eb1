"""The written pages as sections of plain text, for whatever looks for words in them: the author's own, before the
catalog completes them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..facts.sheets import Sheets
from ..pages import linked
from ..pages.context import PageContext
from .guide import FRONT_MATTER

_LEFT_OUT = re.compile(r"<!--.*?-->|^```.*?^```|^[ \t]*<.*?$|\[\^[^\]\s]+\]|^\|.*?$|^# .*?$", re.M | re.S)
# A link without words is a value that the build fills in.
_VALUE = re.compile(r"\[\]\([^)]*\)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_MARKS = re.compile(r"^(?:[-*>]|\d+\.)\s+|[*`]", re.M)
_HEADING = re.compile(r"^#{2,3} (?P<title>.+?)\s*\{#(?P<id>[\w-]+)\}\s*$", re.M)


@dataclass(frozen=True)
class Section:
    """A page (`anchor` is "") or a section of one: `page` is the page's title, `url` relative to the site's root.

    A page has its `description`.
    """

    url: str
    anchor: str
    page: str
    title: str
    text: str
    description: str = ""


def written(docs: Path, overlay: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Every written page by its path under `docs`, and its file: that of `overlay`, the same page in another language,
    where it has one.
    """
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        yield name, overlay / name if overlay is not None and (overlay / name).is_file() else path


def url_of(path: str) -> str:
    """Where MkDocs puts a page: `guides/x.md` -> `guides/x/`, `about/index.md` -> `about/`, `index.md` -> ``."""
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def sections(docs: Path, overlay: Path | None = None) -> Iterator[Section]:
    """Every written page and each of its sections."""
    for name, path in written(docs, overlay):
        yield from _of_page(url_of(name), path.read_text("utf-8"))


def _of_page(url: str, text: str) -> Iterator[Section]:
    match = FRONT_MATTER.match(text)
    front, body = (match[1], text[match.end() :]) if match else ("", text)
    headings = list(_HEADING.finditer(body))
    ends = [heading.start() for heading in headings] + [len(body)]
    # The front matter is checked elsewhere; here a missing line is an empty text.
    title, description = line(front, "title"), line(front, "description")
    yield Section(url, "", title, title, f"{description} {_plain(body[: ends[0]])}".strip(), description)
    for heading, end in zip(headings, ends[1:], strict=True):
        yield Section(url, heading["id"], title, heading["title"], _plain(body[heading.end() : end]))


def line(front: str, key: str) -> str:
    """A line of a front matter as text, "" where it is missing."""
    found = re.search(rf"^{key}:[ \t]*(.+?)[ \t]*$", front, re.M)
    return found[1].strip("\"'") if found else ""


def _plain(text: str) -> str:
    """Markdown as words in a line."""
    text = _VALUE.sub("…", _LEFT_OUT.sub(" ", text))
    text = _MARKS.sub("", _LINK.sub(r"\1", text))
    return " ".join(text.split())


def linked_data(sheets: Sheets, found: Iterable[Section]) -> dict[str, str]:
    """The linked data of every written page by URL; a page in a folder stands below the first page of it."""
    pages = {section.url: section for section in found if not section.anchor}
    made = {}
    for url, page in pages.items():
        above = f"{url.split('/')[0]}/"
        parents = [(above, pages[above].page)] if above in pages and above != url else []
        made[url] = linked.written(PageContext(sheets, url), page.page, page.description, parents)
    return made
