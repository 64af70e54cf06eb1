"""A guide: its front matter, and what the build adds around its text, so that all guides have the same frame."""

import re
from typing import Annotated

from markupsafe import escape
from pydantic import Field

from ..kinds.base import Id, Label, Part, Prose, Source, Word, suggest
from ..load import File
from ..pages.view import View, environment

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*\n", re.M | re.S)


class Guide(Part):
    """Front matter of `docs/guides/<section>.md`. `answer` is the whole guide in three sentences; `next` are other guides."""

    title: Label
    description: Annotated[str, Field(max_length=300)]
    section: Annotated[str, Word("sections")]
    answer: Annotated[list[Prose], Field(min_length=3, max_length=3)]
    next: Annotated[list[str], Field(min_length=1, max_length=3)]
    sources: dict[Id, Source]

    def check(self, file: File, guides: frozenset[str]) -> None:
        """Report a `next` that is no guide."""
        for number, slug in enumerate(self.next):
            if slug not in guides:
                file.report(("next", number), f"there is no guide {slug!r}{suggest(slug, guides)}")


def assemble(guide: Guide, body: str, view: View) -> str:
    """Title and answer, the text, then the section's claims and trade-offs, what to read next, and the sources."""
    words = view.catalog.vocabulary["sections"]
    claims = sorted((c for c in view.catalog.claims.values() if c.section == guide.section), key=lambda claim: claim.place)
    html = environment().get_template("guide.html").render(
        v=view,
        claims=claims,
        tradeoffs=[t for t in view.catalog.tradeoffs.values() if t.section == guide.section],
        next=[(slug, words[slug]) for slug in guide.next],
    )
    answer = "".join(f"<li>{escape(line)}</li>" for line in guide.answer)
    # Blank lines would end an HTML block of Markdown.
    after = "\n".join(line for line in html.splitlines() if line.strip())
    return f'# {guide.title}\n\n<section class="look answer" aria-label="The answer in short"><ul>{answer}</ul></section>\n\n{body}\n\n{_sections(after)}\n'


def _sections(html: str) -> str:
    """Headings as Markdown of their own, so that they stand in the table of contents; the rest as it is."""
    return re.sub(r'<h2 id="([^"]+)">(.*?)</h2>', r"\n\n## \2 {#\1}\n\n", html)
