"""Set entry pages into one frame that the theme rendered, instead of running the theme for each of them.

The theme renders a single page whose variable parts are the tokens below; every entry page is that text with the
tokens replaced. All entry pages lie two folders deep, so the frame's relative links are right for each of them.
"""

import re
from collections.abc import Iterable
from html import escape

from ajar.pages import Feed, Page

URL = "_/frame/"
TITLE, DESCRIPTION, CONTENT, EDIT = (
    "ajar-frame-title",
    "ajar-frame-description",
    "ajar-frame-content",
    "ajar-frame-edit",
)
TOC_ID, TOC_TITLE, JSON_LD = "ajar-frame-toc-id", "ajar-frame-toc-title", "ajar-frame-json-ld"
HEAD = "ajar-frame-head"

_TOC_ITEM = re.compile(rf'<li class="md-nav__item">\s*<a href="#{TOC_ID}".*?</li>', re.S)
# The whole link to the file, which a page that no file makes does without.
_EDIT_LINK = re.compile(rf'<a href="{EDIT}".*?</a>', re.S)
_TOKENS = re.compile(
    f"(?P<toc>{_TOC_ITEM.pattern})|(?P<edit>{_EDIT_LINK.pattern})|"
    + "|".join((URL, TITLE, DESCRIPTION, CONTENT, EDIT, TOC_ID, JSON_LD, HEAD)),
    re.S,
)


def mended(html: str) -> str:
    """A page of the theme without its one defect: on some pages it labels a switch that it does not make."""
    return (
        html
        if 'id="__toc"' in html
        else html.replace('<label class="md-nav__title" for="__toc">', '<label class="md-nav__title">')
    )


def head(feeds: Iterable[Feed], url: str) -> str:
    """What stands in the head of a page for programs: where its feeds are."""
    root = "../" * url.count("/")
    return "".join(_alternate(feed.type, root + feed.path, feed.title) for feed in feeds)


def _alternate(type_: str, address: str, title: str) -> str:
    return f'<link rel="alternate" type="{type_}" href="{escape(address)}" title="{escape(title)}">'


class Frame:
    """The theme's page, cut at its tokens. Raises ValueError where the theme dropped one of them."""

    def __init__(self, html: str) -> None:
        for token in (URL, TITLE, DESCRIPTION, CONTENT, EDIT, TOC_ID, JSON_LD, HEAD):
            if token not in html:
                raise ValueError(f"the theme's page has no {token!r}; overrides/main.html or the theme changed")
        self.chunks: list[str] = []
        self.tokens: list[str] = []
        self.toc_item = self.edit_link = ""
        end = 0
        for match in _TOKENS.finditer(html):
            self.chunks.append(html[end : match.start()])
            self.tokens.append(match.lastgroup or match.group())
            self.toc_item, self.edit_link = match["toc"] or self.toc_item, match["edit"] or self.edit_link
            end = match.end()
        self.rest = html[end:]

    def fill(self, page: Page, edit_url: str, oembed: str = "") -> str:
        """The whole HTML document of an entry page; `oembed` is the address of its document, if it has one."""
        link = _alternate("application/json+oembed", oembed, page.title) if oembed else ""
        toc = "".join(
            self.toc_item.replace(TOC_ID, heading.id).replace(TOC_TITLE, escape(heading.title))
            for heading in page.headings
        )
        values = {
            URL: page.url,
            TITLE: escape(page.title),
            DESCRIPTION: escape(page.description),
            CONTENT: page.html,
            EDIT: escape(edit_url),
            # What is left of the table of contents is the link that skips to the first heading.
            TOC_ID: page.headings[0].id if page.headings else "__skip",
            JSON_LD: page.json_ld or "{}",
            HEAD: head(page.feeds, page.url) + link,
            "toc": toc,
            "edit": self.edit_link.replace(EDIT, escape(edit_url)) if edit_url else "",
        }
        parts: list[str] = []
        for chunk, token in zip(self.chunks, self.tokens, strict=True):
            parts += (chunk, values[token])
        return "".join((*parts, self.rest))
