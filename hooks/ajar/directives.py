"""Directives in written pages: a line `<!-- ajar: words levels -->` becomes a table drawn from the catalog at build."""

import re
from collections.abc import Callable

from .catalog import Catalog
from .kinds.base import suggest
from .load import CatalogError, Problem
from .pages.view import environment

DIRECTIVE = re.compile(r"^<!--\s*ajar:\s*(\S+)\s*(.*?)\s*-->\s*$", re.M)


def _words(catalog: Catalog, name: str) -> str:
    """A vocabulary as a table: label and sentence, with the door glyph for levels."""
    if name not in catalog.vocabulary:
        raise LookupError(f"there is no vocabulary {name!r}{suggest(name, catalog.vocabulary)}")
    from .pages.view import door

    html = environment().get_template("words.html").render(words=catalog.vocabulary[name].words, name=name, door=door)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


DIRECTIVES: dict[str, Callable[[Catalog, str], str]] = {"words": _words}


def expand(text: str, catalog: Catalog, path: str) -> str:
    """Replace every directive of a written page. Raises CatalogError that names all bad ones with file and line."""
    problems: list[Problem] = []

    def replace(match: re.Match[str]) -> str:
        name, argument = match.groups()
        try:
            if name not in DIRECTIVES:
                raise LookupError(f"unknown directive {name!r}{suggest(name, DIRECTIVES)}")
            return DIRECTIVES[name](catalog, argument)
        except LookupError as error:
            problems.append(Problem(f"docs/{path}", text.count("\n", 0, match.start()) + 1, 1, str(error.args[0])))
            return ""

    result = DIRECTIVE.sub(replace, text)
    if problems:
        raise CatalogError(problems)
    return result
