"""Files to a Catalog, or every problem of every file at once.

Three passes: read and validate each file alone; then what one entry may not do on its own (values without a source,
sources without a value); then what only the whole catalog can tell (unknown ids, ids that clash).
"""

import inspect
import os
import stat
from pathlib import Path

from ..catalog import Catalog
from ..kinds import KINDS
from ..kinds.base import Entry
from ..kinds.change import FOLDER as CHANGES
from ..kinds.change import ChangeFile
from ..kinds.scalars import IS_ID, suggest
from ..kinds.words import Vocabulary
from ..strict_yaml import MAX_BYTES
from .explain import validated
from .overlays import overlay_of, translated_words
from .problems import CatalogError, File, Problem
from .rules import check_changes, check_references, check_sources
from .words import FOLDER as VOCABULARY
from .words import kinds_without_card, read_words


class Loader:
    """Reads a catalog folder; kept alive by `serve`, it reads again only files that changed.

    `overlays` is the folder `locale/<language>` of another language than English, whose texts are laid over the
    catalog's.
    """

    def __init__(self, root: Path, overlays: Path | None = None) -> None:
        self.root = root
        self.overlays = overlays
        self.label = _label(root)
        self._seen: dict[str, tuple[object, Entry]] = {}
        self._seen_changes: dict[str, tuple[object, ChangeFile]] = {}
        self._vocabulary_state: object = None
        self._words: Vocabulary | None = None

    def load(self) -> Catalog:
        """The whole catalog. Raises CatalogError with all problems of all files."""
        problems: list[Problem] = []
        listing = _list_files(self.root, problems)
        vocabulary = self._vocabulary(listing.pop(VOCABULARY, {}), problems)
        if not vocabulary:
            raise CatalogError(problems)
        months = listing.pop(CHANGES, {}).values()
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
        changes = [self._changes(path, vocabulary) for path in months]
        every = [change for _, found in changes if found for change in found.changes]
        catalog = Catalog(vocabulary, entries, sorted(every, key=lambda change: change.date))
        broken = {Path(problem.path).stem for problem in problems}
        check_references(catalog, files, broken)
        check_changes(catalog, changes, broken)
        problems += [problem for file in (*files.values(), *(file for file, _ in changes)) for problem in file.problems]
        if problems:
            raise CatalogError(problems)
        return catalog

    def words(self) -> Vocabulary:
        """The vocabulary alone. Raises CatalogError with its problems."""
        problems: list[Problem] = []
        vocabulary = self._vocabulary(_list_files(self.root, []).get(VOCABULARY, {}), problems)
        if problems or vocabulary is None:
            raise CatalogError(problems)
        return vocabulary

    def _vocabulary(self, paths: dict[str, Path], problems: list[Problem]) -> Vocabulary | None:
        state = {name: _state(path) for name, path in paths.items()}
        if state == self._vocabulary_state:
            return self._words
        self._seen.clear()
        before = len(problems)
        problems += [_no_card(kind) for kind in kinds_without_card()]
        vocabulary = read_words(paths, self.label, problems)
        if vocabulary is not None and self.overlays is not None:
            vocabulary = translated_words(vocabulary, self.overlays, problems)
        if len(problems) > before or vocabulary is None:
            return None
        self._vocabulary_state, self._words = state, vocabulary
        return vocabulary

    def _entry(self, path: Path, file: File, kind: type[Entry], vocabulary: Vocabulary) -> Entry | None:
        over = self.overlays / "catalog" / kind.folder / path.name if self.overlays is not None else None
        state = (_state(path), _state(over) if over and over.is_file() else None)
        seen = self._seen.get(file.label)
        if seen and seen[0] == state:
            return seen[1]
        entry = validated(file, kind, {"vocabulary": vocabulary})
        if entry is not None and over is not None and over.is_file():
            entry = overlay_of(entry, file, over, {"vocabulary": vocabulary}) or entry
        if entry is not None:
            entry._id, entry._path = path.stem, file.label
            for where, message in (*entry.problems(), *entry.word_problems(vocabulary)):
                file.report(where, message)
            check_sources(entry, file)
        file.forget()
        if file.problems:
            self._seen.pop(file.label, None)
        elif entry is not None:
            self._seen[file.label] = (state, entry)
        return entry

    def _changes(self, path: Path, vocabulary: Vocabulary) -> tuple[File, ChangeFile | None]:
        """The records of a month, with their file for what is wrong in it."""
        file = File(f"{self.label}/{CHANGES}/{path.name}", path.read_bytes)
        state = _state(path)
        seen = self._seen_changes.get(file.label)
        if seen and seen[0] == state:
            return file, seen[1]
        found = validated(file, ChangeFile, {"vocabulary": vocabulary})
        for where, message in found.problems(path.stem) if found is not None else ():
            file.report(where, message)
        file.forget()
        if found is not None and not file.problems:
            self._seen_changes[file.label] = (state, found)
        return file, found


def load(root: Path) -> Catalog:
    """Read the catalog under `root`. Raises CatalogError with all problems of all files."""
    return Loader(root).load()


def _no_card(kind: type[Entry]) -> Problem:
    path = Path(inspect.getfile(kind))
    message = f"the kind {kind.folder!r} has no card; expected `card` in {kind.__name__}, which says how it is shown"
    return Problem(f"kinds/{path.name}", inspect.getsourcelines(kind)[1], 1, message)


def _label(root: Path) -> str:
    """How messages name the catalog: by its folder's own name, wherever it is called from."""
    return root.resolve().name


def _state(path: Path) -> tuple[int, int, int]:
    info = path.stat()
    return info.st_mtime_ns, info.st_size, info.st_ino


def _list_files(root: Path, problems: list[Problem]) -> dict[str, dict[str, Path]]:
    """The YAML files of each folder by id, in order of their names; whatever else lies there is a problem."""
    listing: dict[str, dict[str, Path]] = {folder: {} for folder in (*KINDS, VOCABULARY, CHANGES)}
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
    if not IS_ID(path.stem):
        wanted = "-".join(path.stem.lower().replace("_", " ").split())
        expected = f"expected lower-case letters, digits, hyphens and dots, such as {wanted!r}"
        return f"the file name {path.stem!r} is not an id; {expected}"
    if path.stat().st_size > MAX_BYTES:
        return f"the file has {path.stat().st_size:,} bytes; expected at most {MAX_BYTES:,}"
    if not os.access(path, os.R_OK):
        return "the file cannot be read; expected read permission"
    return None
