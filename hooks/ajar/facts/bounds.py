"""What the condition of a license's term comes to, in a few words: "700 M users a month", "EU: left out"."""

from collections.abc import Iterable
from textwrap import shorten

from ..messages import msg
from .format import Formatter
from .sheet import FactRow

# Two lines of a cell hold no more letters of places; its clause has them all.
CELL = 28


def limit(f: Formatter, row: FactRow) -> str:
    """The bound of an answer for a cell, "" where it is no number and no place: of many places the first and how many
    more, of a long one its first words.
    """
    return " · ".join(filter(None, [amount(f, row), *(_brief(f, row, place) for place in places(f, row))]))


def _brief(f: Formatter, row: FactRow, whole: str) -> str:
    regions = row.detail("regions")
    for count in range(len(regions) - 1, 0, -1):
        if len(whole) > CELL:
            named, more = ", ".join(regions[:count]), len(regions) - count
            whole = f.messages.say(msg("{places} and {count} more"), places=named, count=more)
    return shorten(whole, CELL, placeholder="…")


def amount(f: Formatter, row: FactRow) -> str:
    """The number of users or the revenue that a term names, "" where it names none. Limits of both are one: whoever
    passes either is past it.
    """
    say, per, told = f.messages.say, row.detail("per"), []
    if users := row.detail("users"):
        told.append(say(msg("{number} users"), number=f.number("scaled", users)))
    if revenue := row.detail("revenue-usd"):
        told.append(say(msg("{amount} revenue"), amount="$" + f.number("scaled", revenue)))
    text = say(msg("{one} or {other}"), one=told[0], other=told[1]) if len(told) > 1 else "".join(told)
    return say(PER[per], amount=text) if text and per else text


def places(f: Formatter, row: FactRow) -> Iterable[str]:
    """The places that the condition names, with what it says of them."""
    if regions := row.detail("regions"):
        about, named = row.detail("of"), ", ".join(regions)
        yield f.messages.say(msg("{places}: {what}"), places=named, what=about) if about else named


def numbers(f: Formatter, row: FactRow) -> Iterable[str]:
    """The condition as data: amounts with their period, places, purpose, days."""
    say = f.messages.say
    if bound := amount(f, row):
        yield bound
    yield from places(f, row)
    if purpose := row.detail("purpose"):
        yield say(msg("for this purpose: {purpose}"), purpose=purpose)
    if (days := row.detail("days")) is not None:
        yield say(msg("{number} days"), number=f.number("count", days))


PER = {"month": msg("{amount} a month"), "year": msg("{amount} a year")}
