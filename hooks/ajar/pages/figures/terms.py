"""How licenses answer the questions that readers ask first: one bar a question."""

from collections import Counter

from markupsafe import Markup

from ...facts.columns import value_of
from ...kinds.license import License
from ...kinds.words import Answer, LicenseType, State, Term
from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Picture, Rows, Sketch, width_of

TERMS = (
    Term.COMMERCIAL_USE,
    Term.MODIFY,
    Term.REDISTRIBUTE,
    Term.HOST_FOR_OTHERS,
    Term.TRAIN_ON_OUTPUTS,
    Term.ANY_FIELD,
    Term.ANY_USER,
    Term.ANY_REGION,
)
# The answers in the order of a bar.
ANSWERS: tuple[str, ...] = (Answer.PERMITTED, Answer.CONDITIONAL, Answer.UNSTATED, Answer.PROHIBITED, State.NOT_CHECKED)
OF_MODELS = (LicenseType.MODEL, LicenseType.SOFTWARE, LicenseType.SERVICE_TERMS)
Answers = dict[str, Counter[str]]


def of_licenses(p: PageContext) -> Figure:
    """How the licenses of weights and the terms of service in the catalog answer eight questions."""
    licenses: list[License] = [item for item in p.catalog.licenses.values() if item.type.value in OF_MODELS]
    facts = [p.sheets.of(item).of() for item in licenses]
    counts: Answers = {term: Counter(str(value_of(of.get(term))) for of in facts) for term in TERMS}
    answers = p.catalog.vocabulary.answers
    labels = {
        id_: answers[id_].brief if id_ in answers else p.word("fact-states", id_).label.capitalize() for id_ in ANSWERS
    }
    told = msg(
        "{yes} of {count} licenses and terms of service allow commercial use outright, {outputs} training on outputs"
    )
    says = msg("One bar a question over all {count} licenses and terms of service, divided by answer.")
    finding = p.say(
        told,
        yes=counts[Term.COMMERCIAL_USE][Answer.PERMITTED],
        count=len(licenses),
        outputs=counts[Term.TRAIN_ON_OUTPUTS][Answer.PERMITTED],
    )
    return Figure(
        finding,
        p.say(says, count=len(licenses)),
        lambda sketch: _drawn(p, sketch, counts, max(1, len(licenses))),
        [p.say(msg("Question")), *labels.values()],
        [[p.word("license-terms", term).label, *(counts[term][id_] for id_ in ANSWERS)] for term in TERMS],
        [
            Key(_chip(id_), f"{answers[id_].symbol} {label}" if id_ in answers else label)
            for id_, label in labels.items()
        ],
        ["", *["count"] * len(ANSWERS)],
    )


def _chip(answer: str) -> Markup:
    return Markup('<path d="M1 1h14v14h-14z" class="part p-{}"/>').format(answer)


def _drawn(p: PageContext, sketch: Sketch, counts: Answers, total: int) -> Picture:
    rows = Rows(sketch, 22, 34, 150)
    sketch.text(rows.left, 12, p.say(msg("Number of licenses and terms of service")), css="quiet")
    answers = p.catalog.vocabulary.answers
    for row, (term, of) in enumerate(counts.items()):
        y, x = rows.middle(row), rows.left
        sketch.text(0, rows.name_at(row) + 5, p.word("license-terms", term).label)
        for answer in ANSWERS:
            if not of[answer]:
                continue
            width = (sketch.width - rows.left) * of[answer] / total
            sketch.box(x, y - 12, width, 24, f"part p-{answer}")
            sign = f"{answers[answer].symbol} " if answer in answers else ""
            label = next((t for t in (f"{sign}{of[answer]}", f"{of[answer]}") if width_of(t) + 4 < width), "")
            if label:
                sketch.text(x + width / 2, y + 5, label, "middle", f"in-{answer}")
            x += width
    return sketch.done(rows.start(len(counts)) + 2)
