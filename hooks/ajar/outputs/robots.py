"""`robots.txt`: everything may be read, and where the list of pages is, in each language."""

from collections.abc import Iterable

from ..messages import SOURCE_LANGUAGE
from ..site import Site


def files(site: Site) -> Iterable[tuple[str, str]]:
    """One file for all languages, at the root of the English site."""
    settings = site.settings
    if settings.language == SOURCE_LANGUAGE:
        maps = [f"Sitemap: {settings.url('sitemap.xml', language)}" for language in settings.languages]
        yield "robots.txt", "\n".join(("User-agent: *", "Allow: /", "", *maps, ""))
