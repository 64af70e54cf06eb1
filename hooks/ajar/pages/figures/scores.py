"""The best score of models with downloadable weights beside the best of hosted ones, by quarter of release."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...kinds.model import Model
from ...kinds.words import ComponentId, ComponentState
from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Linear, Picture, Sketch, bar, dot, square, width_of
from .values import quarter

# Weights that were given out, whether or not they have been taken back since.
OUT = (ComponentState.RELEASED, ComponentState.ON_REQUEST, ComponentState.WITHDRAWN)
# How the settings of boards say that the best score is the lowest one.
LOWER = "lower is better"


@dataclass(frozen=True)
class Score:
    """A score of one size, with the day of its release and whether its weights were given out."""

    name: str
    score: float
    released: str
    open: bool


Best = dict[str, dict[bool, Score]]


def by_openness(p: PageContext) -> Figure:
    """The benchmark and setting with the most scores, since scores of different settings cannot be compared."""
    (benchmark, setting, unit), scores = _most(p)
    best: Best = defaultdict(dict)
    for item in scores:
        of = best[quarter(item.released)]
        if item.open not in of or item.score > of[item.open].score:
            of[item.open] = item
    quarters = sorted(best)
    name = p.catalog.entries["benchmarks"][benchmark].name if benchmark else ""
    labels = {True: p.say(msg("best with weights to download")), False: p.say(msg("best of hosted ones"))}
    says = msg(
        "{benchmark}, {setting}: a mark is the best score of the models released in a quarter, on the one side and on "
        "the other; the line is the best so far. Unit: {unit}."
    )
    head = [
        msg("Quarter of release"),
        msg("Best with weights to download"),
        msg("Its score"),
        msg("Best of hosted ones"),
        msg("Score of the hosted one"),
    ]
    return Figure(
        _finding(p, name, unit, [best[q] for q in quarters]),
        p.say(says, benchmark=name, setting=setting, unit=unit),
        lambda sketch: _drawn(p, sketch, best, name, unit),
        [p.say(text) for text in head],
        [_row(q, best[q]) for q in quarters],
        [
            Key(bar(8, 8, "open-line") + dot(8, 8, "mark"), labels[True]),
            Key(bar(8, 8, "closed-line") + square(8, 8, "mixed"), labels[False]),
        ],
        ["", "", "score", "", "score"],
    )


def _row(name: str, of: dict[bool, Score]) -> list[str | float | None]:
    row: list[str | float | None] = [name]
    for side in (True, False):
        row += [of[side].name, of[side].score] if side in of else [None, None]
    return row


def _most(p: PageContext) -> tuple[tuple[str, str, str], list[Score]]:
    """The scores of one benchmark in one setting: those of which both sides have most."""
    found: dict[tuple[str, str, str], list[Score]] = defaultdict(list)
    for model in p.catalog.models.values():
        for key, score in _scores(p, model):
            found[key].append(score)
    best = max(found, key=lambda key: (min(_sides(found[key])), len(found[key]), key), default=None)
    return (best, found[best]) if best else (("", "", ""), [])


def _scores(p: PageContext, model: Model) -> Iterator[tuple[tuple[str, str, str], Score]]:
    """The scores of a model whose month is known, by benchmark, setting and unit; where less is better, none."""
    variants = {item.id: item.variant for item in p.derived.variants[model.id]}
    for result in model.results:
        variant = variants.get(result.variant or "") or next(iter(variants.values()))
        # Where nobody checked whether the weights can be had, the model is on neither side.
        weights = variant.components.get(ComponentId.WEIGHTS)
        if weights and len(variant.released or "") > len("2026") and LOWER not in result.setting:
            name = variant.name if result.variant else model.name
            score = Score(name, result.score, str(variant.released), weights.state in OUT)
            yield (result.benchmark, result.setting, result.unit), score


def _sides(scores: list[Score]) -> tuple[int, int]:
    free = sum(item.open for item in scores)
    return free, len(scores) - free


def _score(item: Score) -> float:
    return item.score


def _finding(p: PageContext, name: str, unit: str, quarters: list[dict[bool, Score]]) -> str:
    """How far the best of the one side is from the best of the other, over all quarters."""
    free, hosted = (
        max((of[side] for of in quarters if side in of), key=_score, default=None) for side in (True, False)
    )
    if free is None or hosted is None:
        return p.say(msg("Too few scores to compare"))
    gap = p.formatter.score(round(abs(hosted.score - free.score), 1))
    told = (
        msg("{name}: {open}, the best with weights to download, is {gap} {unit} behind {hosted}, the best hosted one")
        if free.score < hosted.score
        else msg("{name}: {open}, with weights to download, is {gap} {unit} ahead of {hosted}, the best hosted one")
    )
    return p.say(told, name=name, open=free.name, gap=gap, unit=unit, hosted=hosted.name)


def _drawn(p: PageContext, sketch: Sketch, best: Best, name: str, unit: str) -> Picture:
    high, top = 320, 40
    quarters = _all_quarters(sorted(best))
    values = [item.score for of in best.values() for item in of.values()] or [0.0, 1.0]
    ticks = _ticks(min(values), max(values))
    left = max(width_of(p.formatter.score(tick)) for tick in ticks) + 8
    bottom = high - 46
    up = Linear(ticks[0], ticks[-1], bottom, top)
    across = Linear(0, max(1, len(quarters) - 1), left + 12, sketch.width - 16)
    sketch.text(0, 12, f"{name} ({unit})", css="quiet")
    for tick in ticks:
        sketch.line(left, up(tick), sketch.width, up(tick))
        sketch.text(left - 6, up(tick) + 5, p.formatter.score(tick), "end")
    for number, quarter_ in enumerate(quarters):
        if quarter_.endswith("Q1") or len(quarters) < 5:
            sketch.line(across(number), bottom, across(number), bottom + 6)
            sketch.text(across(number), bottom + 21, quarter_[:4] if quarter_.endswith("Q1") else quarter_, "middle")
    sketch.text((left + sketch.width) / 2, high - 6, p.say(msg("Quarter of release")), "middle", "quiet")
    for side, line, mark in ((False, "closed-line", square), (True, "open-line", dot)):
        points = [
            (across(n), up(best[q][side].score), best[q][side].score)
            for n, q in enumerate(quarters)
            if side in best.get(q, {})
        ]
        reached, d = float("-inf"), ""
        for x, y, score in points:
            if score > reached:
                d += f"{'H' if d else 'M'}{x:.1f}{'V' if d else ' '}{y:.1f}"
                reached = score
        sketch.path(f"{d}H{sketch.width}" if d else "M0 0", line)
        for x, y, _ in points:
            sketch.put(mark(x, y, "mark" if side else "mixed"))
    return sketch.done(high)


def _all_quarters(found: list[str]) -> list[str]:
    """Every quarter from the first to the last, so that time runs evenly."""
    if not found:
        return []
    first, last = ((int(q[:4]) * 4 + int(q[-1]) - 1) for q in (found[0], found[-1]))
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(first, last + 1)]


def _ticks(low: float, high: float) -> list[float]:
    """Four to nine round values around all scores."""
    span = (high - low) or 1
    step = 10.0 ** math.floor(math.log10(span))
    step = next(step * share for share in (0.1, 0.2, 0.25, 0.5, 1, 2) if span / (step * share) <= 7)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]
