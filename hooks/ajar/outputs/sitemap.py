"""Lines of sitemap.xml for pages that are set into the frame; their date is the day their facts were verified."""

import re
from collections.abc import Iterable
from html import escape

from ..pages.page import Page
from .frame import URL

_FRAME = re.compile(rf"<url>\s*<loc>[^<]*{re.escape(URL)}</loc>.*?</url>\s*", re.S)


def with_entries(sitemap: str, pages: Iterable[Page], site_url: str) -> str:
    """The theme's sitemap without the frame and with a line per entry page."""
    without_frame = _FRAME.sub("", sitemap)
    lines = "".join(
        f"<url>\n         <loc>{escape(site_url + page.url)}</loc>\n{f'         <lastmod>{page.updated}</lastmod>' if page.updated else ''}\n    </url>\n"
        for page in pages
    )
    before, end, after = without_frame.partition("</urlset>")
    return before + lines + end + after
