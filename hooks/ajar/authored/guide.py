"""A guide: its front matter, and what the build adds around its text, so that all guides have the same frame."""

import re
from typing import Annotated

from markupsafe import escape
from pydantic import Field

from ..kinds.base import Part, Source, WordOf
from ..kinds.scalars import Id, Label, Prose, suggest
from ..load import File
from ..messages import msg
from ..pages.context import PageContext, environment

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*\n", re.M | re.S)


class Guide(Part):
    """Front matter of `docs/guides/<section>.md`. `answer` is the whole guide in three sentences; `next` are other
    guides.
    """

    title: Label
    description: Annotated[str, Field(max_length=300)]
    section: Annotated[str, WordOf("sections")]
    answer: Annotated[list[Prose], Field(min_length=3, max_length=3)]
    next: Annotated[list[str], Field(min_length=1, max_length=3)]
    sources: dict[Id, Source]

    def check(self, file: File, guides: frozenset[str]) -> None:
        """Report a `next` that is no guide."""
        for number, slug in enumerate(self.next):
            if slug not in guides:
                file.report(("next", number), f"there is no guide {slug!r}{suggest(slug, guides)}")


def assemble(guide: Guide, body: str, p: PageContext) -> str:
    """Title and answer, the text, then the section's claims and trade-offs, what to read next, and the sources."""
    words = p.catalog.vocabulary["sections"]
    claims = [claim for claim in p.catalog.claims.values() if claim.section == guide.section]
    claims.sort(key=lambda claim: claim.place)
    template = environment(p.messages).get_template("guide.html")
    html = template.render(
        p=p,
        claims=claims,
        facts={claim.id: p.sheets.of(claim).of() for claim in claims},
        tradeoffs=[t for t in p.catalog.tradeoffs.values() if t.section == guide.section],
        next=[(slug, words[slug]) for slug in guide.next],
    )
    answer = "".join(f"<li>{escape(line)}</li>" for line in guide.answer)
    label = escape(p.say(msg("The answer in short")))
    look = f'<section class="look answer" aria-label="{label}"><ul>{answer}</ul></section>'
    return f"# {guide.title}\n\n{look}\n\n{bar(p, guide.title)}\n\n{body}\n\n{_sections(_whole(html), p)}\n"


def bar(p: PageContext, title: str) -> str:
    """How to link and quote a written page, as entries have it."""
    label, done = escape(p.say(msg("Copy link"))), escape(p.say(msg("Copied")))
    button = f'<button type="button" class="copy" data-copy="{done}" hidden>{label}</button>'
    return _whole(f'<div class="bar">\n{button}\n{p.take(title)}\n</div>')


def _whole(html: str) -> str:
    """HTML for a page of Markdown, where an empty line would end it."""
    return "\n".join(line for line in html.splitlines() if line.strip())


def _sections(html: str, p: PageContext) -> str:
    """Headings as Markdown of their own, so that they stand in the table of contents; the rest as it is."""
    for heading in p.headings:
        here = p.here(heading.id, heading.title)  # the theme adds a link of its own
        element = f'<h2 id="{escape(heading.id)}">{escape(heading.title)}{here}</h2>'
        html = html.replace(element, f"\n\n## {heading.title} {{#{heading.id}}}\n\n", 1)
    return html
