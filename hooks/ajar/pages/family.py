"""The life of a model within its family: what its developer released before and after it, and when each ended."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from ..derive import Derived
from ..kinds.model import Model
from ..kinds.words import LifeEventId
from ..messages import msg
from .context import PageContext

# How many are shown on either side of the model; a longer line is on the developer's page.
SIDE = 5
ENDS = (LifeEventId.RETIREMENT, LifeEventId.RETIRED, LifeEventId.WITHDRAWN)
TABLE = """\
<table class="bars family">
<caption>{}. {}</caption>
<thead><tr>{}</tr></thead>
<tbody>
{}
</tbody></table>"""
# The unit of a drawing is a hundredth of its width, which is as wide as its place.
WIDTH = 100


class Life(NamedTuple):
    """When a model came, when its end was announced, and when all of it ended or will."""

    model: Model
    released: str
    deprecated: str
    end: str


def kin(derived: Derived, model: Model) -> list[Model]:
    """The nearest of the model's family by their day, itself among them; only itself where it has none."""
    family = derived.families.get((model.developer.value, model.family), []) if model.family else []
    if model not in family:
        return [model]
    place = family.index(model)
    return family[max(0, place - SIDE) : place + SIDE + 1]


def timeline(p: PageContext, model: Model) -> Markup:
    """A row each: name, a bar from its release to its end, and the days; "" for a model without kin."""
    shown = kin(p.derived, model)
    if len(shown) < 2:
        return Markup("")
    lives = [_life(p.derived, other) for other in shown]
    today = p.derived.settings.day
    first = min(int(life.released[:4]) for life in lives)
    last = max([today.year, *(int(life.end[:4]) for life in lives if life.end)])
    years = range(first, last + 1)
    head = "".join(f"<span>{year if len(years) < 7 or not (year - first) % 2 else ''}</span>" for year in years)
    rows = "\n".join(_row(p, life, years, life.model is model) for life in lives)
    labels = [p.field("name"), Markup('<span class="years">{}</span>').format(Markup(head)), p.say(msg("Days"))]
    says = msg("A bar runs from the release to the end; its lighter part, after {day}, is announced or still open.")
    caption = p.say(msg("{name} and its family by {developer}"), name=model.name, developer=_developer(p, model))
    return Markup(TABLE).format(
        caption,
        p.say(says, day=today),
        Markup("").join(Markup('<th scope="col">{}</th>').format(label) for label in labels),
        Markup(rows),
    )


def _developer(p: PageContext, model: Model) -> str:
    known = p.catalog.developers.get(model.developer.value or "")
    return known.name if known else ""


def _life(derived: Derived, model: Model) -> Life:
    variants = derived.variants[model.id]
    released = min(str(item.variant.released) for item in variants if item.variant.released)
    # Of several days for one size the last one counts; the model ends with the last of its sizes.
    events = [event for event in model.life if event.event in ENDS]
    ends = [max((str(event.date) for event in events if event.holds_for(item.id)), default="") for item in variants]
    told = [str(event.date) for event in model.life if event.event == LifeEventId.DEPRECATED]
    return Life(model, released, min(told, default=""), max(ends) if all(ends) else "")


def _row(p: PageContext, life: Life, years: Sequence[int], own: bool) -> str:
    name = escape(life.model.name) if own else p.href(life.model.url, life.model.name)
    ended = life.end and life.end <= str(p.derived.settings.day)
    days = [p.say(msg("released {day}"), day=life.released)]
    days += [p.say(msg("end announced {day}"), day=life.deprecated)] if life.deprecated else []
    days += [p.say(msg("ended {day}") if ended else msg("ends {day}"), day=life.end)] if life.end else []
    css = ' class="own" aria-current="true"' if own else ""
    told = escape(" · ".join(days))
    return f'<tr{css}><th scope="row">{name}</th><td>{_bar(p, life, years)}</td><td class="days">{told}</td></tr>'


def _bar(p: PageContext, life: Life, years: Sequence[int]) -> str:
    """What lies behind the day of the build is filled, what lies ahead only tinted."""

    def at(day: str) -> float:
        return WIDTH * (_year(day) - years[0]) / len(years)

    today = at(str(p.derived.settings.day))
    start, end = at(life.released), at(life.end) if life.end else WIDTH
    now = min(max(today, start), end)
    grid = "".join(f"M{WIDTH * number / len(years):.1f} 0V10" for number in range(1, len(years)))
    ahead = f'<rect class="ahead" x="{now:.1f}" y="2" width="{end - now:.1f}" height="6"/>' if end > now else ""
    return (
        f'<svg viewBox="0 0 {WIDTH} 10" preserveAspectRatio="none" aria-hidden="true"><path class="tick" d="{grid}"/>'
        f'<rect x="{start:.1f}" y="2" width="{max(now - start, 0.6):.1f}" height="6"/>{ahead}</svg>'
    )


def _year(day: str) -> float:
    """A day, or a month or a year alone, as a year with a fraction."""
    year, month, number = ([int(part) for part in day.split("-")] + [1, 1])[:3]
    return year + (date(year, month, number) - date(year, 1, 1)).days / 366
