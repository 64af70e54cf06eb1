"""YAML as data only: YAML 1.2 scalars, no anchors, no tags, no second document, and a position for every value.

PyYAML (libyaml) does the scanning; this module turns its events into plain values, because PyYAML's own constructor
reads `no` as False, `1e24` as text and keeps the last of two equal keys.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

try:
    from yaml import CSafeLoader
except ImportError as missing:  # the parser in Python refuses a few texts that are valid, so it is no substitute
    raise ImportError(
        "PyYAML was installed without libyaml; expected its binary package (pip install pyyaml)"
    ) from missing

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
YamlPath = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class YamlError(Exception):
    """What is wrong with the text itself, with its 1-based position."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


class Place:
    """Where a value and its key begin, as marks of libyaml, and the places of the values in it by key or number."""

    __slots__ = ("below", "key", "value")

    def __init__(self, value: Any, key: Any, below: "dict[Any, Place] | None" = None) -> None:
        self.value, self.key, self.below = value, key, below


@dataclass
class Document:
    """A parsed file: `value` is made of dict, list, str, int, float, bool and None; `errors` are its mistakes."""

    value: Any
    errors: list[YamlError]
    text: str
    # Places are large and needed only for messages: a text without mistakes is read again when one is asked for.
    placed: Place | None = None

    @property
    def place(self) -> Place:
        """That of the whole, with those of all values below."""
        if self.placed is None:
            self.placed = _read(self.text, _PlacedReader).placed
        assert self.placed is not None
        return self.placed

    def find(self, path: YamlPath) -> Place | None:
        """The place of the value at `path`, or None where the file has no such value."""
        place: Place | None = self.place
        for step in path:
            place = place.below.get(step) if place and place.below else None
        return place

    def position(self, path: YamlPath, *, key: bool = False) -> tuple[int, int]:
        """1-based line and column of the value (or its key) at `path`; of the nearest enclosing value where the path
        ends early.
        """
        place = self.find(path)
        while place is None:
            path = path[:-1]
            place = self.find(path)
        mark = place.key if key and place.key is not None else place.value
        return mark.line + 1, mark.column + 1


def decode(data: bytes) -> str:
    """Bytes of a file to text, or a YamlError that names the place of the first bad byte."""
    if len(data) > MAX_BYTES:
        raise YamlError(1, 1, f"the file has {len(data):,} bytes; expected at most {MAX_BYTES:,}")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise YamlError(1, 1, "the file begins with a byte-order mark; expected plain UTF-8 without one")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; expected the file to be saved as UTF-8"
        raise YamlError(before.count(b"\n") + 1, column, message) from None


def parse(text: str) -> Document:
    """Text to a Document. Duplicate keys and empty values are collected in `errors`.

    Raises a YamlError for what stops the reader.
    """
    quick = _read(text, _Reader)
    return _read(text, _PlacedReader) if quick.errors else quick


def _read(text: str, reader: "type[_Reader]") -> Document:
    loader = CSafeLoader(text)
    try:
        return reader(loader).document(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlError(line, column, _explain(error, text, line)) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        raise YamlError(
            before.count("\n") + 1, len(before) - before.rfind("\n"), "a control character; expected printable text"
        ) from None
    finally:
        loader.dispose()


def _explain(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.splitlines()
    if "\t" in (lines[line - 1] if line <= len(lines) else "")[:40]:
        return "a tab in the indentation; expected spaces"
    problem = str(error.problem or error.context or "not YAML")
    hints = {
        "mapping values are not allowed": "a colon inside plain text; expected quotes around text that holds `: `",
        "could not find expected ':'": "this line is not `key: value`; expected a colon after the key",
        "did not find expected key": (
            "the indentation or a quote is off; expected a key at the indentation of its neighbours"
        ),
        "undefined alias": "`*` starts an alias; expected quotes around text that begins with `*`",
    }
    return next((hint for start, hint in hints.items() if start in problem), f"{problem}; expected valid YAML")


def scalar(text: str, *, plain: bool) -> Any:
    """A scalar by the core schema of YAML 1.2; quoted text stays text, and so do dates."""
    if not plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first.isdigit() or first in "+-.":
        if _INT.fullmatch(text):
            return int(text) if len(text) < 40 else text
        if _BASED.fullmatch(text):
            return int(text, 0)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _mark(event: Event) -> Any:
    """Where an event begins; libyaml always says, the type stubs do not."""
    return event.start_mark


def _error(mark: Any, message: str) -> YamlError:
    return YamlError(mark.line + 1, mark.column + 1, message)


class _Reader:
    """Events to values. Mistakes that have a place are noted; `_PlacedReader` says where."""

    def __init__(self, loader: Any) -> None:
        self.next = loader.get_event
        self.errors: list[YamlError] = []

    def document(self, text: str) -> Document:
        self.next()  # stream start
        event = self.next()
        if isinstance(event, StreamEndEvent):
            raise YamlError(1, 1, "the file is empty; expected an entry")
        document = self.whole(self.next(), text)
        self.next()  # document end
        event = self.next()
        if isinstance(event, DocumentStartEvent):
            raise _error(_mark(event), "a second document begins here; expected one entry in a file")
        return document

    def whole(self, event: Any, text: str) -> Document:
        """The document whose value begins with `event`."""
        return Document(self.value(event, 0), self.errors, text)

    def value(self, event: Any, depth: int) -> Any:
        """The value that begins with `event`; `depth` is that of its nesting."""
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        self.refuse(event, kind, depth)
        return self.mapping(depth) if kind is MappingStartEvent else self.sequence(depth)

    def scalar(self, event: Any) -> Any:
        if event.anchor is not None or event.tag is not None:
            self.refuse_scalar(event)
        value = scalar(event.value, plain=event.implicit[0])
        if value is None:
            message = "empty value; expected a value, or `undisclosed` where the developer does not say, or no such key"
            self.errors.append(_error(event.start_mark, message))
        return value

    @staticmethod
    def refuse(event: Any, kind: type[Event], depth: int) -> None:
        """Raise a YamlError for an alias, an anchor, a tag, or nesting that no entry has."""
        mark = event.start_mark
        if kind is AliasEvent:
            raise _error(mark, "an alias (`*name`); expected the value itself, aliases are not used in the catalog")
        if event.anchor is not None:
            raise _error(mark, "an anchor (`&name`); expected the value alone, anchors are not used in the catalog")
        if not event.implicit or depth > MAX_DEPTH:
            what = "a tag" if depth <= MAX_DEPTH else "nesting too deep"
            raise _error(mark, f"{what}; expected plain mappings and lists")

    @staticmethod
    def refuse_scalar(event: Any) -> None:
        """Raise a YamlError for an anchor or a tag on a scalar."""
        mark = event.start_mark
        if event.anchor is not None:
            raise _error(mark, "an anchor (`&name`); expected the value alone, anchors are not used in the catalog")
        raise _error(mark, f"the tag {event.tag!r}; expected a plain value, tags are not used in the catalog")

    @staticmethod
    def key(event: Any) -> str:
        """The text of a key; raises a YamlError for any that is more than a word."""
        if type(event) is not ScalarEvent:
            raise _error(_mark(event), "a key that is not plain text; expected a word")
        if event.anchor is not None or event.tag is not None:
            raise _error(event.start_mark, "an anchor or tag on a key; expected the key alone")
        key: str = event.value
        if key == "<<":
            raise _error(event.start_mark, "a merge key (`<<`); expected the values themselves")
        return key

    def mapping(self, depth: int) -> dict[str, Any]:
        # Half of the time of a build's reading is spent here, so what nearly every value is goes first.
        result: dict[str, Any] = {}
        following = self.next
        while type(event := following()) is not MappingEndEvent:
            key = self.key(event)
            if key in result:
                self.errors.append(_error(_mark(event), "twice"))
            event = following()
            result[key] = self.scalar(event) if type(event) is ScalarEvent else self.value(event, depth + 1)
        return result

    def sequence(self, depth: int) -> list[Any]:
        result: list[Any] = []
        while type(event := self.next()) is not SequenceEndEvent:
            result.append(self.value(event, depth + 1))
        return result


class _PlacedReader(_Reader):
    """The same values, with the place of each."""

    def whole(self, event: Any, text: str) -> Document:
        value, place = self.placed(event, None, 0)
        return Document(value, self.errors, text, place)

    def placed(self, event: Any, key: Any, depth: int) -> tuple[Any, Place]:
        """The value that begins with `event`, and its place; `key` is the mark of its key, `depth` its nesting."""
        mark, kind = event.start_mark, type(event)
        if kind is ScalarEvent:
            return self.scalar(event), Place(mark, key)
        self.refuse(event, kind, depth)
        places: dict[Any, Place] = {}
        fill = self.placed_mapping if kind is MappingStartEvent else self.placed_sequence
        return fill(places, depth), Place(mark, key, places)

    def placed_mapping(self, places: dict[Any, Place], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while type(event := self.next()) is not MappingEndEvent:
            mark, key = _mark(event), self.key(event)
            value, place = self.placed(self.next(), mark, depth + 1)
            if key in result:
                first = places[key].key.line + 1
                message = f"the key {key!r} stands here a second time (first in line {first}); expected it once"
                self.errors.append(_error(mark, message))
                place.key = places[key].key
            result[key], places[key] = value, place
        return result

    def placed_sequence(self, places: dict[Any, Place], depth: int) -> list[Any]:
        result: list[Any] = []
        while type(event := self.next()) is not SequenceEndEvent:
            value, places[len(result)] = self.placed(event, None, depth + 1)
            result.append(value)
        return result
