"""Figures as static SVG, drawn at build: no script, readable in light and dark, each with its numbers as a table.

Colour never carries meaning alone: positions, printed numbers and shapes do. All text is `currentColor`; see
charts.css.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from markupsafe import Markup

from ..derive import DerivedVariant
from ..facts.columns import value_of
from ..kinds import License
from ..kinds.words import Answer, LicenseType, State, Term
from ..messages import msg
from .context import PageContext, environment

WIDTH, LEFT, RIGHT = 720, 150, 16
# Memory of one card, four or eight common cards: lines that tell what fits. Sizes of NVIDIA's RTX 4090 and H100 in GB.
CARDS = (24, 80, 640)


@dataclass(frozen=True)
class Drawing:
    """What a figure shows: the SVG's inside and height, one sentence of description, and the table of its numbers."""

    height: int
    shapes: list[Markup]
    says: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def html(name: str, p: PageContext, caption: str) -> str:
    """The figure with its caption and its numbers, as one block."""
    template = environment(p.messages).get_template("figure.html")
    return template.render(name=name, drawing=FIGURES[name](p), caption=caption, width=WIDTH)


def _text(x: float, y: float, content: object, anchor: str = "start", css: str = "") -> Markup:
    named = Markup(' class="{}"').format(css) if css else ""
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}"{}>{}</text>').format(x, y, anchor, named, str(content))


def _line(x1: float, y1: float, x2: float, y2: float, css: str = "grid") -> Markup:
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(x1, y1, x2, y2, css)


def _dot(x: float, y: float, title: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4.5" class="dot"><title>{}</title></circle>').format(x, y, title)


def _box(x: float, y: float, width: float, height: float, css: str, title: str) -> Markup:
    shape = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" class="{}"><title>{}</title></rect>')
    return shape.format(x, y, width, height, css, title)


def _levels(p: PageContext, found: set[str]) -> list[str]:
    """Levels that occur, most open first, as rows of a figure."""
    return [id_ for id_ in p.catalog.vocabulary.levels if id_ in found]


def _level_label(p: PageContext, level: str, y: float) -> Markup:
    door = Markup('<g transform="translate(2 {:.1f}) scale(.75)">{}</g>').format(y - 13, p.door(level))
    return door + _text(24, y + 4, p.word("levels", level).label)


class Scale:
    """A logarithmic axis from `low` to `high`, widened to whole powers of ten, over the pixels `start` to `end`."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.high = max(self.high, self.low + 1)
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _number(p: PageContext, item: DerivedVariant, id_: str) -> float | None:
    """A known number of a variant, by the id of the fact."""
    value = value_of(p.sheets.variant(item).get(id_))
    return None if isinstance(value, str) else float(value)


def levels_by_year(p: PageContext) -> Drawing:
    """Models by level and year of release; a model counts once in each level that its variants reach."""
    counts: Counter[tuple[str, str]] = Counter()
    for variants in p.derived.variants.values():
        dated = {(item.level.id, item.variant.released[:4]) for item in variants if item.variant.released}
        counts.update(dated)
    years = sorted({year for _, year in counts})
    levels = _levels(p, {level for level, _ in counts})
    step = (WIDTH - LEFT - RIGHT) / max(1, len(years))
    most = max(counts.values(), default=1)
    shapes, bottom = [], 34 + 40 * len(levels)
    for number, year in enumerate(years):
        shapes.append(_text(LEFT + (number + 0.5) * step, 18, year, "middle"))
    for row, level in enumerate(levels):
        y = 48 + 40 * row
        shapes += [_line(LEFT, y, WIDTH - RIGHT, y), _level_label(p, level, y)]
        for number, year in enumerate(years):
            if count := counts[level, year]:
                x, radius = LEFT + (number + 0.5) * step, 7 + 11 * math.sqrt(count / most)
                mark = Markup('<circle cx="{:.1f}" cy="{}" r="{:.1f}" class="mark"/>').format(x, y, radius)
                shapes.append(mark + _text(x, y + 4, count, "middle", "on"))
    says = p.say(msg("Rows are openness levels, columns are years of release; each circle holds the number of models."))
    table = [[p.word("levels", level).label, *(str(counts[level, year]) for year in years)] for level in levels]
    return Drawing(bottom, shapes, says, [p.say(msg("Level")), *years], table)


def price_by_level(p: PageContext) -> Drawing:
    """Price of a million tokens written, one dot a priced variant, in the row of its level."""
    priced = [
        (item.level.id, price, item.variant.name)
        for item in p.derived.all_variants
        if (price := _number(p, item, "price-out"))
    ]
    dollars = p.formatter.dollars
    levels = _levels(p, {level for level, _, _ in priced})
    scale = Scale([price for _, price, _ in priced] or [1], LEFT + 10, WIDTH - RIGHT - 10)
    bottom = 30 + 40 * len(levels)
    shapes = [
        _line(scale(tick), 14, scale(tick), bottom - 8) + _text(scale(tick), bottom + 8, dollars(tick), "middle")
        for tick in scale.ticks
    ]
    table = []
    for row, level in enumerate(levels):
        y = 34 + 40 * row
        found = sorted((price, name) for of, price, name in priced if of == level)
        shapes += [_line(LEFT, y, WIDTH - RIGHT, y), _level_label(p, level, y)]
        shapes += [_dot(scale(price), y, f"{name}: {dollars(price)}") for price, name in found]
        middle = median(price for price, _ in found)
        shapes.append(_line(scale(middle), y - 13, scale(middle), y + 13, "median"))
        numbers = [dollars(found[0][0]), dollars(round(middle, 4)), dollars(found[-1][0])]
        table.append([p.word("levels", level).label, str(len(found)), *numbers])
    says = p.say(
        msg(
            "One dot a variant with a recorded price, on a logarithmic axis of US dollars per million tokens written; "
            "the upright stroke is the median of its level."
        )
    )
    head = [msg("Level"), msg("Variants"), msg("Lowest"), msg("Median"), msg("Highest")]
    return Drawing(bottom + 16, shapes, says, [p.say(text) for text in head], table)


def memory_by_parameters(p: PageContext) -> Drawing:
    """Memory at 4 bits against parameters: weights alone, and with the cache of one full context where it is known."""
    sized = sorted(_sized(p))
    high = 360
    billions, gigabytes = p.formatter.billions, p.formatter.gigabytes
    across = Scale([size for size, *_ in sized] or [1e9], 60, WIDTH - RIGHT - 10)
    up = Scale([value for _, low, full, _ in sized for value in (low, full)] or [1], high - 40, 16)
    shapes = [
        _line(across(tick), 16, across(tick), high - 40) + _text(across(tick), high - 22, billions(tick), "middle")
        for tick in across.ticks
    ]
    shapes += [_line(60, up(t), WIDTH - RIGHT, up(t)) + _text(54, up(t) + 4, gigabytes(t), "end") for t in up.ticks]
    for card in CARDS:
        line = _line(60, up(card), WIDTH - RIGHT, up(card), "median")
        shapes.append(line + _text(WIDTH - RIGHT, up(card) - 4, gigabytes(card), "end"))
    for size, low, full, name in sized:
        x = across(size)
        title = p.say(msg("{name}: {size} of weights"), name=name, size=gigabytes(low))
        if full > low:
            title = p.say(msg("{what}, {size} with the cache"), what=title, size=gigabytes(full))
            stem = _line(x, up(low), x, up(full), "stem")
            shapes += [stem, _box(x - 3.5, up(full) - 3.5, 7, 7, "dot", title)]
        shapes.append(_dot(x, up(low), title))
    axis = p.say(msg("parameters, all experts counted"))
    shapes.append(_text((60 + WIDTH) / 2, high - 4, axis, "middle"))
    says = p.say(
        msg(
            "Circles are the memory of the weights at 4 bits; a square above, where the attention is known, adds the "
            "cache of one sequence at full context. Both axes are logarithmic; the strokes across are 24, 80 and 640 "
            "gigabytes: one consumer card, one data-center card, eight of them."
        )
    )
    unknown = p.say(msg("not known"))
    table = [
        [name, billions(size), gigabytes(low), gigabytes(full) if full > low else unknown]
        for size, low, full, name in sized
    ]
    head = [msg("Variant"), msg("Parameters"), msg("Weights at 4 bits"), msg("With the cache of a full context")]
    return Drawing(high, shapes, says, [p.say(text) for text in head], table)


def _sized(p: PageContext) -> list[tuple[float, float, float, str]]:
    """(parameters, GB of weights at 4 bits, the same with the cache, name) of each variant whose weights can be had."""
    found = []
    for item in p.derived.all_variants:
        size, low = _number(p, item, "parameters"), _number(p, item, "memory-4")
        if size is not None and low is not None:
            found.append((size, low, low + (_number(p, item, "cache") or 0), item.variant.name))
    return found


# Terms that readers ask about first, and the answers in the order of a bar.
TERMS = (
    Term.COMMERCIAL_USE,
    Term.MODIFY,
    Term.REDISTRIBUTE,
    Term.HOST_FOR_OTHERS,
    Term.TRAIN_ON_OUTPUTS,
    Term.ANY_FIELD,
    Term.ANY_USER,
    Term.ANY_REGION,
)
ANSWERS: tuple[str, ...] = (Answer.PERMITTED, Answer.CONDITIONAL, Answer.UNSTATED, Answer.PROHIBITED, State.NOT_CHECKED)
OF_MODELS = (LicenseType.MODEL, LicenseType.SOFTWARE, LicenseType.SERVICE_TERMS)


def license_terms(p: PageContext) -> Drawing:
    """How the licenses of weights and the terms of service in the catalog answer eight questions."""
    licenses: list[License] = [item for item in p.catalog.licenses.values() if item.type.value in OF_MODELS]
    shapes: list[Markup] = []
    table: list[list[Any]] = []
    total = max(1, len(licenses))
    answers = p.catalog.vocabulary.answers
    labels = {
        id_: answers[id_].brief if id_ in answers else p.word("fact-states", id_).label.capitalize() for id_ in ANSWERS
    }
    for row, term in enumerate(TERMS):
        y = 30 + 34 * row
        counts = Counter(value_of(p.sheets.of(item).of().get(term)) for item in licenses)
        label = p.word("license-terms", term).label
        shapes.append(_text(LEFT - 8, y + 15, label, "end"))
        x = float(LEFT)
        for answer in ANSWERS:
            width = (WIDTH - LEFT - RIGHT) * counts[answer] / total
            if counts[answer]:
                title = f"{label}: {labels[answer]}, {counts[answer]}"
                shapes.append(_box(x, y, width, 22, f"part p-{answer}", title))
                shapes.append(_text(x + width / 2, y + 15, counts[answer], "middle", f"in-{answer}"))
            x += width
        table.append([label, *(str(counts[answer]) for answer in ANSWERS)])
    step = (WIDTH - RIGHT) / len(ANSWERS)
    for number, answer in enumerate(ANSWERS):
        box = _box(number * step + 4, 4, 14, 14, f"part p-{answer}", labels[answer])
        shapes += [box, _text(number * step + 24, 16, labels[answer])]
    says = p.say(
        msg(
            "One bar a question over {count} licenses and terms of service, divided by answer; "
            "each part holds its number."
        ),
        count=len(licenses),
    )
    return Drawing(36 + 34 * len(TERMS), shapes, says, [p.say(msg("Question")), *labels.values()], table)


FIGURES: dict[str, Callable[[PageContext], Drawing]] = {
    "levels-by-year": levels_by_year,
    "price-by-level": price_by_level,
    "memory-by-parameters": memory_by_parameters,
    "license-terms": license_terms,
}
