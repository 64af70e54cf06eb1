"""The vocabulary from its files: complete, and every word that a word or the code names is there."""

from collections.abc import Iterator
from pathlib import Path

from ..kinds import KINDS
from ..kinds.base import Entry, Part, WordOf, all_parts, markers
from ..kinds.fields import Field, fields_of
from ..kinds.model import Model, VariantFacts
from ..kinds.scalars import suggest
from ..kinds.words import NEEDED, READ, Vocabulary, WordFile, file_class
from .explain import validated
from .problems import File, Problem

FOLDER = "vocabulary"


def read_words(paths: dict[str, Path], label: str, problems: list[Problem]) -> Vocabulary | None:
    """All files of words by name, or None after their problems were added."""
    before = len(problems)
    files = {name: File(f"{label}/{FOLDER}/{path.name}", path.read_bytes) for name, path in paths.items()}
    words = {
        name: found for name, file in files.items() if (found := validated(file, file_class(name), {})) is not None
    }
    _check_files(label, words, files, problems)
    for name, found in words.items():
        for path, id_, other in found.references():
            if other in words and id_ not in words[other]:
                message = f"there is no {id_!r} in {other}.yml{suggest(id_, words[other].words)}"
                files[name].report(path, message)
    problems += [problem for file in files.values() for problem in file.problems]
    if len(problems) == before:
        problems += [Problem(*place, message) for place, message in _missing(words, files)]
    return Vocabulary(words) if len(problems) == before else None


def _check_files(label: str, words: dict[str, WordFile], files: dict[str, File], problems: list[Problem]) -> None:
    needed = vocabulary_names()
    for name in sorted(needed - files.keys()):
        message = "the file is missing; expected it, because entries use its words"
        problems.append(Problem(f"{label}/{FOLDER}/{name}.yml", 1, 1, message))
    for name in sorted(words.keys() - needed):
        files[name].report((), f"nothing uses the words of this file{suggest(name, needed - words.keys())}")


def _missing(words: dict[str, WordFile], files: dict[str, File]) -> Iterator[tuple[tuple[str, int, int], str]]:
    """Words that the code names and no file has, at the place where they belong."""
    demanded = [(name, member.value, "rules of the site name it") for name, ids in NEEDED.items() for member in ids]
    demanded += [("fields", id_, f"{where} have that field") for id_, where in field_labels().items()]
    demanded += [("fact-groups", id_, f"the card of {where} names it") for id_, where in group_ids().items()]
    for name, id_, why in demanded:
        if id_ not in words[name]:
            line, column = files[name].document().position(("words",), key=True)
            hint = suggest(id_, words[name].words) if len(words[name]) > 24 else ""
            yield (files[name].label, line, column), f"the word {id_!r} is missing; expected it, because {why}{hint}"


def vocabulary_names() -> set[str]:
    """Files that must be in `catalog/vocabulary/`: those the schemas name, and those that pages read."""
    found = set(READ)
    for cls in all_parts(*KINDS.values()):
        for info in cls.model_fields.values():
            found |= {marker.vocabulary for marker in markers(info.annotation, info.metadata, WordOf)}
    return found


def kinds_without_card() -> list[type[Entry]]:
    """Kinds that say nothing of how they are shown."""
    return [kind for kind in KINDS.values() if "card" not in vars(kind)]


def _labelled(field: Field) -> Iterator[str]:
    """Ids of `fields` that a field and its details need a label under."""
    yield field.key
    for detail in field.below:
        yield from _labelled(detail)


def field_labels() -> dict[str, str]:
    """Every id that `vocabulary/fields.yml` must have, and which kind needs it."""
    found: dict[str, str] = {}
    for folder, kind in KINDS.items():
        classes: list[type[Part]] = [kind, VariantFacts] if kind is Model else [kind]
        for field in (field for cls in classes for field in fields_of(cls)):
            for id_ in _labelled(field):
                found.setdefault(id_, folder)
    return found


def group_ids() -> dict[str, str]:
    """Every id that `vocabulary/fact-groups.yml` must have, and whose card names it."""
    cards = {folder: kind.card for folder, kind in KINDS.items() if "card" in vars(kind)}
    return {group.id: folder for folder, card in cards.items() for group in card.groups}
