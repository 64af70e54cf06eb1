"""Lists and pages of the kinds that are rows of facts: developers, data sets, benchmarks, trade-offs, terms."""

from dataclasses import dataclass
from typing import Any

from ..derive import Derived
from ..kinds.base import Entry, Fact
from .page import Page
from .view import View


@dataclass(frozen=True)
class Shape:
    """How one kind is shown: `columns` of its list, `rows` of its page (attribute names), the words some of them use."""

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    words: dict[str, str]


SHAPES = {
    "developers": Shape(
        "Developers", "Those who make the models, data sets and benchmarks of this catalog.",
        ("kind", "country", "transparency_index"),
        ("kind", "legal_name", "country", "founded", "status", "transparency_index"),
        {"kind": "developer-kinds"},
    ),
    "datasets": Shape(
        "Data sets", "What models learnt from: where it came from, what covers it, whether it can still be had.",
        ("developer", "released", "status", "size"),
        ("developer", "released", "status", "size", "tokens", "contents", "languages", "license_note"),
        {"status": "statuses"},
    ),
    "benchmarks": Shape(
        "Benchmarks", "Tests that scores refer to: what they measure and whether they still tell models apart.",
        ("released", "status", "metric"),
        ("by", "released", "status", "measures", "size", "metric", "human_baseline"),
        {"status": "benchmark-states"},
    ),
    "tradeoffs": Shape(
        "Trade-offs", "What you gain and give up on either side, both at their strongest.",
        ("question",), ("open_side", "closed_side", "flips"), {},
    ),
    "terms": Shape(
        "Terms", "Words of the field, the things behind names, and names that no source supports.",
        ("kind", "definition"), ("definition", "kind"), {"kind": "term-kinds"},
    ),
}


def table(derived: Derived, folder: str) -> Page:
    shape = SHAPES[folder]
    view = View(derived, f"{folder}/")
    entries = sorted(derived.catalog.entries[folder].values(), key=lambda entry: entry.name.lower())
    description = f"{shape.lead} {len(entries)} entries, each fact with its source and the day it was read."
    return view.page("list.html", shape.title, description, shape=shape, folder=folder, entries=entries)


def page(derived: Derived, entry: Entry) -> Page:
    view = View(derived, entry.url, entry)
    summary = entry.summary or _first_text(entry)
    return view.page(
        "entry.html",
        entry.name,
        f"{entry.name}: {summary}",
        shape=SHAPES[entry.folder],
        related=related(derived, entry),
        search=" ".join([entry.id, *entry.aliases, summary]),
    )


def related(derived: Derived, entry: Entry) -> dict[str, list[Entry]]:
    """Entries that refer to this one, by kind, for the lists at the end of its page."""
    by_kind = derived.referrers.get((entry.folder, entry.id), {})
    return {folder: sorted(by_kind[folder].values(), key=lambda item: item.name.lower()) for folder in derived.catalog.entries if folder in by_kind}


def _first_text(entry: Entry) -> str:
    for name in ("definition", "contents", "measures", "question"):
        value: Any = getattr(entry, name, None)
        if isinstance(value, Fact) and isinstance(value.value, str):
            return value.value
        if isinstance(value, str):
            return value
    return SHAPES[entry.folder].lead
