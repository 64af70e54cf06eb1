"""`/claims/`: what the article says, checked; every claim at an anchor of its own."""

from collections import Counter
from typing import Any

from ..facts.columns import Table
from ..facts.sheets import Sheets
from ..kinds import Claim
from ..kinds.words import ClaimVerdict
from ..messages import msg
from . import linked
from .context import PageContext
from .page import Page

# The article whose claims are checked; Portuguese readers know it in translation.
ARTICLE: dict[str, Any] = {
    "@type": "Article",
    "name": "The battle of open-source vs closed-source language models: a technical analysis",
    "url": "https://www.unite.ai/the-battle-of-open-source-vs-closed-source-language-models-a-technical-analysis/",
    "publisher": {"@type": "Organization", "name": "Unite.AI"},
}
# schema.org wants a number beside the words of a verdict: 1 is false, 5 is true. Opinions and what cannot be checked
# have none.
RATING: dict[str, int] = {
    ClaimVerdict.SUPPORTED: 5,
    ClaimVerdict.PARTLY: 3,
    ClaimVerdict.OUTDATED: 2,
    ClaimVerdict.WRONG: 1,
}


def table(sheets: Sheets, of: Table) -> Page:
    """All claims in the order of the article, by section."""
    p = PageContext(sheets, "claims/")
    claims: list[Claim] = sorted(of.items, key=lambda claim: claim.place)
    vocabulary = p.catalog.vocabulary
    sections = [(id_, [c for c in claims if c.section == id_]) for id_ in vocabulary["sections"].words]
    sections = [(id_, found) for id_, found in sections if found]
    description = p.say(
        msg(
            "{count} claims of an article on open and closed language models, "
            "each with a verdict and the sources that decide it."
        ),
        count=len(claims),
    )
    return p.page(
        "claims.html",
        p.say(Claim.card.title),
        description,
        sections=sections,
        verdicts=list(vocabulary["claim-verdicts"].words),
        counts={id_: Counter(claim.verdict for claim in found) for id_, found in sections},
        totals=Counter(claim.verdict for claim in claims),
        facts={claim.id: sheets.of(claim).of() for claim in claims},
        article=ARTICLE,
        json_ld=_json_ld(p, claims, description),
    )


def _json_ld(p: PageContext, claims: list[Claim], description: str) -> dict[str, Any]:
    """The page as a schema.org Dataset that holds one ClaimReview per claim with a finding."""
    return {
        **linked.list_of(p, p.say(Claim.card.title), description),
        "name": p.say(msg("Claims of an article on open and closed language models, checked")),
        "isBasedOn": ARTICLE["url"],
        "hasPart": [review(p, claim) for claim in claims if claim.finding],
    }


def review(p: PageContext, claim: Claim) -> dict[str, Any]:
    """A claim with its verdict; an opinion has no finding."""
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": p.word("claim-verdicts", claim.verdict).label}
    if claim.verdict in RATING:
        rating |= {"ratingValue": RATING[claim.verdict], "bestRating": 5, "worstRating": 1}
    found = {
        "@type": "ClaimReview",
        "name": claim.name,
        "url": p.derived.settings.url(claim.url),
        "claimReviewed": claim.claim,
        "reviewBody": claim.finding.value if claim.finding else None,
        "datePublished": str(claim.verified) if claim.verified else None,
        "itemReviewed": {
            "@type": "Claim",
            "name": claim.claim,
            "author": ARTICLE["publisher"],
            "appearance": {"@type": "Article", "name": ARTICLE["name"], "url": ARTICLE["url"]},
        },
        "author": linked.publisher(p),
        "reviewRating": rating,
    }
    return {key: value for key, value in found.items() if value is not None}
