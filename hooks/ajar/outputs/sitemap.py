"""Lines of sitemap.xml for pages that are set into the frame; their date is the day their facts were verified."""

from collections.abc import Iterable
from html import escape

from ..pages.page import Page
from .frame import URL


def with_entries(sitemap: str, pages: Iterable[Page], site_url: str) -> str:
    """The theme's sitemap without the frame and with a line per entry page."""
    kept = [part for part in sitemap.split("<url>") if f"{URL}</loc>" not in part]
    tail = "" if len(kept) == sitemap.count("<url>") + 1 else "</urlset>"
    body = "<url>".join(kept)
    lines = "".join(
        f"<url>\n         <loc>{escape(site_url + page.url)}</loc>\n{f'         <lastmod>{page.updated}</lastmod>' if page.updated else ''}\n    </url>\n"
        for page in pages
    )
    before, _, _ = body.partition("</urlset>")
    return before + lines + "</urlset>" if tail or "</urlset>" in body else before + lines
