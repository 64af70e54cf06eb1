"""Figures as static SVG, drawn at build: no script, readable in light and dark, each with its numbers as a table.

Colour never carries meaning alone: positions, printed numbers and shapes do. All text is `currentColor`; see `.chart` in ajar.css.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup, escape

from ..derive import DerivedRow
from ..derive.columns import Column, model_columns
from ..kinds import License
from . import text
from .view import View

WIDTH, LEFT, RIGHT = 720, 150, 16
# Memory of one card, four or eight common cards: lines that tell what fits. Sizes of NVIDIA's RTX 4090 and H100 in GB.
CARDS = (24, 80, 640)


@dataclass(frozen=True)
class Drawing:
    """What a figure shows: the SVG's inside and height, one sentence of description, and the table of its numbers."""

    height: int
    shapes: list[str]
    says: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def html(name: str, view: View, caption: str) -> str:
    """The figure with its caption and its numbers, as one block."""
    drawing = FIGURES[name](view)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in drawing.head)
    rows = "\n".join(f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>' for row in drawing.rows)
    return (
        f'<figure class="chart" id="figure-{name}">\n'
        f'<div class="scroll" role="region" aria-label="{escape(Markup(caption).striptags())}" tabindex="0">\n'
        f'<svg viewBox="0 0 {WIDTH} {drawing.height}" role="img" aria-labelledby="{name}-title {name}-says">\n'
        f'<title id="{name}-title">{escape(caption)}</title><desc id="{name}-says">{escape(drawing.says)}</desc>\n'
        + "\n".join(drawing.shapes)
        + "\n</svg>\n</div>\n"
        f'<details><summary>The numbers as a table</summary>\n<div class="scroll" role="region" aria-label="Numbers of the figure" tabindex="0">'
        f'<table class="plain"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div></details>\n<figcaption>{escape(caption)}</figcaption>\n</figure>'
    )


def _text(x: float, y: float, content: object, anchor: str = "start", kind: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{escape(str(content))}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str = "grid") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _dot(x: float, y: float, title: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="dot"><title>{escape(title)}</title></circle>'


def _box(x: float, y: float, width: float, height: float, kind: str, title: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" class="{kind}"><title>{escape(title)}</title></rect>'


def _levels(view: View, found: set[str]) -> list[str]:
    """Levels that occur, most open first, as rows of a figure."""
    return [id_ for id_ in view.catalog.vocabulary["levels"] if id_ in found]


def _level_label(view: View, level: str, y: float) -> str:
    return f'<g transform="translate(2 {y - 13:.1f}) scale(.75)">{view.door(level)}</g>{_text(24, y + 4, view.word("levels", level).label)}'


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


def _number(column: Column, item: DerivedRow) -> float | None:
    value = column.value(item)
    return None if isinstance(value, str) else float(value)


def levels_by_year(view: View) -> Drawing:
    """Models by level and year of release; a model counts once in each level that its variants reach."""
    counts: Counter[tuple[str, str]] = Counter()
    for rows in view.derived.rows.values():
        for level, year in {(d.level.id, str(released.value)[:4]) for d in rows if (released := d.row.get("released")) and released.value}:
            counts[level, year] += 1
    years = sorted({year for _, year in counts})
    levels = _levels(view, {level for level, _ in counts})
    step = (WIDTH - LEFT - RIGHT) / max(1, len(years))
    most = max(counts.values(), default=1)
    shapes, bottom = [], 34 + 40 * len(levels)
    for number, year in enumerate(years):
        shapes.append(_text(LEFT + (number + 0.5) * step, 18, year, "middle"))
    for row, level in enumerate(levels):
        y = 48 + 40 * row
        shapes += [_line(LEFT, y, WIDTH - RIGHT, y), _level_label(view, level, y)]
        for number, year in enumerate(years):
            if count := counts[level, year]:
                x = LEFT + (number + 0.5) * step
                shapes.append(f'<circle cx="{x:.1f}" cy="{y}" r="{7 + 11 * math.sqrt(count / most):.1f}" class="mark"/>{_text(x, y + 4, count, "middle", "on")}')
    says = "Rows are openness levels, columns are years of release; each circle holds the number of models."
    table = [[view.word("levels", level).label, *(str(counts[level, year]) for year in years)] for level in levels]
    return Drawing(bottom, shapes, says, ["Level", *years], table)


def price_by_level(view: View) -> Drawing:
    """Price of a million tokens written, one dot a priced variant, in the row of its level."""
    columns = model_columns(view.derived)
    priced = [(d.level.id, price, d.row.name) for d in view.derived.all_rows if (price := _number(columns["price-out"], d))]
    levels = _levels(view, {level for level, _, _ in priced})
    scale = Scale([price for _, price, _ in priced] or [1], LEFT + 10, WIDTH - RIGHT - 10)
    bottom = 30 + 40 * len(levels)
    shapes = [_line(scale(tick), 14, scale(tick), bottom - 8) + _text(scale(tick), bottom + 8, text.dollars(tick), "middle") for tick in scale.ticks]
    table = []
    for row, level in enumerate(levels):
        y = 34 + 40 * row
        found = sorted((price, name) for of, price, name in priced if of == level)
        shapes += [_line(LEFT, y, WIDTH - RIGHT, y), _level_label(view, level, y)]
        shapes += [_dot(scale(price), y, f"{name}: {text.dollars(price)}") for price, name in found]
        middle = median(price for price, _ in found)
        shapes.append(_line(scale(middle), y - 13, scale(middle), y + 13, "median"))
        table.append([view.word("levels", level).label, str(len(found)), text.dollars(found[0][0]), text.dollars(round(middle, 4)), text.dollars(found[-1][0])])
    says = "One dot a variant with a recorded price, on a logarithmic axis of US dollars per million tokens written; the upright stroke is the median of its level."
    return Drawing(bottom + 16, shapes, says, ["Level", "Variants", "Lowest", "Median", "Highest"], table)


def memory_by_parameters(view: View) -> Drawing:
    """Memory at 4 bits against parameters: weights alone, and with the cache of one full context where it is known."""
    sized = [
        (d.row.get("parameters").value, d.memory.weights[4], d.memory.weights[4] + (d.memory.cache or 0), d.row.name)
        for d in view.derived.all_rows
        if d.memory and d.level.id not in ("hosted", "closed")
    ]
    sized.sort()
    high = 360
    across = Scale([size for size, _, _, _ in sized] or [1e9], 60, WIDTH - RIGHT - 10)
    up = Scale([value for _, low, full, _ in sized for value in (low, full)] or [1], high - 40, 16)
    shapes = [_line(across(tick), 16, across(tick), high - 40) + _text(across(tick), high - 22, text.billions(tick), "middle") for tick in across.ticks]
    shapes += [_line(60, up(tick), WIDTH - RIGHT, up(tick)) + _text(54, up(tick) + 4, text.gigabytes(tick), "end") for tick in up.ticks]
    shapes += [_line(60, up(card), WIDTH - RIGHT, up(card), "median") + _text(WIDTH - RIGHT, up(card) - 4, f"{card} GB", "end") for card in CARDS]
    for size, low, full, name in sized:
        x, title = across(size), f"{name}: {text.gigabytes(low)} of weights{f', {text.gigabytes(full)} with the cache' if full > low else ''}"
        if full > low:
            shapes += [_line(x, up(low), x, up(full), "stem"), _box(x - 3.5, up(full) - 3.5, 7, 7, "dot", title)]
        shapes.append(_dot(x, up(low), title))
    shapes.append(_text((60 + WIDTH) / 2, high - 4, "parameters, all experts counted", "middle"))
    says = (
        "Circles are the memory of the weights at 4 bits; a square above, where the attention is known, adds the cache of one sequence at full context. "
        "Both axes are logarithmic; the strokes across are 24, 80 and 640 gigabytes: one consumer card, one data-center card, eight of them."
    )
    table = [[name, text.billions(size), text.gigabytes(low), text.gigabytes(full) if full > low else "not known"] for size, low, full, name in sized]
    return Drawing(high, shapes, says, ["Variant", "Parameters", "Weights at 4 bits", "With the cache of a full context"], table)


# Terms that readers ask about first, and the answers in the order of a bar.
TERMS = ("commercial-use", "modify", "redistribute", "host-for-others", "train-on-outputs", "any-field", "any-user", "any-region")
ANSWERS = ("permitted", "conditional", "unstated", "prohibited", "not-checked")


def license_terms(view: View) -> Drawing:
    """How the licenses of weights and the terms of service in the catalog answer eight questions."""
    licenses: list[License] = [item for item in view.catalog.licenses.values() if item.type.value in ("model", "software", "service-terms")]
    shapes, table = [], []
    total = max(1, len(licenses))
    words = view.catalog.vocabulary["answers"].words
    labels = {id_: words[id_].short or words[id_].label if id_ in words else "Not checked" for id_ in ANSWERS}
    for row, term in enumerate(TERMS):
        y = 30 + 34 * row
        counts = Counter(item.terms[term].answer if term in item.terms else "not-checked" for item in licenses)
        label = view.word("license-terms", term).label
        shapes.append(_text(LEFT - 8, y + 15, label, "end"))
        x = float(LEFT)
        for answer in ANSWERS:
            width = (WIDTH - LEFT - RIGHT) * counts[answer] / total
            if counts[answer]:
                shapes.append(_box(x, y, width, 22, f"part p-{answer}", f"{label}: {labels[answer]}, {counts[answer]}"))
                shapes.append(_text(x + width / 2, y + 15, counts[answer], "middle", f"in-{answer}"))
            x += width
        table.append([label, *(str(counts[answer]) for answer in ANSWERS)])
    step = (WIDTH - RIGHT) / len(ANSWERS)
    for number, answer in enumerate(ANSWERS):
        shapes += [_box(number * step + 4, 4, 14, 14, f"part p-{answer}", labels[answer]), _text(number * step + 24, 16, labels[answer])]
    says = f"One bar a question over {len(licenses)} licenses and terms of service, divided by answer; each part holds its number."
    return Drawing(36 + 34 * len(TERMS), shapes, says, ["Question", *labels.values()], table)


FIGURES: dict[str, Callable[[View], Drawing]] = {
    "levels-by-year": levels_by_year,
    "price-by-level": price_by_level,
    "memory-by-parameters": memory_by_parameters,
    "license-terms": license_terms,
}
