"""The facet-models package, a table after models.dev (MIT): release day, context, output, open weights by id there."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from ..derive import Derived, DerivedVariant
from ..kinds.words import ComponentId, ComponentState
from . import Difference, same_count, same_day

NAME = "facet-models"


def is_here() -> bool:
    return find_spec("facet") is not None


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("facet").joinpath("data/model-registry.json").read_text("utf-8")
    return dict(json.loads(text)["models"])


def compare(derived: Derived) -> Iterator[Difference]:
    """Values of every variant that names its id in models.dev."""
    for item in derived.all_variants:
        own = item.variant.own.ids if item.variant.own and item.variant.own.ids else None
        ids = own or (item.model.ids if len(derived.variants[item.model.id]) == 1 else None)
        for id_ in ids.models_dev if ids else ():
            if there := _table().get(id_):
                for fact, ours, theirs in _pairs(item, there):
                    yield Difference(NAME, item.model, item.id, fact, ours, theirs)


def _pairs(item: DerivedVariant, there: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(fact, ours, theirs) where both say something, and not the same."""
    released, day = item.variant.released, there.get("release_date")
    if released and day and not same_day(released, day):
        yield "released", released, day
    for fact, name in (("context", "context_window"), ("max_output", "max_output")):
        ours, theirs = item.variant.get(fact), there.get(name)
        if ours is not None and ours.value and theirs and not same_count(ours.value, theirs):
            yield fact.replace("_", "-"), f"{ours.value}", f"{theirs}"
    weights, open_ = item.variant.components.get(ComponentId.WEIGHTS), there.get("open_weights")
    if weights is not None and open_ is not None and (weights.state == ComponentState.RELEASED) != open_:
        yield "weights", str(weights.state), "open" if open_ else "closed"
