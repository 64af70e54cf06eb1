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
from pathlib import Path

from ..facts.columns import Table, tables
from ..facts.sheets import Sheets
from ..load import CatalogError, File, Problem, validated
from ..pages.context import PageContext
from ..pages.take import VIEWS
from .directives import Place, draw
from .guide import FRONT_MATTER, Guide, assemble, bar
from .links import Links
from .outline import url_of, written

# Code is left as it stands, fenced or in a line.
CODE = r"(?P<code>^```.*?^```|`[^`\n]+`)"
DIRECTIVE = r"(?P<directive>^<!--[ ]ajar\b(?P<yaml>.*?)-->[ \t]*$)"
_TITLE = re.compile(r"^# (.+)$", re.M)
_REPLACED = re.compile(f"{CODE}|{DIRECTIVE}|{Links.PATTERN}", re.M | re.S)


class Writing:
    """Expands the written pages of one state of the catalog. `guides` are the slugs that there are."""

    def __init__(
        self, sheets: Sheets, guides: frozenset[str] = frozenset(), of: dict[str, Table] | None = None
    ) -> None:
        self.sheets, self.guides = sheets, guides
        self.tables = of or tables(sheets)

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
        self.p = PageContext(writing.sheets, url_of(path))
        self.problems: list[Problem] = []
        front = FRONT_MATTER.match(text)
        self.body = text[front.end() :] if front else text
        self.first_line = text.count("\n", 0, front.end()) + 1 if front else 1
        # The front matter of a guide is checked like an entry; that of other pages is MkDocs' own.
        yaml = (front[1] if front else "").encode()
        self.front = File(self.label, lambda: yaml, (2, 1), self.problems) if is_guide(path) else None
        context = {"vocabulary": writing.sheets.derived.catalog.vocabulary}
        self.guide = validated(self.front, Guide, context) if self.front else None
        self.links = Links(self.p, writing.tables, self.guide.sources if self.guide else {})

    def expanded(self) -> str:
        result = _REPLACED.sub(self._replace, self.body)
        if self.guide is None or self.front is None:
            return self._with_bar(result)
        self.guide.check(self.front, self.writing.guides)
        for key in self.guide.sources:
            if key not in self.links.cited:
                expected = f"expected a mark [^{key}] in the text, or no such source"
                self.front.report(("sources", key), f"the source {key!r} is never used; {expected}", key=True)
        return result if self.problems else assemble(self.guide, result, self.p)

    def _with_bar(self, text: str) -> str:
        """A ready-made view ends with how to take it along; other pages end as they are."""
        title = _TITLE.search(self.body)
        if title is None or not self.p.url.startswith(VIEWS) or "<!-- ajar" not in self.body:
            return text
        return f"{text}\n\n{bar(self.p, title[1])}\n"

    def _replace(self, match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match["code"]
        if match["directive"] is not None:
            return self.drawn(match)
        try:
            return self.links.replace(match)
        except LookupError as error:
            self.problems.append(Problem(self.label, *self._place(match.start()), str(error.args[0])))
            return ""

    def drawn(self, match: re.Match[str]) -> str:
        """The HTML of a directive."""
        yaml = match["yaml"].encode()
        file = File(self.label, lambda: yaml, self._place(match.start("yaml")), self.problems)
        return draw(Place(file, self.p, self.writing.tables))

    def _place(self, position: int) -> tuple[int, int]:
        """Line and column in the file of a position in the body."""
        line = self.first_line + self.body.count("\n", 0, position)
        return line, position - self.body.rfind("\n", 0, position)


def drawings(sheets: Sheets, text: str, path: str, url: str, of: dict[str, Table]) -> list[str]:
    """What the directives of a written page draw, each as HTML for the page at `url`; mistakes are told where the page
    itself is expanded.
    """
    page = _WrittenPage(Writing(sheets, of=of), text, path)
    page.p = PageContext(sheets, url)
    return [page.drawn(match) for match in _REPLACED.finditer(page.body) if match["directive"] is not None]


def is_guide(path: str) -> bool:
    """Whether a page under docs/ is a guide, whose front matter is checked like an entry."""
    return path.startswith("guides/") and not path.endswith("index.md")


def expand_all(
    sheets: Sheets, docs: Path, overlay: Path | None = None, of: dict[str, Table] | None = None
) -> dict[str, str]:
    """The Markdown of every written page by its path under `docs`, completed from the catalog.

    A page that `overlay` has too is taken from there: the same page in another language. Raises CatalogError with all
    problems.
    """
    names = [name for name, _ in written(docs, overlay)]
    writing = Writing(sheets, frozenset(Path(name).stem for name in names if is_guide(name)), of)
    done: dict[str, str] = {}
    problems: list[Problem] = []
    for name, path in written(docs, overlay):
        try:
            done[name] = writing.expand(path.read_text("utf-8"), name)
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return done
