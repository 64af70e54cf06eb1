"""`/changes/`: what happened in the last twelve months, the newest first, and a page a year where each event stays."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ..facts.changes import PAGE, Changes, Event
from ..facts.sheets import Sheets
from ..messages import Message, msg
from .context import PageContext
from .page import Page

YEAR, MONTH = len("2026"), len("2026-11")
LEAD = msg(
    "Releases, announced ends, licenses and prices by the day they are dated, and what this catalog itself added or "
    "corrected."
)
Group = tuple[str, list[Event]]


def pages(sheets: Sheets) -> Iterator[Page]:
    """The latest changes, then each year; a year's page is set into the frame of entries, as there are ever more."""
    latest, *years = sheets.once(Changes).by_page().items()
    others = [url.removeprefix(PAGE).rstrip("/") for url, _ in years]
    yield _page(PageContext(sheets, PAGE), msg("What changed"), latest[1], others)
    for (url, found), year in zip(years, others, strict=True):
        made = _page(PageContext(sheets, url), msg("What changed in {year}", year=year), found, others)
        yield replace(made, entry=True)


def _page(p: PageContext, title: Message, events: list[Event], others: list[str]) -> Page:
    counts = Counter(event.kind for event in events)
    said = p.say(title)
    return p.page(
        "changes.html",
        said,
        f"{said}: {p.say(LEAD)}",
        lead=p.say(LEAD),
        counts={id_: counts[id_] for id_ in p.catalog.vocabulary["change-kinds"].words if counts[id_]},
        years=[(year, _months(found)) for year, found in _by(events, YEAR)],
        others=others,
        to=msg("Link to {name}"),
    )


def _months(events: list[Event]) -> list[Group]:
    """The events of a year by month, those without one at the end."""
    return _by(sorted(events, key=lambda event: len(event.day) < MONTH), MONTH)


def _by(events: list[Event], length: int) -> list[Group]:
    """The events by the beginning of their day."""
    return [(day, list(found)) for day, found in groupby(events, key=lambda event: event.day[:length])]
