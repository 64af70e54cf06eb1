"""Mistakes with their place, and a YAML text on its way to an object."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..strict_yaml import Document, YamlPath, decode, parse


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
    """One YAML text on its way to an object: a file of the catalog, or YAML inside a written page, which begins at
    `start`.

    `start` is the (line, column) of the text in the file that `label` names.
    """

    label: str
    read: Callable[[], bytes]
    start: tuple[int, int] = (1, 1)
    problems: list[Problem] = field(default_factory=list)
    _document: Document | None = None

    def document(self) -> Document:
        """The parsed text; raises YamlError where it is no YAML."""
        if self._document is None:
            self._document = parse(decode(self.read()))
        return self._document

    def forget(self) -> None:
        """Positions are large and needed only for messages, which read the file again."""
        self._document = None

    def report(self, path: YamlPath, message: str, *, key: bool = False) -> None:
        """A mistake at the value (or its key) of a YAML path."""
        self.report_at(*self.document().position(path, key=key), message)

    def report_at(self, line: int, column: int, message: str) -> None:
        first_line, first_column = self.start
        column += first_column - 1 if line == 1 else 0
        self.problems.append(Problem(self.label, line + first_line - 1, column, message))
