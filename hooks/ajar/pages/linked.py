"""Linked data (schema.org) of generated pages: what each is about, by its kind, and the way to it from home."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from ..api import DOWNLOADS, FOLDER, VERSION
from ..facts.format import json_ld
from ..kinds import KINDS, Benchmark, Dataset, Developer, GlossaryTerm, License, Tradeoff
from ..kinds.base import Entry
from ..messages import SOURCE_LANGUAGE, msg
from .page import PREVIEW

if TYPE_CHECKING:
    from .context import PageContext

Data = dict[str, Any]
SITE = "Ajar"
ICON = "assets/icons/512.png"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
# The page that the whole catalog as data is described on.
DATA = "about/data/"
TYPES = {"csv": "text/csv", "sqlite": "application/vnd.sqlite3", "zip": "application/zip", "json": "application/json"}
Steps = list[tuple[str, str]]


def text(p: "PageContext", title: str, description: str, data: Data | None, parents: Steps | None = None) -> str:
    """The linked data of a page, as it stands in it; `data` is what the page is about, where its maker knows better.

    `parents` are the (address, title) of pages between home and this one, by default the list of its kind.
    """
    if data is None:
        data = _about(p, description) if p.entry else _plain(p, title, description)
    url = p.derived.settings.url
    page: Data = {"@type": "WebPage", "@id": url(p.url)}
    if p.url:
        page["breadcrumb"] = _breadcrumb(p, title, _list_of(p) if parents is None else parents)
    common = {"image": url(f"{p.url}{PREVIEW}")}
    return json_ld({"@context": "https://schema.org", **common, **data, "mainEntityOfPage": page})


def written(p: "PageContext", title: str, description: str, parents: Steps) -> str:
    """The linked data of a page that somebody wrote: a guide is an article, the page on the data is the data."""
    url = p.derived.settings.url(p.url)
    folder = p.url.split("/")[0]
    if p.url == DATA:
        data = whole(p)
    elif folder == "guides" and parents:
        data = {
            "@type": "Article",
            "headline": title,
            "description": description,
            "url": url,
            "author": publisher(p),
            "publisher": publisher(p),
            "license": LICENSE,
            "inLanguage": p.messages.language,
        }
    else:
        types = {"about": "AboutPage", "guides": "CollectionPage"}
        data = {"@type": types.get(folder, "WebPage"), "name": title, "description": description, "url": url}
    return text(p, title, description, data, parents)


def organization(name: str) -> Data:
    """A body by its name alone."""
    return {"@type": "Organization", "name": name}


def publisher(p: "PageContext") -> Data:
    """Who says all this."""
    url = p.derived.settings.url
    return {**organization(SITE), "url": url("", SOURCE_LANGUAGE), "logo": url(ICON)}


def whole(p: "PageContext") -> Data:
    """The catalog as one set of data, with every file that holds all of it."""
    api = p.derived.settings.url(FOLDER)
    files = [_download(f"{api}{name}", p.say(means)) for name, means in DOWNLOADS.items() if name != "datapackage.json"]
    name = p.say(msg("Ajar: how open language models are"))
    says = p.say(
        msg(
            "Language models, their licenses, makers and benchmarks, each fact with its source and the day it was read."
        )
    )
    url = p.derived.settings.url
    return {
        **_dataset_of(p, name, says, url(DATA)),
        "@id": _whole_id(p),
        "version": VERSION,
        "keywords": [p.say(KINDS[folder].card.name) for folder in KINDS],
        "distribution": [_download(f"{api}index.json", p.say(msg("Where everything is"))), *files],
    }


def _whole_id(p: "PageContext") -> str:
    return p.derived.settings.url(DATA) + "#dataset"


def _dataset_of(p: "PageContext", name: str, description: str, url: str) -> Data:
    """What every set of data of this site has."""
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": url,
        "license": LICENSE,
        "creator": publisher(p),
        "publisher": publisher(p),
        "isAccessibleForFree": True,
        "inLanguage": p.messages.language,
        "dateModified": str(p.derived.settings.day),
    }


def _download(url: str, name: str) -> Data:
    kind = TYPES[url.rpartition(".")[2]]
    return {"@type": "DataDownload", "name": name, "contentUrl": url, "encodingFormat": kind}


def in_json(p: "PageContext", path: str) -> Data:
    """A document of the API."""
    return _download(p.derived.settings.url(f"{FOLDER}{path}.json"), p.say(msg("The same as JSON")))


def list_of(p: "PageContext", title: str, description: str) -> Data:
    """The list of a kind as a set of data: what its columns are, and the files that hold it."""
    folder = p.url.strip("/")
    api, fields = p.derived.settings.url(FOLDER), p.catalog.vocabulary.fields
    tables = [_download(f"{api}{name}", p.say(means)) for name, means in DOWNLOADS.items() if name == f"{folder}.csv"]
    name = p.say(msg("{list} in Ajar"), list=title)
    return {
        **_dataset_of(p, name, description, p.derived.settings.url(p.url)),
        "isPartOf": {"@type": "Dataset", "@id": _whole_id(p)},
        "variableMeasured": [fields[id_].label for id_ in KINDS[folder].card.columns if id_ in fields],
        "distribution": [in_json(p, folder), *tables],
    }


def _plain(p: "PageContext", title: str, description: str) -> Data:
    """A page that several entries make; the list of terms is the set that each of them is defined in."""
    url = p.derived.settings.url
    if p.url == "":
        query = {"@type": "EntryPoint", "urlTemplate": url("?q={search_term_string}")}
        return {
            "@type": "WebSite",
            "name": SITE,
            "headline": title,
            "description": description,
            "url": url(""),
            "inLanguage": p.messages.language,
            "publisher": publisher(p),
            "potentialAction": {
                "@type": "SearchAction",
                "target": query,
                "query-input": "required name=search_term_string",
            },
            "hasPart": whole(p),
        }
    if p.url == f"{GlossaryTerm.folder}/":
        return {
            "@type": "DefinedTermSet",
            "name": title,
            "description": description,
            "url": url(p.url),
            "license": LICENSE,
            "publisher": publisher(p),
            "inLanguage": p.messages.language,
        }
    if p.url.strip("/") in KINDS:
        return list_of(p, title, description)
    return {"@type": "CollectionPage", "name": title, "description": description, "url": url(p.url)}


def _list_of(p: "PageContext") -> Steps:
    """The list that an entry stands in."""
    folder = p.url.split("/")[0]
    return [(f"{folder}/", p.say(p.catalog_card(folder).title))] if p.entry and folder in KINDS else []


def _breadcrumb(p: "PageContext", title: str, parents: Steps) -> Data:
    """Home, what lies between, the page itself."""
    url = p.derived.settings.url
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url(path)}
            for place, (path, name) in enumerate([("", SITE), *parents, (p.url, title)], 1)
        ],
    }


def _about(p: "PageContext", description: str) -> Data:
    """An entry by its kind; a kind that nobody wrote a line for is a work with a name."""
    entry = cast(Entry, p.entry)
    data = in_json(p, f"{entry.folder}/{entry.id}")
    common: Data = {"name": entry.name, "description": description, "subjectOf": data}
    if entry.aliases:
        common["alternateName"] = entry.aliases
    found = KIND[type(entry)](p, entry) if type(entry) in KIND else {"@type": "CreativeWork"}
    return {key: value for key, value in (common | found).items() if value is not None}


def _value(fact: Any) -> Any:
    """The value of a fact, None where there is none."""
    return fact.value if fact is not None else None


def maker(p: "PageContext", developer: str | None) -> Data | None:
    """A developer with its page here and its own."""
    if not developer:
        return None
    entry = p.catalog.developers[developer]
    return {**organization(entry.name), "url": entry.home, "@id": p.derived.settings.url(entry.url)}


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
        "@id": p.derived.settings.url(entry.url),
        "legalName": _value(entry.legal_name),
        "url": entry.home,
        "foundingDate": _value(entry.founded),
        "address": {"@type": "PostalAddress", "addressCountry": country} if country else None,
        "parentOrganization": maker(p, entry.parent),
    }


def _term(p: "PageContext", entry: GlossaryTerm) -> Data:
    folder = f"{GlossaryTerm.folder}/"
    url = p.derived.settings.url
    terms = {"@type": "DefinedTermSet", "name": p.say(entry.card.title), "url": url(folder)}
    return {
        "@type": "DefinedTerm",
        "description": _value(entry.definition),
        "url": url(entry.url),
        "termCode": entry.id,
        "sameAs": entry.home,
        "inDefinedTermSet": terms,
    }


def _benchmark(p: "PageContext", entry: Benchmark) -> Data:
    covers = entry.license
    return {
        "@type": "Dataset",
        "creator": maker(p, entry.developer) or (organization(entry.by.value) if entry.by.value else None),
        "url": entry.home,
        "datePublished": _value(entry.released),
        "variableMeasured": _value(entry.metric),
        "license": p.catalog.licenses[covers].text.url if covers else None,
    }


def _dataset(p: "PageContext", entry: Dataset) -> Data:
    uses = [use.id for use in entry.license]
    return {
        "@type": "Dataset",
        "creator": maker(p, entry.developer.value),
        "url": entry.home,
        "datePublished": _value(entry.released),
        "creativeWorkStatus": p.word("statuses", entry.status.value).label if entry.status.value else None,
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
        "author": publisher(p),
        "publisher": publisher(p),
        "url": p.derived.settings.url(entry.url),
        "license": LICENSE,
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
