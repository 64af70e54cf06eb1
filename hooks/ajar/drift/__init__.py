"""What other people's data sets say of our entries, where it is not what we say.

Every module of this package is one data set (a copy in `lists/` where no package carries it): `NAME`, a word of
`outside-lists`, `is_here()` whether it can be read on this machine, and `compare(derived) -> Difference`.
A disagreement that somebody looked into stands in the entry's `differs` with the reason; it counts as settled as long
as the other side says the same.
"""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from typing import Any, NamedTuple

from ..derive import Derived
from ..kinds.license import License
from ..kinds.model import Model

# Counts of tokens are told in thousands of 1000 or of 1024, and rounded.
ROUNDING = 0.05


class Difference(NamedTuple):
    """One value of a license or of a model's variant that another list has otherwise; both as text."""

    dataset: str
    entry: License | Model
    variant: str
    fact: str
    ours: str
    theirs: str

    @property
    def settled(self) -> bool:
        """Whether the entry says why it differs from just this value."""
        return any(
            (known.dataset, known.fact, known.theirs) == (self.dataset, self.fact, self.theirs)
            and known.variant in (None, self.variant)
            for known in self.entry.differs
        )

    def __str__(self) -> str:
        return f"{self.entry.path}: {self.variant}: {self.fact} is {self.ours}, {self.dataset} has {self.theirs}"


def differences(derived: Derived) -> tuple[list[Difference], list[str]]:
    """(every disagreement with the data sets at hand, names of those that are not)."""
    found: list[Difference] = []
    absent: list[str] = []
    for module in iter_modules(__path__):
        dataset = import_module(f"{__name__}.{module.name}")
        if dataset.is_here():
            found += dataset.compare(derived)
        else:
            absent.append(dataset.NAME)
    return found, absent


def outdated(derived: Derived, found: list[Difference], absent: list[str]) -> Iterator[str]:
    """Reasons in entries for differences that are none any more."""
    there = {(item.entry.path, item.dataset, item.fact, item.theirs) for item in found}
    entries: list[License | Model] = [*derived.catalog.models.values(), *derived.catalog.licenses.values()]
    for entry in entries:
        for known in entry.differs:
            differs = (entry.path, known.dataset, known.fact, known.theirs) in there
            if known.dataset not in absent and not differs:
                yield f"{entry.path}: nothing differs from {known.dataset} in {known.fact} {known.theirs} any more"


def committed(name: str) -> dict[str, Any]:
    """A list that stands in `lists/`; its `about` says what it is, of which day and under which license."""
    return dict(json.loads(files(__name__).joinpath(f"lists/{name}.json").read_text("utf-8")))


def unknown_names(derived: Derived, dataset: str, is_theirs: Callable[[str], bool]) -> Iterator[Difference]:
    """Names that we record as those of a list, and that it does not have."""
    for model in derived.catalog.models.values():
        for id_, part in ((model.id, model), *model.variants.items()):
            for name in getattr(part.ids, dataset.replace("-", "_")) if part.ids else ():
                if not is_theirs(name):
                    yield Difference(dataset, model, id_, f"ids-{dataset}", name, "no such name")


def same_count(ours: float, theirs: float) -> bool:
    """Whether two counts of tokens are the same but for rounding."""
    return abs(ours - theirs) <= ROUNDING * max(ours, theirs)


def same_day(ours: str, theirs: str) -> bool:
    """Whether two dates agree as far as both go: 2025-08 and 2025-08-07 do."""
    return ours.startswith(theirs) or theirs.startswith(ours)
