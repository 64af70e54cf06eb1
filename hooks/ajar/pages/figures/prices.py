"""Price of a million tokens written, by level of openness."""

from statistics import median

from ...messages import msg
from ..context import PageContext
from .frame import Figure, Key, Log, Picture, Rows, Sketch, bar, dot, level_name, levels
from .values import number

# A median of fewer prices stands for nothing.
ENOUGH = 5
Prices = dict[str, list[float]]


def by_level(p: PageContext) -> Figure:
    """One dot a priced variant, in the row of its level."""
    found: Prices = {}
    for item in p.derived.all_variants:
        if price := number(p, item, "price-out"):
            found.setdefault(item.level.id, []).append(price)
    prices = {level: sorted(found[level]) for level in levels(p, set(found))}
    says = msg("Prices are US dollars for a million tokens written, on a logarithmic axis; each row is a level.")
    head = [msg("Level"), msg("Sizes with a price"), msg("Lowest"), msg("Median"), msg("Highest")]
    return Figure(
        _finding(p, prices),
        p.say(says),
        lambda sketch: _drawn(p, sketch, prices),
        [p.say(text) for text in head],
        [[p.word("levels", level).label, len(of), of[0], round(median(of), 4), of[-1]] for level, of in prices.items()],
        [
            Key(dot(8, 8, "dot"), p.say(msg("a size with a recorded price"))),
            Key(bar(8, 8, "median"), p.say(msg("median of the level"))),
        ],
        ["", "count", "dollars", "dollars", "dollars"],
    )


def _finding(p: PageContext, prices: Prices) -> str:
    """The level with the highest median against that with the lowest, of those with enough prices."""
    enough = min(ENOUGH, max(map(len, prices.values()), default=0))
    middle = {level: median(of) for level, of in prices.items() if len(of) >= enough}
    if len(middle) < 2:
        return p.say(msg("Prices of {count} sizes"), count=sum(len(of) for of in prices.values()))
    high, low = max(middle, key=lambda level: middle[level]), min(middle, key=lambda level: middle[level])
    return p.say(
        msg(
            "A million tokens written cost {high} at the median of “{dear}”, and {low} of “{cheap}”; the ranges overlap"
        )
        if prices[low][-1] > prices[high][0]
        else msg("A million tokens written cost {high} at the median of “{dear}”, and {low} of “{cheap}”"),
        high=p.formatter.dollars(round(middle[high], 2)),
        dear=p.word("levels", high).label,
        low=p.formatter.dollars(round(middle[low], 2)),
        cheap=p.word("levels", low).label,
    )


def _drawn(p: PageContext, sketch: Sketch, prices: Prices) -> Picture:
    rows = Rows(sketch, 40, 30)
    dollars = p.formatter.dollars
    scale = Log([price for of in prices.values() for price in of], rows.left + 24, sketch.width - 24)
    bottom = rows.start(len(prices)) + 4
    sketch.text(rows.left, 12, p.say(msg("US dollars for a million tokens written")), css="quiet")
    for tick in scale.ticks:
        sketch.text(scale(tick), 32, dollars(tick), "middle")
        if not sketch.narrow:
            sketch.line(scale(tick), 38, scale(tick), bottom)
    for row, (level, of) in enumerate(prices.items()):
        y = rows.middle(row)
        sketch.line(rows.left, y, sketch.width, y)
        level_name(p, sketch, level, rows.name_at(row))
        sketch.dots([(scale(price), y) for price in of], "dots")
        middle = median(of)
        x = scale(middle)
        sketch.line(x, y - 13, x, y + 13, "median")
        if sketch.narrow:
            label = p.say(msg("median {price}"), price=dollars(round(middle, 2)))
            sketch.text(sketch.width, rows.name_at(row) + 5, label, "end", "quiet")
    return sketch.done(bottom)
