"""The words: ids, labels and one-sentence definitions that everything else on the site reads from one place."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from .base import ID_PATTERN, Id, Label, Part, Prose

Tone = Literal["good", "mixed", "bad", "unknown"]


class WordEntry(Part):
    """One word: what readers see, and one sentence that explains it. `short` is the label for a table's cell."""

    label: Label
    short: Label | None = None
    sentence: Prose
    tone: Tone = "unknown"
    symbol: Annotated[str, Field(max_length=2)] = ""


class ComponentWord(WordEntry):
    kind: Literal["code", "data", "document"]
    mof_class: Literal[1, 2, 3]
    optional: bool = False
    group: str


class LevelWord(WordEntry):
    rank: int
    angle: Annotated[int, Field(ge=0, le=90)]
    door: Annotated[int, Field(ge=0, le=6)]


class TermWord(WordEntry):
    """A license term; `values` are ids of `answers`; with `text` the answer may be any short text as well."""

    group: str
    values: list[str]
    text: bool = False


class VerdictWord(WordEntry):
    terms: list[str]


class VocabularyFile(Part, Mapping[str, WordEntry]):
    label: Label
    sentence: Prose
    words: dict[Annotated[str, Field(pattern=ID_PATTERN)], WordEntry]

    def __getitem__(self, key: str) -> WordEntry:
        return self.words[key]

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, key: object) -> bool:
        return key in self.words


class ComponentsFile(VocabularyFile):
    words: dict[Id, ComponentWord]  # type: ignore[assignment]


class LevelsFile(VocabularyFile):
    words: dict[Id, LevelWord]  # type: ignore[assignment]


class TermsFile(VocabularyFile):
    words: dict[Id, TermWord]  # type: ignore[assignment]


class VerdictsFile(VocabularyFile):
    words: dict[Id, VerdictWord]  # type: ignore[assignment]


SPECIAL: dict[str, type[VocabularyFile]] = {
    "components": ComponentsFile,
    "levels": LevelsFile,
    "license-terms": TermsFile,
    "verdicts": VerdictsFile,
}
Vocabulary = dict[str, VocabularyFile]
