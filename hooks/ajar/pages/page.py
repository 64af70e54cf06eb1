"""What a page is before any site generator sees it."""

from dataclasses import dataclass, field

# The picture of a page, at its address.
PREVIEW = "preview.png"


@dataclass(frozen=True)
class Heading:
    """One line of a page's table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Feed:
    """A feed or calendar that tells of what a page shows: its media type, its path from the site's root, its title, and
    what the format is called.
    """

    type: str
    path: str
    title: str
    format: str


@dataclass(frozen=True)
class Page:
    """A page of the site: ready HTML for the content column, from `<h1>` on.

    `url` is relative to the site's root and ends in a slash ("" is the home page); `source` is the YAML file that the
    edit link opens, None for pages that several files make; `search` are words that it is found by, `text` the first of
    them that a result shows; `entry` tells pages of one entry from tables and lists; `wide` pages want the room of the
    table of contents.
    """

    url: str
    title: str
    description: str
    html: str
    headings: list[Heading] = field(default_factory=list)
    source: str | None = None
    updated: str | None = None
    search: str = ""
    tags: list[str] = field(default_factory=list)
    entry: bool = False
    wide: bool = False
    json_ld: str | None = None
    feeds: tuple[Feed, ...] = ()

    @property
    def preview(self) -> str:
        """The picture that stands for the page where a link to it is pasted."""
        return f"{self.url}{PREVIEW}"

    @property
    def oembed(self) -> str | None:
        """What programs read that show an entry in place of a link to it; other pages have none."""
        return f"{self.url}oembed.json" if self.entry and self.source else None
