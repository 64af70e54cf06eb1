"""When hosted models end: those of the last year and all that are announced."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...facts.changes import Changes
from ...kinds.model import Model
from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Linear, Picture, Rows, Sketch, bar, diamond, square
from .values import day_of

# How long before the day of the build the picture begins; the table and the data go back to the first end.
BEFORE = timedelta(days=183)
# How far back the lines reach that lead to an end.
REACH = timedelta(days=730)
# A picture of more rows is no picture; those nearest to the day of the build stay.
SHOWN = 60


@dataclass(frozen=True)
class End:
    """The end of a model or of some of its sizes: where its service began, the day, and whether weights stay."""

    name: str
    released: str | None
    day: str
    kept: bool | None
    url: str


def timeline(p: PageContext) -> Figure:
    """The ends of the catalog's models in their order; those after the day of the build are announced."""
    today = p.derived.settings.day
    found = sorted(_ends(p), key=lambda end: (end.day, end.name))
    ahead = [end for end in found if end.day > str(today)]
    near = [end for end in found if end.day >= str(today - BEFORE)]
    shown = near[:SHOWN]
    kept = sum(end.kept is True for end in near)
    told = msg(
        "{ahead} ends are announced after {day}, {past} came in the six months before; "
        "the weights stay after {kept} of them"
    )
    says = msg(
        "A line is the life of a hosted service, from its release or the left edge to its end. Solid lines have ended, "
        "or the day announced for their end has passed; dashed ones are announced."
    )
    head = [msg("Model"), msg("Released"), msg("End"), msg("Announced or past"), msg("Weights")]
    words = {True: p.say(msg("announced")), False: p.say(msg("past"))}
    stay = {True: p.say(msg("stay")), False: p.say(msg("not public")), None: p.word("fact-states", "not-checked").label}
    rows = [[end.name, end.released, end.day, words[end.day > str(today)], stay[end.kept]] for end in reversed(found)]
    return Figure(
        p.say(told, ahead=len(ahead), day=today, past=len(near) - len(ahead), kept=kept),
        p.say(says),
        lambda sketch: _drawn(p, sketch, shown, today),
        [p.say(text) for text in head],
        rows,
        [
            Key(bar(4, 8, "life") + square(11, 8, "bad"), p.say(msg("ended"))),
            Key(bar(4, 8, "life ahead") + diamond(10, 8, "mixed hollow"), p.say(msg("end announced"))),
            Key(bar(8, 8, "stays"), p.say(msg("the weights can still be downloaded"))),
        ],
    )


def _ends(p: PageContext) -> Iterator[End]:
    """Ends of models and their sizes on a day that somebody committed to."""
    for end in p.sheets.once(Changes).ends:
        if end.committed and not end.of_snapshots:
            variants = {item.id: item.variant for item in p.derived.variants[end.model.id]}
            of = [variants[id_] for id_ in end.scope if id_ in variants] or list(variants.values())
            released = min((item.released for item in of if item.released), default=None)
            had = {item.can_have for item in of}
            kept = True if True in had else None if None in had else False
            yield End(_name(p, end.model, end.scope, len(variants)), released, end.day, kept, end.model.url)


def _name(p: PageContext, model: Model, scope: tuple[str, ...], all_: int) -> str:
    """The model, the one size that ends, or how many of its sizes do."""
    if not scope or len(scope) == all_ > 1:
        return model.name
    if len(scope) == 1:
        return next((i.variant.name for i in p.derived.variants[model.id] if i.id == scope[0]), model.name)
    return p.say(msg("{name} ({count} sizes)"), name=model.name, count=len(scope))


def _drawn(p: PageContext, sketch: Sketch, shown: list[End], today: date) -> Picture:
    rows = Rows(sketch, 44, 16 if sketch.narrow else 22, 230)
    first = day_of(str(today - REACH))
    last = max([day_of(end.day) for end in shown] + [day_of(str(today))]) + 0.1
    across = Linear(first, last, rows.left + 6, sketch.width - 10)
    bottom = rows.start(len(shown)) + 4
    now = across(day_of(str(today)))
    sketch.text(rows.left, 12, p.say(msg("Day of the end; the upright line is {day}"), day=today), css="quiet")
    uprights = [(now, "today")]
    for year in range(int(first), int(last) + 1):
        for month, label in ((1, str(year)), (7, p.say(msg("July")))):
            x = across(day_of(f"{year}-{month:02}-01"))
            if across.start + 16 < x < across.end - 16:
                sketch.text(x, 34, label, "middle")
                uprights.append((x, "grid"))
    # In a narrow drawing names and days stand between the rows, where no line may cross them.
    plots = (
        [(40.0, bottom)] if not sketch.narrow else [(rows.middle(n) - 8, rows.middle(n) + 8) for n in range(len(shown))]
    )
    _uprights(sketch, uprights, plots)
    for row, end in enumerate(shown):
        y, x = rows.middle(row), across(day_of(end.day))
        ahead = end.day > str(today)
        start = max(across.start, across(day_of(end.released)) if end.released else across.start)
        sketch.line(min(start, x), y, x, y, "life ahead" if ahead else "life")
        if end.kept:
            sketch.line(x, y, sketch.width, y, "stays")
        sketch.put(diamond(x, y, "mixed hollow") if ahead else square(x, y, "bad"))
        sketch.text(0, rows.name_at(row) + 5, end.name)
        if sketch.narrow:
            sketch.text(sketch.width, rows.name_at(row) + 5, end.day, "end", "quiet")
    return sketch.done(bottom)


def _uprights(sketch: Sketch, lines: list[tuple[float, str]], plots: list[tuple[float, float]]) -> None:
    for x, css in lines:
        sketch.path("".join(f"M{x:.1f} {top:.1f}V{bottom:.1f}" for top, bottom in plots), css)
