"""All fact sheets of one state of the catalog, each made when it is first asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..derive import Derived, DerivedVariant
from ..kinds.base import Entry
from ..kinds.model import Model
from ..messages import SOURCE, Messages
from .computed import Computer
from .format import Formatter
from .sheet import FactRow, Sheet, Walker

T = TypeVar("T")
# (folder, id) -> what a sheet was made from, and the sheet; kept by `serve` from one build to the next.
Earlier = dict[tuple[str, str], tuple[Entry, list[DerivedVariant] | None, Sheet]]


@dataclass
class Sheets:
    """`of(entry)` is the sheet of an entry; `variant(item)` the facts of one variant by id.

    `messages` and `formatter` say them in the language of the build.
    """

    derived: Derived
    messages: Messages = SOURCE
    earlier: Earlier = field(default_factory=dict)
    # What every page shows again and again, such as the sign of an answer, by whatever makes it differ.
    shown: dict[tuple[object, ...], Any] = field(default_factory=dict)
    _once: dict[object, Any] = field(default_factory=dict)
    _made: dict[tuple[str, str], Sheet] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.formatter = Formatter.of(self.messages)
        self.walker = Walker(self.derived)
        self.computer = Computer(self.derived, self.walker.labels)

    def of(self, entry: Entry) -> Sheet:
        """The sheet of an entry; that of an earlier build where nothing it rests on has changed."""
        key = (entry.folder, entry.id)
        if key not in self._made:
            # Only a model's computed rows follow from itself and its variants; others count what refers to them.
            variants = self.derived.variants.get(entry.id) if isinstance(entry, Model) else None
            known = self.earlier.get(key)
            if variants is None or known is None or known[0] is not entry or known[1] is not variants:
                known = self.earlier[key] = (entry, variants, self._make(entry))
            self._made[key] = known[2]
        return self._made[key]

    def once(self, make: Callable[["Sheets"], T]) -> T:
        """What follows from all sheets together, made when a page or an output first asks for it."""
        if make not in self._once:
            self._once[make] = make(self)
        found: T = self._once[make]
        return found

    def _make(self, entry: Entry) -> Sheet:
        whole, computed = self.computer.of(entry)
        own = self.walker.own(entry) if isinstance(entry, Model) else {}
        return Sheet(entry, [*self.walker.rows(entry), *whole], self.walker.order(entry), own, computed)

    def variant(self, item: DerivedVariant) -> dict[str, FactRow]:
        """What holds for a variant, by id."""
        return self.of(item.model).of(item.id)
