"""`/badge/<kind>/<id>/<name>.svg`: one fact of an entry as a small picture for a readme or a wiki, and the same as data
(`.json`) in the form that shields.io draws ("endpoint").

Which facts have a badge is said by the card of their kind. A badge has no date, so that it changes with its fact alone.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any, NamedTuple

import orjson

from ..facts.plain import Plain
from ..facts.sheet import FactRow
from ..kinds import License, Model
from ..kinds.base import Entry
from ..kinds.words import LevelId, LevelWord, Question, State
from ..pages.take import BADGES, named
from ..preview import TONES, WALL
from ..site import Site, under_former_names

# White text meets WCAG AA on each; tones as on the pages.
COLOURS = TONES | {"level": WALL}
LABEL = "#2b3436"
HEIGHT, MARGIN, DOOR = 20, 6, 14
# What letters take at 11 pixels in Verdana, which most badges are set in; other fonts are stretched to it.
_WIDTHS = {3.7: " .,:;!'|ijlI", 4.8: '()[]/-frt"', 8.5: "CDGHNOQU+=<>~&", 10.2: "mwMW%@"}
_WIDTH = {sign: width for width, signs in _WIDTHS.items() for sign in signs}

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{all}" height="20" role="img" aria-label="{says}">'
    '<title>{title}</title><rect width="{all}" height="20" rx="3" fill="{dark}"/>'
    '<path d="M{left} 0h{flat}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{flat}z" fill="{colour}"/>{door}'
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
    '<text x="6" y="14" textLength="{label_width}">{label}</text>'
    '<text x="{at}" y="14" textLength="{message_width}">{message}</text></g></svg>'
)


class Badge(NamedTuple):
    """What a badge says: of which entry, which fact, its value; `angle` opens the door of a level."""

    name: str
    label: str
    message: str
    tone: str
    angle: int | None = None


def files(site: Site) -> Iterable[tuple[str, str | bytes]]:
    """Picture and data by path; a former name answers as the entry that it means."""
    plain = Plain(site.sheets)
    for entries in site.catalog.entries.values():
        for entry in entries.values():
            for name, fact in entry.card.badges:
                badge = made(site, plain, entry, fact)
                drawing, data = svg(badge), endpoint(badge)
                for path in under_former_names(entry, f"{BADGES}{entry.folder}/{{id}}/{name}"):
                    yield f"{path}.svg", drawing
                    yield f"{path}.json", data


def made(site: Site, plain: Plain, entry: Entry, fact: str) -> Badge:
    """The badge of a fact; where the variants of a model differ, it names what they say."""
    label = named(site.catalog, fact)
    if isinstance(entry, License):
        word = site.catalog.vocabulary["verdict-answers"][
            site.derived.reader.of_license(entry.id)[Question.COMMERCIAL_USE].answer
        ]
        return Badge(entry.title, label, word.label, word.tone)
    sheet = site.sheets.of(entry)
    variants = [item.id for item in site.derived.variants[entry.id]] if isinstance(entry, Model) else [entry.id]
    rows = [sheet.of(variant).get(fact) for variant in variants]
    told = {_text(plain, row): _look(site, row) for row in rows}
    tones = {tone for tone, _ in told.values()}
    angle = next(iter(told.values()))[1] if len(told) == 1 else None
    return Badge(entry.title, label, _message(list(told)), tones.pop() if len(tones) == 1 else "mixed", angle)


def _text(plain: Plain, row: FactRow | None) -> str:
    """A value, or which unknown it is, in full."""
    if row is not None and row.value is not None:
        return plain.row(row)
    return plain.vocabulary["fact-states"][State.NOT_CHECKED if row is None else row.state].label


def _look(site: Site, row: FactRow | None) -> tuple[str, int | None]:
    """The tone of a value, and for a level how far the door stands open."""
    if row is None or row.value is None:
        return "unknown", None
    if row.form == "date":  # of an end: ahead, or past
        return ("mixed" if row.value >= str(site.settings.day) else "bad"), None
    word = site.catalog.vocabulary[row.words][row.value]
    if isinstance(word, LevelWord):
        return ("unknown", None) if row.value == LevelId.NOT_ENOUGH else ("level", word.angle)
    return word.tone, None


def _message(told: list[str]) -> str:
    """One value, two, or the first and how many others there are."""
    return " / ".join(told) if len(told) < 3 else f"{told[0]} +{len(told) - 1}"


@cache
def _width(text: str) -> int:
    """How wide a text stands."""
    return round(sum(_WIDTH.get(sign, 6.8 if sign < "\u2e80" else 11) for sign in text))


def svg(badge: Badge) -> str:
    """The drawing of a badge: label and value in two flat fields."""
    label, message = _width(badge.label), _width(badge.message)
    left = label + 2 * MARGIN
    at = left + MARGIN + (DOOR if badge.angle is not None else 0)
    whole = at + message + MARGIN
    says = f"{badge.label}: {badge.message}"
    return _SVG.format(
        all=whole,
        says=escape(says),
        title=escape(f"{badge.name}. {says}"),
        dark=LABEL,
        left=left,
        flat=whole - left - 3,
        colour=COLOURS[badge.tone],
        door=_door(left + MARGIN, badge.angle) if badge.angle is not None else "",
        label_width=label,
        label=escape(badge.label),
        at=at,
        message_width=message,
        message=escape(badge.message),
    )


def _door(x: int, angle: int) -> str:
    """The door of the level in ten pixels: its frame, and the leaf over what is not open."""
    edge, drop = 9 - 8 * angle / 90, 2.5 * angle / 90
    leaf = f"M1 3 {edge:.1f} {3 + drop:.1f}V{16 + drop / 2:.1f}L1 16z"
    return (
        f'<g transform="translate({x})" stroke="#fff"><path d="M1 3h8v13H1z" fill="#d9a432"/>'
        f'<path d="{leaf}" fill="{COLOURS["level"]}"/></g>'
    )


def endpoint(badge: Badge) -> bytes:
    """The same in the form that shields.io reads from an address."""
    data: dict[str, Any] = {"schemaVersion": 1, "label": badge.label.lower(), "message": badge.message}
    return orjson.dumps(data | {"color": COLOURS[badge.tone].lstrip("#"), "labelColor": LABEL.lstrip("#")})
