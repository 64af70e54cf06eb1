"""A page per benchmark: what it measures, and the scores that the catalog has on it, as bars."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from ..facts.sheet import FactRow
from ..facts.sheets import Sheets
from ..kinds import Benchmark, Model
from . import entries
from .context import PageContext
from .page import Page

# Scores of these units reach from 0 to 100; bars of other units are drawn against the largest.
PERCENT = "%"


class Score(NamedTuple):
    """One result on a benchmark, and the model whose entry has it."""

    model: Model
    row: FactRow

    @property
    def unit(self) -> str:
        return str(self.row.detail("unit") or "")


def page(sheets: Sheets, benchmark: Benchmark) -> Page:
    """One benchmark."""
    p = PageContext(sheets, benchmark.url, benchmark)
    scores = list(_scores(p, benchmark))
    shown = (Model.folder,) if scores else ()
    return entries.made(p, "benchmark.html", shown, count=len(scores), bars=lambda: bars(p, scores))


def _scores(p: PageContext, benchmark: Benchmark) -> Iterator[Score]:
    named = p.derived.referrers.get((benchmark.folder, benchmark.id), {}).get(Model.folder, {})
    for model in named.values():
        if isinstance(model, Model):
            for row in p.sheets.of(model).group("benchmarks"):
                if row.detail("benchmark") == benchmark.id and row.value is not None:
                    yield Score(model, row)


def bars(p: PageContext, scores: list[Score]) -> Markup:
    """The scores, unit by unit, the best first: a bar of the length of each."""
    units: dict[str, list[Score]] = {}
    for score in scores:
        units.setdefault(score.unit, []).append(score)
    lines = []
    for unit, found in units.items():
        most = max(100.0 if unit == PERCENT else 0.0, *(score.row.value for score in found)) or 1.0
        found.sort(key=lambda score: (-score.row.value, score.model.id))
        lines += [_bar(p, score, max(0.0, score.row.value / most)) for score in found]
    return Markup("\n".join(lines))


def _bar(p: PageContext, score: Score, share: float) -> str:
    """One row: whose score, the bar with its number, the setting, who reported it."""
    model, row = score
    variant = row.detail("variant")
    name = p.link(Model.folder, variant or model.id, None if variant else model.name)
    bar = '<svg class="bar-of" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
    bar += f'<rect class="rest" width="100" height="8"/><rect class="mark" width="{100 * share:.1f}" height="8"/></svg>'
    return (
        f'<tr><th scope="row">{name}</th><td class="n">{p.value(row)}{p.mark(row)}</td><td>{bar}</td>'
        f"<td>{escape(row.detail('setting'))}{p.note(row)}</td>"
        f"<td>{p.link('developers', row.detail('reported-by'))}</td></tr>"
    )
