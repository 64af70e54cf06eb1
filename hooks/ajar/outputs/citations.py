"""`/cite/<page>.ris` and `.csl.json`: how a page is cited, for programs that keep literature."""

from collections.abc import Iterable

from ..pages.cite import Citation
from ..site import Site, under_former_names


def files(site: Site) -> Iterable[tuple[str, str | bytes]]:
    """The files of every page by path; a former name of an entry answers as the entry."""
    settings, messages = site.settings, site.sheets.messages
    entries = {entry.url: entry for found in site.catalog.entries.values() for entry in found.values()}
    titles = {page.url: page.title for page in site.pages.values()}
    titles |= {section.url: section.page for section in site.sections if not section.anchor}
    for url, title in titles.items():
        if not url:
            continue
        found = Citation.of(settings, messages, url, title)
        ris, csl = found.ris(), found.csl()
        entry = entries.get(url)
        places = under_former_names(entry, f"{found.file.removesuffix(entry.id)}{{id}}") if entry else [found.file]
        for place in places:
            yield f"{place}.ris", ris
            yield f"{place}.csl.json", csl
