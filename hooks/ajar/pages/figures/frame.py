"""What all figures share: the two drawings of each, their scales, the shapes that stand beside colour, and text that
fits.

A unit of a drawing is a pixel or more: the wide drawing is shown where it has room, else the narrow one, so text of
`SIZE` is never smaller on the screen. Widths of text are estimated from above, since nothing measures fonts at build.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from ...kinds.words import LevelId
from ..context import PageContext

SIZE, LINE = 13, 17
WIDE, NARROW = 680, 288
# Widths of letters in a wide face, as shares of the size; all others are as wide as an "n".
_WIDTHS = {
    **dict.fromkeys("il|'.,:;j!I", 0.34),
    **dict.fromkeys("frt()[]- /", 0.43),
    **dict.fromkeys("mwMW@%—", 0.98),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.76),
}


@dataclass(frozen=True)
class Picture:
    """One drawing: its width and height in units, and what it holds."""

    width: int
    height: float
    shapes: list[Markup]

    @property
    def body(self) -> Markup:
        return Markup("\n").join(self.shapes)


@dataclass(frozen=True)
class Key:
    """A line of the legend: a sign and what it means."""

    sign: Markup
    label: str


@dataclass(frozen=True)
class Figure:
    """What a figure says and shows.

    `finding` is its title, computed; `says` tells how to read it; `draw` makes the drawing for a width; `rows` are the
    values behind it, whose `forms` are the numeric forms of their columns, "" for text.
    """

    finding: str
    says: str
    draw: Callable[["Sketch"], Picture]
    head: Sequence[str]
    rows: Sequence[Sequence[str | float | None]]
    keys: Sequence[Key] = ()
    forms: Sequence[str] = ()

    @cached_property
    def wide(self) -> Picture:
        return self.draw(Sketch(WIDE))

    @cached_property
    def narrow(self) -> Picture:
        return self.draw(Sketch(NARROW))


@dataclass(frozen=True)
class Box:
    """A rectangle that a text takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass
class Sketch:
    """A drawing in the making, of a width; `narrow` ones put the name of a row above it."""

    width: int
    shapes: list[Markup] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        return self.width < WIDE

    def text(self, x: float, y: float, content: object, anchor: str = "start", css: str = "") -> None:
        named = Markup(' class="{}"').format(css) if css else ""
        to = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
        self.shapes.append(Markup('<text x="{}" y="{}"{}{}>{}</text>').format(_n(x), _n(y), to, named, str(content)))

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str = "grid") -> None:
        self.path(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}", css)

    def path(self, d: str, css: str) -> None:
        self.shapes.append(Markup('<path d="{}" class="{}"/>').format(d, css))

    def box(self, x: float, y: float, width: float, height: float, css: str) -> None:
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>')
        self.shapes.append(shape.format(_n(x), _n(y), _n(width), _n(height), css))

    def put(self, shape: Markup) -> None:
        self.shapes.append(shape)

    def dots(self, points: Iterable[tuple[float, float]], css: str) -> None:
        """Many marks of one kind as one path, whose round or square ends are the marks: a tenth of the bytes."""
        if d := "".join(f"M{_n(x)} {_n(y)}h0" for x, y in points):
            self.path(d, css)

    def done(self, height: float) -> Picture:
        return Picture(self.width, math.ceil(height), self.shapes)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def width_of(text: str) -> float:
    """How wide a text is at most, in units."""
    return SIZE * sum(_WIDTHS.get(letter, 0.66) for letter in text)


def wrapped(text: str, room: float) -> list[str]:
    """A text in lines that fit the room; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def text_box(x: float, y: float, text: str, anchor: str = "start") -> Box:
    """Where a text of one line stands."""
    width = width_of(text)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - SIZE, left + width, y + 4)


# --- signs: a shape for each meaning, so that colour is never alone ---------------------------------------------------


def dot(x: float, y: float, css: str, radius: float = 5) -> Markup:
    return Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>').format(_n(x), _n(y), _n(radius), css)


def ring(x: float, y: float, css: str) -> Markup:
    return dot(x, y, f"{css} hollow", 4.5)


def square(x: float, y: float, css: str) -> Markup:
    return Markup('<path d="M{} {}h10v10h-10z" class="{}"/>').format(_n(x - 5), _n(y - 5), css)


def diamond(x: float, y: float, css: str) -> Markup:
    return Markup('<path d="M{} {}l6 6-6 6-6-6z" class="{}"/>').format(_n(x), _n(y - 6), css)


def half(x: float, y: float, css: str) -> Markup:
    shape = Markup('<path d="M{0} {1}a6 6 0 0 0 0 12z" class="{2}"/>').format(_n(x), _n(y - 6), css)
    return dot(x, y, f"{css} hollow", 6) + shape


def cross(x: float, y: float, css: str) -> Markup:
    return Markup('<path d="M{} {}l9 9m0-9l-9 9" class="{} stroke"/>').format(_n(x - 4.5), _n(y - 4.5), css)


def check(x: float, y: float, css: str) -> Markup:
    return Markup('<path d="M{} {}l4 4 6-9" class="{} stroke"/>').format(_n(x - 5), _n(y), css)


def dash(x: float, y: float, css: str) -> Markup:
    return Markup('<path d="M{} {}h8" class="{} stroke"/>').format(_n(x - 4), _n(y), css)


def bar(x: float, y: float, css: str) -> Markup:
    return Markup('<path d="M{} {}h16" class="{}"/>').format(_n(x - 8), _n(y), css)


# --- scales and rows --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Linear:
    """An axis from `low` to `high` over the units `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)


class Log:
    """A logarithmic axis over values, widened to whole powers of ten."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        found = values or [1.0]
        self.low, self.high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
        self.high = max(self.high, self.low + 1)
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def levels(p: PageContext, found: set[str]) -> list[str]:
    """Levels that occur, most open first."""
    return [id_ for id_ in p.catalog.vocabulary.levels if id_ in found]


def level_name(p: PageContext, sketch: Sketch, level: str, y: float) -> None:
    """The door of a level and its name, `y` being the middle of the line."""
    if level == LevelId.NOT_ENOUGH:  # the sign of the door is too small to be read in a figure
        sketch.box(2, y - 8, 12, 15, "track")
        sketch.text(8, y + 5, "?", "middle")
    else:
        size = f'<svg x="0" y="{_n(y - 9)}" width="16" height="17.5" '
        sketch.put(Markup(str(p.door(level)).replace("<svg ", size, 1)))
    sketch.text(22, y + 5, p.word("levels", level).label)


def percent(part: float, whole: float) -> int:
    """A share in whole percent."""
    return round(100 * part / whole) if whole else 0


@dataclass(frozen=True)
class Rows:
    """Rows with a name: beside the plot where it is wide, above it where it is narrow."""

    sketch: Sketch
    top: float
    room: float = 28
    beside: float = 160

    @property
    def left(self) -> float:
        return 0 if self.sketch.narrow else self.beside

    @property
    def height(self) -> float:
        return self.room + LINE if self.sketch.narrow else self.room

    def start(self, number: int) -> float:
        """The upper edge of a row."""
        return self.top + number * self.height

    def middle(self, number: int) -> float:
        """The middle of the plot of a row."""
        return self.start(number + 1) - self.room / 2

    def name_at(self, number: int) -> float:
        """The middle of the line that its name stands on."""
        return self.start(number) + LINE / 2 + 2 if self.sketch.narrow else self.middle(number)
