"""One record per generated page for the theme's search, which would otherwise read every page's HTML again."""

from collections.abc import Iterable

from ..catalog import Catalog
from ..pages.page import Page


def records(pages: Iterable[Page], catalog: Catalog) -> list[dict[str, str | list[str]]]:
    """Records in the form of Material's search index: location, title, text and tags."""
    found: list[dict[str, str | list[str]]] = [
        {"location": page.url, "title": page.title, "text": page.search or page.description, **({"tags": page.tags} if page.tags else {})}
        for page in pages
    ]
    for model in catalog.models.values():
        for id_, variant in model.variants.items():
            found.append({"location": f"{model.url}#{id_}", "title": variant.name or id_, "text": f"{id_}, a size of {model.name}"})
    for claim in catalog.claims.values():
        found.append({"location": f"claims/#{claim.id}", "title": claim.name, "text": claim.claim})
    return found
