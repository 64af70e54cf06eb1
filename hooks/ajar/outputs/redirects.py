"""A small page at every former or guessable name, and at every variant's own name, that leads to the entry."""

from html import escape

from ..catalog import Catalog

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<link rel="canonical" href="{target}"><meta http-equiv="refresh" content="0; url={target}"><meta name="robots" content="noindex">
</head><body><p><a href="{target}">{name}</a> is here.</p></body></html>
"""


def redirects(catalog: Catalog) -> dict[str, str]:
    """Where each alias and variant leads: both relative to the site's root, such as `models/gpt4/` -> `models/gpt-4/`."""
    found: dict[str, str] = {}
    for folder, aliases in catalog.aliases.items():
        for alias, id_ in aliases.items():
            found[f"{folder}/{alias}/"] = f"claims/#{id_}" if folder == "claims" else catalog.entries[folder][id_].url
    for variant, model in catalog.variants.items():
        found[f"models/{variant}/"] = f"models/{model}/#{variant}"
    for id_ in catalog.claims:
        found[f"claims/{id_}/"] = f"claims/#{id_}"
    return found


def pages(catalog: Catalog) -> dict[str, str]:
    """The redirect pages by URL."""
    names = {entry.url: entry.name for entries in catalog.entries.values() for entry in entries.values()}
    result = {}
    for url, target in redirects(catalog).items():
        name = names.get(target.partition("#")[0], "This page")
        result[url] = _PAGE.format(name=escape(name), target=escape("../" * url.count("/") + target))
    return result
