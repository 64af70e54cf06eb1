"""Words of the field, the things behind names, and names that nothing stands behind."""

from typing import Annotated, ClassVar

from pydantic import Field

from ..messages import msg
from .base import Entry, Fact, Ref, WordOf
from .card import Card, Group
from .scalars import Prose, Url


class GlossaryTerm(Entry):
    """A term of the glossary with its definition."""

    folder: ClassVar[str] = "terms"
    card: ClassVar[Card] = Card(
        title=msg("Glossary"),
        lead=msg("Words of the field, the things behind names, and names that no source supports."),
        groups=(
            Group("overview", ("definition",), head=True),
            Group("about", ("kind", "home")),
            Group("facts", ("facts",), listed=True),
            Group("see", ("see",), listed=True),
        ),
        columns=("kind", "definition", "verified"),
        shown=("name", "kind", "definition"),
        summary=("definition",),
    )

    kind: Fact[Annotated[str, WordOf("term-kinds")]]
    definition: Fact[Prose]
    home: Url | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
    see: list[Annotated[str, Ref("terms", "models", "licenses", "datasets", "benchmarks", "developers")]] = Field(
        default_factory=list
    )
