"""Lists and pages of the kinds that are rows of facts: developers, data sets, benchmarks, trade-offs, terms, and any
new kind.
"""

from markupsafe import Markup

from ..derive import Derived
from ..facts.columns import Table
from ..facts.sheet import Sheet
from ..facts.sheets import Sheets
from ..kinds import KINDS
from ..kinds.base import Entry
from ..kinds.card import Group
from ..kinds.developer import Developer
from ..messages import msg
from . import facts, figures, tables
from .context import PageContext
from .page import Page


def table(sheets: Sheets, of: Table) -> Page:
    """The list of a kind, by name."""
    p = PageContext(sheets, f"{of.folder}/")
    card = KINDS[of.folder].card
    items = sorted(of.items, key=lambda entry: entry.name.lower())
    title, lead = p.say(card.title), p.say(card.lead)
    count = p.say(msg("{count} entries, each fact with its source and the day it was read."), count=len(items))
    shown = tables.listed(p, of, items, title) if items else None
    return p.page("list.html", title, f"{lead} {count}", lead=lead, table=shown)


def page(sheets: Sheets, entry: Entry) -> Page:
    """One entry: the sections of its card, then what refers to it."""
    p = PageContext(sheets, entry.url, entry)
    sheet = sheets.of(entry)
    intro = summary(p, sheet)
    return p.page(
        "entry.html",
        entry.name,
        f"{entry.name}: {intro}",
        lead=entry.summary or (intro if any(group.head for group in entry.card.groups) else None),
        figure=Markup(figures.of_developer(p, entry)) if isinstance(entry, Developer) else "",
        groups=[group for group in entry.card.groups if not group.head],
        section=lambda group: _section(p, sheet, group),
        related=related(sheets.derived, entry),
        titles={folder: kind.card.name for folder, kind in KINDS.items()},
        search=" ".join([entry.id, *entry.aliases, intro]),
    )


def _section(p: PageContext, sheet: Sheet, group: Group) -> Markup | None:
    """The facts of one section, None where the entry has none."""
    rows = [row for row in sheet.rows if row.group == group.id]
    if not rows:
        return None
    if group.id == "life":
        return facts.life(p, rows)
    if not group.listed:
        return facts.table(p, rows)
    items = [item for row in rows for item in facts.items(p, row)]
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))


def summary(p: PageContext, sheet: Sheet) -> str:
    """What introduces an entry in a sentence: its summary, else the fact that its card names, else what its kind is."""
    if sheet.entry.summary:
        return sheet.entry.summary
    row = next((row for key in sheet.entry.card.summary for row in sheet.rows if row.key == key), None)
    return str(row.value) if row is not None and row.value is not None else p.say(sheet.entry.card.lead)


def related(derived: Derived, entry: Entry) -> dict[str, list[Entry]]:
    """Entries that refer to this one, by kind, for the lists at the end of its page."""
    by_kind = derived.referrers.get((entry.folder, entry.id), {})
    return {
        folder: sorted(by_kind[folder].values(), key=lambda item: item.name.lower())
        for folder in derived.catalog.entries
        if folder in by_kind
    }
