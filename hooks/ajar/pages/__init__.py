"""Fact sheets to pages: `render(sheets)` gives every generated page of the site, by URL."""

from .context import feeds_of
from .page import Feed, Heading, Page
from .render import Cache, render

__all__ = ["Cache", "Feed", "Heading", "Page", "feeds_of", "render"]
