"""Trade-offs: open and closed side by side, and when the answer flips, on their list and on a page each."""

from ..facts.columns import Table
from ..facts.sheets import Sheets
from ..kinds import Tradeoff
from ..messages import msg
from . import entries
from .context import PageContext
from .page import Page


def table(sheets: Sheets, of: Table) -> Page:
    """All trade-offs in the order of the guides, both sides in view."""
    p = PageContext(sheets, f"{Tradeoff.folder}/")
    items: list[Tradeoff] = sorted(of.items, key=lambda item: item.name.lower())
    words = p.catalog.vocabulary["sections"].words
    sections = [(id_, [item for item in items if item.section == id_]) for id_ in words]
    title, lead = p.say(Tradeoff.card.title), p.say(Tradeoff.card.lead)
    count = p.say(msg("{count} questions, each with the sources of both sides."), count=len(items))
    return p.page(
        "tradeoffs.html",
        title,
        f"{lead} {count}",
        lead=lead,
        sections=[(id_, found) for id_, found in sections if found],
        facts={item.id: sheets.of(item).of() for item in items},
    )


def page(sheets: Sheets, tradeoff: Tradeoff) -> Page:
    """One trade-off."""
    return entries.made(PageContext(sheets, tradeoff.url, tradeoff), "tradeoff.html")
