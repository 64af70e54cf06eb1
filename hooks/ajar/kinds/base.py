"""What every kind of entry is made of: facts, their sources, and small checked types.

A *fact* is a value with evidence. Contributors write `released: 2024-07-23` or, where the value needs a source or a
remark of its own, `released: {is: 2024-07-23, source: blog, shows: "..."}`; both become the same `Fact` object.
"""

import difflib
import re
import typing
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ..strict_yaml import YamlPath

UNDISCLOSED = "undisclosed"
ID_PATTERN = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN)
_PARTIAL_DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
_MARKUP = re.compile(r"<[a-zA-Z/!]|\{\{|\{%")

T = TypeVar("T")


def wrong(message: str) -> PydanticCustomError:
    """An error whose text is shown to the contributor as it stands."""
    return PydanticCustomError("ajar", "{message}", {"message": message})


def suggest(wrong: object, choices: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest choice, else a short list of what there is, else nothing."""
    known = sorted(choices)
    near = difflib.get_close_matches(str(wrong).lower(), known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; expected one of {', '.join(known)}" if 0 < len(known) <= 24 else ""


def _check_id(value: str) -> str:
    if not _ID.match(value):
        raise wrong(f"{value!r} is not an id; expected lower-case letters and digits joined by hyphens or dots")
    return value


def _check_prose(value: str) -> str:
    if not value.strip():
        raise wrong("empty text; leave the key out instead")
    if found := _MARKUP.search(value):
        raise wrong(f"{found.group()!r} looks like HTML or a template; expected plain text, links, emphasis or `code`")
    return value.strip()


def _check_url(value: str) -> str:
    if not re.match(r"^https?://[^\s/?#<>\"]+\.[^\s<>\"]+$", value):
        raise wrong(f"{value!r} is not a web address; expected a full one that begins with https://")
    return value


def _unquoted_version(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise wrong(f"{value!r} is read as a number; expected text, so put quotes around it")
    return value


def _no_later_than_tomorrow(value: date) -> date:
    # One day of grace: a contributor east of the build machine already lives tomorrow.
    if value > date.today() + timedelta(days=1):
        raise wrong(f"{value.isoformat()} lies in the future; expected a day that has passed")
    if value.year < 1950:
        raise wrong(f"{value.isoformat()} is before the field existed; expected a later date")
    return value


def _parse_day(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise wrong(f"{value!r} is not a date; expected one such as 2026-11-24")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"{value} is not a day of the calendar; expected one such as 2026-11-24") from None
    raise wrong(f"{value!r} is not a date; expected one such as 2026-11-24")


def _parse_partial_date(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PARTIAL_DATE.match(text):
        raise wrong(f"{value!r} is not a date; expected 2026-11-24, 2026-11 or 2026")
    padded = text + "-01-01"[len(text) - 4 :]
    try:
        date.fromisoformat(padded)
    except ValueError:
        raise wrong(f"{text} is not a day of the calendar; expected one such as 2026-11-24") from None
    if int(text[:4]) < 1950:
        raise wrong(f"{text} is before the field existed; expected a later date")
    return text


def _past_partial_date(text: str) -> str:
    _no_later_than_tomorrow(date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
    return text


Id = Annotated[str, AfterValidator(_check_id), Field(pattern=ID_PATTERN)]
Label = Annotated[str, BeforeValidator(_unquoted_version), AfterValidator(_check_prose), Field(max_length=160)]
Prose = Annotated[str, BeforeValidator(_unquoted_version), AfterValidator(_check_prose), Field(max_length=2000)]
Url = Annotated[str, AfterValidator(_check_url), Field(max_length=600)]
Day = Annotated[date, BeforeValidator(_parse_day), AfterValidator(_no_later_than_tomorrow)]
PartialDate = Annotated[str, BeforeValidator(_parse_partial_date), AfterValidator(_past_partial_date)]
PlannedDate = Annotated[str, BeforeValidator(_parse_partial_date)]


class Ref:
    """Marks a text field as the id of another entry: `Annotated[str, Ref("developers")]`.

    `kinds` are folder names of the catalog; an id of any of them will do. Whether it exists is checked once all
    files are read (`load.py`), because only then are all ids known.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds


class Word:
    """Restricts a text field to the ids of one file of `catalog/vocabulary/`.

    The words reach the validator through pydantic's validation context (`{"vocabulary": Vocabulary}`), so that a
    test or another catalog can bring its own.
    """

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Any:
        return {**handler(schema), "x-vocabulary": self.vocabulary}

    def _check(self, value: str, info: ValidationInfo) -> str:
        words = (info.context or {})["vocabulary"][self.vocabulary]
        if value not in words:
            raise PydanticCustomError(
                "ajar_choice",
                "{message}",
                {"message": f"{value!r} is not one of the {words.label.lower()}", "value": value, "choices": list(words)},
            )
        return value


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """Base of everything in an entry: unknown keys are refused, keys are written with hyphens."""

    model_config = ConfigDict(extra="forbid", alias_generator=_kebab, validate_by_name=False, validate_by_alias=True, strict=False)

    def parts(self, path: YamlPath = ()) -> Iterator[tuple[YamlPath, "Part"]]:
        """This part and all parts below it, each with its path of YAML keys."""
        yield path, self
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
    """The kinds of part that a field of this annotation can hold."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from parts_in(argument)


@cache
def _fields_of_parts(cls: type[Part]) -> list[tuple[str, str]]:
    """Attribute and YAML key of the fields that hold parts: one, or a list or mapping of them."""
    return [(name, field.alias or name) for name, field in cls.model_fields.items() if any(parts_in(field.annotation))]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


SourceKeys = Annotated[list[Id], BeforeValidator(_as_list)]


class Sourced(Part):
    """A part that must rest on evidence: its own `source`, else its block's, else the entry's.

    `source` holds keys of the entry's `sources`; `shows` says in our words what the source shows; `note` is our caveat;
    `for` names the variants that it holds for, where it does not hold for all of them.
    """

    source: SourceKeys = Field(default_factory=list)
    shows: Prose | None = None
    note: Prose | None = None
    for_: Annotated[list[Id], BeforeValidator(_as_list)] = Field(default_factory=list)

    def holds_for(self, variant: str) -> bool:
        """Whether it is said of the variant (or of a model that has none)."""
        return not self.for_ or variant in self.for_


class Block(Part):
    """A group of facts that may name the source of all of them."""

    source: SourceKeys = Field(default_factory=list)


class Fact(Sourced, Generic[T]):
    """One value with its evidence; `value` is None where the developer does not disclose it."""

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

    @property
    def disclosed(self) -> bool:
        return self.value is not None


class Source(Part):
    """A page that somebody opened, and the day on which they read the fact there."""

    url: Url
    title: Label
    read: Day
    publisher: Label | None = None
    shows: Prose | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class Entry(Part):
    """What every kind shares. `id` is the file's name and is set by the loader, never written in the file."""

    folder: ClassVar[str]
    name: Label
    aliases: list[Id] = Field(default_factory=list)
    summary: Prose | None = None
    source: SourceKeys = Field(default_factory=list)
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
        """The entry's page relative to the site's root."""
        return f"{self.folder}/{self._id}/"

    @property
    def verified(self) -> date | None:
        """The oldest day on which a source of this entry was read, or None where it has no source."""
        return min((source.read for source in self.sources.values()), default=None)

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        """Rules of one kind that no single field can check: pairs of a YAML path and a message."""
        yield from ()
