"""A page per developer: what it is, and all that the catalog has of it."""

from markupsafe import Markup

from ..facts.sheets import Sheets
from ..kinds import Developer
from . import entries, figures
from .context import PageContext
from .page import Page


def page(sheets: Sheets, developer: Developer) -> Page:
    """One developer."""
    p = PageContext(sheets, developer.url, developer)
    return entries.made(p, "developer.html", chart=Markup(figures.of_developer(p, developer)))
