"""Directives: a comment in a written page that the build replaces by a table or a figure of the catalog.

The comment holds YAML; its first key names the directive. A mistake is reported with its line like one in the catalog.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup, escape
from pydantic import Field

from ..facts import markdown
from ..facts.columns import UNKNOWN, Column, Table, select
from ..facts.format import untagged
from ..facts.markdown import plain
from ..facts.plain import Plain
from ..kinds.base import Part
from ..kinds.scalars import Label, Prose, suggest
from ..load import File, validated
from ..messages import msg
from ..pages import figures
from ..pages import tables as cells
from ..pages.context import PageContext, environment
from ..strict_yaml import YamlError, YamlPath

_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(\S+)")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True)
class Place:
    """Where a directive stands: its YAML with its position, the page, the tables of the catalog."""

    file: File
    p: PageContext
    tables: dict[str, Table]


class Directive(Part):
    """A directive; `draw` gives its HTML and `tell` the same as Markdown, "" after mistakes were reported."""

    name: ClassVar[str]

    def draw(self, place: Place) -> str:
        raise NotImplementedError

    def tell(self, place: Place) -> str:
        raise NotImplementedError


class WordsDirective(Directive):
    """`words: levels`: a file of the vocabulary as a table of label and sentence."""

    name: ClassVar[str] = "words"
    words: str

    def draw(self, place: Place) -> str:
        vocabulary, name = place.p.catalog.vocabulary, self.words
        if name not in vocabulary:
            place.file.report(("words",), f"there is no vocabulary {name!r}{suggest(name, vocabulary.files)}")
            return ""
        template = environment(place.p.messages).get_template("words.html")
        return template.render(words=vocabulary[name].words, name=name, p=place.p)

    def tell(self, place: Place) -> str:
        if self.words not in place.p.catalog.vocabulary:
            return ""
        file = place.p.catalog.vocabulary[self.words]
        rows = ([plain(word.label), plain(untagged(word.sentence or ""))] for word in file.words.values())
        return markdown.table([plain(file.label), place.p.say(msg("Meaning"))], rows)


class FigureDirective(Directive):
    """`figure: levels-by-year`: a drawing of `pages/figures/`, whose title is computed; `caption` adds to it."""

    name: ClassVar[str] = "figure"
    figure: str
    caption: Label = ""

    def draw(self, place: Place) -> str:
        if self.figure not in figures.FIGURES:
            message = f"there is no figure {self.figure!r}{suggest(self.figure, figures.FIGURES)}"
            place.file.report(("figure",), message)
            return ""
        return figures.html(self.figure, place.p, self.caption)

    def tell(self, place: Place) -> str:
        return figures.text(self.figure, place.p, self.caption) if self.figure in figures.FIGURES else ""


class TableDirective(Directive):
    """`table: models`: rows of a kind. `where` maps a column to a value, a list of values or a comparison such as "<=
    30e9".
    """

    name: ClassVar[str] = "table"
    table: str
    columns: list[str] = Field(min_length=1, max_length=12)
    where: dict[str, Any] = Field(default_factory=dict)
    sort: str = "name"
    limit: int = Field(default=200, gt=0)
    caption: Prose

    def draw(self, place: Place) -> str:
        table, items = self._found(place)
        if table is None or not items:
            return ""
        label = Markup(self.caption).striptags()
        shown = cells.html(place.p, table, self.columns, items, label)
        return f'<figure class="live">\n{shown}\n<figcaption>{escape(self.caption)}</figcaption>\n</figure>'

    def tell(self, place: Place) -> str:
        table, items = self._found(place)
        if table is None or not items:
            return ""
        columns = [table.columns[id_] for id_ in self.columns]
        told = Plain(place.p.sheets)
        rows = ([plain(told.cell(table, item, column)) for column in columns] for item in items)
        return f"{markdown.table([plain(column.word.label) for column in columns], rows)}\n\n{self.caption}"

    def _found(self, place: Place) -> tuple[Table | None, list[Any]]:
        """The table and its rows that pass, in order; none after mistakes were reported."""
        file, table = place.file, place.tables.get(self.table)
        if table is None:
            file.report(("table",), f"there is no table {self.table!r}{suggest(self.table, place.tables)}")
            return None, []
        before = len(file.problems)
        known = self._check_columns(table, file)
        tests = {id_: _test(table, id_, wanted, place) for id_, wanted in self.where.items() if known}
        if len(file.problems) > before:
            return table, []
        column = table.columns[self.sort.lstrip("-")]
        found = select(table, tests)
        items = _sorted(found, column, table, place.p, backwards=self.sort.startswith("-"))[: self.limit]
        if not items:
            file.report(("table",), "no row passes `where`; expected at least one", key=True)
        return table, items

    def _check_columns(self, table: Table, file: File) -> bool:
        named: list[tuple[YamlPath, str]] = [(("columns", number), id_) for number, id_ in enumerate(self.columns)]
        named += [(("where", id_), id_) for id_ in self.where if id_ != "id"]
        named.append((("sort",), self.sort.lstrip("-")))
        wrong = [(path, id_) for path, id_ in named if id_ not in table.columns]
        for path, id_ in wrong:
            message = f"{self.table} have no column {id_!r}{suggest(id_, table.columns)}"
            file.report(path, message, key=path[0] == "where")
        return not wrong


DIRECTIVES: dict[str, type[Directive]] = {cls.name: cls for cls in (WordsDirective, TableDirective, FigureDirective)}


def draw(place: Place) -> str:
    """The HTML of one directive, one block without blank lines; "" after its problems were reported."""
    directive = _read(place)
    html = directive.draw(place) if directive is not None else ""
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def tell(place: Place) -> str:
    """One directive as Markdown; "" where it has a mistake."""
    directive = _read(place)
    return directive.tell(place) if directive is not None else ""


def _read(place: Place) -> Directive | None:
    """The directive that stands at a place, None after its problems were reported."""
    file = place.file
    try:
        document = file.document()
    except YamlError as error:
        file.report_at(error.line, error.column, error.message)
        return None
    name = next(iter(document.value), "") if isinstance(document.value, dict) else ""
    if name not in DIRECTIVES:
        file.report((name,) if name else (), f"unknown directive {name!r}{suggest(name, DIRECTIVES)}", key=True)
        return None
    return validated(file, DIRECTIVES[name], {"vocabulary": place.p.catalog.vocabulary})


def _sorted(items: list[Any], column: Column, table: Table, p: PageContext, *, backwards: bool) -> list[Any]:
    """By the column, rows that have no value last in both directions."""
    rank = table.rank(column, p.derived)
    return sorted(sorted(items, key=rank, reverse=backwards), key=lambda item: rank(item)[0])


def _test(table: Table, id_: str, wanted: Any, place: Place) -> Callable[[Any], bool]:
    """What one entry of `where` asks of a value."""
    file = place.file
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
    allowed = table.allowed(id_, place.p.catalog)
    for choice in choices:
        if allowed is not None and choice not in allowed:
            file.report(("where", id_), f"{choice!r} is no value of {id_!r}{suggest(choice, allowed)}")
    return lambda value: value in choices
