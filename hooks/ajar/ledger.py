"""What is promised: every address and anchor that others may have linked, and every date with the day it was read.

`ledger/addresses.txt` has a line a page with its anchors, `ledger/dates.txt` a line a date. `ledger/moved.yml` says
where on its page an anchor went (`models/x/#old: new`), or why it is gone (`models/x/#old: "gone: …"`). A page that was
renamed needs nothing here: an alias of its entry answers at the old address.

Promised are entries, their variants, aliases, the facts that a word or a field names, claims, lists and the sections of
written pages; not the numbers of sources and of items in a list, which change with what stands before them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

import yaml

from .authored import sections
from .facts.changes import PAGE as CHANGES
from .facts.sheet import FactRow, Sheet
from .facts.sheets import Sheets
from .kinds import KINDS, Model
from .kinds.base import Entry
from .outputs.redirects import redirects
from .pages import Page

ADDRESSES, DATES, MOVED = "addresses.txt", "dates.txt", "moved.yml"
GONE = "gone: "
# Facts that stand on every page of their kind, and those that entries list, each at an anchor of its own.
KEYED = frozenset({"components", "terms"})
LISTED = frozenset({"results", "opinions", "osd-fails", "wording"})

Addresses = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Dated:
    """A date as it was said, and the latest day on which one of its sources was read."""

    value: str
    read: str


@dataclass
class Ledger:
    """The promises as they are written down; `lines` is the place of each in its file."""

    addresses: dict[str, set[str]] = field(default_factory=dict)
    dates: dict[str, Dated] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


# --- what there is ----------------------------------------------------------------------------------------------------


def addresses(sheets: Sheets, docs: Path) -> Addresses:
    """Every page and its anchors, as the catalog and the written pages make them now."""
    found: dict[str, set[str]] = {url: set() for url in ("", CHANGES, *(f"{folder}/" for folder in KINDS))}
    for section in sections(docs):
        found.setdefault(section.url, set()).update({section.anchor} - {""})
    for entries in sheets.derived.catalog.entries.values():
        for entry in entries.values():
            url, _, anchor = entry.url.partition("#")
            found.setdefault(url, set()).update({anchor} if anchor else _anchors(sheets.of(entry)))
    return {url: frozenset(anchors) for url, anchors in found.items()}


def _anchors(sheet: Sheet) -> Iterator[str]:
    """The anchors of an entry's own page that stay where they are."""
    for row in sheet.rows:
        if row.key in KEYED or (row.key in LISTED and not _is_numbered(row)):
            yield row.id
    if isinstance(sheet.entry, Model):
        yield from sheet.entry.variants


def _is_numbered(row: FactRow) -> bool:
    """Whether the id ends in the place of the item in its list."""
    last = row.path[-1]
    return isinstance(last, int) and row.id.endswith(f"-{last + 1}")


def dates(sheets: Sheets) -> dict[str, Dated]:
    """Every dated fact by `page#fact`, with the latest day on which a source of it was read."""
    found: dict[str, Dated] = {}
    for entries in sheets.derived.catalog.entries.values():
        for entry in entries.values():
            for row in sheets.of(entry).said():
                value = _date(row)
                if value and row.evidence and not _is_numbered(row):
                    read = max(item.source.read for item in row.evidence)
                    found[_name(entry, row)] = Dated(value, str(read))
    return found


def _date(row: FactRow) -> str:
    """The date that a fact is, or that it happened on."""
    value = row.value if row.form == "date" else row.detail("date")
    return str(value) if value else ""


def _name(entry: Entry, row: FactRow) -> str:
    return f"{entry.folder}/{entry.id}#{f'{row.variant}-' if row.variant else ''}{row.id}"


# --- what was written down --------------------------------------------------------------------------------------------


def read(folder: Path) -> Ledger:
    """The ledger of a folder; an empty one where there is none. Raises ValueError for a line of another form."""
    ledger = Ledger()
    for number, line in _lines(folder / ADDRESSES):
        url, colon, anchors = line.partition(":")
        if not colon:
            raise ValueError(f"{folder.name}/{ADDRESSES}:{number}:1: expected `page: anchor anchor …`")
        ledger.addresses[url] = set(anchors.split())
        ledger.lines[url] = number
    for number, line in _lines(folder / DATES):
        parts = line.split(" ")
        if len(parts) != 3:
            raise ValueError(f"{folder.name}/{DATES}:{number}:1: expected `page#fact date read`")
        ledger.dates[parts[0]] = Dated(*parts[1:])
        ledger.lines[parts[0]] = number
    ledger.moved = read_moved(folder)
    return ledger


def read_moved(folder: Path) -> dict[str, str]:
    """Where anchors went; all that a build needs to know of the ledger."""
    path = folder / MOVED
    return (yaml.safe_load(path.read_text("utf-8")) or {}) if path.is_file() else {}


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if path.is_file():
        yield from enumerate(path.read_text("utf-8").splitlines(), 1)


def write(folder: Path, ledger: Ledger) -> None:
    """Write addresses and dates, each sorted."""
    folder.mkdir(exist_ok=True)
    pages = [f"{url}: {' '.join(sorted(anchors))}".rstrip() for url, anchors in sorted(ledger.addresses.items())]
    told = [f"{name} {dated.value} {dated.read}" for name, dated in sorted(ledger.dates.items())]
    (folder / ADDRESSES).write_text("\n".join(pages) + "\n", "utf-8")
    (folder / DATES).write_text("\n".join(told) + "\n", "utf-8")


def added(ledger: Ledger, now: Addresses, dated: dict[str, Dated], accepted: Iterable[str] = ()) -> Ledger:
    """The ledger with what is new. Nothing that was promised is dropped; a date that changed is taken over where it was
    read again, or where it is `accepted` by name.
    """
    merged = {url: set(anchors) for url, anchors in ledger.addresses.items()}
    for url, anchors in now.items():
        merged.setdefault(url, set()).update(anchors)
    kept = dict(ledger.dates)
    for name, value in dated.items():
        known = kept.get(name)
        if known is None or known.value == value.value or value.read > known.read or name in accepted:
            kept[name] = value
    return Ledger(merged, kept, ledger.moved)


# --- whether it is kept -----------------------------------------------------------------------------------------------


def problems(ledger: Ledger, sheets: Sheets, docs: Path) -> list[str]:
    """Each promise that is broken, as `file:line:column: what, and what to do`."""
    now, dated = addresses(sheets, docs), dates(sheets)
    leads = {url: target.partition("#")[0] for url, target in redirects(sheets.derived.catalog).items()}
    return [*_lost(ledger, now, leads), *_unread(ledger, dated)]


def _lost(ledger: Ledger, now: Addresses, leads: dict[str, str]) -> Iterator[str]:
    for url, anchors in ledger.addresses.items():
        place = f"ledger/{ADDRESSES}:{ledger.lines.get(url, 1)}:1"
        target = url if url in now else leads.get(url)
        if target is None or target not in now:
            hint = "give its entry's file the old name under `aliases:`" if url.count("/") == 2 else "a page that stays"
            yield f"{place}: {url} was published and is gone; expected {hint}"
            continue
        for anchor in sorted(anchors - now[target]):
            if not _is_moved(ledger, f"{target}#{anchor}", now[target]):
                yield (
                    f"{place}: {url}#{anchor} was published and is gone; expected it on the page, or a line in"
                    f' ledger/{MOVED}: `{target}#{anchor}: <where it is now>`, or `{target}#{anchor}: "gone: why"`'
                )


def _is_moved(ledger: Ledger, address: str, anchors: frozenset[str]) -> bool:
    """Whether the ledger says where on its page an anchor went, and it is there; or why it is gone."""
    to = ledger.moved.get(address, "")
    return to.startswith(GONE) or to in anchors


def with_old_anchors(pages: dict[str, Page], moved: dict[str, str]) -> dict[str, Page]:
    """Pages whose anchors moved, with the old ones beside the new, so that a link to them still leads there."""
    found: dict[str, Page] = {}
    for address, to in moved.items():
        url, _, old = address.partition("#")
        page = found.get(url) or pages.get(url)
        if page is not None and not to.startswith(GONE):
            # A row of a table holds nothing but cells: the place is the first of them.
            place = re.compile(rf'<[^>]*\bid="{re.escape(escape(to))}"[^>]*>(\s*<t[hd][^>]*>)?')
            span = f'<span id="{escape(old)}"></span>'
            match = place.search(page.html)
            end = match.end() if match else 0
            found[url] = replace(page, html=f"{page.html[:end]}{span}{page.html[end:]}")
    return found


def _unread(ledger: Ledger, dated: dict[str, Dated]) -> Iterator[str]:
    for name, known in ledger.dates.items():
        value = dated.get(name)
        if value is not None and value.value != known.value and value.read <= known.read:
            yield (
                f"ledger/{DATES}:{ledger.lines.get(name, 1)}:1: {name} was {known.value} and is {value.value}, but its"
                f" source was last read on {value.read}, as before; expected `read:` of the day on which the new date"
                f" was seen (or, for a slip of the pen, `ajar ledger --accept {name}`)"
            )
