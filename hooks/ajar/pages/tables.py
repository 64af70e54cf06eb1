"""Tables of the catalog as HTML, on list pages and in guides. Cells are made here, since a table has thousands."""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from ..derive import DerivedVariant
from ..facts.columns import Column, Table
from ..facts.sheet import FactRow
from ..kinds.model import Model
from ..kinds.words import State
from ..messages import msg
from .context import PageContext

# Rows in one `<tbody>`: the browser lays out only those near the screen (`content-visibility` in table.css).
CHUNK = 20


def cell(p: PageContext, table: Table, column: Column, item: Any, facts: dict[str, FactRow] | None = None) -> Markup:
    """The content of one cell; the unknowns each look their own way. `facts` are the item's, if at hand."""
    if column.form == "name":
        return p.href(table.url_of(item), table.name_of(item))
    row = table.row_in(table.facts(item) if facts is None else facts, column)
    if row is None or (row.state is not State.KNOWN and row.value is None):
        return _unknown(p, row.state if row else State.NOT_CHECKED)
    if column.form == "answer":
        return _answer(p, table, row, item)
    if column.form == "word" and isinstance(row.value, str):
        return _word(p, column, row.value)
    return p.value(row)


def _unknown(p: PageContext, state: State) -> Markup:
    return escape(p.word("fact-states", state).brief) if state is State.NOT_APPLICABLE else p.unknown(state)


def _word(p: PageContext, column: Column, value: str) -> Markup:
    if column.words == "levels":
        return p.level(value, short=True)
    word = p.word(column.words, value)
    return p.answer(column.words, value, short=True) if word.symbol else escape(word.label)


def _answer(p: PageContext, table: Table, row: FactRow, item: Any) -> Markup:
    """A license's answer, leading to its clause; scripts show number and text of the clause where the cell is pointed
    at.
    """
    clause, says = row.detail("clause"), row.detail("condition") or row.detail("says") or ""
    told = p.say(msg("Clause {clause}"), clause=clause) if clause else ""
    value = row.value
    shown = p.answer("answers", value, short=True) if value in p.catalog.vocabulary.answers else escape(value)
    href = f"{p.root}{table.url_of(item)}#{row.id}"
    return Markup('<a class="cell" href="{}" title="{}" data-clause="{}">{}</a>').format(href, says, told, shown)


def head(columns: Sequence[Column]) -> str:
    """The header row; a column's sentence is its tooltip."""
    cells = []
    for column in columns:
        css = f' class="{column.css}"' if column.css else ""
        title, label = escape(column.word.sentence), escape(column.word.label)
        cells.append(f'<th scope="col" data-key="{column.id}"{css} title="{title}">{label}</th>')
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def body(p: PageContext, table: Table, columns: Sequence[Column], items: Sequence[Any]) -> Iterable[str]:
    """The rows in chunks; the first column names the row."""
    first, *others = columns
    css = {column.id: f' class="{column.css}"' if column.css else "" for column in columns}
    for start in range(0, len(items), CHUNK):
        yield "<tbody>"
        for item in items[start : start + CHUNK]:
            facts = table.facts(item)
            cells = "".join([f"<td{css[column.id]}>{cell(p, table, column, item, facts)}</td>" for column in others])
            name = f'<th{css[first.id]} scope="row">{cell(p, table, first, item, facts)}</th>'
            yield f'<tr data-id="{table.id_of(item)}">{name}{cells}</tr>'
        yield "</tbody>"


def html(p: PageContext, table: Table, columns: Sequence[str], items: Sequence[Any], label: str) -> Markup:
    """A whole table in a box of its own that scrolls; `label` names it for those who do not see it."""
    chosen = [table.columns[id_] for id_ in columns]
    return _boxed(label, f'<table class="plain live">{head(chosen)}', body(p, table, chosen, items))


def grid(p: PageContext, table: Table, items: Sequence[Any], label: str) -> Markup:
    """A long table for the scripts: its rows are grids of fixed columns, so that the browser need not lay out distant
    ones.
    """
    card = p.catalog_card(table.folder)
    chosen = [table.columns[id_] for id_ in card.shown]
    tracks = " ".join(f"{column.width:g}rem" for column in chosen)
    start = f'<table class="grid" data-view="{table.folder}" style="--tracks: {tracks}">{head(chosen)}'
    p.wide = True
    return _boxed(label, start, body(p, table, chosen, items))


def listed(p: PageContext, table: Table, items: Sequence[Any], label: str) -> Markup:
    """The list of a kind: the columns its card shows first, each value with its source."""
    chosen = [table.columns[id_] for id_ in p.catalog_card(table.folder).shown]
    heads = "".join(f'<th scope="col">{escape(column.word.label)}</th>' for column in chosen)
    rows = []
    for item in items:
        facts = table.facts(item)
        cells = "".join(f"<td>{p.fact(facts.get(column.id))}</td>" for column in chosen[1:])
        name = p.href(table.url_of(item), table.entry_of(item).name)
        rows.append(f'<tr><th scope="row">{name}</th>{cells}</tr>')
    p.wide = True
    return _boxed(label, f'<table class="big"><thead><tr>{heads}</tr></thead>', ["<tbody>", *rows, "</tbody>"])


# What a table of releases has in its rows: what leads to it, and the variants that it is about.
Release = tuple[Model | DerivedVariant, list[DerivedVariant]]


def releases(p: PageContext, items: Iterable[Release]) -> Markup:
    """Models or variants as a table: name, level, day of release, status; the newest first."""
    heads = "".join(f'<th scope="col">{escape(p.field(id_))}</th>' for id_ in ("name", "level", "released", "status"))
    newest = sorted(items, key=lambda item: item[0].id)
    newest.sort(key=lambda item: _released(item[1]), reverse=True)
    rows = [_release(p, item, variants) for item, variants in newest]
    if not rows:
        return Markup("")
    label = p.say(p.catalog_card(Model.folder).title)
    return _boxed(
        label, f'<table class="plain releases"><thead><tr>{heads}</tr></thead>', ["<tbody>", *rows, "</tbody>"]
    )


def _released(variants: list[DerivedVariant]) -> str:
    return max((str(item.variant.released or "") for item in variants), default="")


def _release(p: PageContext, item: Model | DerivedVariant, variants: list[DerivedVariant]) -> str:
    """One row: the levels and states that its variants have, each once."""
    if isinstance(item, Model):
        name = p.link(Model.folder, item.id)
    else:
        name = p.href(item.variant.url, item.variant.name)
    levels = Markup(", ").join([p.level(id_, short=True) for id_ in dict.fromkeys(v.level.id for v in variants)])
    states = dict.fromkeys(v.variant.status for v in variants)
    unchecked = p.unknown(State.NOT_CHECKED)
    told = Markup(", ").join([p.shown(id_, "word", "statuses") if id_ else unchecked for id_ in states])
    day = _released(variants)
    when = f'<time datetime="{escape(day)}">{escape(day)}</time>' if day else unchecked
    return f'<tr><th scope="row">{name}</th><td>{levels}</td><td>{when}</td><td>{told}</td></tr>'


def _boxed(label: str, start: str, rows: Iterable[str]) -> Markup:
    lines = "\n".join(rows)
    box = f'<div class="scroll" role="region" aria-label="{escape(label)}" tabindex="0">'
    return Markup(f"{box}\n{start}\n{lines}\n</table>\n</div>")
