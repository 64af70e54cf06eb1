"""What a reader would switch to: models of either side that are like one in size, context, price and license."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..derive import Derived, DerivedVariant
from ..kinds.scalars import middle_day
from ..kinds.words import LevelId, Question

# How many neighbours by size, by price and by age are looked at on either side, and how many are told.
CLOSE, TOLD = 12, 2
YEAR = 365.0


class Traits(NamedTuple):
    """What two models are compared by; None where it is not known. Sizes, contexts and prices as powers of two."""

    size: float | None
    price: float | None
    context: float | None
    day: int
    commercial: str

    @property
    def scales(self) -> tuple[float | None, float | None, float | None]:
        return self.size, self.price, self.context

    @property
    def orders(self) -> tuple[float | None, float | None, float | None]:
        """The traits that neighbours are looked for by."""
        return self.size, self.price, float(self.day) or None


def _log(value: float | None) -> float | None:
    return math.log2(value) if value else None


def traits(item: DerivedVariant) -> Traits:
    """The traits of a variant."""
    size, context = item.variant.get("parameters"), item.variant.get("context")
    released = item.variant.released
    return Traits(
        _log(size.value if size else None),
        _log(float(item.quote.input) if item.quote and item.quote.input else None),
        _log(context.value if context else None),
        middle_day(released).toordinal() if released else 0,
        item.verdicts[Question.COMMERCIAL_USE].answer,
    )


def distance(one: Traits, other: Traits) -> float:
    """How unlike two models are: doublings of size and price, half as much for the context, a year of age, and two for
    another answer on commercial use; what is not known of both counts as one doubling.
    """

    def apart(a: float | None, b: float | None) -> float:
        return abs(a - b) if a is not None and b is not None else 1.0

    size, price, context = (apart(a, b) for a, b in zip(one.scales, other.scales, strict=True))
    age = abs(one.day - other.day) / YEAR if one.day and other.day else 1.0
    use = 0.0 if one.commercial == other.commercial else 2.0
    return size + price + context / 2 + age + use


class Neighbours:
    """Usable models of the open and of the closed side, each in the order of size, price and age, so that a page costs
    a search in sorted lists and not a walk over all models.
    """

    def __init__(self, derived: Derived) -> None:
        levels = derived.catalog.vocabulary.levels
        sides: dict[str, set[str]] = {
            "open": {id_ for id_, word in levels.items() if word.open},
            "closed": {LevelId.HOSTED},
        }
        self.items = {id_: found[0] for id_, found in derived.variants.items()}
        self._found: dict[str, list[tuple[str, DerivedVariant]]] = {}
        self.traits = {id_: traits(item) for id_, item in self.items.items()}
        self.sides = {
            side: self._sorted([id_ for id_, item in self.items.items() if item.usable and item.level.sure in wanted])
            for side, wanted in sides.items()
        }

    def _sorted(self, ids: Iterable[str]) -> list[list[tuple[float, str]]]:
        found: list[list[tuple[float, str]]] = [[], [], []]
        for id_ in ids:
            for order, value in zip(found, self.traits[id_].orders, strict=True):
                if value is not None:
                    order.append((value, id_))
        return [sorted(order) for order in found]

    def of(self, derived: DerivedVariant) -> list[tuple[str, DerivedVariant]]:
        """(side, model) of those that are most alike on both sides, without the model itself."""
        known = self._found.get(derived.model.id)
        if known is not None:
            return known
        own = self.traits[derived.model.id]
        found = self._found[derived.model.id] = []
        for side, orders in self.sides.items():
            near = set(self._close(own, orders)) - {derived.model.id}
            best = sorted(near, key=lambda id_: (distance(own, self.traits[id_]), id_))
            found += [(side, self.items[id_]) for id_ in best[:TOLD]]
        return found

    @staticmethod
    def _close(own: Traits, orders: list[list[tuple[float, str]]]) -> Iterator[str]:
        for value, order in zip(own.orders, orders, strict=True):
            if value is not None:
                at = bisect_left(order, (value,))
                yield from (id_ for _, id_ in order[max(0, at - CLOSE) : at + CLOSE])
