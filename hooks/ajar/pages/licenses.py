"""`/licenses/`, the matrix of terms, and a page per license."""

from ..derive import Derived, columns
from ..kinds.license import License
from . import tables
from .page import Page
from .view import View

# Columns of the matrix that readers see first; all other terms can be chosen.
COLUMNS = (
    "name", "type", "commercial-use", "modify", "redistribute", "host-for-others", "train-on-outputs", "any-field", "any-user", "any-region",
    "show-attribution", "name-derivatives", "accept-use-policy",
)


def table(derived: Derived) -> Page:
    view = View(derived, "licenses/")
    of = columns.tables(derived)["licenses"]
    by_type = of.rank(of.columns["type"], derived)
    items = sorted(of.items, key=lambda item: (by_type(item), item.short.lower()))
    description = f"{len(items)} licenses and terms of service of language models, term by term, each answer with its clause."
    return view.page("licenses.html", "Licenses", description, count=len(items), table=tables.grid(view, of, COLUMNS, items, "Licenses"))


def page(derived: Derived, license_: License) -> Page:
    view = View(derived, license_.url, license_)
    verdicts = derived.verdicts.of_license(license_.id)
    commercial = verdicts["commercial-use"]
    answer = view.word("verdict-answers", commercial.answer).label
    groups = {}
    for group in derived.catalog.vocabulary["term-groups"]:
        ids = [id_ for id_, word in derived.catalog.vocabulary["license-terms"].words.items() if word.group == group]  # type: ignore[attr-defined]
        if group == "service" and license_.type.value != "service-terms":
            continue
        groups[group] = ids
    return view.page(
        "license.html",
        license_.name,
        f"{license_.short}: commercial use: {answer.lower()}. {license_.summary or ''}",
        license=license_,
        verdicts=verdicts,
        groups=groups,
        changes=changes(derived, license_),
        followers=[item for item in derived.catalog.licenses.values() if item.predecessor == license_.id],
        under=sorted(derived.under_license.get(license_.id, []), key=lambda d: d.row.id),
        search=" ".join(filter(None, [license_.id, license_.short, *license_.aliases, license_.spdx, license_.hugging_face, license_.summary])),
    )


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

