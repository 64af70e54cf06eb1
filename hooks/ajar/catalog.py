"""The loaded catalog: all entries of all kinds, and the words. Read-only for everything downstream."""

from dataclasses import dataclass, field
from typing import cast

from .kinds import KINDS, Benchmark, Claim, Dataset, Developer, License, Model, Term, Tradeoff
from .kinds.base import Entry
from .kinds.vocabulary import Vocabulary

# Vocabulary files that no schema names but pages and derivations read.
PAGE_WORDS = ("answers", "component-groups", "content-kinds", "levels", "term-groups", "verdicts", "verdict-answers")


@dataclass
class Catalog:
    """`entries` maps folder -> id -> entry, ids in alphabetical order."""

    vocabulary: Vocabulary
    entries: dict[str, dict[str, Entry]]
    aliases: dict[str, dict[str, str]] = field(init=False)
    variants: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = {folder: self.entries.get(folder, {}) for folder in KINDS}
        self.aliases = {
            folder: {alias: entry.id for entry in entries.values() for alias in entry.aliases}
            for folder, entries in self.entries.items()
        }
        self.variants = {variant: model.id for model in self.models.values() for variant in model.variants}

    def has(self, folder: str, id_: str) -> bool:
        """Whether `id_` is an entry of the kind, or for models one of its variants."""
        return id_ in self.entries[folder] or (folder == "models" and id_ in self.variants)

    def ids(self, folder: str) -> list[str]:
        return [*self.entries[folder], *(self.variants if folder == "models" else ())]

    @property
    def models(self) -> dict[str, Model]:
        return cast(dict[str, Model], self.entries["models"])

    @property
    def licenses(self) -> dict[str, License]:
        return cast(dict[str, License], self.entries["licenses"])

    @property
    def developers(self) -> dict[str, Developer]:
        return cast(dict[str, Developer], self.entries["developers"])

    @property
    def datasets(self) -> dict[str, Dataset]:
        return cast(dict[str, Dataset], self.entries["datasets"])

    @property
    def benchmarks(self) -> dict[str, Benchmark]:
        return cast(dict[str, Benchmark], self.entries["benchmarks"])

    @property
    def tradeoffs(self) -> dict[str, Tradeoff]:
        return cast(dict[str, Tradeoff], self.entries["tradeoffs"])

    @property
    def terms(self) -> dict[str, Term]:
        return cast(dict[str, Term], self.entries["terms"])

    @property
    def claims(self) -> dict[str, Claim]:
        return cast(dict[str, Claim], self.entries["claims"])
