"""What the condition of a license's term comes to, in a few words: "700 M users a month", "EU: left out"."""

from collections.abc import Iterable

from ..messages import msg
from .format import Formatter
from .sheet import FactRow


def limit(f: Formatter, row: FactRow) -> str:
    """The bound of an answer for a cell, "" where it is no number and no place."""
    return " · ".join([*amounts(f, row), *places(f, row)])


def amounts(f: Formatter, row: FactRow) -> Iterable[str]:
    """How many users and how much revenue the condition counts."""
    if users := row.detail("users"):
        yield f.messages.say(msg("{number} users"), number=f.number("scaled", users))
    if revenue := row.detail("revenue-usd"):
        yield f.messages.say(msg("{amount} revenue"), amount="$" + f.number("scaled", revenue))


def places(f: Formatter, row: FactRow) -> Iterable[str]:
    """The places that the condition names, with what it says of them."""
    if regions := row.detail("regions"):
        about, named = row.detail("of"), ", ".join(regions)
        yield f.messages.say(msg("{places}: {what}"), places=named, what=about) if about else named


def numbers(f: Formatter, row: FactRow) -> Iterable[str]:
    """The condition as data: amounts with their period, places, purpose, days."""
    say, per = f.messages.say, row.detail("per")
    for text in amounts(f, row):
        yield text if per is None else say(PER[per], amount=text)
    yield from places(f, row)
    if purpose := row.detail("purpose"):
        yield say(msg("for this purpose: {purpose}"), purpose=purpose)
    if (days := row.detail("days")) is not None:
        yield say(msg("{number} days"), number=f.number("count", days))


PER = {"month": msg("{amount} a month"), "year": msg("{amount} a year")}
