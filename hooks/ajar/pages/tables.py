"""Tables of the catalog as HTML, on list pages and in guides. Cells are made here, since a table has thousands."""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from ..derive import DerivedVariant
from ..facts.bounds import limit
from ..facts.columns import Column, Table
from ..facts.format import NUMERIC
from ..facts.sheet import FactRow
from ..kinds.model import Model
from ..kinds.words import State
from ..messages import msg
from .context import PageContext

# Rows in one `<tbody>`: scripts look which of them are near the screen.
CHUNK = 20


def cell(p: PageContext, table: Table, column: Column, item: Any, facts: dict[str, FactRow] | None = None) -> Markup:
    """The content of one cell; the unknowns each look their own way. `facts` are the item's, if at hand."""
    if column.form == "name":
        return p.href(table.url_of(item), table.name_of(item))
    row = table.row_in(item, table.facts(item) if facts is None else facts, column)
    if row is None or (row.state is not State.KNOWN and row.value is None):
        return _unknown(p, row.state if row else State.NOT_CHECKED)
    if column.form == "score":  # its unit is that of the column
        return escape(p.formatter.number(column.form, row.value))
    if column.form == "answer" and column.elsewhere:
        return _word(p, column, row.value) if row.value in p.catalog.vocabulary.answers else escape(row.value)
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
    words = p.catalog.vocabulary.answers
    shown = p.answer("answers", value, short=True) if value in words else escape(value)
    if bound := limit(p.formatter, row):
        word = words[value]
        shown = Markup('<span class="a a-{}"><span aria-hidden="true">{}</span> {}</span>').format(
            word.tone, word.symbol, bound
        )
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


def grid(p: PageContext, table: Table, entries: Sequence[Sequence[Any]], label: str) -> Markup:
    """A long table for the scripts: a row an entry, from the rows of its own, as a grid of fixed columns, so that the
    browser need not lay out distant ones; the sheet of the page has its tracks.
    """
    card = p.catalog_card(table.folder)
    chosen = [table.columns[id_] for id_ in card.shown]
    css = " ".join(["grid", *(["two"] if card.under else []), *(["cards"] if card.parts else [])])
    start = f'<table class="{css}" data-view="{table.folder}">{head(chosen)}'
    p.wide = True
    return _boxed(label, start, _entries(p, table, chosen, entries))


def _entries(p: PageContext, table: Table, columns: Sequence[Column], groups: Sequence[Sequence[Any]]) -> Iterable[str]:
    """A row an entry, in chunks."""
    first, *others = columns
    css = {column.id: f' class="{f"k-{column.id} {column.css}".strip()}"' for column in columns}
    for start in range(0, len(groups), CHUNK):
        yield "<tbody>"
        for items in groups[start : start + CHUNK]:
            facts = [table.facts(item) for item in items]
            cells = "".join([f"<td{css[c.id]}>{_summary(p, table, c, items, facts)}</td>" for c in others])
            name = f'<th{css[first.id]} scope="row">{_entry_name(p, table, items, facts[0])}</th>'
            yield f'<tr data-id="{table.entry_of(items[0]).id}">{name}{cells}</tr>'
        yield "</tbody>"


def _entry_name(p: PageContext, table: Table, items: Sequence[Any], facts: dict[str, FactRow]) -> Markup:
    """An entry's name; below it what its card says, and how many rows of its own it has."""
    entry = table.entry_of(items[0])
    card = p.catalog_card(table.folder)
    below = [p.value(row) for id_ in card.under if (row := facts.get(id_)) and row.value]
    if card.parts and len(items) > 1:
        several = f"{len(items)} {p.say(card.parts)}"
        below.insert(0, Markup('<a class="parts" href="{}#sizes">{}</a>').format(f"{p.root}{entry.url}", several))
    name = p.href(entry.url, entry.title)
    return name + Markup('<span class="under">{}</span>').format(Markup(" · ").join(below)) if below else name


def _summary(
    p: PageContext, table: Table, column: Column, items: Sequence[Any], facts: Sequence[dict[str, FactRow]]
) -> Markup:
    """One cell for all rows of an entry: what they share, the range of their numbers, or the first and how many others.

    `docs/assets/js/summary.js` is its twin.
    """
    if column.pair:
        return _pair(p, table, column, facts)
    if len(items) == 1:
        return cell(p, table, column, items[0], facts[0])
    found = [table.row_in(item, of, column) for item, of in zip(items, facts, strict=True)]
    values = [row.value for row in found if row and row.value is not None]
    if not values:
        return _unknown(p, _least_known(found))
    if column.form in NUMERIC:
        return span(p, column.form, values)
    if column.form == "date":
        return escape(min(values))
    known = [(item, of) for item, of, row in zip(items, facts, found, strict=True) if row and row.value is not None]
    shown = list(dict.fromkeys(cell(p, table, column, item, of) for item, of in known))
    return shown[0] + more(p, len(shown) - 1)


def _least_known(rows: Sequence[FactRow | None]) -> State:
    """What to say of several unknowns: that nobody checked, if that is so for any of them."""
    states = {row.state if row else State.NOT_CHECKED for row in rows}
    return next((state for state in (State.NOT_CHECKED, State.UNDISCLOSED) if state in states), State.NOT_APPLICABLE)


def more(p: PageContext, count: int) -> Markup:
    """How many other answers there are beside the one that is shown."""
    told = p.say(msg("and {count} more, by size"), count=count)
    return Markup(' <small title="{}">+{}</small>').format(told, count) if count else Markup("")


def span(p: PageContext, form: str, values: Sequence[Any]) -> Markup:
    """The least and the greatest of some numbers, with the unit once where both have the same."""
    low, high = (p.formatter.number(form, value) for value in (min(values), max(values)))
    if low == high:
        return escape(low)
    # The unit follows the number in English; where a language writes it otherwise, both are told whole.
    (number, _, unit), (_, _, other) = low.rpartition(" "), high.rpartition(" ")
    shared = unit == other and number.replace(".", "").replace(",", "").isdecimal()
    return escape(f"{number if shared else low} – {high}")


def _pair(p: PageContext, table: Table, column: Column, facts: Sequence[dict[str, FactRow]]) -> Markup:
    """Two facts in one cell: the range of each, or for a price the cheapest one with what belongs to it."""
    first, second = (table.columns[id_] for id_ in column.pair)
    rows = [(row, of.get(second.id)) for of in facts if (row := of.get(first.id)) and row.value is not None]
    if not rows:
        return _unknown(p, _least_known([of.get(first.id) for of in facts]))
    if first.form == "dollars":
        rows = [min(rows, key=lambda pair: pair[0].value)]
    shown = span(p, first.form, [row.value for row, _ in rows])
    others = [other.value for _, other in rows if other and other.value is not None]
    return shown + Markup(" / ") + span(p, second.form, others) if others else shown


def listed(p: PageContext, table: Table, items: Sequence[Any], label: str) -> Markup:
    """The list of a kind: the columns its card shows first, each value with its source."""
    chosen = [table.columns[id_] for id_ in p.catalog_card(table.folder).shown]
    heads = "".join(f'<th scope="col">{escape(column.word.label)}</th>' for column in chosen)
    rows = []
    for item in items:
        facts = table.facts(item)
        cells = "".join(
            f'<td data-name="{escape(column.word.label)}">{p.fact(facts.get(column.id))}</td>' for column in chosen[1:]
        )
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
