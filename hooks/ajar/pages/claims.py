"""`/claims/`: what the article says, checked; every claim at an anchor of its own."""

from collections import Counter

from ..derive import Derived
from .page import Page
from .view import View


def table(derived: Derived) -> Page:
    view = View(derived, "claims/")
    claims = list(derived.catalog.claims.values())
    sections = [(id_, [c for c in claims if c.section == id_]) for id_ in derived.catalog.vocabulary["sections"]]
    return view.page(
        "claims.html",
        "Claims, checked",
        f"{len(claims)} claims of an article on open and closed language models, each with a verdict and the sources that decide it.",
        sections=[(id_, found) for id_, found in sections if found],
        counts=Counter(claim.verdict for claim in claims),
    )
