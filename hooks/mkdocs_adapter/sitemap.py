"""Lines of sitemap.xml for pages that are set into the frame; their date is the day their facts were verified."""

import re
from collections.abc import Iterable
from html import escape

from ajar.pages import Page
from ajar.settings import Settings

from .frame import URL

_FRAME = re.compile(rf"<url>\s*<loc>[^<]*{re.escape(URL)}</loc>.*?</url>\s*", re.S)


def with_entries(sitemap: str, pages: Iterable[Page], settings: Settings) -> str:
    """The theme's sitemap without the frame and with a line per entry page."""
    without_frame = _FRAME.sub("", sitemap)
    before, end, after = without_frame.partition("</urlset>")
    return before + "".join(_line(page, settings) for page in pages) + end + after


def _line(page: Page, settings: Settings) -> str:
    date = f"         <lastmod>{page.updated}</lastmod>" if page.updated else ""
    return f"<url>\n         <loc>{escape(settings.url(page.url))}</loc>\n{date}\n    </url>\n"
