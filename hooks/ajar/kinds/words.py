"""The words: ids, labels and one-sentence definitions that everything else on the site reads from one place.

A word may refer to words of another file (`RefersTo`), which the loader checks like any reference. Words that the code
itself names are the enumerations below; the loader demands each of them, so that no rule can silently look for a word
that is gone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import Field

from ..strict_yaml import YamlPath
from .base import Part, markers
from .scalars import Id, Label, Prose

Tone = Literal["good", "mixed", "bad", "unknown"]


class LevelId(StrEnum):
    """Openness levels, most open first."""

    OPEN_SCIENCE = "open-science"
    OPEN_SOURCE = "open-source"
    OPEN_WEIGHTS = "open-weights"
    RESTRICTED = "restricted-weights"
    ON_REQUEST = "on-request"
    HOSTED = "hosted"
    CLOSED = "closed"
    NOT_ENOUGH = "not-enough-checked"


class G7Label(StrEnum):
    """Labels of the G7 Vision on AI Openness, most open first."""

    DATA = "open-source-ai-open-data"
    SOURCE = "open-source-ai"
    WEIGHTS = "open-weights-ai"
    AVAILABLE = "weights-available-ai"
    NONE = "none"
    NOT_ENOUGH = "not-enough-checked"


class ComponentState(StrEnum):
    RELEASED = "released"
    ON_REQUEST = "on-request"
    DESCRIBED = "described"
    NOT_RELEASED = "not-released"
    UNDISCLOSED = "undisclosed"
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    ANNOUNCED = "announced"
    PREVIEW = "preview"
    AVAILABLE = "available"
    DEPRECATED = "deprecated"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"
    NEVER_RELEASED = "never-released"


class Answer(StrEnum):
    """Answers of a license on a grant or a bound."""

    PERMITTED = "permitted"
    CONDITIONAL = "conditional"
    PROHIBITED = "prohibited"
    UNSTATED = "unstated"


class VerdictAnswer(StrEnum):
    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    UNSTATED = "unstated"
    NOT_CHECKED = "not-checked"
    NOT_APPLICABLE = "not-applicable"


class Question(StrEnum):
    """Verdicts that pages name."""

    COMMERCIAL_USE = "commercial-use"
    MODIFY = "modify"
    REDISTRIBUTE = "redistribute"
    HOST_FOR_OTHERS = "host-for-others"
    TRAIN_ON_OUTPUTS = "train-on-outputs"
    ANY_REGION = "any-region"


class Term(StrEnum):
    """License terms that the openness level rests on."""

    COMMERCIAL_USE = "commercial-use"
    MODIFY = "modify"
    REDISTRIBUTE = "redistribute"
    ANY_FIELD = "any-field"
    ANY_USER = "any-user"
    ANY_REGION = "any-region"
    HOST_FOR_OTHERS = "host-for-others"
    TRAIN_ON_OUTPUTS = "train-on-outputs"


class ComponentId(StrEnum):
    """Components that the openness level rests on."""

    ARCHITECTURE = "architecture"
    WEIGHTS = "weights"
    INFERENCE_CODE = "inference-code"
    TRAINING_CODE = "training-code"
    DATA_PROCESSING = "data-preprocessing-code"
    TRAINING_DATA = "training-data"
    CHECKPOINTS = "intermediate-checkpoints"
    CARD = "model-card"
    DATA_CARD = "data-card"
    REPORT = "technical-report"
    PAPER = "research-paper"


class Role(StrEnum):
    """What a license covers."""

    WEIGHTS = "weights"
    SERVICE = "service"


class LicenseType(StrEnum):
    SERVICE_TERMS = "service-terms"
    MODEL = "model"
    SOFTWARE = "software"


class LifeEventId(StrEnum):
    RELEASED = "released"
    LICENSE_CHANGED = "license-changed"
    DEPRECATED = "deprecated"
    RETIREMENT = "retirement"
    NOT_BEFORE = "retirement-not-before"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


class RecordId(StrEnum):
    """What the catalog does with an entry."""

    ADDED = "added"
    CORRECTED = "corrected"
    COMPLETED = "completed"
    REMOVED = "removed"


class ChangeId(StrEnum):
    """Kinds of change; what the catalog does with an entry is among them."""

    RELEASED = "released"
    UPDATED = "updated"
    LICENSE = "license"
    PRICE = "price"
    ENDED = "ended"
    ADDED = "added"
    CORRECTED = "corrected"
    COMPLETED = "completed"
    REMOVED = "removed"


class AttentionId(StrEnum):
    LATENT = "latent"
    NONE = "none"


class AgreementId(StrEnum):
    """Whether our own reading comes to what somebody else found."""

    YES = "yes"


class FreshnessId(StrEnum):
    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    NEVER = "never"


class Sparsity(StrEnum):
    DENSE = "dense"


class OsaidPart(StrEnum):
    """The three parts of the Open Source AI Definition 1.0."""

    PARAMETERS = "osaid-parameters"
    CODE = "osaid-code"
    DATA = "osaid-data-information"


class ComputedId(StrEnum):
    """Facts that nobody writes by hand; their labels stand among the fields."""

    NAME = "name"
    VERIFIED = "verified"
    FRESHNESS = "freshness"
    LEVEL = "level"
    MOF = "mof-class"
    OSAID_PARAMETERS = "osaid-parameters"
    OSAID_CODE = "osaid-code"
    OSAID_DATA = "osaid-data-information"
    G7 = "g7-label"
    LICENSE = "license"
    YEAR = "year"
    RETIRES = "retires"
    MEMORY_16 = "memory-16"
    MEMORY_8 = "memory-8"
    MEMORY_4 = "memory-4"
    CACHE = "cache"
    PRICE_IN = "price-in"
    PRICE_OUT = "price-out"
    PRICE = "price"
    MODELS = "models"
    SUMMARY = "summary"


class GroupId(StrEnum):
    """Sections of pages that hold computed facts, or that no card names."""

    VERDICTS = "verdicts"
    OPENNESS = "openness"
    MOF = "mof"
    OSAID = "osaid"
    G7 = "g7"
    MEMORY = "memory"
    PRICE = "price"
    COMPUTED = "computed"
    TRADEOFFS = "trade-offs"
    NEAR = "near"
    SOURCES = "sources"
    CHANGED = "changed"


class ClaimVerdict(StrEnum):
    SUPPORTED = "supported"
    PARTLY = "partly"
    OUTDATED = "outdated"
    WRONG = "wrong"
    OPINION = "opinion"


class State(StrEnum):
    """What is known of a fact. Three unknowns, never mixed with a "no"."""

    KNOWN = "known"
    UNDISCLOSED = "undisclosed"
    NOT_CHECKED = "not-checked"
    NOT_APPLICABLE = "not-applicable"


class SearchWordId(StrEnum):
    """The group of words that a search passes over."""

    IGNORED = "ignored"


class RefersTo:
    """Marks a field of a word as the id of a word in another file."""

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary


class Word(Part):
    """One word: what readers see, and one sentence that explains it. `short` is the label for a table's cell."""

    label: Label
    short: Label | None = None
    sentence: Prose
    tone: Tone = "unknown"
    symbol: Annotated[str, Field(max_length=2)] = ""

    @property
    def brief(self) -> str:
        return self.short or self.label


class ComponentWord(Word):
    """`content` decides which licenses count as open for it, `license` which of an entry's licenses covers it."""

    content: Annotated[Literal["code", "data", "document"], RefersTo("content-kinds")]
    license: Annotated[str, RefersTo("license-roles")]
    mof_class: Literal[1, 2, 3]
    optional: bool = False
    group: Annotated[str, RefersTo("component-groups")]


class LevelWord(Word):
    """`angle` draws the door (degrees open); `open` levels count as open where a model is set beside a closed one."""

    rank: int
    angle: Annotated[int, Field(ge=0, le=90)]
    open: bool = False


class AnswerWord(Word):
    """`notable` answers are told of a license wherever it is summed up; the others are what one expects."""

    notable: bool = False


class TermGroupWord(Word):
    """`silence`: what it means that a text does not mention a term of this group; `types` of license that have it."""

    silence: Literal["not-granted", "not-bounded"] | None = None
    types: list[Annotated[str, RefersTo("license-types")]] = Field(default_factory=list)


class LicenseTermWord(Word):
    """`values` are the answers it can have; with `text` the answer may be any short text as well.

    `limit` is what it is called where it is a limit.
    """

    group: Annotated[str, RefersTo("term-groups")]
    values: list[Annotated[str, RefersTo("answers")]]
    text: bool = False
    limit: Label | None = None


class VerdictWord(Word):
    """`terms` decide it, most restrictive first; `weights` says that it needs the weights."""

    terms: list[Annotated[str, RefersTo("license-terms")]] = Field(min_length=1)
    weights: bool = False


class LifeEventWord(Word):
    """`change` is the kind of change that the event is."""

    change: Annotated[str, RefersTo("change-kinds")]


class SearchWord(Word):
    """`also` are other words for the same thing, which a reader may search for."""

    also: list[Label] = Field(default_factory=list)


class WordingUseWord(Word):
    """`term` is the duty that asks for words in this place."""

    term: Annotated[str, RefersTo("license-terms")]


class WordFile(Part):
    """A file of words. `needs` are those that the code names."""

    needs: ClassVar[type[StrEnum] | None] = None
    label: Label
    sentence: Prose
    words: Mapping[Id, Word]

    def __getitem__(self, key: str) -> Word:
        return self.words[key]

    def __contains__(self, key: object) -> bool:
        return key in self.words

    def __len__(self) -> int:
        return len(self.words)

    def references(self) -> Iterator[tuple[YamlPath, str, str]]:
        """Every word of another file that these words name: its YAML path, the id, the file."""
        for id_, word in self.words.items():
            for name, info in type(word).model_fields.items():
                for marker in markers(info.annotation, info.metadata, RefersTo):
                    value, path = getattr(word, name), ("words", id_, info.alias or name)
                    if isinstance(value, list):
                        yield from (((*path, place), item, marker.vocabulary) for place, item in enumerate(value))
                    else:
                        yield path, value, marker.vocabulary


class AnswersFile(WordFile):
    needs = Answer
    words: Mapping[Id, AnswerWord]


class ComponentsFile(WordFile):
    needs = ComponentId
    words: Mapping[Id, ComponentWord]


class LevelsFile(WordFile):
    needs = LevelId
    words: Mapping[Id, LevelWord]


class TermGroupsFile(WordFile):
    words: Mapping[Id, TermGroupWord]


class LicenseTermsFile(WordFile):
    needs = Term
    words: Mapping[Id, LicenseTermWord]


class VerdictsFile(WordFile):
    needs = Question
    words: Mapping[Id, VerdictWord]


class LifeEventsFile(WordFile):
    needs = LifeEventId
    words: Mapping[Id, LifeEventWord]


class SearchWordsFile(WordFile):
    needs = SearchWordId
    words: Mapping[Id, SearchWord]


class WordingUsesFile(WordFile):
    words: Mapping[Id, WordingUseWord]


SPECIAL: dict[str, type[WordFile]] = {
    "answers": AnswersFile,
    "components": ComponentsFile,
    "levels": LevelsFile,
    "license-terms": LicenseTermsFile,
    "life-events": LifeEventsFile,
    "search-words": SearchWordsFile,
    "term-groups": TermGroupsFile,
    "verdicts": VerdictsFile,
    "wording-uses": WordingUsesFile,
}
# Words of other files that the code names; files of SPECIAL say it themselves.
NEEDED: dict[str, type[StrEnum]] = {
    "agreements": AgreementId,
    "change-kinds": ChangeId,
    "attention-kinds": AttentionId,
    "claim-verdicts": ClaimVerdict,
    "fact-groups": GroupId,
    "fact-states": State,
    "fields": ComputedId,
    "component-states": ComponentState,
    "freshness": FreshnessId,
    "g7-labels": G7Label,
    "license-roles": Role,
    "license-types": LicenseType,
    "sparsity": Sparsity,
    "statuses": Status,
    "verdict-answers": VerdictAnswer,
}
NEEDED |= {name: cls.needs for name, cls in SPECIAL.items() if cls.needs}
# Files that pages and derivations read though no schema names them.
READ = frozenset({*SPECIAL, *NEEDED, "component-groups", "content-kinds", "fact-groups", "fact-states", "fields"})

F = TypeVar("F", bound=WordFile)


@dataclass(frozen=True)
class Vocabulary:
    """All files by name, and those with words of their own form by attribute."""

    files: Mapping[str, WordFile]

    def __getitem__(self, name: str) -> WordFile:
        return self.files[name]

    def __contains__(self, name: object) -> bool:
        return name in self.files

    def _as(self, name: str, cls: type[F]) -> F:
        found = self.files[name]
        assert isinstance(found, cls)
        return found

    @property
    def answers(self) -> Mapping[str, AnswerWord]:
        return self._as("answers", AnswersFile).words

    @property
    def components(self) -> Mapping[str, ComponentWord]:
        return self._as("components", ComponentsFile).words

    @property
    def levels(self) -> Mapping[str, LevelWord]:
        return self._as("levels", LevelsFile).words

    @property
    def license_terms(self) -> Mapping[str, LicenseTermWord]:
        return self._as("license-terms", LicenseTermsFile).words

    @property
    def life_events(self) -> Mapping[str, LifeEventWord]:
        return self._as("life-events", LifeEventsFile).words

    @property
    def search_words(self) -> Mapping[str, SearchWord]:
        return self._as("search-words", SearchWordsFile).words

    @property
    def term_groups(self) -> Mapping[str, TermGroupWord]:
        return self._as("term-groups", TermGroupsFile).words

    @property
    def verdicts(self) -> Mapping[str, VerdictWord]:
        return self._as("verdicts", VerdictsFile).words

    @property
    def wording_uses(self) -> Mapping[str, WordingUseWord]:
        return self._as("wording-uses", WordingUsesFile).words

    @property
    def fields(self) -> Mapping[str, Word]:
        return self.files["fields"].words


def file_class(name: str) -> type[WordFile]:
    """The form of a vocabulary file by its name."""
    return SPECIAL.get(name, WordFile)
