"""Lists and pages of the kinds that are rows of facts: developers, data sets, benchmarks, trade-offs, terms, and any
new kind.
"""

from typing import Any

from markupsafe import Markup

from ..derive import Derived
from ..facts.columns import Table
from ..facts.sheet import Sheet
from ..facts.sheets import Sheets
from ..kinds import KINDS
from ..kinds.base import Entry
from ..kinds.card import Group
from ..messages import msg
from . import facts, tables
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
    return made(p, "entry.html")


def made(p: PageContext, template: str, without: tuple[str, ...] = (), **values: Any) -> Page:
    """The page of an entry by a template that extends `entry.html`, with what that one needs.

    Kinds in `without` are not listed at the end, since the template has them in a form of its own.
    """
    entry = p.entry
    assert entry is not None
    sheet = p.sheets.of(entry)
    intro = summary(p, sheet)
    groups = entry.card.groups
    return p.page(
        template,
        entry.name,
        f"{entry.name}: {intro}",
        lead=entry.summary or (intro if any(group.head for group in groups) else None),
        groups=[group for group in groups if not group.head],
        section=lambda group: _section(p, sheet, group),
        rows={row.id: row for row in sheet.rows},
        facts=facts,
        related={folder: found for folder, found in related(p.derived, entry).items() if folder not in without},
        releases=lambda models: tables.releases(p, [(model, p.derived.variants[model.id]) for model in models]),
        titles={folder: kind.card.name for folder, kind in KINDS.items()},
        search=" ".join([entry.id, *entry.aliases, intro]),
        **values,
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
    if group.id == "models":
        found = [p.catalog.models[id_] for row in rows for id_ in row.value]
        return tables.releases(p, [(model, p.derived.variants[model.id]) for model in found])
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
