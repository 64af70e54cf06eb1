"""Texts of another language, laid over the English ones: `locale/<language>/vocabulary/` and
`locale/<language>/catalog/`.

An overlay has the shape of what it lies over and holds texts only; a key that is not there, or is no text there, is a
mistake. Whatever it does not mention stays English.
"""

from pathlib import Path
from typing import Any, TypeVar

from ..kinds.base import Entry
from ..kinds.scalars import suggest
from ..kinds.words import Vocabulary, WordFile
from ..strict_yaml import Document, YamlError, YamlPath
from .explain import validated
from .problems import File, Problem

E = TypeVar("E", bound=Entry)
TRANSLATED = ("label", "short", "limit", "sentence")


def translated_words(vocabulary: Vocabulary, folder: Path, problems: list[Problem]) -> Vocabulary:
    """The vocabulary with the labels and sentences of a language."""
    files: dict[str, WordFile] = {}
    for name, words in vocabulary.files.items():
        path = folder / "vocabulary" / f"{name}.yml"
        files[name] = words
        if path.is_file():
            file = File(f"{folder.name}/vocabulary/{path.name}", path.read_bytes)
            english = words.model_dump(by_alias=True, mode="python")
            merged = _merged(file, english, texts=TRANSLATED)
            if merged is not None:
                files[name] = type(words).model_validate(merged)
            problems += file.problems
    return Vocabulary(files)


def overlay_of(entry: E, file: File, path: Path, context: dict[str, Any]) -> E | None:
    """The entry with the texts of its overlay; None after mistakes were reported."""
    over = File(f"{path.parent.parent.parent.name}/catalog/{path.parent.name}/{path.name}", path.read_bytes)
    merged = _merged(over, file.document().value)
    file.problems += over.problems
    if merged is None:
        return None
    whole = File(over.label, lambda: b"")
    whole._document = Document(merged, [], "", file.document().place)
    found = validated(whole, type(entry), context)
    file.problems += whole.problems
    return found


def _merged(file: File, value: Any, texts: tuple[str, ...] = ()) -> Any:
    """`value` with the texts of the file; None after mistakes."""
    try:
        over = file.document().value
    except YamlError as error:
        file.report_at(error.line, error.column, error.message)
        return None
    merged = _lay(file, (), value, over, texts)
    return None if file.problems else merged


def _lay(file: File, path: YamlPath, value: Any, over: Any, texts: tuple[str, ...]) -> Any:
    if isinstance(over, str) and isinstance(value, str) and (not texts or path[-1] in texts):
        return over
    if isinstance(over, dict) and isinstance(value, dict):
        unknown = [key for key in over if key not in value]
        for key in unknown:
            file.report((*path, key), f"there is no {key!r} to translate{suggest(key, value)}", key=True)
        return {
            key: _lay(file, (*path, key), item, over[key], texts) if key in over else item
            for key, item in value.items()
        }
    if isinstance(over, list) and isinstance(value, list) and len(over) == len(value):
        pairs = enumerate(zip(value, over, strict=True))
        return [_lay(file, (*path, number), item, new, texts) for number, (item, new) in pairs]
    file.report(path, "this is no text of the entry; expected the translation of a text at the same place")
    return value
