"""The home page: a search, five questions, the field in one figure, what is new on either side, what changed lately."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from ..derive import Derived, DerivedVariant
from ..facts.changes import Changes
from ..facts.sheets import Sheets
from ..kinds.words import LevelId, Question, Status, VerdictAnswer
from ..messages import Message, msg
from . import figures
from .context import PageContext
from .models import level_counts
from .page import Page

NEWEST, CHANGES = 6, 8
# The memory of the graphics card that the second question speaks of, in GB.
CARD = 24


class Card(NamedTuple):
    """A question, where it is answered, and how many answers there are."""

    question: Message
    url: str
    told: str


def page(sheets: Sheets) -> Page:
    """The page at the root of the site."""
    p = PageContext(sheets, "")
    p.wide = True
    catalog = p.catalog
    description = msg(
        "How open a language model is, what its license lets you do, and what you gain or give up against the closed "
        "alternative; every fact with its source."
    )
    open_levels = {id_ for id_, word in catalog.vocabulary.levels.items() if word.open}
    return p.page(
        "home.html",
        p.say(msg("How open is this language model?")),
        p.say(description),
        cards=list(_cards(p)),
        counts=level_counts(sheets.derived),
        newest_open=_newest(sheets.derived, open_levels),
        newest_closed=_newest(sheets.derived, {LevelId.HOSTED}),
        changes=sheets.once(Changes).latest(CHANGES),
        figure=Markup(figures.html("levels-by-year", p)),
        sources=sum(len(entry.sources) for entries in catalog.entries.values() for entry in entries.values()),
    )


def _cards(p: PageContext) -> Iterator[Card]:
    """Five questions that people come with, each with the number of releases that answer it."""
    derived = p.derived

    def count(test: Callable[[DerivedVariant], bool]) -> int:
        return sum(any(test(item) for item in items) for items in derived.variants.values())

    ship = count(lambda item: item.usable and item.verdicts[Question.COMMERCIAL_USE].answer == VerdictAnswer.YES)
    yield Card(
        msg("May I ship it?"),
        "models/?commercial-use=yes&status=available",
        p.say(msg("{count} releases in use allow commercial use without a bound."), count=ship),
    )
    runs = count(lambda item: item.usable and item.memory is not None and item.memory.weights[4] <= CARD)
    yield Card(
        msg("What runs on my hardware?"),
        f"models/?fits={CARD}&status=available",
        p.say(msg("{count} releases fit {size} GB at 4 bits, in one size at least."), count=runs, size=CARD),
    )
    train = count(lambda item: item.usable and item.verdicts[Question.TRAIN_ON_OUTPUTS].answer == VerdictAnswer.YES)
    yield Card(
        msg("What may I train on it?"),
        "models/?train-on-outputs=yes&status=available",
        p.say(msg("Terms of {count} releases let you train others on the outputs by name."), count=train),
    )
    ends = count(lambda item: item.variant.status == Status.DEPRECATED)
    yield Card(
        msg("What ends soon?"),
        "views/retiring-soon/",
        p.say(msg("{count} releases have an end announced by their makers."), count=ends),
    )
    whole = count(lambda item: item.level.id in (LevelId.OPEN_SCIENCE, LevelId.OPEN_SOURCE))
    yield Card(
        msg("Is it really open?"),
        "models/?level=open-science,open-source",
        p.say(msg("{count} releases give weights, code and data information to rebuild them."), count=whole),
    )


def _newest(derived: Derived, levels: set[str]) -> list[DerivedVariant]:
    """The latest releases of some levels, by their first size of these."""
    found = [
        next(item for item in items if item.level.id in levels)
        for items in derived.variants.values()
        if any(item.level.id in levels for item in items)
    ]
    dated = [item for item in found if item.variant.released]
    return sorted(dated, key=lambda item: (item.variant.released or "", item.model.id), reverse=True)[:NEWEST]
