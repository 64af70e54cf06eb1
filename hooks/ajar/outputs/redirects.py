"""A small page at every former or guessable name, and at every variant's own name, that leads to the entry.

With scripts it keeps what stands after `?` and `#` (`docs/assets/moved.js`), without them it leads there all the same.
Servers that can do better find the same in `_redirects` (Netlify, Cloudflare) and `redirects.nginx.map`.
"""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from ..catalog import Catalog
from ..facts.format import untagged
from ..kinds import Claim, Model
from ..messages import locale_of, msg
from ..pages import claims, linked
from ..pages.context import PageContext
from ..pages.page import PREVIEW
from ..preview import HEIGHT, WIDTH
from ..site import Site

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
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
    of_claims = {claim.url: claim for claim in catalog.claims.values()}
    leads = redirects(catalog)
    for url, target in leads.items():
        shown = _claim(site, of_claims[target], url) if target in of_claims else _moved(site, url, target)
        root = "../" * url.count("/")
        href = escape(root + target)
        link = f'<a href="{href}">{escape(shown.name)}</a>'
        sentence = messages.say(msg("{link} is here."), link=link)
        yield (
            f"{url}index.html",
            _PAGE.format(
                language=messages.language,
                title=escape(shown.title),
                root=root,
                target=href,
                sentence=sentence,
                preview=_tags(shown, locale_of(messages.language)),
            ),
        )
    yield from _for_servers(leads, urlsplit(site.settings.url("")).path)


class Shown(NamedTuple):
    """What a chat or a wiki shows of a link: `name` stands in the page itself."""

    name: str
    title: str
    description: str
    url: str
    image: str
    alt: str
    json_ld: str = ""


def _tags(shown: Shown, locale: str) -> str:
    """What `overrides/main.html` says of whole pages."""
    metas = {
        "og:type": "article",
        "og:site_name": linked.SITE,
        "og:locale": locale,
        "og:title": shown.title,
        "og:description": shown.description,
        "og:url": shown.url,
        "og:image": shown.image,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": shown.alt,
    }
    named = {"description": shown.description, "twitter:card": "summary_large_image", "twitter:image:alt": shown.alt}
    tags = [f'<meta property="{name}" content="{escape(value)}">' for name, value in metas.items()]
    tags += [f'<meta name="{name}" content="{escape(value)}">' for name, value in named.items()]
    if shown.json_ld:
        tags.append(f'<script type="application/ld+json">{shown.json_ld}</script>')
    return "\n" + "\n".join(tags)


def _moved(site: Site, url: str, target: str) -> Shown:
    """A former name shows its entry, a variant itself with what its model's page says."""
    address, _, variant = target.partition("#")
    page = site.pages[address]
    name = site.catalog.name(Model.folder, variant) if variant in site.catalog.variants else page.title
    image = site.settings.url(f"{url}{PREVIEW}" if not variant else page.preview)
    return Shown(name, name, page.description, site.settings.url(target), image, page.description)


def _claim(site: Site, claim: Claim, url: str) -> Shown:
    """A claim with its verdict before it."""
    verdict = site.catalog.vocabulary["claim-verdicts"][claim.verdict].label
    finding = claim.finding.value if claim.finding else None
    title = f"{verdict}: {claim.name}"
    says = " ".join(untagged(text) for text in (claim.claim, finding) if text)
    p = PageContext(site.sheets, url, claim)
    data = linked.text(p, title, says, claims.review(p, claim) if claim.finding else None)
    image = site.settings.url(f"{url}{PREVIEW}")
    return Shown(claim.name, title, says, site.settings.url(url), image, f"{title}. {says}", data)


def _for_servers(found: dict[str, str], base: str) -> Iterable[tuple[str, str]]:
    """The same for servers: permanent, under the path at which the site stands. An nginx map's value is the target."""
    lines = [f"{base}{url} {base}{target} 301" for url, target in found.items()]
    yield "_redirects", "\n".join(lines) + "\n"
    pairs = [f'"{base}{url}" "{base}{target}";' for url, target in found.items()]
    yield "redirects.nginx.map", "\n".join(pairs) + "\n"
