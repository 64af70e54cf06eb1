"""`…/oembed.json` beside the page of every entry: what programs show in place of a pasted link (https://oembed.com).

The address of the document stands in the head of the page. It is a frame of the entry's small page under `/embed/`.
"""

from collections.abc import Iterable
from html import escape

import orjson

from ..api import EMBEDS
from ..pages import Page, linked
from ..pages.take import FRAME_HEIGHT
from ..preview import HEIGHT, WIDTH
from ..site import Site, under_former_names

# The frame as it is offered; whoever shows it may choose another size.
FRAME_WIDTH = 600
A_DAY = 86_400


def files(site: Site) -> Iterable[tuple[str, bytes]]:
    """The documents by path; a former name answers as its entry."""
    for folder, entries in site.catalog.entries.items():
        for entry in entries.values():
            page = site.pages.get(entry.url)
            if page is not None and page.oembed:
                data = orjson.dumps(document(site, page), option=orjson.OPT_INDENT_2)
                for path in under_former_names(entry, f"{folder}/{{id}}/oembed.json"):
                    yield path, data


def document(site: Site, page: Page) -> dict[str, object]:
    """The page of an entry as oEmbed 1.0."""
    url = site.settings.url
    source = escape(url(f"{EMBEDS}{page.url}"))
    size = f'width="{FRAME_WIDTH}" height="{FRAME_HEIGHT}"'
    frame = f'<iframe src="{source}" {size} title="{escape(page.title)}" loading="lazy" style="border:0"></iframe>'
    return {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": linked.SITE,
        "provider_url": url(""),
        "cache_age": A_DAY,
        "html": frame,
        "width": FRAME_WIDTH,
        "height": FRAME_HEIGHT,
        "thumbnail_url": url(page.preview),
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
    }
