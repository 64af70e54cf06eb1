"""`/claims/`: what the article says, checked; every claim at an anchor of its own."""

from collections import Counter
from typing import Any

from ..derive import Derived
from ..kinds import Claim
from .page import Page
from .text import json_ld
from .view import View

# The article whose claims are checked; Portuguese readers know it in translation.
ARTICLE = {
    "@type": "Article",
    "name": "The battle of open-source vs closed-source language models: a technical analysis",
    "url": "https://www.unite.ai/the-battle-of-open-source-vs-closed-source-language-models-a-technical-analysis/",
    "publisher": {"@type": "Organization", "name": "Unite.AI"},
}
# schema.org wants a number beside the words of a verdict: 1 is false, 5 is true. Opinions and what cannot be checked have none.
RATING = {"supported": 5, "partly": 3, "outdated": 2, "wrong": 1}


def table(derived: Derived) -> Page:
    view = View(derived, "claims/")
    claims = sorted(derived.catalog.claims.values(), key=lambda claim: claim.place)
    verdicts = list(derived.catalog.vocabulary["claim-verdicts"])
    sections = [(id_, [c for c in claims if c.section == id_]) for id_ in derived.catalog.vocabulary["sections"]]
    sections = [(id_, found) for id_, found in sections if found]
    return view.page(
        "claims.html",
        "Claims, checked",
        f"{len(claims)} claims of an article on open and closed language models, each with a verdict and the sources that decide it.",
        sections=sections,
        verdicts=verdicts,
        counts={id_: Counter(claim.verdict for claim in found) for id_, found in sections},
        totals=Counter(claim.verdict for claim in claims),
        article=ARTICLE,
        json_ld=_json_ld(view, claims),
    )


def _json_ld(view: View, claims: list[Claim]) -> str:
    """The page as a schema.org Dataset that holds one ClaimReview per claim with a finding."""
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Claims of an article on open and closed language models, checked",
        "description": f"{len(claims)} claims with verdicts, findings and the sources that decide them.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "Ajar"},
        "isBasedOn": ARTICLE["url"],
        "hasPart": [_review(view, claim) for claim in claims if claim.finding],
    }
    return json_ld(data)


def _review(view: View, claim: Claim) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": view.word("claim-verdicts", claim.verdict).label}
    if claim.verdict in RATING:
        rating |= {"ratingValue": RATING[claim.verdict], "bestRating": 5, "worstRating": 1}
    return {
        "@type": "ClaimReview",
        "url": f"#{claim.id}",
        "claimReviewed": claim.claim,
        "reviewBody": claim.finding.value if claim.finding else None,
        "datePublished": str(claim.verified),
        "itemReviewed": {"@type": "Claim", "appearance": {"@type": "Article", "url": ARTICLE["url"]}},
        "author": {"@type": "Organization", "name": "Ajar"},
        "reviewRating": rating,
    }
