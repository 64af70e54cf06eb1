"""Fact sheets to pages: `render(sheets)` gives every generated page of the site, by URL."""

from .page import Heading, Page
from .render import Cache, render

__all__ = ["Cache", "Heading", "Page", "render"]
