"""The home page: three doors, the levels with their counts, what was read lately."""

from markupsafe import Markup

from ..facts.sheets import Sheets
from ..messages import msg
from . import figures
from .context import PageContext
from .models import level_counts
from .page import Page

NEWEST = 8


def page(sheets: Sheets) -> Page:
    """The page at the root of the site."""
    p = PageContext(sheets, "")
    catalog = p.catalog
    dated = [model for model in catalog.models.values() if model.released and model.released.value]
    dated.sort(key=lambda model: (str(model.released.value) if model.released else "", model.id), reverse=True)
    description = msg(
        "How open a language model is, what its license lets you do, and what you gain or give up against the closed "
        "alternative; every fact with its source."
    )
    return p.page(
        "home.html",
        p.say(msg("How open is this language model?")),
        p.say(description),
        counts=level_counts(sheets.derived),
        newest=dated[:NEWEST],
        figure=Markup(figures.html("levels-by-year", p)),
        sources=sum(len(entry.sources) for entries in catalog.entries.values() for entry in entries.values()),
    )
