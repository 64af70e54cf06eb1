"""What every kind of entry is made of: facts and their sources, and markers that say what a text refers to.

A *fact* is a value with evidence. Contributors write `released: 2024-07-23` or, where the value needs a source or a
remark of its own, `released: {is: 2024-07-23, source: blog, shows: "..."}`; both become the same `Fact` object.
"""

import typing
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from ..strict_yaml import YamlPath
from .card import Card
from .scalars import Day, Id, Label, Prose, Sha256, Url, as_list, wrong

UNDISCLOSED = "undisclosed"

T = TypeVar("T")


class Ref:
    """Marks a text field as the id of another entry: `Annotated[str, Ref("developers")]`.

    `kinds` are folder names of the catalog; an id of any of them will do. Whether it exists is checked once all
    files are read (`load/`), because only then are all ids known.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds


class WordOf:
    """Restricts a text field to the ids of one file of `catalog/vocabulary/`.

    The words reach the validator through pydantic's validation context (`{"vocabulary": Vocabulary}`), so that a
    test or another catalog can bring its own.
    """

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Any:
        return {**handler(schema), "x-vocabulary": self.vocabulary}

    def _check(self, value: str, info: ValidationInfo) -> str:
        words = (info.context or {})["vocabulary"][self.vocabulary]
        if value not in words:
            raise PydanticCustomError(
                "ajar_choice",
                "{message}",
                {
                    "message": f"{value!r} is not one of the {words.label.lower()}",
                    "value": value,
                    "choices": list(words.words),
                },
            )
        return value


class Prefix:
    """Marks a mapping whose keys would clash with other facts of the entry: its rows' ids begin with this."""

    def __init__(self, text: str) -> None:
        self.text = text


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """Base of everything in an entry: unknown keys are refused, keys are written with hyphens.

    `main` names the attribute that says the most where a part stands for one fact; the others qualify it.
    """

    model_config = ConfigDict(
        extra="forbid", alias_generator=_kebab, validate_by_name=False, validate_by_alias=True, strict=False
    )
    main: ClassVar[str] = ""

    @property
    def anchor(self) -> str:
        """What tells this part from others of its list, for an anchor that survives an insertion; "" for its number."""
        return ""

    def parts(self, path: YamlPath = ()) -> Iterator[tuple[YamlPath, "Part"]]:
        """This part and all parts below it, each with its path of YAML keys."""
        yield path, self
        if has_parts(type(self)):
            for below, part in self.children(path):
                yield from part.parts(below)

    def children(self, path: YamlPath = ()) -> Iterator[tuple[YamlPath, "Part"]]:
        """The parts directly below this one, each with its path of YAML keys."""
        for name, alias in _fields_of_parts(type(self)):
            value = getattr(self, name)
            if value is None:
                continue
            if isinstance(value, Part):
                yield (*path, alias), value
            else:
                for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                    yield (*path, alias, key), item


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The classes of part that a field of this annotation can hold."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from parts_in(argument)


def all_parts(*roots: type[Part]) -> Iterator[type[Part]]:
    """These classes and those of every part that can stand below them, each once."""
    queue, seen = list(roots), set[type[Part]]()
    while queue:
        cls = queue.pop()
        if cls not in seen:
            seen.add(cls)
            yield cls
            for info in cls.model_fields.values():
                queue += parts_in(info.annotation)


def markers(annotation: Any, metadata: Iterable[Any], marker: type[T]) -> Iterator[T]:
    """`marker` objects in an annotation that stand for this field itself, not for a part below it."""
    yield from (item for item in metadata if isinstance(item, marker))
    for argument in typing.get_args(annotation):
        inner = getattr(argument, "__metadata__", ())
        if not (isinstance(argument, type) and issubclass(argument, BaseModel)):
            yield from markers(argument, inner, marker)


@cache
def _fields_of_parts(cls: type[Part]) -> list[tuple[str, str]]:
    """Attribute and YAML key of the fields that hold parts: one, or a list or mapping of them."""
    return [(name, field.alias or name) for name, field in cls.model_fields.items() if any(parts_in(field.annotation))]


@cache
def has_parts(cls: type[Part]) -> bool:
    """Whether a part of this class can hold others."""
    return bool(_fields_of_parts(cls))


IdList = Annotated[list[Id], BeforeValidator(as_list, json_schema_input_type=list[Id] | Id)]


class Sourced(Part):
    """A part that must rest on evidence: its own `source`, else its block's, else the entry's.

    `source` holds keys of the entry's `sources`; `shows` says in our words what the source shows; `note` is our caveat;
    `for` names the variants that it holds for, where it does not hold for all of them.
    """

    source: IdList = Field(default_factory=list)
    shows: Prose | None = None
    note: Prose | None = None
    for_: IdList = Field(default_factory=list)

    def holds_for(self, variant: str) -> bool:
        """Whether it is said of the variant (or of a model that has none)."""
        return not self.for_ or variant in self.for_


class Block(Part):
    """A group of facts that may name the source of all of them."""

    source: IdList = Field(default_factory=list)


class Fact(Sourced, Generic[T]):
    """One value with its evidence; `value` is None where the developer does not disclose it."""

    main: ClassVar[str] = "value"
    value: T | None = Field(alias="is")

    @model_validator(mode="before")
    @classmethod
    def _normalise(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            data = {"is": data}
        elif "is" not in data:
            raise wrong("`is` is missing; expected the value itself, or {is: value, source: key}")
        if data["is"] == UNDISCLOSED:
            return {**data, "is": None}
        return data


def short_form(key: str, short: Any = str) -> Any:
    """Let `weights: released` stand for `weights: {is: released}`, and the like; `short` is what editors allow."""

    def convert(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(convert, json_schema_input_type=short)


class Differs(Part):
    """A value that another list has otherwise, and why it is not ours: `theirs` as `ajar drift` prints it."""

    main: ClassVar[str] = "because"
    dataset: Annotated[str, WordOf("outside-lists")]
    fact: Label
    variant: Id | None = None
    theirs: Label
    because: Prose


class Source(Part):
    """A page that somebody opened, and the day on which they read the fact there.

    `secondary` says what the page is where it is not the original: the maker's own page, card, paper, text or code, or
    the page of whoever measured or ruled.
    """

    url: Url
    title: Label
    read: Day
    publisher: Label | None = None
    shows: Prose | None = None
    secondary: Annotated[str, WordOf("secondary-sources")] | None = None
    sha256: Sha256 | None = None


class Entry(Part):
    """What every kind shares. `id` is the file's name and is set by the loader, never written in the file."""

    folder: ClassVar[str]
    card: ClassVar[Card]
    name: Label
    aliases: list[Id] = Field(default_factory=list)
    summary: Prose | None = None
    source: IdList = Field(default_factory=list)
    sources: dict[Id, Source] = Field(default_factory=dict)

    _id: str = ""
    _path: str = ""
    _refs: list[tuple[YamlPath, str, tuple[str, ...]]] | None = None

    @cached_property
    def id(self) -> str:
        return self._id

    @property
    def path(self) -> str:
        """The YAML file, relative to the catalog's parent folder, with forward slashes."""
        return self._path

    @cached_property
    def url(self) -> str:
        """The entry's page relative to the site's root, or its place on the page of its kind."""
        return f"{self.folder}/#{self._id}" if self.card.one_page else f"{self.folder}/{self._id}/"

    @property
    def title(self) -> str:
        """The shortest name that readers know it by."""
        return self.name

    @property
    def verified(self) -> date | None:
        """The oldest day on which a source of this entry was read, or None where it has no source."""
        return min((source.read for source in self.sources.values()), default=None)

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        """Rules of one kind that no single field can check: pairs of a YAML path and a message."""
        yield from ()

    def word_problems(self, vocabulary: Any) -> Iterator[tuple[YamlPath, str]]:
        """Rules that need the words, such as which answers a term can have."""
        yield from ()
