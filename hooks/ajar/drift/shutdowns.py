"""modeldeprecations.dev (MIT): days of release and shutdown by API id, read off the vendors' own pages."""

from collections.abc import Iterator
from functools import cache

from ..derive import Derived
from ..kinds.model import Facts, Model
from ..kinds.words import LifeEventId
from . import Difference, committed, same_day

NAME = "modeldeprecations"
ENDS = (LifeEventId.RETIREMENT, LifeEventId.RETIRED)


def is_here() -> bool:
    return True


@cache
def _models() -> dict[str, dict[str, str]]:
    return dict(committed(NAME)["models"])


def compare(derived: Derived) -> Iterator[Difference]:
    """Days of every dated snapshot and of every variant with an API id that the list knows."""
    for model in derived.catalog.models.values():
        for id_, variant, released, ends in _offers(model):
            if there := _models().get(id_):
                yield from _days(model, variant, id_, there, released, ends)


def _offers(model: Model) -> Iterator[tuple[str, str, str | None, list[str]]]:
    """(API id, variant, day of release, days of its end) of everything the entry says is sold under an id."""
    layers: list[tuple[str, Facts]] = [(model.id, model), *model.variants.items()]
    for variant, facts in layers:
        snapshots = {item.id: item for item in facts.snapshots}
        for item in facts.snapshots:
            yield item.id, variant, item.released, [item.retires] if item.retires else []
        for id_ in facts.ids.api if facts.ids else ():
            if id_ not in snapshots:
                yield id_, variant, None, _ends(model, variant)


def _ends(model: Model, variant: str) -> list[str]:
    every = variant == model.id
    return [event.date for event in model.life if event.event in ENDS and (every or event.holds_for(variant))]


def _days(
    model: Model, variant: str, id_: str, there: dict[str, str], released: str | None, ends: list[str]
) -> Iterator[Difference]:
    day = there.get("released")
    if released and day and not same_day(released, day):
        yield Difference(NAME, model, variant, "released", released, f"{id_} on {day}")
    end = there.get("shutdown")
    if end and not any(same_day(own, end) for own in ends):
        ours = ", ".join(ends) or "no day"
        yield Difference(NAME, model, variant, "retires", ours, f"{id_} on {end}")
