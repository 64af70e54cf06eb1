"""Figures as static SVG, drawn at build: no script, readable in light and dark, each with its numbers as a table.

One module a figure; `frame.py` holds what they share. Colour never carries meaning alone: positions, printed numbers
and shapes do. Each figure is drawn twice, for a wide and for a narrow place; see charts.css.
"""

import csv
import io
from collections.abc import Callable, Iterable

from ...facts import markdown
from ...facts.sheets import Sheets
from ...kinds.base import Entry
from ...kinds.developer import Developer
from ...messages import msg
from ..context import PageContext, environment
from . import components, levels, limits, memory, prices, retirements, scores, terms, verdicts
from .frame import Figure

FIGURES: dict[str, Callable[[PageContext], Figure]] = {
    "levels-by-year": levels.by_year,
    "price-by-level": prices.by_level,
    "memory-by-parameters": memory.by_parameters,
    "license-terms": terms.of_licenses,
    "license-limits": limits.of_licenses,
    "retirements": retirements.timeline,
    "components-by-year": components.over_years,
    "claim-verdicts": verdicts.of_claims,
    "scores-by-openness": scores.by_openness,
}
# Rows of the table under a figure; the file has all.
ROWS = 60
FOLDER = "assets/data/figures"


def html(name: str, p: PageContext, caption: str = "") -> str:
    """A figure of the catalog as one block: its finding, legend, drawings, numbers, and how to cite it."""
    return _block(name, p, _made(name, p), caption)


def text(name: str, p: PageContext, caption: str = "") -> str:
    """A figure as Markdown: its finding, its numbers, and where all of them are."""
    figure = _made(name, p)
    data = markdown.link(p.say(msg("All values")), p.derived.settings.url(f"{FOLDER}/{name}.csv"))
    rows = ([markdown.plain(cell) for cell in cells] for cells in _rows(figure, p))
    head = [markdown.plain(title) for title in figure.head]
    told = " ".join(filter(None, [f"**{markdown.plain(figure.finding)}**", caption, data]))
    return f"{told}\n\n{markdown.table(head, rows)}"


def of_developer(p: PageContext, developer: Entry) -> str:
    """The releases of a developer as a figure, "" where they are too few."""
    figure = levels.of_developer(p, developer)
    return _block(_name(developer), p, figure) if figure else ""


def files(sheets: Sheets) -> Iterable[tuple[str, str]]:
    """The values behind every figure as CSV, by path."""
    p = PageContext(sheets, "")
    for name in FIGURES:
        yield f"{FOLDER}/{name}.csv", _csv(_made(name, p))
    for developer in p.catalog.entries[Developer.folder].values():
        if figure := levels.of_developer(p, developer):
            yield f"{FOLDER}/{_name(developer)}.csv", _csv(figure)


def _name(developer: Entry) -> str:
    return f"releases-of-{developer.id}"


def _made(name: str, p: PageContext) -> Figure:
    """A figure is the same on every page, so it is made once."""
    key = ("figure", name)
    if key not in p.sheets.shown:
        p.sheets.shown[key] = FIGURES[name](p)
    found: Figure = p.sheets.shown[key]
    return found


def _block(name: str, p: PageContext, figure: Figure, caption: str = "") -> str:
    settings = p.derived.settings
    anchor = f"figure-{name}"
    cite = msg("Ajar, “{title}”, figure computed from the catalog on {day}, {address}. License: CC BY 4.0.")
    template = environment(p.messages).get_template("figure.html")
    return template.render(
        p=p,
        name=name,
        anchor=anchor,
        figure=figure,
        caption=caption,
        rows=list(_rows(figure, p)),
        cite=p.say(cite, title=figure.finding, day=settings.day, address=f"{settings.url(p.url)}#{anchor}"),
        data=f"{p.root}{FOLDER}/{name}.csv",
    )


def _rows(figure: Figure, p: PageContext) -> Iterable[list[str]]:
    """The rows of the table under a figure."""
    return ([_shown(p, form, cell) for form, cell in _paired(figure, row)] for row in figure.rows[:ROWS])


def _paired(figure: Figure, row: Iterable[str | float | None]) -> Iterable[tuple[str, str | float | None]]:
    """The cells of a row with the forms of their columns."""
    forms = figure.forms or [""] * len(figure.head)
    return zip(forms, row, strict=True)


def _shown(p: PageContext, form: str, cell: str | float | None) -> str:
    if cell is None:
        return "–"
    return p.formatter.number(form, cell) if form and not isinstance(cell, str) else str(cell)


def _csv(figure: Figure) -> str:
    """Every row, numbers as they are, nothing where nothing is known."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(figure.head)
    writer.writerows(figure.rows)
    return buffer.getvalue()
