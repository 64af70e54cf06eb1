"""Words of the field, the things behind names, and names that nothing stands behind."""

from typing import Annotated, ClassVar

from pydantic import Field

from .base import Entry, Fact, Prose, Ref, Url, Word


class Term(Entry):
    folder: ClassVar[str] = "terms"

    kind: Fact[Annotated[str, Word("term-kinds")]]
    definition: Fact[Prose]
    home: Url | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
    see: list[Annotated[str, Ref("terms", "models", "licenses", "datasets", "benchmarks", "developers")]] = Field(default_factory=list)
