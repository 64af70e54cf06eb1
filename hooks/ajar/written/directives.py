"""Directives: a comment in a written page that the build replaces by a table or a figure of the catalog.

The comment holds YAML; its first key names the directive. A mistake is reported with its line like one in the catalog.
"""

import operator
import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape
from pydantic import Field

from ..derive.columns import UNKNOWN, Column, Table, select
from ..kinds.base import Label, Part, Prose, suggest
from ..load import File, validated
from ..pages import figures
from ..pages import tables as cells
from ..pages.view import View, door, environment
from ..strict_yaml import YamlError, YamlPath

_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(\S+)")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


class Words(Part):
    """`words: levels`: a file of the vocabulary as a table of label and sentence."""

    words: str


class TableDirective(Part):
    """`table: models`: rows of a kind. `where` maps a column to a value, a list of values or a comparison such as "<= 30e9"."""

    table: str
    columns: list[str] = Field(min_length=1, max_length=12)
    where: dict[str, Any] = Field(default_factory=dict)
    sort: str = "name"
    limit: int = Field(default=200, gt=0)
    caption: Prose


class FigureDirective(Part):
    """`figure: levels-by-year`: a drawing of `pages/figures.py`."""

    figure: str
    caption: Label


DIRECTIVES: dict[str, type[Part]] = {"words": Words, "table": TableDirective, "figure": FigureDirective}


def draw(file: File, view: View, tables: dict[str, Table]) -> str:
    """The HTML of one directive, one block without blank lines; "" after its problems were reported to `file`."""
    try:
        document = file.document()
    except YamlError as error:
        file.report_at(error.line, error.column, error.message)
        return ""
    name = next(iter(document.value), "") if isinstance(document.value, dict) else ""
    if name not in DIRECTIVES:
        file.report((name,) if name else (), f"unknown directive {name!r}{suggest(name, DIRECTIVES)}", key=True)
        return ""
    directive = validated(file, DIRECTIVES[name], {"vocabulary": view.catalog.vocabulary})
    if directive is None:
        return ""
    html = _DRAW[name](directive, file, view, tables)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def _words(directive: Words, file: File, view: View, tables: dict[str, Table]) -> str:
    vocabulary, name = view.catalog.vocabulary, directive.words
    if name not in vocabulary:
        file.report(("words",), f"there is no vocabulary {name!r}{suggest(name, vocabulary)}")
        return ""
    return environment().get_template("words.html").render(words=vocabulary[name].words, name=name, door=door)


def _figure(directive: FigureDirective, file: File, view: View, tables: dict[str, Table]) -> str:
    if directive.figure not in figures.FIGURES:
        file.report(("figure",), f"there is no figure {directive.figure!r}{suggest(directive.figure, figures.FIGURES)}")
        return ""
    return figures.html(directive.figure, view, directive.caption)


def _table(directive: TableDirective, file: File, view: View, tables: dict[str, Table]) -> str:
    table = tables.get(directive.table)
    if table is None:
        file.report(("table",), f"there is no table {directive.table!r}{suggest(directive.table, tables)}")
        return ""
    known, before = True, len(file.problems)
    named: list[tuple[YamlPath, str]] = [(("columns", number), id_) for number, id_ in enumerate(directive.columns)]
    named += [(("where", id_), id_) for id_ in directive.where if id_ != "id"] + [(("sort",), directive.sort.lstrip("-"))]
    for path, id_ in named:
        if id_ not in table.columns:
            file.report(path, f"{directive.table} have no column {id_!r}{suggest(id_, table.columns)}", key=path[0] == "where")
            known = False
    tests = {id_: _test(table, id_, wanted, file, view) for id_, wanted in directive.where.items() if known}
    if not known or len(file.problems) > before:
        return ""
    column = table.columns[directive.sort.lstrip("-")]
    items = _sorted(select(table, tests), column, table, view, backwards=directive.sort.startswith("-"))[: directive.limit]
    if not items:
        file.report(("table",), "no row passes `where`; expected at least one", key=True)
        return ""
    caption = directive.caption
    shown = cells.html(view, table, directive.columns, items, Markup(caption).striptags())
    return f'<figure class="live">\n{shown}\n<figcaption>{escape(caption)}</figcaption>\n</figure>'


def _sorted(items: list[Any], column: Column, table: Table, view: View, *, backwards: bool) -> list[Any]:
    """By the column, rows that have no value last in both directions."""
    rank = table.rank(column, view.derived)
    return sorted(sorted(items, key=rank, reverse=backwards), key=lambda item: rank(item)[0])


def _test(table: Table, id_: str, wanted: Any, file: File, view: View) -> Callable[[Any], bool]:
    """What one entry of `where` asks of a value."""
    if isinstance(wanted, str) and (match := _COMPARISON.fullmatch(wanted)):
        sign, bound = _OPERATORS[match[1]], match[2]
        if table.columns[id_].numeric:
            try:
                limit = float(bound)
            except ValueError:
                file.report(("where", id_), f"{bound!r} is not a number; expected one such as 30e9")
                return lambda value: False
            return lambda value: not isinstance(value, str) and sign(value, limit)
        return lambda value: value not in UNKNOWN and sign(str(value), bound)
    choices = wanted if isinstance(wanted, list) else [wanted]
    allowed = table.allowed(id_, view.catalog)
    for choice in choices:
        if allowed is not None and choice not in allowed:
            file.report(("where", id_), f"{choice!r} is no value of {id_!r}{suggest(choice, allowed)}")
    return lambda value: value in choices


_DRAW: dict[str, Callable[[Any, File, View, dict[str, Table]], str]] = {"words": _words, "table": _table, "figure": _figure}
