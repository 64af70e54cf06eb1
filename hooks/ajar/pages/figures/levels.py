"""Releases by level of openness and year: of the catalog, and of one developer."""

import math
from collections import Counter
from collections.abc import Iterable

from ...kinds.base import Entry
from ...kinds.model import Model
from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Picture, Rows, Sketch, dot, level_name, levels

# A developer of fewer dated releases has no figure: their list says as much.
LEAST = 3
Counts = Counter[tuple[str, str]]


def by_year(p: PageContext) -> Figure:
    """Models by level and year of release; a model counts once in each level that its sizes reach."""
    models = p.catalog.models.values()
    counts = _counts(p, models)
    return _figure(p, counts, _finding(p, models))


def of_developer(p: PageContext, developer: Entry) -> Figure | None:
    """The same of one developer; None where fewer than `LEAST` of its releases are dated."""
    named = p.derived.referrers.get((developer.folder, developer.id), {}).get(Model.folder, {}).values()
    models = [model for model in named if isinstance(model, Model) and model.developer.value == developer.id]
    dated = [model for model in models if years(p, model)]
    if len(dated) < LEAST:
        return None
    free = sum(_is_open(p, model) for model in dated)
    first = min(min(years(p, model)) for model in dated)
    told = msg(
        "{free} of {all} dated releases of {name} since {year} are open weights or freer",
        free=free,
        all=len(dated),
        name=developer.name,
        year=first,
    )
    return _figure(p, _counts(p, dated), p.say(told))


def years(p: PageContext, model: Model) -> set[str]:
    """The years in which sizes of a model were released."""
    return {item.variant.released[:4] for item in p.derived.variants[model.id] if item.variant.released}


def _counts(p: PageContext, models: Iterable[Model]) -> Counts:
    counts: Counts = Counter()
    for model in models:
        variants = p.derived.variants[model.id]
        counts.update({(v.level.id, v.variant.released[:4]) for v in variants if v.variant.released})
    return counts


def _is_open(p: PageContext, model: Model, year: str = "") -> bool:
    """Whether a size of the model, released in the year where one is given, is open weights or freer."""
    levels_ = p.catalog.vocabulary.levels
    sizes = [item for item in p.derived.variants[model.id] if (item.variant.released or "").startswith(year)]
    return any(levels_[item.level.id].open for item in sizes)


def _finding(p: PageContext, models: Iterable[Model]) -> str:
    """The share of open ones in the last two years that have models."""
    all_of: Counter[str] = Counter()
    free: Counter[str] = Counter()
    for model in models:
        for year in years(p, model):
            all_of[year] += 1
            free[year] += _is_open(p, model, year)
    found = sorted(all_of)
    if len(found) < 2:
        return p.say(msg("{free} of {all} releases are open weights or freer"), free=free.total(), all=all_of.total())
    before, last = found[-2:]
    told = msg(
        "{free} of {all} releases of {year} in the catalog are open weights or freer; of {before}, {then} of {of}"
    )
    return p.say(
        told, free=free[last], all=all_of[last], year=last, before=before, then=free[before], of=all_of[before]
    )


def _figure(p: PageContext, counts: Counts, finding: str) -> Figure:
    found = sorted({year for _, year in counts})
    shown = levels(p, {level for level, _ in counts})
    says = msg(
        "Rows are levels of openness, columns years of release. A model stands in each level and year in which one of "
        "its sizes came out."
    )
    return Figure(
        finding,
        p.say(says),
        lambda sketch: _drawn(p, sketch, counts, found, shown),
        [p.say(msg("Level")), *found],
        [[p.word("levels", level).label, *(counts[level, year] for year in found)] for level in shown],
        [Key(dot(8, 8, "mark", 7), p.say(msg("number of models; the area grows with it")))],
        ["", *["count"] * len(found)],
    )


def _drawn(p: PageContext, sketch: Sketch, counts: Counts, found: list[str], shown: list[str]) -> Picture:
    rows = Rows(sketch, 40, 36)
    step = (sketch.width - rows.left) / max(1, len(found))
    most = max(counts.values(), default=1)
    widest = min(16.0, step / 2 - 1)
    sketch.text(rows.left, 12, p.say(msg("Year of release")), css="quiet")
    short = sketch.narrow and step < 40
    for number, year in enumerate(found):
        sketch.text(rows.left + (number + 0.5) * step, 32, f"’{year[2:]}" if short else year, "middle")
    for row, level in enumerate(shown):
        y = rows.middle(row)
        sketch.line(rows.left, y, sketch.width, y)
        level_name(p, sketch, level, rows.name_at(row))
        for number, year in enumerate(found):
            if count := counts[level, year]:
                x = rows.left + (number + 0.5) * step
                inside = 9 if count < 10 else 11 if count < 100 else 14
                radius = (
                    min(widest, inside + (widest - inside) * math.sqrt(count / most)) if widest > inside else widest
                )
                sketch.put(dot(x, y, "mark", radius))
                sketch.text(x, y + 5, count, "middle", "on")
    return sketch.done(rows.start(len(shown)) + 2)
