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


Earlier = dict[str, tuple[list[Entry], list[DerivedRow]]]


@dataclass
class Derived:
    """`rows` maps a model id to its variants; `under_license` a license id to the variants that name it."""

    catalog: Catalog
    today: date
    # Rows of an earlier run of the same day by model id, with the entries they came from; filled for the next run.
    earlier: Earlier = field(default_factory=dict)
    rows: dict[str, list[DerivedRow]] = field(default_factory=dict)
    verdicts: Verdicts = field(init=False)
    openness: Openness = field(init=False)
    under_license: dict[str, list[DerivedRow]] = field(default_factory=lambda: defaultdict(list))

    # (folder, id) -> folder -> entries that refer to it.
    referrers: dict[tuple[str, str], dict[str, dict[str, Entry]]] = field(default_factory=dict)
    # (folder, id) -> the entries it names.
    references: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)

    # A model id to the models that it supersedes.
    superseded: dict[str, list[Model]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for model in self.catalog.models.values():
            if model.superseded_by:
                self.superseded[self.catalog.variants.get(model.superseded_by, model.superseded_by)].append(model)
        self.references = {
            (folder, entry.id): [self.catalog.entries[kind][id_] for kind, id_ in dict.fromkeys(self.catalog.references(entry))]
            for folder, entries in self.catalog.entries.items()
            for entry in entries.values()
        }
        self.referrers = self._referrers()
        self.openness = Openness(self.catalog)
        self.verdicts = Verdicts(self.catalog, self.openness)
        for model in self.catalog.models.values():
            needed = self.closure(model)
            known = self.earlier.get(model.id)
            if known is None or not same(known[0], needed):
                known = self.earlier[model.id] = (needed, [self._row(model, row) for row in rows_of(model)])
            self.rows[model.id] = known[1]
        for rows in self.rows.values():
            for derived in rows:
                for id_ in dict.fromkeys(use.id for use in derived.row.license.values()):
                    self.under_license[id_].append(derived)

    def _referrers(self) -> dict[tuple[str, str], dict[str, dict[str, Entry]]]:
        """Which entries name which, the other way round."""
        found: dict[tuple[str, str], dict[str, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
        for (folder, id_), named in self.references.items():
            for entry in named:
                if (entry.folder, entry.id) != (folder, id_):
                    found[entry.folder, entry.id][folder][id_] = self.catalog.entries[folder][id_]
        return found

    def closure(self, entry: Entry) -> list[Entry]:
        """The entry, all it names, and all those name through base models: what its computed facts can depend on."""
        found = {(entry.folder, entry.id): entry}
        queue = [entry]
        while queue:
            for named in self.references[queue[0].folder, queue.pop(0).id]:
                if (named.folder, named.id) not in found:
                    found[named.folder, named.id] = named
                    if named.folder == "models":
                        queue.append(named)
        return list(found.values())

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


def same(old: list[Entry], new: list[Entry]) -> bool:
    """Whether both name the same objects: the loader hands out the same one for a file that did not change."""
    return len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True))


def derive(catalog: Catalog, today: date | None = None, earlier: Earlier | None = None) -> Derived:
    """Compute everything for one day (the build's day if None); `earlier` is kept by `serve` between runs of one day."""
    return Derived(catalog, today or build_day(), {} if earlier is None else earlier)
