"""One record per generated page for the theme's search, which would otherwise read every page's HTML again.

The theme puts titles and texts of records into the page as HTML, so each is escaped here.
"""

from html import escape
from typing import Any

from ajar.messages import msg
from ajar.site import Site


def records(site: Site) -> list[dict[str, Any]]:
    """Records in the form of Material's search index: location, title, text and tags."""
    say, catalog = site.sheets.messages.say, site.catalog
    found = [_record(page.url, page.title, page.search or page.description, page.tags) for page in site.pages.values()]
    for model in catalog.models.values():
        for id_, variant in model.variants.items():
            text = say(msg("{variant}, a size of {model}"), variant=id_, model=model.name)
            found.append(_record(f"{model.url}#{id_}", variant.name or id_, text))
    for claim in catalog.claims.values():
        verdict = catalog.vocabulary["claim-verdicts"][claim.verdict].label
        found.append(_record(claim.url, f"{verdict}: {claim.name}", claim.claim))
    return found


def _record(location: str, title: str, text: str, tags: list[str] | None = None) -> dict[str, Any]:
    record: dict[str, Any] = {"location": location, "title": escape(title), "text": escape(text)}
    return record | {"tags": [escape(tag) for tag in tags]} if tags else record
