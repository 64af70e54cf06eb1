"""What nobody writes by hand, for the whole catalog: computed once, only read by pages and outputs."""

from collections import defaultdict
from dataclasses import dataclass, field

from ..catalog import Catalog
from ..kinds.base import Entry
from ..kinds.model import Model
from ..kinds.words import Status
from ..settings import Settings
from . import g7
from .licenses import LicenseReader, Verdict
from .memory import Memory, memory
from .openness import Finding, Level, MofClass, Openness
from .prices import Quote, quote
from .variants import Variant, variants_of


@dataclass(frozen=True)
class DerivedVariant:
    """Everything computed for one variant."""

    variant: Variant
    level: Level
    mof: MofClass
    osaid: dict[str, Finding]
    g7: Level
    verdicts: dict[str, Verdict]
    memory: Memory | None
    quotes: list[Quote]

    @property
    def id(self) -> str:
        return self.variant.id

    @property
    def model(self) -> Model:
        return self.variant.model

    @property
    def usable(self) -> bool:
        """Whether one can begin to use it today."""
        return self.variant.status in (Status.AVAILABLE, Status.PREVIEW)

    @property
    def quote(self) -> Quote | None:
        """The first price the entry lists, which is the developer's own where there is one."""
        return self.quotes[0] if self.quotes else None


# Variants of an earlier run by model id, with the entries they came from.
Earlier = dict[str, tuple[list[Entry], list[DerivedVariant]]]


@dataclass
class Derived:
    """`variants` maps a model id to its variants; `under_license` a license id to the variants that name it."""

    catalog: Catalog
    settings: Settings = field(default_factory=Settings)
    # Filled for the next run of the same day.
    earlier: Earlier = field(default_factory=dict)
    variants: dict[str, list[DerivedVariant]] = field(default_factory=dict)
    reader: LicenseReader = field(init=False)
    openness: Openness = field(init=False)
    under_license: dict[str, list[DerivedVariant]] = field(default_factory=lambda: defaultdict(list))

    # (folder, id) -> folder -> entries that refer to it.
    referrers: dict[tuple[str, str], dict[str, dict[str, Entry]]] = field(default_factory=dict)
    # (folder, id) -> the entries it names.
    references: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)

    # A model id to the models that it supersedes.
    superseded: dict[str, list[Model]] = field(default_factory=lambda: defaultdict(list))
    # Developer and family to the models of it that have a day of release, the oldest first.
    families: dict[tuple[str | None, str | None], list[Model]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for model in self.catalog.models.values():
            if model.superseded_by:
                self.superseded[self.catalog.entry(Model.folder, model.superseded_by).id].append(model)
        self.references = {
            (folder, entry.id): [
                self.catalog.entries[k][id_] for k, id_ in dict.fromkeys(self.catalog.references(entry))
            ]
            for folder, entries in self.catalog.entries.items()
            for entry in entries.values()
        }
        self.referrers = self._referrers()
        self.reader = LicenseReader(self.catalog)
        self.openness = Openness(self.catalog, self.reader)
        for model in self.catalog.models.values():
            needed = self.closure(model)
            known = self.earlier.get(model.id)
            if known is None or not same(known[0], needed):
                known = self.earlier[model.id] = (needed, [self._derived(variant) for variant in variants_of(model)])
            self.variants[model.id] = known[1]
        self.families = self._families()
        for derived in self.all_variants:
            for id_ in dict.fromkeys(use.id for use in derived.variant.license.values()):
                self.under_license[id_].append(derived)

    def _families(self) -> dict[tuple[str | None, str | None], list[Model]]:
        """Models with a family of their developer's, each family in the order of release."""
        days = {
            id_: min((str(item.variant.released) for item in variants if item.variant.released), default="")
            for id_, variants in self.variants.items()
        }
        found: dict[tuple[str | None, str | None], list[Model]] = defaultdict(list)
        for model in sorted(self.catalog.models.values(), key=lambda model: (days[model.id], model.id)):
            if model.family and days[model.id]:
                found[model.developer.value, model.family].append(model)
        return found

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
                    if named.folder == Model.folder:
                        queue.append(named)
        return list(found.values())

    def _derived(self, variant: Variant) -> DerivedVariant:
        prices = [price for price in variant.model.prices if price.variant in (None, variant.id)]
        return DerivedVariant(
            variant=variant,
            level=self.openness.level(variant),
            mof=self.openness.mof(variant),
            osaid=self.openness.osaid(variant),
            g7=g7.label(self.openness, variant),
            verdicts=self.reader.of_variant(variant, self.openness.governing),
            memory=memory(variant),
            quotes=[quote(price, self.settings.day) for price in prices],
        )

    @property
    def all_variants(self) -> list[DerivedVariant]:
        return [derived for variants in self.variants.values() for derived in variants]


def same(old: list[Entry], new: list[Entry]) -> bool:
    """Whether both name the same objects: the loader hands out the same one for a file that did not change."""
    return len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True))


def derive(catalog: Catalog, settings: Settings | None = None, earlier: Earlier | None = None) -> Derived:
    """Compute everything for one day and language; `earlier` is kept by `serve` between runs of one day."""
    return Derived(catalog, settings or Settings(), {} if earlier is None else earlier)
