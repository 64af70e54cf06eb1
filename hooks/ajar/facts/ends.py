"""Ends of models as somebody told them: a day that its maker committed to, the earliest one, or one that has come."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..kinds.model import Model
from ..kinds.words import LifeEventId
from .sheet import FactRow
from .sheets import Sheets

_ENDS = frozenset({LifeEventId.RETIREMENT, LifeEventId.NOT_BEFORE, LifeEventId.RETIRED})


class End(NamedTuple):
    """One end, of a model, of some of its sizes (`scope`), or of dated states of it (`snapshots`, by their API ids).

    `committed` is false where the model stays at least until that day; `come` is true where the entry says that it has
    stopped. `followed_by` is a model that its maker names as coming after it.
    """

    model: Model
    day: str
    row: FactRow
    scope: tuple[str, ...] = ()
    snapshots: tuple[str, ...] = ()
    committed: bool = True
    come: bool = False
    followed_by: str | None = None

    @property
    def read(self) -> date:
        """The latest day on which a source of it was read."""
        return max(item.source.read for item in self.row.evidence)

    @property
    def of_snapshots(self) -> bool:
        """Whether nothing ends but dated states."""
        return self.row.key == "snapshots"


def ends(sheets: Sheets) -> list[End]:
    """All ends in the order of their days."""
    found = [end for model in sheets.derived.catalog.models.values() for end in _of(sheets, model)]
    return sorted(found, key=lambda end: (end.day, end.model.id, end.scope, end.snapshots))


def _of(sheets: Sheets, model: Model) -> Iterator[End]:
    """The ends of one model. What was announced and has come is told once, and a dated state that ends with its model
    is named there.
    """
    said = list(sheets.of(model).said())
    rows = [row for row in said if row.key == "life" and row.value in _ENDS]
    come = {(row.detail("date"), row.scope) for row in rows if row.value == LifeEventId.RETIRED}
    states = [row for row in said if row.key == "snapshots" and row.detail("retires")]
    whole = {row.detail("date") for row in rows}
    for row in rows:
        day = row.detail("date")
        if row.value == LifeEventId.RETIREMENT and (day, row.scope) in come:
            continue
        yield End(
            model,
            day,
            row,
            row.scope,
            tuple(state.value for state in states if state.detail("retires") == day),
            row.value != LifeEventId.NOT_BEFORE,
            row.value == LifeEventId.RETIRED,
            model.superseded_by,
        )
    for row in states:
        if (day := row.detail("retires")) not in whole:
            follower = row.detail("replaced-by") or model.superseded_by
            scope = (row.variant,) if row.variant else row.scope
            yield End(model, day, row, scope, (row.value,), followed_by=follower)
