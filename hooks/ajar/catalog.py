"""The loaded catalog: all entries of all kinds, and the words. Read-only for everything downstream."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from .kinds import KINDS, Claim, Developer, GlossaryTerm, License, Model, Tradeoff
from .kinds.base import Entry, Part, Ref, markers
from .kinds.change import Change
from .kinds.words import Vocabulary

E = TypeVar("E", bound=Entry)


@cache
def ref_fields(cls: type[Part]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Fields of a part that hold ids of other entries: attribute, YAML key, kinds."""
    return tuple(
        (name, info.alias or name, ref.kinds)
        for name, info in cls.model_fields.items()
        for ref in markers(info.annotation, info.metadata, Ref)
    )


def refs_of(entry: Entry) -> list[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
    """Every id that an entry names: its YAML path, the id, the kinds it may be of. Walked once an entry."""
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
    """`entries` maps folder -> id -> entry, ids in alphabetical order; `changes` are what was done to them, the oldest
    first.
    """

    vocabulary: Vocabulary
    entries: dict[str, dict[str, Entry]]
    changes: list[Change] = field(default_factory=list)
    aliases: dict[str, dict[str, str]] = field(init=False)
    variants: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = {folder: self.entries.get(folder, {}) for folder in KINDS}
        self.aliases = {
            folder: {alias: entry.id for entry in entries.values() for alias in entry.aliases}
            for folder, entries in self.entries.items()
        }
        self.models = self.of(Model)
        self.licenses = self.of(License)
        self.developers = self.of(Developer)
        self.tradeoffs = self.of(Tradeoff)
        self.terms = self.of(GlossaryTerm)
        self.claims = self.of(Claim)
        self.variants = {variant: model.id for model in self.models.values() for variant in model.variants}

    def of(self, kind: type[E]) -> dict[str, E]:
        """The entries of one kind by id."""
        return {id_: entry for id_, entry in self.entries[kind.folder].items() if isinstance(entry, kind)}

    def has(self, folder: str, id_: str) -> bool:
        """Whether `id_` is an entry of the kind, or for models one of its variants."""
        return id_ in self.entries[folder] or (folder == Model.folder and id_ in self.variants)

    def ids(self, folder: str) -> list[str]:
        return [*self.entries[folder], *(self.variants if folder == Model.folder else ())]

    def entry(self, folder: str, id_: str) -> Entry:
        """An entry by its id, or a model by the id of one of its variants."""
        return self.entries[folder][self.variants.get(id_, id_) if folder == Model.folder else id_]

    def name(self, folder: str, id_: str) -> str:
        """What an entry is called, or a variant of a model by its own id."""
        entry = self.entry(folder, id_)
        own = getattr(entry, "variants", {}).get(id_)
        return entry.title if own is None else str(own.name or id_)

    def kind_of(self, kinds: tuple[str, ...], id_: str) -> str | None:
        """The first of the kinds that has the id."""
        return next((kind for kind in kinds if self.has(kind, id_)), None)

    def references(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The (folder, id) of every entry that `entry` names; a variant counts as its model."""
        for _, id_, kinds in refs_of(entry):
            if kind := self.kind_of(kinds, id_):
                yield kind, self.variants.get(id_, id_) if kind == Model.folder else id_
