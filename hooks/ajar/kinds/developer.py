"""Those who make models, data sets, benchmarks and licenses."""

from typing import Annotated, ClassVar

from pydantic import Field

from .base import Entry, Fact, PartialDate, Prose, Ref, Url, Word


class Developer(Entry):
    folder: ClassVar[str] = "developers"

    kind: Fact[Annotated[str, Word("developer-kinds")]] | None = None
    country: Fact[Annotated[str, Field(pattern="^[A-Z]{2}$")]] | None = None
    founded: Fact[PartialDate] | None = None
    legal_name: Fact[Prose] | None = None
    parent: Annotated[str, Ref("developers")] | None = None
    home: Url
    status: Fact[Prose] | None = None
    transparency_index: Fact[Annotated[float, Field(ge=0, le=100)]] | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
