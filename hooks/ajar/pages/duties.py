"""What a license asks of whoever uses it, as a list to tick off, with the lines to paste."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from ..facts.bounds import amount
from ..facts.format import prose
from ..facts.sheet import FactRow, Sheet
from ..kinds.words import Answer
from ..messages import msg
from .context import PageContext

GROUP, WORDING = "must", "wording"


class Duty(NamedTuple):
    """One duty: its term, what it asks, from which size on, and the words that it asks for."""

    row: FactRow
    told: str
    above: str
    lines: list[FactRow]


def duties(p: PageContext, sheet: Sheet) -> list[Duty]:
    """What must be done under a license, in the order of the vocabulary, each with its words."""
    return [_duty(p, row, words) for row, words in _asked(p, sheet)]


def has_duties(p: PageContext, sheet: Sheet) -> bool:
    """Whether there is anything to do."""
    return any(_asked(p, sheet))


def _asked(p: PageContext, sheet: Sheet) -> Iterator[tuple[FactRow, list[FactRow]]]:
    terms, uses = p.catalog.vocabulary.license_terms, p.catalog.vocabulary.wording_uses
    words: dict[str, list[FactRow]] = {}
    for row in sheet.rows:
        if row.key == WORDING:
            words.setdefault(uses[row.detail("use")].term, []).append(row)
    for row in sheet.rows:
        if row.id in terms and terms[row.id].group == GROUP and _is_asked(p, row):
            yield row, words.get(row.id, [])


def _is_asked(p: PageContext, row: FactRow) -> bool:
    """Whether the text asks for it, always or from some size on."""
    answers = p.catalog.vocabulary.answers
    return row.value in answers and row.value != Answer.UNSTATED and answers[row.value].tone != "good"


def _duty(p: PageContext, row: FactRow, words: list[FactRow]) -> Duty:
    bound = amount(p.formatter, row)
    above = p.say(msg("above {number}"), number=bound) if bound else ""
    told = row.detail("condition") or row.detail("says")
    return Duty(row, told or p.catalog.vocabulary.license_terms[row.id].sentence, above, words)


def place(p: PageContext, row: FactRow) -> Markup:
    """Where a line belongs, and when."""
    told = [p.word("wording-uses", row.detail("use")).label, row.detail("where"), row.detail("when")]
    return Markup("; ").join(prose(text) for text in told if text)
