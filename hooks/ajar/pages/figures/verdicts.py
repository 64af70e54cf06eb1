"""Verdicts on the claims as one bar."""

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from ...kinds.words import ClaimVerdict
from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Picture, Sketch, check, cross, dash, half, percent, ring, square, width_of

# A sign for each verdict, drawn in the colour that stands on a part of the bar.
SIGNS: dict[str, Callable[[float, float, str], Markup]] = {
    ClaimVerdict.SUPPORTED: check,
    ClaimVerdict.PARTLY: half,
    ClaimVerdict.OUTDATED: square,
    ClaimVerdict.WRONG: cross,
    "unverifiable": ring,
    ClaimVerdict.OPINION: dash,
}


def of_claims(p: PageContext) -> Figure:
    """How many claims have each verdict."""
    words = p.catalog.vocabulary["claim-verdicts"].words
    counts = Counter(claim.verdict for claim in p.catalog.claims.values())
    shown = [id_ for id_ in words if counts[id_]]
    total = counts.total()
    head = [msg("Verdict"), msg("Claims"), msg("Share in percent")]
    told = msg("Of {count} claims, {good} are supported and {wrong} wrong; {partly} are right in part")
    finding = p.say(
        told,
        count=total,
        good=counts[ClaimVerdict.SUPPORTED],
        wrong=counts[ClaimVerdict.WRONG],
        partly=counts[ClaimVerdict.PARTLY],
    )
    return Figure(
        finding,
        p.say(msg("The bar is all claims; each part is as long as its share and holds its sign and number.")),
        lambda sketch: _drawn(p, sketch, {id_: counts[id_] for id_ in shown}),
        [p.say(text) for text in head],
        [[words[id_].label, counts[id_], percent(counts[id_], total)] for id_ in words],
        [Key(_chip(p, id_), f"{words[id_].label} ({counts[id_]})") for id_ in shown],
        ["", "count", "count"],
    )


def _sign(id_: str, x: float, y: float, css: str = "on") -> Markup:
    return SIGNS[id_](x, y, css)


def _chip(p: PageContext, id_: str) -> Markup:
    tone = p.word("claim-verdicts", id_).tone
    return Markup('<path d="M0 0h16v16h-16z" class="part {}"/>').format(tone) + _sign(id_, 8, 8)


def _drawn(p: PageContext, sketch: Sketch, counts: dict[str, int]) -> Picture:
    total = sum(counts.values()) or 1
    x = 0.0
    sketch.text(0, 12, p.say(msg("Number of claims")), css="quiet")
    for id_, count in counts.items():
        width = sketch.width * count / total
        sketch.box(x, 22, width, 50, f"part {p.word('claim-verdicts', id_).tone}")
        if width > width_of(str(count)) + 2:
            sketch.text(x + width / 2, 64, count, "middle", "on")
            sketch.put(_sign(id_, x + width / 2, 37))
        x += width
    return sketch.done(74)
