"""What stands where there is no page: a search, near names, and what to do about it.

The page is shown at any depth, so its links begin at the root of the site; a script sets them right where the site
stands elsewhere than it was built for.
"""

from urllib.parse import urlencode, urlsplit

from ..facts.sheets import Sheets
from .context import PageContext, environment


def html(sheets: Sheets) -> str:
    """The content of the page."""
    p = PageContext(sheets, "404.html")
    settings = sheets.derived.settings
    p.root = urlsplit(settings.url("")).path
    query = urlencode({"template": "missing-entry.yml", "title": "Missing: "})
    suggest = f"{settings.repo_url}/issues/new?{query}"
    return environment(p.messages).get_template("missing.html").render(p=p, suggest=suggest)
