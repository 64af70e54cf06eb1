"""Linked data (schema.org) of generated pages: what each is about, by its kind, and the way to it from home."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from ..facts.format import json_ld
from ..kinds import KINDS, Benchmark, Dataset, Developer, GlossaryTerm, License, Tradeoff
from ..kinds.base import Entry
from ..messages import msg

if TYPE_CHECKING:
    from .context import PageContext

Data = dict[str, Any]
SITE = "Ajar"
# The picture of a page, at its address.
PREVIEW = "preview.png"


def text(p: "PageContext", title: str, description: str, data: Data | None) -> str:
    """The linked data of a page, as it stands in it; `data` is what the page is about, where its maker knows better."""
    if data is None:
        data = _about(p, description) if p.entry else _plain(p, title, description)
    page: Data = {"@type": "WebPage", "@id": p.derived.settings.url(p.url)}
    if p.url:
        page["breadcrumb"] = _breadcrumb(p, title)
    return json_ld({"@context": "https://schema.org", **data, "mainEntityOfPage": page})


def organization(name: str) -> Data:
    """A body by its name alone."""
    return {"@type": "Organization", "name": name}


def _plain(p: "PageContext", title: str, description: str) -> Data:
    """A page that several entries make; the list of terms is the set that each of them is defined in."""
    types = {"": "WebSite", f"{GlossaryTerm.folder}/": "DefinedTermSet"}
    name = title if p.url else SITE
    url = p.derived.settings.url(p.url)
    return {"@type": types.get(p.url, "CollectionPage"), "name": name, "description": description, "url": url}


def _breadcrumb(p: "PageContext", title: str) -> Data:
    """Home, the list of the kind, the page itself."""
    steps = [("", SITE)]
    folder = p.url.split("/")[0]
    if p.entry and folder in KINDS:
        steps.append((f"{folder}/", p.say(p.catalog_card(folder).title)))
    steps.append((p.url, title))
    url = p.derived.settings.url
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url(path)}
            for place, (path, name) in enumerate(steps, 1)
        ],
    }


def _about(p: "PageContext", description: str) -> Data:
    """An entry by its kind; a kind that nobody wrote a line for is a work with a name."""
    entry = cast(Entry, p.entry)
    common: Data = {"name": entry.name, "description": description}
    if entry.aliases:
        common["alternateName"] = entry.aliases
    found = KIND[type(entry)](p, entry) if type(entry) in KIND else {"@type": "CreativeWork"}
    return {key: value for key, value in (common | found).items() if value is not None}


def _value(fact: Any) -> Any:
    """The value of a fact, None where there is none."""
    return fact.value if fact is not None else None


def _maker(p: "PageContext", developer: str | None) -> Data | None:
    return organization(p.catalog.developers[developer].name) if developer else None


def _license(p: "PageContext", entry: License) -> Data:
    before = entry.predecessor
    return {
        "@type": "CreativeWork",
        "genre": p.word("license-types", entry.type.value).label if entry.type.value else None,
        "alternateName": [name for name in dict.fromkeys([entry.short, *entry.aliases]) if name != entry.name] or None,
        "url": entry.text.url,
        "identifier": entry.spdx,
        "version": entry.version,
        "datePublished": _value(entry.published),
        "publisher": organization(entry.steward.value) if entry.steward.value else None,
        "isBasedOn": p.catalog.licenses[before].text.url if before else None,
    }


def _developer(p: "PageContext", entry: Developer) -> Data:
    country = _value(entry.country)
    return {
        "@type": "Organization",
        "legalName": _value(entry.legal_name),
        "url": entry.home,
        "foundingDate": _value(entry.founded),
        "address": {"@type": "PostalAddress", "addressCountry": country} if country else None,
        "parentOrganization": _maker(p, entry.parent),
    }


def _term(p: "PageContext", entry: GlossaryTerm) -> Data:
    folder = f"{GlossaryTerm.folder}/"
    url = p.derived.settings.url
    terms = {"@type": "DefinedTermSet", "name": p.say(entry.card.title), "url": url(folder)}
    return {
        "@type": "DefinedTerm",
        "description": _value(entry.definition),
        "url": url(entry.url),
        "inDefinedTermSet": terms,
    }


def _benchmark(p: "PageContext", entry: Benchmark) -> Data:
    covers = entry.license
    return {
        "@type": "Dataset",
        "creator": _maker(p, entry.developer) or (organization(entry.by.value) if entry.by.value else None),
        "url": entry.home,
        "datePublished": _value(entry.released),
        "variableMeasured": _value(entry.metric),
        "license": p.catalog.licenses[covers].text.url if covers else None,
    }


def _dataset(p: "PageContext", entry: Dataset) -> Data:
    uses = [use.id for use in entry.license]
    return {
        "@type": "Dataset",
        "creator": _maker(p, entry.developer.value),
        "url": entry.home,
        "datePublished": _value(entry.released),
        "size": _value(entry.size),
        "license": [p.catalog.licenses[id_].text.url for id_ in dict.fromkeys(uses)] or None,
    }


def _tradeoff(p: "PageContext", entry: Tradeoff) -> Data:
    """An article on a question that has an answer for either side, and what turns it."""
    sides = ((msg("Open"), entry.open_side), (msg("Closed"), entry.closed_side))
    answers = [{"@type": "Answer", "name": p.say(name), "text": _value(side)} for name, side in sides if _value(side)]
    answers.append({"@type": "Answer", "name": p.say(msg("When the answer flips")), "text": _value(entry.flips)})
    question = {
        "@type": "Question",
        "name": entry.question,
        "text": entry.question,
        "answerCount": len(answers),
        "suggestedAnswer": answers,
    }
    return {
        "@type": "Article",
        "headline": entry.name,
        "author": organization(SITE),
        "dateModified": str(entry.verified) if entry.verified else None,
        "mainEntity": question,
    }


KIND: dict[type[Entry], Callable[["PageContext", Any], Data]] = {
    License: _license,
    Developer: _developer,
    GlossaryTerm: _term,
    Benchmark: _benchmark,
    Dataset: _dataset,
    Tradeoff: _tradeoff,
}
