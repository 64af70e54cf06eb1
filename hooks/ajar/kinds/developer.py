"""Those who make models, data sets, benchmarks and licenses."""

from typing import Annotated, ClassVar

from pydantic import Field

from ..messages import msg
from .base import Entry, Fact, Ref, WordOf
from .card import Card, Group
from .scalars import Form, PartialDate, Prose, Url


class Developer(Entry):
    """A body that makes models, data sets or benchmarks."""

    folder: ClassVar[str] = "developers"
    card: ClassVar[Card] = Card(
        title=msg("Developers"),
        lead=msg("Those who make the models, data sets and benchmarks of this catalog."),
        groups=(
            Group(
                "about",
                (
                    "kind",
                    "legal-name",
                    "country",
                    "founded",
                    "status",
                    "transparency-index",
                    "home",
                    "parent",
                ),
            ),
            Group("facts", ("facts",), listed=True),
        ),
        columns=("kind", "country", "founded", "transparency-index", "models", "verified"),
        shown=("name", "kind", "country", "transparency-index"),
    )

    kind: Fact[Annotated[str, WordOf("developer-kinds")]] | None = None
    country: Fact[Annotated[str, Field(pattern="^[A-Z]{2}$")]] | None = None
    founded: Fact[PartialDate] | None = None
    legal_name: Fact[Prose] | None = None
    parent: Annotated[str, Ref("developers")] | None = None
    home: Url
    status: Fact[Prose] | None = None
    transparency_index: Fact[Annotated[float, Field(ge=0, le=100), Form("number")]] | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
