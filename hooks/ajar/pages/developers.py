"""A page per developer: what it is, and all that the catalog has of it."""

from markupsafe import Markup

from ..facts.sheets import Sheets
from ..kinds import Developer
from . import entries
from .context import PageContext
from .page import Page


def page(sheets: Sheets, developer: Developer) -> Page:
    """One developer."""
    p = PageContext(sheets, developer.url, developer)
    return entries.made(p, "developer.html", chart=_chart(p, developer))


def _chart(p: PageContext, developer: Developer) -> Markup:
    """The place of a figure of its releases by level and year."""
    return Markup("")
