"""`/licenses/`, the matrix of terms, and a page per license."""

from markupsafe import Markup

from ..derive import Derived
from ..facts.columns import Table
from ..facts.sheets import Sheets
from ..kinds.license import License
from ..kinds.words import Question
from ..messages import msg
from . import facts, figures, tables
from .context import PageContext
from .page import Page


def table(sheets: Sheets, of: Table) -> Page:
    """All licenses in one table, those with the most models first."""
    p = PageContext(sheets, "licenses/")
    items = sorted(of.items, key=lambda item: (-of.value(item, of.columns["models"]), item.short.lower()))
    description = p.say(
        msg("{count} licenses and terms of service of language models, term by term, each answer with its clause."),
        count=len(items),
    )
    title = p.say(License.card.title)
    shown = tables.grid(p, of, of.by_entry(items), title)
    figure = Markup(figures.html("license-limits", p))
    return p.page("licenses.html", title, description, count=len(items), table=shown, figure=figure)


def page(sheets: Sheets, license_: License) -> Page:
    """One license: what it lets one do, then every term with its clause."""
    derived = sheets.derived
    p = PageContext(sheets, license_.url, license_)
    sheet = sheets.of(license_)
    verdict = derived.reader.of_license(license_.id)[Question.COMMERCIAL_USE]
    answer = p.word("verdict-answers", verdict.answer).label.lower()
    deciding = [id_ for _, id_, term in verdict.decided if term is not None]
    description = p.say(msg("{license}: commercial use: {answer}."), license=license_.short, answer=answer)
    names = [license_.id, license_.short, *license_.aliases, license_.spdx, license_.hugging_face, license_.summary]
    return p.page(
        "license.html",
        license_.name,
        f"{description} {license_.summary or ''}".strip(),
        license=license_,
        verdict=verdict,
        marks=lambda: p.marks.once(item for id_ in deciding for item in sheet.of()[id_].evidence),
        watch=[row for row in sheet.rows if row.key == "watch"],
        groups=[
            (group, word.label, [row for row in sheet.rows if row.group == f"terms-{group}"])
            for group, word in p.catalog.vocabulary.term_groups.items()
        ],
        read=[(group, sheet.group(group)) for group in ("wording", "definition")],
        changes=changes(derived, license_),
        followers=[item for item in derived.catalog.licenses.values() if item.predecessor == license_.id],
        under=sorted(derived.under_license.get(license_.id, []), key=lambda item: item.id),
        identifiers=lambda: _identifiers(p, license_),
        facts=facts,
        search=" ".join(filter(None, names)),
    )


def _identifiers(p: PageContext, license_: License) -> Markup:
    rows = [row for row in p.sheets.of(license_).group("identifiers") if row.key not in ("text", "predecessor")]
    return facts.table(p, rows)


def changes(derived: Derived, license_: License) -> list[tuple[str, str, str]]:
    """Terms whose answer differs from the predecessor's: (term id, answer there, answer here), both read."""
    if not license_.predecessor:
        return []
    before = derived.catalog.licenses[license_.predecessor].terms
    return [
        (id_, before[id_].answer, term.answer)
        for id_, term in license_.terms.items()
        if id_ in before and before[id_].answer != term.answer
    ]
