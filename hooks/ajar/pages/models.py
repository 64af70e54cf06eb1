"""`/models/` and a page per model."""

from bisect import bisect_left

from ..derive import Derived, DerivedRow, columns
from ..derive.rows import Row
from ..kinds.model import Architecture, Model
from . import components, tables
from .page import Page
from .text import json_ld
from .view import View

# Columns of the table that readers see first.
COLUMNS = (
    "name", "developer", "level", "commercial-use", "license", "released", "parameters", "active-parameters", "context", "memory-4",
    "price-in", "price-out", "status",
)
# Levels at or above which a model counts as open when the nearest on the other side is looked for.
OPEN_RANK = 4


class Neighbours:
    """The open and the closed model that were released closest in time and can still be used.

    Time is the only likeness that every entry records; the page says that this is the rule. Sorted once for all pages,
    so that a page costs a search in a sorted list and not a walk over all models.
    """

    def __init__(self, derived: Derived) -> None:
        ranks = {id_: word.rank for id_, word in derived.catalog.vocabulary["levels"].words.items()}  # type: ignore[attr-defined]
        sides = {"open": {id_ for id_, rank in ranks.items() if rank >= OPEN_RANK}, "closed": {"hosted"}}
        self.sides: dict[str, list[tuple[int, str, DerivedRow]]] = {
            side: sorted(
                (_ordinal(rows[0]), id_, rows[0])
                for id_, rows in derived.rows.items()
                if (rows[0].level.at_least or rows[0].level.id) in levels and _usable(rows[0]) and _date(rows[0])
            )
            for side, levels in sides.items()
        }

    def of(self, derived: DerivedRow) -> list[tuple[str, DerivedRow]]:
        """(side, nearest row) for both sides, without the model itself; nothing where its release is not dated."""
        day = _ordinal(derived)
        if not day:
            return []
        found = []
        for side, others in self.sides.items():
            at = bisect_left(others, (day, ""), key=lambda other: other[:2])
            close = [other for other in others[max(0, at - 2) : at + 2] if other[1] != derived.row.model.id]
            if close:
                found.append((side, min(close, key=lambda other: (abs(other[0] - day), other[1]))[2]))
        return found


def table(derived: Derived) -> Page:
    """All variants in one table, newest release first."""
    view = View(derived, "models/")
    rows = sorted(derived.all_rows, key=lambda d: (_date(d), d.row.id), reverse=True)
    description = f"{len(rows)} variants of {len(derived.rows)} language models: openness, license, size, context, price, each with its source."
    shown = tables.grid(view, columns.tables(derived)["models"], COLUMNS, rows, "Models")
    return view.page("models.html", "Models", description, rows=rows, counts=level_counts(derived), table=shown)


def page(derived: Derived, model: Model, near: Neighbours) -> Page:
    """One model: verdict first, then facts with their sources, then what is near it."""
    view = View(derived, model.url, model)
    rows = derived.rows[model.id]
    first = rows[0]
    level = view.word("levels", first.level.id).label
    commercial = view.word("verdict-answers", first.verdicts["commercial-use"].answer).label
    developer = derived.catalog.developers[model.developer.value].name if model.developer.value else "an undisclosed developer"
    description = f"{model.name} by {developer}: {level.lower()}; commercial use: {commercial.lower()}. {model.summary or ''}".strip()
    return view.page(
        "model.html",
        model.name,
        description,
        model=model,
        rows=rows,
        first=first,
        levels=_distinct(rows),
        components=components.groups,
        tradeoffs=[t for t in derived.catalog.tradeoffs.values() if any(_is(model, id_) for id_ in t.models)],
        near=near.of(first),
        architectures=_architectures(model, rows),
        parents=derived.superseded.get(model.id, []),
        search=" ".join([model.id, *model.aliases, *(d.row.name for d in rows), developer, level, model.summary or ""]),
        tags=[level],
        json_ld=_json_ld(model, developer, first, derived),
    )


def level_counts(derived: Derived) -> dict[str, int]:
    """How many models stand at each level, in the order of the vocabulary; a model counts once per level of its variants."""
    counts = dict.fromkeys(derived.catalog.vocabulary["levels"], 0)
    for rows in derived.rows.values():
        for level in {derived_row.level.id for derived_row in rows}:
            counts[level] += 1
    return counts


def _architectures(model: Model, rows: list[DerivedRow]) -> list[tuple[Row, Architecture]]:
    """What the model states for all its variants, then what single variants state of their own."""
    shared = [(Row(model, model.id), model.architecture)] if model.architecture else []
    return shared + [(d.row, d.row.variant.architecture) for d in rows if d.row.variant and d.row.variant.architecture]


def _usable(derived: DerivedRow) -> bool:
    status = derived.row.get("status")
    return status is not None and status.value in ("available", "preview")


def _is(model: Model, id_: str) -> bool:
    return id_ == model.id or id_ in model.variants


def _date(derived: DerivedRow) -> str:
    fact = derived.row.get("released")
    return fact.value if fact is not None and fact.value else ""


def _ordinal(derived: DerivedRow) -> int:
    """Days on a calendar of 30-day months; enough to tell which release is nearer."""
    if not (day := _date(derived)):
        return 0
    year, month, dom = (int(part) for part in f"{day}-07-01"[:10].split("-"))
    return year * 360 + month * 30 + dom


def _distinct(rows: list[DerivedRow]) -> list[tuple[str, list[DerivedRow]]]:
    """Rows grouped by level, in the order they appear."""
    groups: dict[str, list[DerivedRow]] = {}
    for derived in rows:
        groups.setdefault(derived.level.id, []).append(derived)
    return list(groups.items())


def _json_ld(model: Model, developer: str, first: DerivedRow, derived: Derived) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "SoftwareApplication",
        "name": model.name,
        "applicationCategory": "Language model",
        "author": {"@type": "Organization", "name": developer},
        "description": model.summary or f"{model.name}, a language model by {developer}.",
    }
    if day := _date(first):
        data["datePublished"] = day
    if use := first.row.governing:
        data["license"] = derived.catalog.licenses[use.id].text.url
    return json_ld(data)
