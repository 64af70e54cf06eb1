"""Files to a Catalog, or every problem of every file at once.

Three passes: read and validate each file alone; then what one entry may not do on its own (values without a source,
sources without a value); then what only the whole catalog can tell (unknown ids, ids that clash).
"""

import os
import stat
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .catalog import Catalog, markers, refs_of
from .kinds import KINDS
from .kinds.base import _ID, Entry, Part, Sourced, parts_in, suggest
from .kinds.model import Model
from .kinds.vocabulary import SPECIAL, Vocabulary, VocabularyFile
from .strict_yaml import MAX_BYTES, Document, YamlError, YamlPath, decode, parse

VOCABULARY = "vocabulary"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, as `path:line:col: message`."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class CatalogError(Exception):
    """The catalog cannot be used; `problems` holds all of its mistakes, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class File:
    """One YAML text on its way to an object: a file of the catalog, or YAML inside a written page, which begins at `start` (line, column)."""

    label: str
    read: Callable[[], bytes]
    start: tuple[int, int] = (1, 1)
    problems: list[Problem] = field(default_factory=list)
    _document: Document | None = None

    def document(self) -> Document:
        if self._document is None:
            self._document = parse(decode(self.read()))
        return self._document

    def forget(self) -> None:
        """Positions are large and needed only for messages, which read the file again."""
        self._document = None

    def report(self, path: YamlPath, message: str, *, key: bool = False) -> None:
        self.report_at(*self.document().position(path, key=key), message)

    def report_at(self, line: int, column: int, message: str) -> None:
        first_line, first_column = self.start
        column += first_column - 1 if line == 1 else 0
        self.problems.append(Problem(self.label, line + first_line - 1, column, message))


class Loader:
    """Reads a catalog folder; kept alive by `serve`, it reads again only files that changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.label = _label(root)
        self._seen: dict[str, tuple[tuple[int, int, int], Entry]] = {}
        self._vocabulary_state: object = None
        self._words: Vocabulary = {}

    def load(self) -> Catalog:
        """The whole catalog. Raises CatalogError with all problems of all files."""
        problems: list[Problem] = []
        listing = _list_files(self.root, problems)
        vocabulary = self._vocabulary(listing.pop(VOCABULARY, {}), problems)
        if not vocabulary:
            raise CatalogError(problems)
        entries: dict[str, dict[str, Entry]] = {}
        files: dict[str, File] = {}
        for folder, paths in listing.items():
            entries[folder] = {}
            for path in paths.values():
                file = File(f"{self.label}/{folder}/{path.name}", path.read_bytes)
                files[file.label] = file
                entry = self._entry(path, file, KINDS[folder], vocabulary)
                problems += file.problems
                if entry is not None:
                    entries[folder][entry.id] = entry
        catalog = Catalog(vocabulary=vocabulary, entries=entries)
        problems += _cross_check(catalog, files, {Path(p.path).stem for p in problems})
        if problems:
            raise CatalogError(problems)
        return catalog

    def words(self) -> Vocabulary:
        """The vocabulary alone. Raises CatalogError with its problems."""
        problems: list[Problem] = []
        vocabulary = self._vocabulary(_list_files(self.root, []).get(VOCABULARY, {}), problems)
        if problems:
            raise CatalogError(problems)
        return vocabulary

    def _vocabulary(self, paths: dict[str, Path], problems: list[Problem]) -> Vocabulary:
        state = {name: _state(path) for name, path in paths.items()}
        if state == self._vocabulary_state:
            return self._words
        self._seen.clear()
        before = len(problems)
        vocabulary: Vocabulary = {}
        for name, path in paths.items():
            file = File(f"{self.label}/{VOCABULARY}/{path.name}", path.read_bytes)
            if (found := validated(file, SPECIAL.get(name, VocabularyFile), {})) is not None:
                vocabulary[name] = found
            problems += file.problems
        needed = vocabulary_names()
        for name in sorted(needed - set(vocabulary)):
            label = f"{self.label}/{VOCABULARY}/{name}.yml"
            if not any(problem.path == label for problem in problems):
                problems.append(Problem(label, 1, 1, "the file is missing; expected it, because entries use its words"))
        if len(problems) > before:
            return {}
        self._vocabulary_state, self._words = state, vocabulary
        return vocabulary

    def _entry(self, path: Path, file: File, kind: type[Entry], vocabulary: Vocabulary) -> Entry | None:
        state = _state(path)
        seen = self._seen.get(file.label)
        if seen and seen[0] == state:
            return seen[1]
        entry: Entry | None = validated(file, kind, {"vocabulary": vocabulary})
        if entry is not None:
            entry._id, entry._path = path.stem, file.label
            for where, message in entry.problems():
                file.report(where, message)
            _check_terms(entry, vocabulary, file)
            _resolve_sources(entry, file)
        file.forget()
        if file.problems:
            self._seen.pop(file.label, None)
        elif entry is not None:
            self._seen[file.label] = (state, entry)
        return entry


def load(root: Path) -> Catalog:
    """Read the catalog under `root`. Raises CatalogError with all problems of all files."""
    return Loader(root).load()


# --- files ----------------------------------------------------------------------------------------------------------


def _label(root: Path) -> str:
    """How messages name the catalog: by its folder's own name, wherever it is called from."""
    return root.resolve().name


def _state(path: Path) -> tuple[int, int, int]:
    info = path.stat()
    return info.st_mtime_ns, info.st_size, info.st_ino


def _list_files(root: Path, problems: list[Problem]) -> dict[str, dict[str, Path]]:
    """The YAML files of each folder by id, in order of their names; whatever else lies there is a problem."""
    listing: dict[str, dict[str, Path]] = {folder: {} for folder in (*KINDS, VOCABULARY)}
    if not root.is_dir():
        raise CatalogError([Problem(str(root), 1, 1, "there is no such folder; expected the catalog here")])

    def refuse(path: Path, message: str) -> None:
        problems.append(Problem(f"{_label(root)}/{path.relative_to(root).as_posix()}", 1, 1, message))

    for folder in sorted(root.iterdir()):
        if folder.name.startswith("."):
            continue
        if folder.is_symlink():
            refuse(folder, "a symbolic link; expected a folder of its own")
        elif not folder.is_dir():
            refuse(folder, "a file beside the folders; expected it inside one of them")
        elif folder.name not in listing:
            refuse(folder, f"unknown folder {folder.name!r}{suggest(folder.name, listing)}")
        else:
            for path in sorted(folder.iterdir()):
                if message := _file_problem(path):
                    refuse(path, message)
                elif not path.name.startswith("."):
                    listing[folder.name][path.stem] = path
    return listing


def _file_problem(path: Path) -> str | None:
    if path.name.startswith("."):
        return None
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "a symbolic link; expected the file itself"
    if not stat.S_ISREG(mode):
        return "not an ordinary file; expected one YAML file an entry"
    if path.suffix != ".yml":
        return f"the name ends in {path.suffix or 'nothing'!r}; expected `.yml`"
    if not _ID.match(path.stem):
        wanted = "-".join(path.stem.lower().replace("_", " ").split())
        return f"the file name {path.stem!r} is not an id; expected lower-case letters, digits, hyphens and dots, such as {wanted!r}"
    if path.stat().st_size > MAX_BYTES:
        return f"the file has {path.stat().st_size:,} bytes; expected at most {MAX_BYTES:,}"
    if not os.access(path, os.R_OK):
        return "the file cannot be read; expected read permission"
    return None


# --- one file -------------------------------------------------------------------------------------------------------


def validated(file: File, kind: type[Any], context: dict[str, Any]) -> Any:
    """The file as a `kind`, or None after its problems were reported."""
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
    try:
        return kind.model_validate(document.value, context=context)
    except ValidationError as failure:
        for detail in failure.errors(include_url=False):
            path = _yaml_path(detail["loc"], document)
            file.report(path, _message(detail, kind), key=detail["type"] in ("extra_forbidden", "ajar_key"))
        return None


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
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


def _message(detail: ErrorDetails, kind: type[Part]) -> str:
    error, value, loc = detail["type"], detail["input"], detail["loc"]
    context = detail.get("ctx", {})
    if error == "ajar":
        return str(context["message"])
    if error == "ajar_choice":
        return str(context["message"]) + suggest(value, context["choices"])
    if error == "extra_forbidden":
        return f"unknown key {loc[-1]!r}{suggest(loc[-1], _known_keys(kind, loc[:-1]))}"
    if error == "missing":
        return f"the key {loc[-1]!r} is missing; expected it here"
    if error in _EXPECTED:
        return f"found {_short(value)}; expected {_EXPECTED[error]}"
    if error == "string_pattern_mismatch":
        return f"found {_short(value)}; expected text of the form {context['pattern']}"
    text = detail["msg"][0].lower() + detail["msg"][1:]
    return f"found {_short(value)}; {text.replace('input should be', 'expected').replace('string should have', 'expected')}"


def _short(value: Any) -> str:
    text = "a group of keys" if isinstance(value, dict) else "a list" if isinstance(value, list) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _known_keys(kind: type[Part], loc: tuple[str | int, ...]) -> set[str]:
    """The keys allowed where `loc` points, found by following the annotations of the schema."""
    current: list[Any] = [kind]
    for step in loc:
        following: list[Any] = []
        for part in current:
            if isinstance(part, type) and issubclass(part, BaseModel):
                following += [f.annotation for f in part.model_fields.values() if f.alias == step]
            else:
                following += typing.get_args(part)
        current = [leaf for item in following for leaf in _alternatives(item)] or current
    keys: set[str] = set()
    for part in current:
        for leaf in (part, *typing.get_args(part)):
            if isinstance(leaf, type) and issubclass(leaf, BaseModel):
                keys |= {f.alias or name for name, f in leaf.model_fields.items()}
    return keys


def _alternatives(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, typing.Annotated):
        return [leaf for argument in typing.get_args(annotation) for leaf in _alternatives(argument)]
    return [annotation]


# --- one entry ------------------------------------------------------------------------------------------------------


def _check_terms(entry: Entry, vocabulary: Vocabulary, file: File) -> None:
    """A license's answers must be among those that the vocabulary lists for the term."""
    for key, term in getattr(entry, "terms", {}).items() if entry.folder == "licenses" else ():
        word = vocabulary["license-terms"][key]
        if term.answer not in word.values and not word.text:  # type: ignore[attr-defined]
            file.report(("terms", key), f"{term.answer!r} is no answer to {word.label!r}{suggest(term.answer, word.values)}")  # type: ignore[attr-defined]


def _resolve_sources(entry: Entry, file: File) -> None:
    """Hand each block's sources down to the facts in it; refuse facts without one and sources without a fact."""
    used: set[str] = set()

    def visit(part: Part, inherited: list[str], path: YamlPath) -> None:
        own = getattr(part, "source", None)
        if own:
            for key in own:
                if key not in entry.sources:
                    file.report((*path, "source"), f"unknown source {key!r}{suggest(key, entry.sources)}")
            used.update(own)
            inherited = own
        elif isinstance(part, Sourced):
            if not inherited:
                file.report(path, "a value without a source; expected `source:` here, on its block or on the entry")
            part.source = inherited
        for below, child in part.children(path):
            visit(child, inherited, below)

    visit(entry, [], ())
    for key in entry.sources:
        if key not in used:
            file.report(("sources", key), f"the source {key!r} is never used; expected a fact that names it, or no such source", key=True)


# --- the whole catalog ----------------------------------------------------------------------------------------------


def vocabulary_names() -> set[str]:
    """Files that must be in `catalog/vocabulary/`: those the schemas name, and those that pages read."""
    from .catalog import PAGE_WORDS
    from .kinds.base import Word

    found = set(PAGE_WORDS)
    queue: list[type[Part]] = [*KINDS.values()]
    seen: set[type[Part]] = set()
    while queue:
        cls = queue.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for info in cls.model_fields.values():
            found |= {word.vocabulary for word in markers(info.annotation, info.metadata, Word)}
            queue += parts_in(info.annotation)
    return found


def _cross_check(catalog: Catalog, files: dict[str, File], broken: set[str]) -> list[Problem]:
    for folder, entries in catalog.entries.items():
        _check_names(folder, list(entries.values()), files)
        for entry in entries.values():
            for path, ref, kinds in refs_of(entry):
                if ref not in broken and not any(catalog.has(kind, ref) for kind in kinds):
                    files[entry.path].report(path, _unknown(catalog, ref, kinds))
    return [problem for file in files.values() for problem in file.problems]


def _unknown(catalog: Catalog, ref: str, kinds: tuple[str, ...]) -> str:
    alias = next((catalog.aliases[kind][ref] for kind in kinds if ref in catalog.aliases[kind]), None)
    if alias:
        return f"{ref!r} is a former name; expected the id {alias!r}"
    known = {id_ for kind in kinds for id_ in catalog.ids(kind)}
    return f"there is no {ref!r} in {' or '.join(kinds)}{suggest(ref, known) or '; expected the id of an entry'}"


def _check_names(folder: str, entries: list[Entry], files: dict[str, File]) -> None:
    """Ids, aliases and variants of a kind share one set of addresses, so no name may stand for two things."""
    owner: dict[str, str] = {entry.id: f"the id of {entry.path}" for entry in entries}
    for entry in entries:
        claimed: list[tuple[YamlPath, str, str]] = []
        if isinstance(entry, Model):
            claimed += [(("variants", key), key, f"a variant of {entry.path}") for key in entry.variants]
        claimed += [(("aliases", number), alias, f"an alias in {entry.path}") for number, alias in enumerate(entry.aliases)]
        for path, name, meaning in claimed:
            if name in owner:
                files[entry.path].report(path, f"{name!r} is already {owner[name]}; expected a name that is free", key=True)
            else:
                owner[name] = meaning
