"""What facts a kind can have, read once from its schema: the plan by which `facts/sheet.py` walks every entry.

A schema field is one of six shapes, and each becomes rows of the fact sheet:

    value   home: https://…                   one row without evidence of its own (also lists of ids or texts)
    fact    released: {is: …, source: …}      one row
    part    attention: {kind: …, layers: …}   one row: the part's main value, its other values as details
    parts   life: [{event: …}, …]             a row each
    keyed   components: {weights: …}          a row for every word of the vocabulary that the keys come from
    block   training: {tokens: …}             the rows of its fields
"""

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic.fields import FieldInfo

from .base import Block, Entry, Fact, Part, Prefix, Ref, WordOf, markers, parts_in
from .scalars import Form

Shape = Literal["value", "fact", "part", "parts", "keyed", "block"]
# Evidence and scope of a fact, which are no facts themselves.
ABOUT_FACTS = frozenset({"source", "shows", "note", "for_"})
# What is no fact of an entry or variant: its names, what has a sheet of its own, and references to prices, which are
# looked up (`facts/computed.py`).
NO_FACTS = ABOUT_FACTS | {"name", "aliases", "summary", "sources", "variants", "prices"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a schema: `name` is its attribute, `key` how it is written, `id` that of its row (or of its first).

    `form`, `words` and `kinds` say how the main value reads, `many` that it is a list; `keys` is the vocabulary of a
    keyed field; `below` are the fields of a block, or the details of a part.
    """

    name: str
    key: str
    id: str
    shape: Shape
    form: str
    words: str
    kinds: tuple[str, ...]
    keys: str = ""
    prefix: str = ""
    main: str = ""
    many: bool = False
    below: tuple["Field", ...] = ()


def _reading(annotation: Any, metadata: Iterable[Any]) -> tuple[str, str, tuple[str, ...]]:
    """(form, words, kinds) of a value with this annotation."""
    metadata = list(metadata)
    words = next((marker.vocabulary for marker in markers(annotation, metadata, WordOf)), "")
    kinds = next((marker.kinds for marker in markers(annotation, metadata, Ref)), ())
    form = next((marker.name for marker in markers(annotation, metadata, Form)), "")
    return form or ("word" if words else "entry" if kinds else "text"), words, kinds


def _main(cls: type[Part]) -> tuple[str, str, tuple[str, ...]]:
    info = cls.model_fields[cls.main]
    return _reading(info.annotation, info.metadata)


def _mapping(info: FieldInfo) -> tuple[Any, Any] | None:
    """The annotations of keys and values, where a field is a mapping."""
    queue = [info.annotation]
    while queue:
        annotation = queue.pop()
        if typing.get_origin(annotation) is dict:
            keys, values = typing.get_args(annotation)
            return keys, values
        queue += typing.get_args(annotation)
    return None


def _is_list(info: FieldInfo) -> bool:
    queue = [info.annotation]
    while queue:
        annotation = queue.pop()
        if typing.get_origin(annotation) is list:
            return True
        queue += [
            item for item in typing.get_args(annotation) if not isinstance(item, type) or not issubclass(item, Part)
        ]
    return False


@cache
def plan(cls: type[Part]) -> tuple[Field, ...]:
    """The fields of a class that hold facts, in the order of the schema."""
    taken = {info.alias or name for name, info in cls.model_fields.items()}
    left_out = NO_FACTS if issubclass(cls, (Entry, Block)) else ABOUT_FACTS
    return tuple(_field(cls, name, info, taken) for name, info in cls.model_fields.items() if name not in left_out)


def _field(cls: type[Part], name: str, info: FieldInfo, taken: set[str]) -> Field:
    key = info.alias or name
    prefix = next((marker.text for marker in markers(info.annotation, info.metadata, Prefix)), "")
    parts = [part for part in parts_in(info.annotation) if part is not Part]
    if not parts:
        many = _is_list(info)
        return Field(name, key, key, "value", *_reading(info.annotation, info.metadata), many=many)
    part = parts[0]
    if issubclass(part, Block) and not issubclass(part, Entry):
        below = tuple(_moved(field, key, taken) for field in plan(part))
        return Field(name, key, key, "block", "", "", (), below=below)
    if not part.main:  # such as `ids`: no fact by itself, a group of values
        return Field(name, key, key, "block", "", "", (), below=tuple(_moved(f, key, taken) for f in plan(part)))
    reading = _main(part)
    if part.main == "value" and issubclass(part, Fact):
        shape: Shape = "parts" if _is_list(info) else "fact"
        return Field(name, key, key, shape, *reading, main="value", many=_is_list(part.model_fields["value"]))
    details = tuple(field for field in plan(part) if field.name != part.main)
    if (mapping := _mapping(info)) is not None:
        keys = next((marker.vocabulary for marker in markers(mapping[0], (), WordOf)), "")
        if not keys:
            keys = next(m.vocabulary for m in getattr(mapping[0], "__metadata__", ()) if isinstance(m, WordOf))
        return Field(name, key, key, "keyed", *reading, keys=keys, prefix=prefix, main=part.main, below=details)
    shape = "parts" if _is_list(info) else "part"
    return Field(name, key, key, shape, *reading, main=part.main, below=details)


def _moved(field: Field, block: str, taken: set[str]) -> Field:
    """A field of a block as a field of the entry: its block's name before its own where the entry has that name too."""
    id_ = f"{block}-{field.key}" if field.key in taken else field.id
    return Field(
        field.name,
        field.key,
        id_,
        field.shape,
        field.form,
        field.words,
        field.kinds,
        field.keys,
        field.prefix,
        field.main,
        field.many,
        field.below,
    )


def fields_of(cls: type[Part]) -> Iterator[Field]:
    """All fields of a class with those of its blocks."""
    for field in plan(cls):
        if field.shape == "block":
            yield from field.below
        else:
            yield field
