"""`/licenses/`, the matrix of terms, and a page per license."""

from markupsafe import Markup, escape

from ..derive import Derived
from ..derive.licenses import Verdict
from ..facts.bounds import amount
from ..facts.columns import Table
from ..facts.format import prose
from ..facts.sheet import FactRow
from ..facts.sheets import Sheets
from ..kinds.license import License
from ..kinds.words import Answer, LicenseType, Question
from ..messages import msg
from . import duties, facts, figures, tables
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
    """One license: what it lets one do in three columns, then every term with its clause."""
    derived = sheets.derived
    p = PageContext(sheets, license_.url, license_)
    sheet = sheets.of(license_)
    verdict = derived.reader.of_license(license_.id)[Question.COMMERCIAL_USE]
    answer = p.word("verdict-answers", verdict.answer).label.lower()
    deciding = [id_ for _, id_, term in verdict.decided if term is not None]
    description = p.say(msg("{license}: commercial use: {answer}."), license=license_.short, answer=answer)
    names = [license_.id, license_.short, *license_.aliases, license_.spdx, license_.hugging_face, license_.summary]
    groups = [
        (group, word.label, [row for row in sheet.rows if row.group == f"terms-{group}"])
        for group, word in p.catalog.vocabulary.term_groups.items()
    ]
    return p.page(
        "license.html",
        license_.name,
        f"{description} {license_.summary or ''}".strip(),
        license=license_,
        verdict=verdict,
        told=_told(p, verdict),
        marks=lambda: p.marks.once(item for id_ in deciding for item in sheet.of()[id_].evidence),
        columns=lambda: columns(p, [(group, row) for group, _, rows in groups for row in rows]),
        duties=lambda: duties.duties(p, sheet),
        place=duties.place,
        watch=[row for row in sheet.rows if row.key == "watch"],
        groups=[(group, label, said) for group, label, rows in groups if (said := [r for r in rows if not silent(r)])],
        unsaid=[(group, label, rest) for group, label, rows in groups if (rest := [r for r in rows if silent(r)])],
        read=[(group, sheet.group(group)) for group in ("definition", "wording")],
        changes=changes(derived, license_),
        followers=[item for item in derived.catalog.licenses.values() if item.predecessor == license_.id],
        under=lambda: tables.releases(p, [(item, [item]) for item in derived.under_license.get(license_.id, [])]),
        identifiers=lambda: _identifiers(p, license_),
        facts=facts,
        search=" ".join(filter(None, names)),
    )


# Longer explanations are left to the clauses.
SHORT = 160


def _told(p: PageContext, verdict: Verdict) -> Markup:
    """What decided a verdict, in a line: what the text says where that is short, else the bounds in figures."""
    if len(verdict.why) <= SHORT or p.entry is None:
        return prose(verdict.why)
    rows, words = p.sheets.of(p.entry).of(), p.catalog.vocabulary.license_terms
    told: dict[str, None] = {}
    for _, id_, term in verdict.decided:
        if term is not None:
            group = words[id_].group
            named = p.say(msg("bounds on {what}"), what=(words[id_].limit or words[id_].label).lower())
            told[_number(p, group, rows[id_]) or named] = None
    return escape("; ".join(told) + ".")


# --- three columns ----------------------------------------------------------------------------------------------------

# Bounds and grants have other names where they limit: "any user" is what is not so.
PERMISSIONS, CONDITIONS, LIMITS = "permissions", "conditions", "limits"
TITLES = {PERMISSIONS: msg("Permissions"), CONDITIONS: msg("Conditions"), LIMITS: msg("Limits")}
EMPTY = {
    PERMISSIONS: msg("The text grants nothing that was read."),
    CONDITIONS: msg("No duty was read in the text."),
    LIMITS: msg("No limit was read in the text."),
}


# A clause of so many letters stays on one line with the marks of its sources.
KEPT = 28


def silent(row: FactRow) -> bool:
    """Whether the text says nothing on a point, or nobody has looked."""
    return row.value is None or row.value == Answer.UNSTATED


def column(p: PageContext, group: str, row: FactRow) -> str | None:
    """In which column a term stands, None where it says nothing that a reader needs in one look."""
    answers = p.catalog.vocabulary.answers
    if silent(row) or row.value not in answers:
        return None
    tone = answers[row.value].tone
    if group in ("must", "they-may") and tone == "good":
        return None
    if group == "must":
        return CONDITIONS
    if group == "may":
        return LIMITS if row.value == Answer.PROHIBITED else PERMISSIONS
    return {"good": PERMISSIONS, "mixed": LIMITS, "bad": LIMITS}.get(tone)


def columns(p: PageContext, rows: list[tuple[str, FactRow]]) -> list[tuple[str, str, Markup]]:
    """(id, title, lines) of permissions, conditions and limits; a line leads to its clause below."""
    found: dict[str, list[Markup]] = {id_: [] for id_ in TITLES}
    for group, row in rows:
        if where := column(p, group, row):
            found[where].append(_line(p, group, row, where))
    return [
        (id_, p.say(TITLES[id_]), Markup("\n").join(lines) or Markup("<li>{}</li>").format(p.say(EMPTY[id_])))
        for id_, lines in found.items()
    ]


def _line(p: PageContext, group: str, row: FactRow, where: str) -> Markup:
    """Sign, name, number and clause of one term."""
    answer, word = p.word("answers", row.value), p.catalog.vocabulary.license_terms[row.id]
    label = word.limit if where == LIMITS and word.limit else word.label
    if group == "they-may":
        label = p.say(msg("They may: {what}"), what=label[:1].lower() + label[1:])
    elif group in ("law", "service"):
        label = p.say(msg("{term}: {answer}"), term=label, answer=answer.label.lower())
    sign = Markup('<span class="a a-{}"><span aria-hidden="true">{}</span><span class="sr">{}: </span></span>')
    told = _number(p, group, row)
    where_it_stands = facts.clause(row) + p.mark(row)
    if len(row.detail("clause") or "") <= KEPT:
        where_it_stands = Markup(' <span class="kept">{}</span>').format(where_it_stands)
    return Markup('<li>{} <a href="#{}">{}</a>{}{}</li>').format(
        sign.format(answer.tone, answer.symbol, answer.label),
        row.id,
        label,
        Markup(" <b>{}</b>").format(told) if told else "",
        where_it_stands,
    )


def _number(p: PageContext, group: str, row: FactRow) -> str:
    """The bound of a term in figures: what grants end at, what duties begin at, and the places that are left out."""
    told = []
    if bound := amount(p.formatter, row):
        begins = group in ("must", "they-may")
        told.append(p.say(msg("above {number}") if begins else msg("up to {number}"), number=bound))
    if regions := row.detail("regions"):
        about = row.detail("of")
        places = ", ".join(regions) + (f" ({about})" if about else "")
        # Terms of service also name the places that they hold for.
        told.append(places if _is_service(p) else p.say(msg("not in {places}"), places=places))
    if purpose := row.detail("purpose"):
        told.append(purpose)
    return ", ".join(told)


def _is_service(p: PageContext) -> bool:
    return isinstance(p.entry, License) and p.entry.type.value == LicenseType.SERVICE_TERMS


# --- what it is -------------------------------------------------------------------------------------------------------


def _identifiers(p: PageContext, license_: License) -> Markup:
    rows = [row for row in p.sheets.of(license_).group("identifiers") if row.key != "predecessor"]
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
