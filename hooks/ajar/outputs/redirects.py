"""A small page at every former or guessable name, and at every variant's own name, that leads to the entry."""

from collections.abc import Iterable
from html import escape

from ..catalog import Catalog
from ..facts.format import prose
from ..kinds import Claim
from ..messages import msg
from ..site import Site

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>
<link rel="canonical" href="{target}"><meta http-equiv="refresh" content="0; url={target}"><meta name="robots"
content="noindex">{preview} </head><body><p>{sentence}</p></body></html>
"""


def redirects(catalog: Catalog) -> dict[str, str]:
    """Where each alias and variant leads, both relative to the root, such as `models/gpt4/` -> `models/gpt-4/`."""
    found: dict[str, str] = {}
    for folder, entries in catalog.entries.items():
        for alias, id_ in catalog.aliases[folder].items():
            found[f"{folder}/{alias}/"] = entries[id_].url
        for entry in entries.values():
            if entry.card.one_page:
                found[f"{folder}/{entry.id}/"] = entry.url
    for variant, model in catalog.variants.items():
        found[f"models/{variant}/"] = f"models/{model}/#{variant}"
    return found


def files(site: Site) -> Iterable[tuple[str, str]]:
    """The redirect pages by path."""
    catalog, messages = site.catalog, site.sheets.messages
    names = {entry.url: entry.name for entries in catalog.entries.values() for entry in entries.values()}
    claims = {claim.url: claim for claim in catalog.claims.values()}
    for url, target in redirects(catalog).items():
        name = escape(names.get(target) or names[target.partition("#")[0]])
        preview = ""
        if target in claims:
            name, preview = _claim(site, claims[target], url)
        href = escape("../" * url.count("/") + target)
        sentence = messages.say(msg("{link} is here."), link=f'<a href="{href}">{name}</a>')
        page = _PAGE.format(language=messages.language, name=name, target=href, sentence=sentence, preview=preview)
        yield f"{url}index.html", page


def _claim(site: Site, claim: Claim, url: str) -> tuple[str, str]:
    """The title of a claim with its verdict, and what a chat or a wiki shows of a link to it."""
    verdict = site.catalog.vocabulary["claim-verdicts"][claim.verdict].label
    finding = claim.finding.value if claim.finding else None
    title = escape(f"{verdict}: {claim.name}")
    says = escape(" ".join(prose(text).striptags() for text in (claim.claim, finding) if text))
    metas = {"og:type": "article", "og:site_name": "Ajar", "og:title": title, "og:description": says}
    metas["og:url"] = escape(site.settings.url(url))
    tags = [f'<meta name="description" content="{says}">']
    tags += [f'<meta property="{name}" content="{value}">' for name, value in metas.items()]
    return title, "\n" + "\n".join(tags)
