"""A small page at every former or guessable name, and at every variant's own name, that leads to the entry.

With scripts it keeps what stands after `?` and `#` (`docs/assets/moved.js`), without them it leads there all the same.
Servers that can do better find the same in `_redirects` (Netlify, Cloudflare) and `redirects.nginx.map`.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from ..catalog import Catalog
from ..facts.format import untagged
from ..kinds import Claim
from ..messages import msg
from ..site import Site

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>
<link rel="canonical" href="{target}"><script src="{root}assets/moved.js"></script><noscript><meta http-equiv="refresh"
content="0; url={target}"></noscript><meta name="robots" content="noindex">{preview} </head>
<body><p>{sentence}</p></body></html>
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
    leads = redirects(catalog)
    for url, target in leads.items():
        name = escape(names.get(target) or names[target.partition("#")[0]])
        preview = ""
        if target in claims:
            name, preview = _claim(site, claims[target], url)
        root = "../" * url.count("/")
        href = escape(root + target)
        sentence = messages.say(msg("{link} is here."), link=f'<a href="{href}">{name}</a>')
        page = _PAGE.format(
            language=messages.language, name=name, root=root, target=href, sentence=sentence, preview=preview
        )
        yield f"{url}index.html", page
    yield from _for_servers(leads, urlsplit(site.settings.url("")).path)


def _for_servers(found: dict[str, str], base: str) -> Iterable[tuple[str, str]]:
    """The same for servers: permanent, under the path at which the site stands. An nginx map's value is the target."""
    lines = [f"{base}{url} {base}{target} 301" for url, target in found.items()]
    yield "_redirects", "\n".join(lines) + "\n"
    pairs = [f'"{base}{url}" "{base}{target}";' for url, target in found.items()]
    yield "redirects.nginx.map", "\n".join(pairs) + "\n"


def _claim(site: Site, claim: Claim, url: str) -> tuple[str, str]:
    """The title of a claim with its verdict, and what a chat or a wiki shows of a link to it."""
    verdict = site.catalog.vocabulary["claim-verdicts"][claim.verdict].label
    finding = claim.finding.value if claim.finding else None
    title = escape(f"{verdict}: {claim.name}")
    says = escape(" ".join(untagged(text) for text in (claim.claim, finding) if text))
    metas = {"og:type": "article", "og:site_name": "Ajar", "og:title": title, "og:description": says}
    metas["og:url"] = escape(site.settings.url(url))
    tags = [f'<meta name="description" content="{says}">']
    tags += [f'<meta property="{name}" content="{value}">' for name, value in metas.items()]
    return title, "\n" + "\n".join(tags)
