"""Where licenses of weights set limits: a matrix of licenses by kind of limit."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from ...kinds.license import License
from ...kinds.words import Answer, Role, Term
from ...messages import Message, msg
from ..context import PageContext
from .frame import LINE, Figure, Key, Picture, Rows, Sketch, check, cross, half, ring, wrapped

# As many licenses as the picture shows, those with the most models first; the table and the data have all.
SHOWN = 24
# What a cell can say, from the strictest: a limit or duty, one with a condition, none, silence, not read.
LIMIT, CONDITION, NONE, SILENT, UNREAD = "limit", "condition", "none", "unstated", "not-checked"
# The terms behind each column, in their order; a license may bound users or revenue in one and the same term.
COLUMNS: dict[str, tuple[Message, tuple[str, ...]]] = {
    "users": (msg("Users"), (Term.ANY_USER,)),
    "revenue": (msg("Revenue"), (Term.ANY_USER,)),
    "field": (msg("Field of use"), (Term.ANY_FIELD,)),
    "region": (msg("Region"), (Term.ANY_REGION,)),
    "naming": (msg("Naming"), ("name-derivatives", "show-attribution")),
    "policy": (msg("Use policy"), ("accept-use-policy",)),
    "outputs": (msg("Training on outputs"), (Term.TRAIN_ON_OUTPUTS,)),
}
_MEANS: dict[str, str] = {
    Answer.PERMITTED: NONE,
    Answer.CONDITIONAL: CONDITION,
    Answer.PROHIBITED: LIMIT,
    Answer.UNSTATED: SILENT,
    "required": LIMIT,
    "not-required": NONE,
}


@dataclass(frozen=True)
class Row:
    """A license with what each column says, and the number that a bound names."""

    license: License
    models: int
    cells: dict[str, str]
    bounds: dict[str, str]

    @property
    def limited(self) -> bool:
        return any(cell in (LIMIT, CONDITION) for cell in self.cells.values())


def of_licenses(p: PageContext) -> Figure:
    """The licenses of weights that set a limit, those of most models first."""
    rows = _rows(p)
    limited = [row for row in rows if row.limited]
    column = Counter(id_ for row in limited for id_, cell in row.cells.items() if cell in (LIMIT, CONDITION))
    labels = {id_: p.say(label) for id_, (label, _) in COLUMNS.items()}
    top = [id_ for id_, _ in column.most_common(2)]
    told = msg("{limited} of {all} licenses of weights limit something: {first} {a} of them, {second} {b}")
    if len(top) == 2:
        finding = p.say(
            told,
            limited=len(limited),
            all=len(rows),
            first=labels[top[0]].lower(),
            a=column[top[0]],
            second=labels[top[1]].lower(),
            b=column[top[1]],
        )
    else:
        finding = p.say(
            msg("{limited} of {all} licenses of weights limit something"), limited=len(limited), all=len(rows)
        )
    says = msg(
        "The {shown} licenses with limits that cover most models here; {free} more licenses of weights set none of "
        "these limits. A bound on users with no number is one by kind of body. Naming is a duty to name derivatives "
        "or to show a name."
    )
    words = _words(p)
    return Figure(
        finding,
        p.say(says, shown=min(SHOWN, len(limited)), free=len(rows) - len(limited)),
        lambda sketch: _drawn(p, sketch, limited[:SHOWN], labels),
        [p.say(msg("License")), p.say(msg("Sizes under it")), *labels.values()],
        [
            [row.license.short, row.models, *(row.bounds.get(id_) or words[row.cells[id_]] for id_ in COLUMNS)]
            for row in rows
        ],
        [Key(_sign(state, 8, 8), words[state]) for state in (LIMIT, CONDITION, NONE, SILENT, UNREAD)],
        ["", "count", *[""] * len(COLUMNS)],
    )


def _words(p: PageContext) -> dict[str, str]:
    says = {
        LIMIT: msg("a limit or duty"),
        CONDITION: msg("one under a condition"),
        NONE: msg("none"),
        SILENT: msg("the text does not say"),
        UNREAD: msg("not checked"),
    }
    return {id_: p.say(text) for id_, text in says.items()}


def _rows(p: PageContext) -> list[Row]:
    """Every license of the weights of a model here, by the number of sizes under it."""
    found = []
    for id_, variants in p.derived.under_license.items():
        count = sum(Role.WEIGHTS in v.variant.license and v.variant.license[Role.WEIGHTS].id == id_ for v in variants)
        if count:
            license_ = p.catalog.licenses[id_]
            cells = {column: _cell(license_, column) for column in COLUMNS}
            found.append(Row(license_, count, cells, _bounds(p, license_)))
    return sorted(found, key=lambda row: (-row.models, row.license.short.lower()))


def _cell(license_: License, column: str) -> str:
    """The strictest answer of the terms of a column."""
    terms = [license_.terms.get(id_) for id_ in COLUMNS[column][1]]
    found = {_MEANS.get(term.answer, UNREAD) if term else UNREAD for term in terms}
    state = next(state for state in (LIMIT, CONDITION, UNREAD, NONE, SILENT) if state in found)
    term = terms[0]
    if column in ("users", "revenue") and state == CONDITION and term and term.condition:
        of_revenue = term.condition.revenue_usd is not None
        of_users = term.condition.users is not None or not of_revenue
        return state if (of_users if column == "users" else of_revenue) else NONE
    return NONE if column == "revenue" and state == LIMIT else state


def _bounds(p: PageContext, license_: License) -> dict[str, str]:
    """The numbers of a bound, as they stand in a cell."""
    term = license_.terms.get(Term.ANY_USER)
    condition = term.condition if term else None
    found = {}
    if condition and condition.users:
        found["users"] = p.formatter.scaled(condition.users)
    if condition and condition.revenue_usd:
        found["revenue"] = f"${p.formatter.scaled(condition.revenue_usd)}"
    return found


def _sign(state: str, x: float, y: float) -> Markup:
    if state == LIMIT:
        return cross(x, y, "bad")
    if state == CONDITION:
        return half(x, y, "mixed")
    if state == NONE:
        return check(x, y, "good")
    if state == SILENT:
        return ring(x, y, "unknown")
    return Markup('<text x="{}" y="{}" text-anchor="middle">?</text>').format(f"{x:.1f}", f"{y + 5:.1f}")


def _drawn(p: PageContext, sketch: Sketch, shown: list[Row], labels: dict[str, str]) -> Picture:
    rows = Rows(sketch, 140 if sketch.narrow else 3 * LINE + 12, 24, 178)
    step = (sketch.width - rows.left) / len(COLUMNS)
    for number, id_ in enumerate(COLUMNS):
        x = rows.left + (number + 0.5) * step
        if sketch.narrow:  # seven words do not stand side by side: they are read from the bottom up
            text = Markup('<text transform="rotate(-90 {0} 134)" x="{0}" y="134">{1}</text>')
            sketch.put(text.format(f"{x + 5:.1f}", labels[id_]))
            continue
        lines = wrapped(labels[id_], step)
        for line, part in enumerate(lines):
            sketch.text(x, rows.top - 8 - LINE * (len(lines) - 1 - line), part, "middle")
    for row, item in enumerate(shown):
        y = rows.middle(row)
        sketch.line(0, rows.start(row), sketch.width, rows.start(row))
        sketch.text(0, rows.name_at(row) + 5, item.license.short, css="strong" if sketch.narrow else "")
        for number, id_ in enumerate(COLUMNS):
            x = rows.left + (number + 0.5) * step
            bound = item.bounds.get(id_)
            if bound and not sketch.narrow:
                sketch.put(_sign(item.cells[id_], x - 26, y))
                sketch.text(x - 15, y + 5, bound)
            else:
                sketch.put(_sign(item.cells[id_], x, y))
    return sketch.done(rows.start(len(shown)) + 2)
