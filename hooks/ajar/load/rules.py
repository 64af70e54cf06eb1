"""Rules that hold for entries of every kind, alone and together: sources, scope, references, names."""

from collections.abc import Iterable

from ..catalog import Catalog, refs_of
from ..kinds.base import Entry, Part, Sourced, has_parts
from ..kinds.change import ChangeFile
from ..kinds.model import Model
from ..kinds.scalars import suggest
from ..kinds.words import RecordId
from ..strict_yaml import YamlPath
from .problems import File


def check_sources(entry: Entry, file: File) -> None:
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
                message = "a value without a source; expected `source:` here, on its block or on the entry"
                file.report(path, message)
            part.source = inherited
        if isinstance(part, Sourced) and part.for_:
            _check_scope(entry, part, path, file)
        for below, child in part.children(path) if has_parts(type(part)) else ():
            visit(child, inherited, below)

    visit(entry, [], ())
    for key in entry.sources:
        if key not in used:
            message = f"the source {key!r} is never used; expected a fact that names it, or no such source"
            file.report(("sources", key), message, key=True)


def _check_scope(entry: Entry, part: Sourced, path: YamlPath, file: File) -> None:
    """`for` names variants of the entry, on facts that are said of the whole of it."""
    variants = entry.variants if isinstance(entry, Model) else {}
    if path[:1] == ("variants",):
        message = "a variant's own value holds for that variant; expected no `for` here"
        file.report((*path, "for"), message)
    for name in part.for_:
        if name not in variants:
            file.report((*path, "for"), f"this entry has no variant {name!r}{suggest(name, variants)}")


def check_references(catalog: Catalog, files: dict[str, File], broken: set[str]) -> None:
    """Every id that an entry names is there; ids of `broken` files are, though they could not be read."""
    for folder, entries in catalog.entries.items():
        check_names(folder, entries.values(), files)
        for entry in entries.values():
            for path, ref, kinds in refs_of(entry):
                if ref not in broken and not any(catalog.has(kind, ref) for kind in kinds):
                    files[entry.path].report(path, _unknown(catalog, ref, kinds))


def _unknown(catalog: Catalog, ref: str, kinds: tuple[str, ...]) -> str:
    alias = next((catalog.aliases[kind][ref] for kind in kinds if ref in catalog.aliases[kind]), None)
    if alias:
        return f"{ref!r} is a former name; expected the id {alias!r}"
    known = {id_ for kind in kinds for id_ in catalog.ids(kind)}
    return f"there is no {ref!r} in {' or '.join(kinds)}{suggest(ref, known) or '; expected the id of an entry'}"


def check_changes(catalog: Catalog, files: list[tuple[File, ChangeFile | None]], broken: set[str]) -> None:
    """Every entry that a change names is there, has been renamed, or was removed by another change."""
    removed = {(c.kind, id_) for c in catalog.changes if c.what == RecordId.REMOVED for id_ in c.entries}
    for file, found in files:
        for number, change in enumerate(found.changes if found else ()):
            known = {*catalog.entries[change.kind], *catalog.aliases[change.kind]}
            for place, id_ in enumerate(change.entries):
                if id_ not in known and id_ not in broken and (change.kind, id_) not in removed:
                    hint = suggest(id_, known) or "; expected the id of an entry, or that another change removes it"
                    message = f"there is no {id_!r} in {change.kind}{hint}"
                    file.report(("changes", number, "entries", place), message)


def check_names(folder: str, entries: Iterable[Entry], files: dict[str, File]) -> None:
    """Ids, aliases and variants of a kind share one set of addresses, so no name may stand for two things."""
    entries = list(entries)
    owner: dict[str, str] = {entry.id: f"the id of {entry.path}" for entry in entries}
    for entry in entries:
        claimed: list[tuple[YamlPath, str, str]] = []
        if isinstance(entry, Model):
            claimed += [(("variants", key), key, f"a variant of {entry.path}") for key in entry.variants]
        aliases = enumerate(entry.aliases)
        claimed += [(("aliases", number), alias, f"an alias in {entry.path}") for number, alias in aliases]
        for path, name, meaning in claimed:
            if name in owner:
                message = f"{name!r} is already {owner[name]}; expected a name that is free"
                files[entry.path].report(path, message, key=True)
            else:
                owner[name] = meaning
