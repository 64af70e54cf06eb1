"""choosealicense.com (MIT): what well-known licenses permit, ask for and leave out, by tags."""

from collections.abc import Iterator
from functools import cache

from ..derive import Derived
from ..kinds.license import License
from ..kinds.words import Answer
from . import Difference, committed

NAME = "choosealicense"
REQUIRED, NOT_REQUIRED = "required", "not-required"
# Our term for a tag of theirs, by the list that the tag stands in, and the answers that say the same as the tag. A
# duty that their list ties to a kind of copy is a conditional one here.
TAGS: dict[tuple[str, str], tuple[str, frozenset[str]]] = {
    ("permissions", "commercial-use"): ("commercial-use", frozenset({Answer.PERMITTED})),
    ("permissions", "modifications"): ("modify", frozenset({Answer.PERMITTED, Answer.CONDITIONAL})),
    ("permissions", "distribution"): ("redistribute", frozenset({Answer.PERMITTED, Answer.CONDITIONAL})),
    ("permissions", "patent-use"): ("patent-use", frozenset({Answer.PERMITTED, Answer.CONDITIONAL})),
    ("limitations", "patent-use"): ("patent-use", frozenset({Answer.PROHIBITED, Answer.UNSTATED})),
    ("conditions", "include-copyright"): ("keep-notices", frozenset({REQUIRED})),
    ("conditions", "include-copyright--source"): ("keep-notices", frozenset({Answer.CONDITIONAL})),
    ("conditions", "document-changes"): ("state-changes", frozenset({REQUIRED, Answer.CONDITIONAL})),
    ("conditions", "same-license"): ("share-alike", frozenset({REQUIRED, Answer.CONDITIONAL})),
    ("conditions", "same-license--file"): ("share-alike", frozenset({REQUIRED, Answer.CONDITIONAL})),
    ("conditions", "same-license--library"): ("share-alike", frozenset({REQUIRED, Answer.CONDITIONAL})),
    ("limitations", "warranty"): ("warranty", frozenset({"disclaimed"})),
}
# Where none of a term's tags is set, these answers would say more than their list does.
SILENT = {"share-alike": frozenset({REQUIRED}), "state-changes": frozenset({REQUIRED})}


def is_here() -> bool:
    return True


@cache
def _licenses() -> dict[str, dict[str, list[str]]]:
    return dict(committed(NAME)["licenses"])


def compare(derived: Derived) -> Iterator[Difference]:
    """Terms of every license whose SPDX id the list has."""
    for license_ in derived.catalog.licenses.values():
        if license_.spdx and (there := _licenses().get(license_.spdx)):
            yield from _terms(license_, there)


def _terms(license_: License, there: dict[str, list[str]]) -> Iterator[Difference]:
    told: set[str] = set()
    for (kind, tag), (term_id, same) in TAGS.items():
        if tag not in there[kind]:
            continue
        told.add(term_id)
        ours = license_.terms.get(term_id)
        if ours is not None and ours.answer not in same:
            yield Difference(NAME, license_, license_.id, term_id, ours.answer, tag)
    for term_id, more in SILENT.items():
        ours = license_.terms.get(term_id)
        if term_id not in told and ours is not None and ours.answer in more:
            yield Difference(NAME, license_, license_.id, term_id, ours.answer, "no tag")
