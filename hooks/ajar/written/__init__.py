"""Written pages (`docs/**/*.md`): what the catalog adds to them at build.

    <!-- ajar                           a table or figure, drawn from the catalog (directives.py)
    table: models
    columns: [name, level]
    caption: All models.
    -->
    [quantized](ajar:terms/quantization)       a link into the catalog; a term's first use gets a tooltip (links.py)
    [](ajar:models/llama-3.1-8b?parameters)    a value, filled in
    Fact.[^key]                                 a source from the page's front matter (guide.py)
"""

import re

from ..derive import Derived
from ..derive.columns import Table, tables
from ..load import CatalogError, File, Problem, validated
from ..pages.view import View
from .directives import draw
from .guide import FRONT_MATTER, Guide, assemble
from .links import Links

__all__ = ["FRONT_MATTER", "Writing"]

# Code is left as it stands, fenced or in a line.
_CODE = r"(?P<code>^```.*?^```|`[^`\n]+`)"
_DIRECTIVE = r"(?P<directive>^<!--[ ]ajar\b(?P<yaml>.*?)-->[ \t]*$)"
_REPLACED = re.compile(f"{_CODE}|{_DIRECTIVE}|{Links.PATTERN}", re.M | re.S)


class Writing:
    """Expands the written pages of one state of the catalog. `guides` are the slugs that there are."""

    def __init__(self, derived: Derived, guides: frozenset[str] = frozenset()) -> None:
        self.derived, self.guides = derived, guides
        self.tables: dict[str, Table] = tables(derived)

    def expand(self, text: str, path: str) -> str:
        """The page's Markdown without its front matter, completed from the catalog; `path` is relative to docs/.

        Raises CatalogError that names every mistake of the page with its line.
        """
        page = _WrittenPage(self, text, path)
        result = page.expanded()
        if page.problems:
            raise CatalogError(page.problems)
        return result


class _WrittenPage:
    def __init__(self, writing: Writing, text: str, path: str) -> None:
        self.writing, self.label = writing, f"docs/{path}"
        self.view = View(writing.derived, _url(path))
        self.problems: list[Problem] = []
        front = FRONT_MATTER.match(text)
        self.body = text[front.end() :] if front else text
        self.first_line = text.count("\n", 0, front.end()) + 1 if front else 1
        # The front matter of a guide is checked like an entry; that of other pages is MkDocs' own.
        is_guide = path.startswith("guides/") and not path.endswith("index.md")
        self.front = File(self.label, (front[1] if front else "").encode, (2, 1), self.problems) if is_guide else None
        self.guide: Guide | None = validated(self.front, Guide, self._words) if self.front else None
        self.links = Links(self.view, writing.tables, self.guide.sources if self.guide else {})

    @property
    def _words(self) -> dict[str, object]:
        return {"vocabulary": self.writing.derived.catalog.vocabulary}

    def expanded(self) -> str:
        result = _REPLACED.sub(self._replace, self.body)
        if self.guide is None or self.front is None:
            return result
        self.guide.check(self.front, self.writing.guides)
        for key in self.guide.sources:
            if key not in self.links.cited:
                self.front.report(("sources", key), f"the source {key!r} is never used; expected a mark [^{key}] in the text, or no such source", key=True)
        return result if self.problems else assemble(self.guide, result, self.view)

    def _replace(self, match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match["code"]
        if match["directive"] is not None:
            return draw(File(self.label, match["yaml"].encode, self._place(match.start("yaml")), self.problems), self.view, self.writing.tables)
        try:
            return self.links.replace(match)
        except LookupError as error:
            self.problems.append(Problem(self.label, *self._place(match.start()), str(error.args[0])))
            return ""

    def _place(self, position: int) -> tuple[int, int]:
        """Line and column in the file of a position in the body."""
        return self.first_line + self.body.count("\n", 0, position), position - self.body.rfind("\n", 0, position)


def _url(path: str) -> str:
    """Where MkDocs puts a page: `guides/x.md` -> `guides/x/`, `about/index.md` -> `about/`, `index.md` -> ``."""
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""
