"""What nobody writes by hand. `derive(catalog)` computes it once; pages and outputs only read it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from ..catalog import Catalog
from ..kinds.base import Entry
from ..kinds.model import Model
from .freshness import build_day
from .memory import Memory, memory
from .openness import Finding, Level, MofClass, Openness
from .prices import Quote, quote
from .rows import Row, rows_of
from .verdicts import Verdict, Verdicts


@dataclass(frozen=True)
class DerivedRow:
    """Everything computed for one variant."""

    row: Row
    level: Level
    mof: MofClass
    osaid: dict[str, Finding]
    verdicts: dict[str, Verdict]
    memory: Memory | None
    quotes: list[Quote]

    @property
    def quote(self) -> Quote | None:
        """The first price the entry lists, which is the developer's own where there is one."""
        return self.quotes[0] if self.quotes else None


@dataclass
class Derived:
    """`rows` maps a model id to its variants; `under_license` a license id to the variants that name it."""

    catalog: Catalog
    today: date
    rows: dict[str, list[DerivedRow]] = field(default_factory=dict)
    verdicts: Verdicts = field(init=False)
    openness: Openness = field(init=False)
    under_license: dict[str, list[DerivedRow]] = field(default_factory=lambda: defaultdict(list))

    # (folder, id) -> folder -> entries that refer to it.
    referrers: dict[tuple[str, str], dict[str, list[Entry]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.referrers = referrers(self.catalog)
        self.openness = Openness(self.catalog)
        self.verdicts = Verdicts(self.catalog, self.openness)
        for model in self.catalog.models.values():
            self.rows[model.id] = [self._row(model, row) for row in rows_of(model)]
        for rows in self.rows.values():
            for derived in rows:
                for id_ in dict.fromkeys(use.id for use in derived.row.license.values()):
                    self.under_license[id_].append(derived)

    def _row(self, model: Model, row: Row) -> DerivedRow:
        quotes = [quote(price, self.today) for price in model.prices if price.variant in (None, row.id)]
        return DerivedRow(
            row=row,
            level=self.openness.level(row),
            mof=self.openness.mof(row),
            osaid=self.openness.osaid(row),
            verdicts=self.verdicts.of_row(row),
            memory=memory(row),
            quotes=quotes,
        )

    @property
    def all_rows(self) -> list[DerivedRow]:
        return [row for rows in self.rows.values() for row in rows]


def referrers(catalog: Catalog) -> dict[tuple[str, str], dict[str, list[Entry]]]:
    """Which entries name which, the other way round."""
    found: dict[tuple[str, str], dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for folder, entries in catalog.entries.items():
        for entry in entries.values():
            for kind, id_ in catalog.references(entry):
                if (kind, id_) != (folder, entry.id) and entry not in found[kind, id_][folder]:
                    found[kind, id_][folder].append(entry)
    return found


def derive(catalog: Catalog, today: date | None = None) -> Derived:
    return Derived(catalog, today or build_day())
