"""The home page: three doors, the levels with their counts, what was read lately."""

from ..derive import Derived
from .models import level_counts
from .page import Page
from .view import View


def page(derived: Derived) -> Page:
    view = View(derived, "")
    catalog = derived.catalog
    newest = sorted(
        (m for m in catalog.models.values() if m.released and m.released.value), key=lambda m: (m.released.value or "", m.id) if m.released else ("", ""), reverse=True
    )
    return view.page(
        "home.html",
        "How open is this language model?",
        "How open a language model is, what its license lets you do, and what you gain or give up against the closed alternative; every fact with its source.",
        counts=level_counts(derived),
        newest=newest[:8],
        facts=sum(len(entry.sources) for entries in catalog.entries.values() for entry in entries.values()),
    )
