"""Which parts of a release were published, over the years."""

from collections import Counter

from markupsafe import Markup

from ...kinds.words import ComponentId, ComponentState
from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Picture, Rows, Sketch, percent

# Releases are few before; the first column gathers them.
FIRST = 2021
Shares = dict[str, dict[str, tuple[int, int]]]


def over_years(p: PageContext) -> Figure:
    """For each component and year, how many of the models for which somebody checked it released it."""
    shares, found = _shares(p)
    words = p.catalog.vocabulary.components
    shown = sorted(
        (id_ for id_ in words if id_ in shares),
        key=lambda id_: -percent(*(sum(column) for column in zip(*shares[id_].values(), strict=True))),
    )
    says = msg(
        "Of the models of a year for which somebody checked the component, the percentage that released it to "
        "anyone. Nothing stands where none was checked."
    )
    rows: list[list[str | float | None]] = [
        [words[id_].label, year, *shares[id_].get(year, (0, 0))] for id_ in shown for year in found
    ]
    head = [msg("Component"), msg("Year of release"), msg("Released"), msg("Checked")]
    key = Markup('<path d="M0 5h16v6h-16z" class="track"/><path d="M0 5h10v6h-10z" class="mark"/>')
    return Figure(
        _finding(p, shares, found),
        p.say(says),
        lambda sketch: _drawn(p, sketch, shares, found, shown),
        [p.say(text) for text in head],
        rows,
        [Key(key, p.say(msg("percent of the checked models that released it")))],
        ["", "", "count", "count"],
    )


def _shares(p: PageContext) -> tuple[Shares, list[str]]:
    """(released, checked) by component and column, and the columns."""
    released: Counter[tuple[str, str]] = Counter()
    checked: Counter[tuple[str, str]] = Counter()
    columns: dict[str, int] = {}
    for variants in p.derived.variants.values():
        dates = [item.variant.released for item in variants if item.variant.released]
        if not dates:
            continue
        year = int(min(dates)[:4])
        column = p.say(msg("up to {year}"), year=FIRST) if year <= FIRST else str(year)
        columns[column] = max(year, FIRST)
        states: dict[str, set[str]] = {}
        for item in variants:
            for id_, component in item.variant.components.items():
                states.setdefault(id_, set()).add(component.state)
        for id_, of in states.items():
            checked[id_, column] += 1
            released[id_, column] += ComponentState.RELEASED in of
    shares: Shares = {}
    for (id_, column), count in checked.items():
        shares.setdefault(id_, {})[column] = (released[id_, column], count)
    return shares, sorted(columns, key=lambda column: columns[column])


def _finding(p: PageContext, shares: Shares, found: list[str]) -> str:
    """What became of the training data, from the first column to the last that has it."""
    label = p.word("components", ComponentId.TRAINING_DATA).label
    known = [year for year in found if year in shares.get(ComponentId.TRAINING_DATA, {})]
    if not known:
        return p.say(msg("Parts of a release that were published, by year"))
    (a, b), (c, d) = (shares[ComponentId.TRAINING_DATA][year] for year in (known[0], known[-1]))
    told = msg(
        "{label}: {now} percent of the checked models of {year} released it; of those {before}, {then} percent did"
    )
    before = known[0] if not known[0].isdigit() else p.say(msg("of {year}"), year=known[0])
    return p.say(told, label=label, now=percent(c, d), year=known[-1], then=percent(a, b), before=before)


def _drawn(p: PageContext, sketch: Sketch, shares: Shares, found: list[str], shown: list[str]) -> Picture:
    rows = Rows(sketch, 40, 32, 200)
    step = (sketch.width - rows.left) / max(1, len(found))
    sketch.text(rows.left, 12, p.say(msg("Year of release, numbers in percent")), css="quiet")
    for number, year in enumerate(found):
        middle = rows.left + (number + 0.5) * step
        sketch.text(middle, 32, f"≤ ’{year[-2:]}" if sketch.narrow and not year.isdigit() else year, "middle")
    for row, id_ in enumerate(shown):
        top = rows.start(row + 1) - rows.room
        sketch.line(0, rows.start(row), sketch.width, rows.start(row))
        sketch.text(0, rows.name_at(row) + 5, p.word("components", id_).label, css="strong" if sketch.narrow else "")
        for number, year in enumerate(found):
            part, whole = shares[id_].get(year, (0, 0))
            if not whole:
                continue
            left, room = rows.left + number * step + 4, step - 8
            sketch.text(left + room / 2, top + 16, percent(part, whole), "middle")
            sketch.box(left, top + 21, room, 6, "track")
            if part:
                sketch.box(left, top + 21, room * part / whole, 6, "mark")
    return sketch.done(rows.start(len(shown)) + 2)
