"""Memory against parameters, with the names of some models and the lines of common cards."""

import math
from dataclasses import dataclass

from ...messages import msg
from ..context import PageContext
from .frame import Box, Figure, Key, Log, Picture, Sketch, bar, dot, square, text_box, width_of
from .values import number

# Memory of one card, of a larger one, and of eight of these: NVIDIA's RTX 4090 and H100, in GB.
CARDS = (24, 80, 640)
# The grid on which names find room, in units.
CELL = 8


@dataclass(frozen=True)
class Sized:
    """A size whose weights can be had: parameters, GB of weights at 4 bits, and with the cache of a full context."""

    name: str
    parameters: float
    weights: float
    full: float | None
    scores: int


def by_parameters(p: PageContext) -> Figure:
    """The weights at 4 bits of each size, and the same with the cache where the attention is known."""
    found = sorted(_sized(p), key=lambda item: (-item.parameters, item.name))
    gigabytes = p.formatter.gigabytes
    small, large = (sum(item.weights <= card for item in found) for card in (CARDS[0], CARDS[2]))
    finding = msg(
        "At 4 bits, the weights of {small} of {all} sizes fit a card of {card}; {rest} need more than {cards}"
    )
    says = msg(
        "Weights at 4 bits, in gigabytes, against all parameters, experts that rest included; both axes are "
        "logarithmic. A square stands over its circle where the attention is known."
    )
    head = [msg("Size"), msg("Parameters"), msg("Weights at 4 bits, GB"), msg("With the cache of a full context, GB")]
    return Figure(
        p.say(
            finding,
            small=small,
            all=len(found),
            card=gigabytes(CARDS[0]),
            rest=len(found) - large,
            cards=gigabytes(CARDS[2]),
        ),
        p.say(says),
        lambda sketch: _drawn(p, sketch, found),
        [p.say(text) for text in head],
        [[item.name, item.parameters, round(item.weights, 1), item.full and round(item.full, 1)] for item in found],
        [
            Key(dot(8, 8, "dot"), p.say(msg("weights at 4 bits"))),
            Key(square(8, 8, "mixed"), p.say(msg("with the cache of one full context"))),
            Key(bar(8, 8, "median"), p.say(msg("memory of one card of 24 GB, of one of 80 GB, of eight of these"))),
        ],
        ["", "billions", "number", "number"],
    )


def _sized(p: PageContext) -> list[Sized]:
    found = []
    for item in p.derived.all_variants:
        size, low = number(p, item, "parameters"), number(p, item, "memory-4")
        if size and low:
            cache = number(p, item, "cache")
            full = low + cache if cache else None
            found.append(Sized(item.variant.name, size, low, full, len(item.model.results)))
    return found


def _drawn(p: PageContext, sketch: Sketch, found: list[Sized]) -> Picture:
    high = 420
    left, right, top, bottom = 58, sketch.width - 26, 34, high - 44
    across = Log([item.parameters for item in found], left + 8, right)
    up = Log([value for item in found for value in (item.weights, item.full or item.weights)], bottom, top)
    billions, gigabytes = p.formatter.billions, p.formatter.gigabytes
    taken: list[Box] = []
    sketch.text(0, 12, p.say(msg("Memory (gigabytes)")), css="quiet")
    labels = [(across(tick), billions(tick)) for tick in across.ticks]
    room = across(10 * across.ticks[0]) - across(across.ticks[0])
    every = math.ceil(max(width_of(label) + 6 for _, label in labels) / room)
    for place, (x, label) in enumerate(labels):
        sketch.line(x, top, x, bottom)
        if place % every == 0:
            sketch.text(x, bottom + 18, label, "middle")
    for tick in up.ticks:
        sketch.line(left, up(tick), sketch.width, up(tick))
        sketch.text(left - 6, up(tick) + 5, p.formatter.plain(tick), "end")
    sketch.text((left + sketch.width) / 2, high - 6, p.say(msg("Parameters")), "middle", "quiet")
    for card in CARDS:
        sketch.line(left, up(card), sketch.width, up(card), "median")
        sketch.text(left + 6, up(card) - 5, gigabytes(card), css="strong")
        taken.append(text_box(left + 6, up(card) - 5, gigabytes(card)))
    spread = [(across(i.parameters), up(i.weights), up(i.full) if i.full else None) for i in found]
    sketch.path("".join(f"M{x:.1f} {low:.1f}V{full:.1f}" for x, low, full in spread if full is not None), "stem")
    sketch.dots([(x, full) for x, _, full in spread if full is not None], "squares")
    sketch.dots([(x, low) for x, low, _ in spread], "dots")
    points = [(x, low) for x, low, _ in spread] + [(x, full) for x, _, full in spread if full is not None]
    occupied = {(int(x // CELL), int(y // CELL)) for x, y in points}
    occupied |= {(int(x // CELL), row) for x, low, full in spread if full for row in _rows(full, low)}
    taken += [Box(left, up(card) - 2, sketch.width, up(card) + 2) for card in CARDS]
    places = _Places(occupied, taken, Box(left, top, sketch.width, bottom))
    for item in _known(found, across, 6 if sketch.narrow else 14):
        places.put(sketch, item.name, across(item.parameters), up(item.weights))
    return sketch.done(high)


def _rows(top: float, bottom: float) -> range:
    return range(int(top // CELL), int(bottom // CELL) + 1)


def _known(found: list[Sized], across: Log, stretches: int) -> list[Sized]:
    """In each stretch of the axis the size of the model that most people have measured."""
    step = (across.end - across.start) / stretches
    best: dict[int, Sized] = {}
    for item in found:
        place = int((across(item.parameters) - across.start) / step)
        if place not in best or item.scores > best[place].scores:
            best[place] = item
    return list(best.values())


@dataclass
class _Places:
    """Room for names: not on a mark, not on another name, not on the line of a card."""

    occupied: set[tuple[int, int]]
    taken: list[Box]
    inside: Box

    def put(self, sketch: Sketch, name: str, x: float, y: float) -> None:
        """The name right below the mark or left above it, with a stroke that leads to it; nothing where all is full."""
        for away in (22, 38, 54, 70, 86):
            for side, anchor in ((1, "start"), (-1, "end")):
                at, base = x + side * (8 + away / 4), y + side * away + (4 if side > 0 else 0)
                box = text_box(at, base, name, anchor)
                if self._is_free(box):
                    self.taken.append(box)
                    sketch.line(x, y + side * 5, at - side * 3, base - 5, "stem")
                    sketch.text(at, base, name, anchor)
                    return

    def _is_free(self, box: Box) -> bool:
        if box.left < self.inside.left or box.right > self.inside.right:
            return False
        if box.top < self.inside.top or box.bottom > self.inside.bottom:
            return False
        if any(box.meets(other) for other in self.taken):
            return False
        columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
        return not any((column, row) in self.occupied for column in columns for row in _rows(box.top, box.bottom))
