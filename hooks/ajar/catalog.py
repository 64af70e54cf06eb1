"""The loaded catalog: all entries of all kinds, and the words. Read-only for everything downstream."""

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from .kinds import KINDS, Benchmark, Claim, Dataset, Developer, License, Model, Term, Tradeoff
from .kinds.base import Entry, Part, Ref
from .kinds.vocabulary import Vocabulary

# Vocabulary files that no schema names but pages and derivations read.
PAGE_WORDS = ("answers", "component-groups", "content-kinds", "freshness", "interface", "levels", "term-groups", "verdicts", "verdict-answers")


@cache
def ref_fields(cls: type[Part]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Fields of a part that hold ids of other entries: attribute, YAML key, kinds."""
    found = []
    for name, info in cls.model_fields.items():
        for ref in markers(info.annotation, info.metadata, Ref):
            found.append((name, info.alias or name, ref.kinds))
    return tuple(found)


def markers(annotation: Any, metadata: Iterable[Any], marker: type[Any]) -> Iterator[Any]:
    """`marker` objects in an annotation that stand for this field itself, not for a part below it."""
    yield from (item for item in metadata if isinstance(item, marker))
    for argument in typing.get_args(annotation):
        inner = getattr(argument, "__metadata__", ())
        if not (isinstance(argument, type) and issubclass(argument, BaseModel)):
            yield from markers(argument, inner, marker)


def refs_of(entry: Entry) -> list[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
    """Every id that an entry names: its YAML path, the id, the kinds it may be of. Walked once for each loaded entry."""
    if entry._refs is None:
        entry._refs = [
            ((*path, alias, number) if isinstance(value, list) else (*path, alias), id_, kinds)
            for path, part in entry.parts()
            for name, alias, kinds in ref_fields(type(part))
            for value in (getattr(part, name),)
            for number, id_ in enumerate(value if isinstance(value, list) else [value])
            if id_ is not None
        ]
    return entry._refs


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

    def references(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The (folder, id) of every entry that `entry` names; a variant counts as its model."""
        for _, id_, kinds in refs_of(entry):
            kind = next((kind for kind in kinds if self.has(kind, id_)), None)
            if kind:
                yield kind, self.variants.get(id_, id_) if kind == "models" else id_

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
