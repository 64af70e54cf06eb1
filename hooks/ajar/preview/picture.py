"""What is in a picture, as data: whatever is not here is not drawn."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
# Colours of the light scheme: the tones of verdicts, on each of which white can be read, and the wall behind the door.
TONES = {"good": "#1b6e3c", "mixed": "#8a5200", "bad": "#a8322d", "unknown": "#5b6163"}
WALL = "#0b4f47"
# How far the door of the site itself stands open.
BRAND = 36


@dataclass(frozen=True)
class Sign:
    """A verdict: its symbol in the colour of its tone, and its words, if any."""

    symbol: str
    tone: str
    text: str = ""


@dataclass(frozen=True)
class Figure:
    """A number with its unit, and what it is a number of."""

    number: str
    label: str


@dataclass(frozen=True)
class Picture:
    """`over` stands above the `title`; below are a `verdict` or a `text`, and a `figure`; `site` is at the foot.

    On the wall is a door that stands open by `angle` degrees of 90 (None is a door of which nobody knows), or the
    symbol of a `mark`, with the words `side` under it.
    """

    title: str
    over: str = ""
    verdict: Sign | None = None
    text: str = ""
    figure: Figure | None = None
    angle: int | None = BRAND
    mark: Sign | None = None
    side: str = ""
    site: str = ""


@dataclass(frozen=True)
class Icon:
    """The door alone, in a square of so many points; `room` is the share of it that the door takes."""

    size: int
    room: float = 0.78
