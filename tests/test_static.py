"""What the source promises and no run would notice: words that code names, and the borders between its folders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ajar.kinds.words import NEEDED
from ajar.load.words import group_ids, vocabulary_names
from samples import REPO

CODE = REPO / "hooks" / "ajar"
IN_TEMPLATE = re.compile(r"""\bword\(\s*['"]([\w-]+)['"]\s*(?:,\s*(['"]([\w-]+)['"])?)?""")


def looked_up() -> Iterator[tuple[str, str, str | None]]:
    """(place, vocabulary file, word or None where it is computed) of every look-up that names its file."""
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "word":
                literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
                if len(literals) == 2 and isinstance(literals[0], str):
                    yield f"{path.relative_to(REPO)}:{node.lineno}", literals[0], literals[1]
    for path in sorted(CODE.rglob("*.html")):
        for found in IN_TEMPLATE.finditer(path.read_text("utf-8")):
            yield str(path.relative_to(REPO)), found[1], found[3]


def test_every_word_that_code_names_is_demanded_by_the_loader() -> None:
    """A word that code looks up by name is either in its file or a problem with a line: never a silent miss."""
    demanded = {(name, member.value) for name, words in NEEDED.items() for member in words}
    demanded |= {("fact-groups", id_) for id_ in group_ids()}
    found = list(looked_up())
    assert len(found) > 15, "the look-ups were not found"
    for place, name, word in found:
        assert name in vocabulary_names(), f"{place}: no rule demands the file {name}"
        assert word is None or (name, word) in demanded, f"{place}: no rule demands {word!r} of {name}"


def imports(path: Path) -> Iterator[str]:
    """Modules of ajar that a file imports, as folders: `from ..derive.licenses import x` -> `derive`."""
    depth = len(path.relative_to(CODE).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            yield from names


# What each folder may know beside itself and the plain modules of the package: data flows one way.
KNOWS = {
    "kinds": set(),
    "load": {"kinds"},
    "derive": {"kinds"},
    "facts": {"kinds", "derive"},
    "pages": {"kinds", "derive", "facts"},
    "authored": {"kinds", "load", "derive", "facts", "pages"},
    "outputs": {"kinds", "derive", "facts", "pages", "authored"},
}


def test_data_flows_one_way() -> None:
    for folder, known in KNOWS.items():
        for path in sorted((CODE / folder).rglob("*.py")):
            wrong = {name for name in imports(path) if name in KNOWS} - known - {folder}
            assert not wrong, f"{path.relative_to(REPO)} imports {wrong}; {folder}/ may know {known or 'nothing'}"


def test_the_machine_knows_no_generator() -> None:
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not [name for name in names if name.split(".")[0] in ("mkdocs", "material")], path
