"""A YAML text to an object of a class, or its mistakes in our words at the places where they stand."""

import types
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..kinds.base import Part
from ..kinds.scalars import MARKUP, markup_in, suggest
from ..strict_yaml import Document, YamlError, YamlPath
from .problems import File

P = TypeVar("P", bound=Part)


def validated(file: File, cls: type[P], context: dict[str, Any]) -> P | None:
    """The file as a `cls`, or None after its problems were reported."""
    try:
        document = file.document()
    except YamlError as error:
        file.report_at(error.line, error.column, error.message)
        return None
    for twice in document.errors:
        file.report_at(twice.line, twice.column, twice.message)
    if not isinstance(document.value, dict):
        file.report((), "the file does not hold keys and values; expected an entry that begins with `name:`")
        return None
    _refuse_markup(file, document)
    try:
        return cls.model_validate(document.value, context=context)
    except ValidationError as failure:
        for detail in failure.errors(include_url=False):
            path = _yaml_path(detail["loc"], document)
            file.report(path, _message(detail, cls), key=detail["type"] == "extra_forbidden")
        return None


def _refuse_markup(file: File, document: Document) -> None:
    """No text of any field may hold HTML or a template, whatever the field; the whole file is searched once before its
    values.
    """
    if MARKUP.search(document.text):
        for path, text in _texts(document.value):
            if message := markup_in(text):
                file.report(path, message)


def _texts(value: Any, path: YamlPath = ()) -> Iterator[tuple[YamlPath, str]]:
    """Every text of a YAML value, keys included, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))


def _yaml_path(loc: tuple[str | int, ...], document: Document) -> YamlPath:
    """pydantic's location without the steps that do not stand in the file (short forms, `[key]`)."""
    path: YamlPath = ()
    for step in loc:
        if document.find((*path, step)):
            path = (*path, step)
    return path


_EXPECTED = {
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "text",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "keys and values",
    "mapping_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


def _message(detail: ErrorDetails, cls: type[Part]) -> str:
    error, value, loc = detail["type"], detail["input"], detail["loc"]
    context = detail.get("ctx", {})
    if error == "ajar":
        return str(context["message"])
    if error == "ajar_choice":
        return str(context["message"]) + suggest(value, context["choices"])
    if error == "extra_forbidden":
        return f"unknown key {loc[-1]!r}{suggest(loc[-1], _known_keys(cls, loc[:-1]))}"
    if error == "missing":
        return f"the key {loc[-1]!r} is missing; expected it here"
    if error in _EXPECTED:
        return f"found {_short(value)}; expected {_EXPECTED[error]}"
    if error == "string_pattern_mismatch":
        return f"found {_short(value)}; expected text of the form {context['pattern']}"
    text = detail["msg"][0].lower() + detail["msg"][1:]
    for theirs in ("input should be", "string should have"):
        text = text.replace(theirs, "expected")
    return f"found {_short(value)}; {text}"


def _short(value: Any) -> str:
    text = "a group of keys" if isinstance(value, dict) else "a list" if isinstance(value, list) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _known_keys(cls: type[Part], loc: tuple[str | int, ...]) -> set[str]:
    """The keys allowed where `loc` points, found by following the annotations of the schema."""
    current: list[Any] = [cls]
    for step in loc:
        current = [leaf for part in current for leaf in _below(part, step)] or current
    return {key for part in current for leaf in (part, *typing.get_args(part)) for key in _keys(leaf)}


def _below(part: Any, step: str | int) -> list[Any]:
    if isinstance(part, type) and issubclass(part, BaseModel):
        found = [field.annotation for field in part.model_fields.values() if field.alias == step]
    else:
        found = list(typing.get_args(part))
    return [leaf for item in found for leaf in _alternatives(item)]


def _keys(leaf: Any) -> set[str]:
    if isinstance(leaf, type) and issubclass(leaf, BaseModel):
        return {field.alias or name for name, field in leaf.model_fields.items()}
    return set()


def _alternatives(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, typing.Annotated):
        return [leaf for argument in typing.get_args(annotation) for leaf in _alternatives(argument)]
    return [annotation]
