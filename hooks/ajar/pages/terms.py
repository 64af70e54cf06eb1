"""The glossary at `/terms/`, by letter, and a page per term: its definition first, then what else was read of it."""

from itertools import groupby

from ..facts.columns import Table
from ..facts.sheets import Sheets
from ..kinds import GlossaryTerm
from ..messages import msg
from . import entries
from .context import PageContext
from .page import Page

OTHERS = "0–9"


def table(sheets: Sheets, of: Table) -> Page:
    """All terms by their first letter, each with its definition."""
    p = PageContext(sheets, f"{GlossaryTerm.folder}/")
    terms: list[GlossaryTerm] = sorted(of.items, key=lambda term: (letter(term.name) != OTHERS, term.name.lower()))
    letters = [(found, _anchor(found), list(group)) for found, group in groupby(terms, lambda term: letter(term.name))]
    title, lead = p.say(GlossaryTerm.card.title), p.say(GlossaryTerm.card.lead)
    count = p.say(msg("{count} words, each defined in a sentence with its source."), count=len(terms))
    facts = {term.id: sheets.of(term).of() for term in terms}
    return p.page("glossary.html", title, f"{lead} {count}", lead=lead, letters=letters, facts=facts)


def letter(name: str) -> str:
    """The letter that a name stands under."""
    first = name[:1].upper()
    return first if first.isalpha() else OTHERS


def _anchor(found: str) -> str:
    return f"letter-{'digits' if found == OTHERS else found.lower()}"


def page(sheets: Sheets, term: GlossaryTerm) -> Page:
    """One term."""
    return entries.made(PageContext(sheets, term.url, term), "term.html")
