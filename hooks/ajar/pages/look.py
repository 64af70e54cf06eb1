"""The head of a model's page: chips, banners, what one may do with it, whether one can run it, what it costs."""

import math
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..derive import DerivedVariant
from ..derive.prices import Quote
from ..facts.format import Number, prose
from ..facts.sheet import FactRow
from ..kinds.words import Question, Status, VerdictAnswer
from ..messages import msg
from .context import PageContext

BARS = msg(
    "Weights at 4 to 16 bits, all bars on one logarithmic scale; the lines are 24 GB (a graphics card), 80 GB (a "
    "data-center card) and 640 GB (a server of eight). What comes on top is for one text of that length."
)
OTHER_SIZES = msg("Other sizes:")
# Sizes that the bars show; the table of sizes has all.
MOST_BARS = 10
# Memories that readers know, in GB: a graphics card, a data-center card, a server of eight.
KNOWN_MEMORIES = (24, 80, 640)
ENDED = (Status.RETIRED, Status.WITHDRAWN)


# --- chips and banners -----------------------------------------------------------------------------------------------


def chips(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """Level, commercial use and status, each leading to why; several where the sizes differ."""
    found = [_chip("openness", p.level(id_)) for id_ in dict.fromkeys(item.level.id for item in variants)]
    label = escape(p.say(msg("Commercial use:")))
    for answer in dict.fromkeys(item.verdicts[Question.COMMERCIAL_USE].answer for item in variants):
        found.append(_chip("license", Markup(f"{label} {p.answer('verdict-answers', answer)}")))
    # Where the sizes differ, each says its own status in the table of sizes.
    anchor = "status" if "status" in p.sheets.of(variants[0].model).of() else "sizes"
    for status in dict.fromkeys(item.variant.status for item in variants):
        if status:
            found.append(_chip(anchor, _standing(p, status, variants)))
    return Markup('<ul class="chips-row">{}</ul>').format(Markup("").join(found))


def _chip(anchor: str, inside: Markup) -> Markup:
    return Markup('<li><a class="chip" href="#{}">{}</a></li>').format(anchor, inside)


def _standing(p: PageContext, status: str, variants: list[DerivedVariant]) -> Markup:
    """The status, with the day of its end where one is announced."""
    word = escape(p.word("statuses", status).label)
    ends = sorted(filter(None, (_end(p, item) for item in variants)))
    until = p.say(msg("ends {day}"), day=ends[0]) if ends and status not in ENDED else ""
    return Markup("{} · {}").format(word, until) if until else word


def _end(p: PageContext, item: DerivedVariant) -> str | None:
    """The announced day of its end, None where there is none ahead."""
    row = p.sheets.variant(item).get("retires")
    return row.value if row and row.value and row.value >= str(p.derived.settings.day) else None


def banners(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """What a group of readers must know first: places that are left out, and an end that has come or is announced."""
    return Markup("\n").join([*_left_out(p, variants), *_ended(p, variants)])


def _left_out(p: PageContext, variants: list[DerivedVariant]) -> Iterator[Markup]:
    """Places whose people get no rights to any of the weights; terms of service bound every place in their own way."""
    if any(item.verdicts[Question.ANY_REGION].answer != VerdictAnswer.CONDITIONAL for item in variants):
        return
    first = variants[0]
    use = first.variant.governing
    if use is None or not first.variant.can_have:
        return
    term = p.sheets.of(p.catalog.licenses[use.id]).of().get(Question.ANY_REGION)
    if term is not None and (places := term.detail("regions")):
        verdict = p.sheets.variant(first)[Question.ANY_REGION]
        told = p.say(msg("Not everybody may use it: {places}."), places=", ".join(places))
        text = Markup("<b>{}</b> {}{}").format(told, prose(verdict.detail("says") or ""), p.mark(verdict))
        yield Markup('<p class="banner banner-bad">{}</p>').format(text)


def _ended(p: PageContext, variants: list[DerivedVariant]) -> Iterator[Markup]:
    statuses = {item.variant.status for item in variants}
    if statuses <= set(ENDED) and not any(item.variant.can_have for item in variants):
        yield Markup('<p class="banner">{}</p>').format(p.say(msg("It can no longer be used.")))
    ahead = sorted(filter(None, (_end(p, item) for item in variants)))
    if ahead:
        told = p.say(msg("Its makers have announced an end: {day}."), day=ahead[0])
        yield Markup('<p class="banner"><a href="#life">{}</a></p>').format(told)


# --- what one may do -------------------------------------------------------------------------------------------------


def may(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """A cell a question with its answer; the conditions stand once below, at reading size."""
    first = p.sheets.variant(variants[0])
    conditions: list[Markup] = []
    cells = []
    for question in p.catalog.vocabulary.verdicts:
        row = first[question]
        told = _condition(p, row, variants, question)
        if told and told not in conditions:
            conditions.append(told)
        number = conditions.index(told) + 1 if told else 0
        cells.append(_cell(p, row, number))
    grid = Markup('<ul class="may">{}</ul>').format(Markup("").join(cells))
    items = [Markup('<li id="may-{}">{}</li>').format(n, text) for n, text in enumerate(conditions, 1)]
    return grid + (Markup('<ol class="conditions">{}</ol>').format(Markup("").join(items)) if items else "")


def _cell(p: PageContext, row: FactRow, number: int) -> Markup:
    reference = Markup(' <a class="ref" href="#may-{0}">({0})</a>').format(number) if number else ""
    inside = Markup("{} <span>{}{}{}</span>").format(p.value(row), row.label, p.mark(row), reference)
    return Markup('<li class="cell-{}">{}</li>').format(p.word("verdict-answers", row.value).tone, inside)


def _condition(p: PageContext, row: FactRow, variants: list[DerivedVariant], question: str) -> Markup:
    """What bounds an answer, and the sizes that have another one; empty where there is nothing to say."""
    says = row.detail("says")
    if row.value == VerdictAnswer.NOT_APPLICABLE:
        says = p.say(row.decided[0].says)
    told = prose(says) if says else Markup("")
    others = [item for item in variants if item.verdicts[question].answer != row.value]
    if others:
        names = [Markup("{} {}").format(o.variant.name, _small(p, o.verdicts[question].answer)) for o in others]
        label = Markup("{} {} {}").format(row.label, p.say(OTHER_SIZES).lower(), Markup(", ").join(names))
        told += Markup(" <small>{}</small>").format(label) if told else label
    return told


def _small(p: PageContext, answer: str) -> Markup:
    """An answer inside a sentence."""
    return Markup(str(p.answer("verdict-answers", answer)).lower())


# --- whether one can run it ------------------------------------------------------------------------------------------


def runs(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """A bar a size from its weights at 4 bits to those at 16, and what a long text needs beside them."""
    first = variants[0]
    if first.variant.can_have is False or first.variant.gone:
        return escape(p.say(msg("No: the weights are not released.")))
    known = [item for item in variants if item.memory]
    if not known:
        return escape(p.say(msg("Its size is not published, so memory cannot be computed.")))
    low = min(item.memory.weights[4] for item in known if item.memory)
    high = max(item.memory.weights[16] for item in known if item.memory)
    scale = _Scale(min(low, 12), max(high, 30))
    rows = [_bar(p, item, scale) for item in known[:MOST_BARS]]
    told = escape(p.say(BARS))
    more = Markup(' <a href="#sizes">{}</a>').format(p.say(msg("All sizes"))) if len(known) > MOST_BARS else ""
    table = Markup('<table class="bars"><tbody>{}</tbody></table>').format(Markup("").join(rows))
    return table + Markup("<small>{}{}</small>").format(told, more)


class _Scale:
    """A logarithmic axis of 100 units over some gigabytes."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.width = math.log(low), math.log(high) - math.log(low)

    def at(self, value: float) -> float:
        return round(100 * (math.log(value) - self.low) / self.width, 1)


def _bar(p: PageContext, item: DerivedVariant, scale: _Scale) -> Markup:
    memory = item.memory
    assert memory is not None
    number = p.formatter.number
    least, most = memory.weights[4], memory.weights[16]
    start, end = scale.at(least), scale.at(most)
    ticks = [x for value in KNOWN_MEMORIES if 0 < (x := scale.at(value)) < 100]
    lines = Markup("").join(Markup('<path class="tick" d="M{} 0v10"/>').format(x) for x in ticks)
    bar = Markup('<rect x="{}" y="2" width="{}" height="6"/>').format(start, round(max(end - start, 1), 1))
    drawn = Markup('<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>').format(
        bar, lines
    )
    told = p.say(msg("{least} to {most}"), least=number("gigabytes", least), most=number("gigabytes", most))
    if memory.cache is not None:
        told += p.say(
            msg(" + {cache} for {tokens} tokens"),
            cache=number("gigabytes", memory.cache),
            tokens=number("count", memory.context),
        )
    cells = Markup("<td>{}</td><td>{}</td>").format(drawn, told)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(item.variant.name, cells)


# --- what it costs ---------------------------------------------------------------------------------------------------


def costs(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """The cheapest price that the entry lists, with its size and host, and the first one where that is another."""
    quoted = {id(quote): (item, quote) for item in variants for quote in item.quotes if quote.input is not None}
    if not quoted:
        return escape(p.say(msg("No hosted price is recorded.")))
    cheapest = min(quoted.values(), key=lambda pair: (pair[1].input, pair[1].output or 0))
    first = next(iter(quoted.values()))
    lines = [p.say(msg("Cheapest: {price}"), price=_price(p, *cheapest))]
    if first[1] is not cheapest[1]:
        lines.append(p.say(msg("First listed: {price}"), price=_price(p, *first)))
    return Markup("<br>").join(Markup(line) for line in lines)


def _price(p: PageContext, item: DerivedVariant, quote: Quote) -> Markup:
    host = Markup('<a href="{}">{}</a>').format(quote.url, quote.host) if quote.url else escape(quote.host)
    told = p.say(
        msg("{put} in / {out} out per million tokens at {host}"),
        put=dollars(p, quote.input),
        out=dollars(p, quote.output),
        host=host,
    )
    return Markup("{} ({})").format(Markup(told), item.variant.name)


def dollars(p: PageContext, value: Number | None) -> str:
    """A price in dollars, a dash where there is none."""
    return p.formatter.number("dollars", value) if value is not None else "–"
