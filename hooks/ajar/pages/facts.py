"""Facts of a sheet as rows of HTML. Made here and not in a template: they are most of what a page holds.

`table(p, rows)` is a list of facts with their labels; the other functions are the forms that some facts ask for:
components, license terms, events.
"""

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from ..facts.bounds import numbers
from ..facts.format import prose
from ..facts.sheet import FactRow
from ..kinds.license import License
from ..kinds.words import ComponentState, State
from ..messages import msg
from .context import PageContext

Cell = Callable[[PageContext, FactRow], Markup]
NameOf = Callable[[str], str]


def own_name(variant: str) -> str:
    return variant


def table(p: PageContext, rows: Iterable[FactRow], name_of: NameOf = own_name) -> Markup:
    """Facts with their labels, one a row; what a variant says of itself names it."""
    lines = "\n".join([line(p, row, name_of) for row in rows])
    return Markup(f'<table class="facts"><tbody>\n{lines}\n</tbody></table>')


def line(p: PageContext, row: FactRow, name_of: NameOf = own_name) -> str:
    """One row: label and value."""
    label, anchor = escape(row.label), row.id
    if row.variant:
        label, anchor = escape(f"{row.label} ({name_of(row.variant)})"), f"{row.variant}-{row.id}"
    elif row.scope:
        label = escape(f"{row.label} ({', '.join(map(name_of, row.scope))})")
    if row.key == "estimates":
        label = escape(p.say(msg("Estimate of {what}"), what=row.detail("of")))
    title = f' title="{escape(_sentence(p, row))}"' if row.form == "answer" else ""
    here = p.here(anchor, row.label)
    return f'<tr id="{escape(anchor)}"><th scope="row"{title}>{label}{here}</th><td>{content(p, row)}</td></tr>'


def _sentence(p: PageContext, row: FactRow) -> str:
    return p.catalog.vocabulary.license_terms[row.id].sentence


def content(p: PageContext, row: FactRow) -> Markup:
    """Value, details and sources of a fact, in the form that its field asks for."""
    special = CELLS.get(row.key) or CELLS.get(row.form)
    return special(p, row) if special else p.fact(row)


def items(p: PageContext, row: FactRow) -> list[Markup]:
    """What a fact is as items of a list: one, or one for each of its values."""
    if isinstance(row.value, list):
        return [p.shown(value, row.form, row.words, row.kinds) for value in row.value]
    return [content(p, row)]


def life(p: PageContext, rows: Iterable[FactRow]) -> Markup:
    """Dated events, one after the other."""
    lines = "\n".join(f'<li id="{row.id}">{event(p, row)}</li>' for row in rows)
    return Markup(f'<ol class="life">\n{lines}\n</ol>')


# --- components -------------------------------------------------------------------------------------------------------


def components(p: PageContext, rows: Iterable[FactRow], own: dict[str, list[FactRow]], name_of: NameOf) -> Markup:
    """The components of one group: the entry's state, then the variants that state their own."""
    lines = []
    for row in rows:
        cell = _component(p, row) if row.value is not None or row.state is State.UNDISCLOSED else p.unknown(row.state)
        others = "".join(f"<br>{escape(name_of(o.variant))}: {_state(p, o)}" for o in own.get(row.id, ()))
        scope = f" ({escape(', '.join(map(name_of, row.scope)))})" if row.scope else ""
        label = f"{escape(row.label)}{scope}{p.here(row.id, row.label)}"
        lines.append(f'<tr id="{row.id}"><th scope="row">{label}</th><td>{cell}{others}</td></tr>')
    body = "\n".join(lines)
    return Markup(f'<table class="facts"><tbody>\n{body}\n</tbody></table>')


def _component(p: PageContext, row: FactRow) -> str:
    license_id = row.detail("license") or (_covered_by(p, row) if row.value == ComponentState.RELEASED else None)
    since = row.detail("since")
    more = f" ({escape(since)})" if since else ""
    if license_id:
        more += " " + p.say(msg("under {license}"), license=p.link(License.folder, license_id))
    return _state(p, row, more)


def _covered_by(p: PageContext, row: FactRow) -> str | None:
    """The license that the vocabulary says covers a component, as the first variant has it."""
    first = p.derived.variants[p.entry.id][0] if p.entry else None
    return p.derived.openness.license_id(first.variant, row.id) if first else None


def _state(p: PageContext, row: FactRow, more: str = "") -> str:
    return f"{p.answer('component-states', row.value)}{more}{p.mark(row)}{p.shows(row)}{p.note(row)}"


# --- single facts of a form of their own -----------------------------------------------------------------------------


def clause(row: FactRow) -> Markup:
    """Where in a text a fact stands, or nothing."""
    found = row.detail("clause")
    return Markup(f' <span class="clause">{escape(found)}</span>') if found else Markup("")


def _answer(p: PageContext, row: FactRow) -> Markup:
    """A license's answer: clause, sources, what it says, the condition in words and as numbers."""
    if row.value is None:
        return p.unknown(row.state)
    says, condition = row.detail("says"), row.detail("condition")
    parts = [p.value(row), clause(row), p.mark(row)]
    parts += [Markup(" {}").format(prose(says))] if says else []
    if condition and condition != says:
        parts.append(Markup(' <span class="condition">{}</span>').format(prose(condition)))
    parts += [Markup(' <small class="data">{}</small>').format(text) for text in numbers(p.formatter, row)]
    return Markup("").join([*parts, p.note(row)])


def _attention(p: PageContext, row: FactRow) -> Markup:
    """How attention stores what was read, in one line."""
    count = p.formatter.number
    layers = (row.detail("layers") or 0) + (row.detail("window-layers") or 0)
    named = p.say(msg("{kind}, {layers} layers"), kind=p.value(row), layers=layers)
    parts = [named if layers else p.value(row)]
    if heads := row.detail("kv-heads"):
        size = row.detail("head-size")
        parts.append(p.say(msg(", {heads} key-value heads of {size}"), heads=heads, size=size))
    if latent := row.detail("latent-size"):
        parts.append(p.say(msg(", latent size {size}"), size=latent))
    if windowed := row.detail("window-layers"):
        window = count("count", row.detail("window"))
        parts.append(p.say(msg("; {layers} of them keep only {tokens} tokens"), layers=windowed, tokens=window))
    if cross := row.detail("cross-layers"):
        parts.append(p.say(msg("; {layers} also keep what the encoder read"), layers=cross))
    return Markup("".join(parts)) + p.mark(row) + p.note(row)


def _license_use(p: PageContext, row: FactRow) -> Markup:
    since = row.detail("since")
    more = " " + p.say(msg("since {date}"), date=since) if since else ""
    return Markup(f"{p.value(row)}{p.mark(row)}") + more + p.shows(row) + p.note(row)


def _former(p: PageContext, row: FactRow) -> Markup:
    until = p.say(msg("until {date}"), date=row.detail("until"))
    return Markup("{} {}{}{}").format(until, p.value(row), p.mark(row), p.note(row))


def _estimate(p: PageContext, row: FactRow) -> Markup:
    text = p.say(msg("{value}, by {who}"), value=row.value, who=row.detail("by"))
    return Markup("{}{}{}").format(text, p.mark(row), p.note(row))


def _tokens_long(p: PageContext, row: FactRow) -> Markup:
    """A number of tokens, with the word where it stands alone."""
    if row.value is None:
        return p.fact(row)
    tokens = p.say(msg("{number} tokens"), number=p.formatter.number("count", row.value))
    return Markup(f'<span class="f">{escape(tokens)}{p.mark(row)}</span>{p.note(row)}')


def _flop(p: PageContext, row: FactRow) -> Markup:
    if row.value is None:
        return p.fact(row)
    text = f"{p.formatter.number('exponent', row.value)} FLOP"
    return Markup(f'<span class="f">{escape(text)}{p.mark(row)}</span>{p.note(row)}')


def event(p: PageContext, row: FactRow) -> Markup:
    """A dated event."""
    date, what = row.detail("date"), row.detail("what")
    more = Markup(": {}").format(prose(what)) if what else ""
    return Markup('<time datetime="{0}">{0}</time> <b>{1}</b>{2}{3}{4}').format(
        date, p.value(row), more, p.mark(row), p.note(row)
    )


def snapshot(p: PageContext, row: FactRow) -> Markup:
    """A dated state: its id, its days, what follows it."""
    parts = [Markup("<code>{}</code>").format(row.value)]
    if released := row.detail("released"):
        parts.append(escape(p.say(msg("released {date}"), date=released)))
    if retires := row.detail("retires"):
        parts.append(escape(p.say(msg("ends {date}"), date=retires)))
    if follower := row.detail("replaced-by"):
        parts.append(Markup(p.say(msg("followed by {model}"), model=p.link("models", follower))))
    return Markup(", ").join(parts) + p.mark(row) + p.note(row)


def base(p: PageContext, row: FactRow) -> Markup:
    """What a model was made from."""
    relation = p.word("base-relations", row.detail("relation")).label.lower()
    license_id = row.detail("license")
    under = p.say(msg(", under {license}"), license=p.link(License.folder, license_id)) if license_id else ""
    text = Markup(f"{escape(relation)} {p.value(row)}{under}{p.mark(row)}")
    return text + p.say(msg("; its terms come along.")) + p.note(row)


def _differs(p: PageContext, row: FactRow) -> Markup:
    """A value that another list has otherwise: which list, which value, and why it is not ours."""
    fact, vocabulary = row.detail("fact"), p.catalog.vocabulary
    named = vocabulary.fields[fact] if fact in vocabulary.fields else vocabulary.components[fact]
    head = f"{p.word('outside-lists', row.detail('dataset')).label}: {named.label.lower()} {row.detail('theirs')}"
    return Markup(f"{escape(head)} <small>{prose(row.value)}</small>")


def _osd_failure(p: PageContext, row: FactRow) -> Markup:
    """A criterion that a license fails: the clause and what it says."""
    return Markup(f"{p.value(row)}{clause(row)}{p.mark(row)} {prose(row.detail('says'))}{p.note(row)}")


def _text(p: PageContext, row: FactRow) -> Markup:
    """Where a license stands, and the hash of what was read."""
    sha = row.detail("sha256")
    mark = Markup('<br><small>SHA-256 <code class="hash">{}</code></small>').format(sha) if sha else ""
    return p.fact(row) + mark


def _wording(p: PageContext, row: FactRow) -> Markup:
    """Words that a license asks for: where, when, and in which clause."""
    place = p.word("wording-uses", row.detail("use")).label
    told = [f"<b>{escape(place)}</b>: <q>{escape(row.value)}</q>", clause(row), p.mark(row)]
    for id_ in ("where", "when"):
        if text := row.detail(id_):
            told.append(f"<br><small>{escape(p.field(id_))}: {prose(text)}</small>")
    return Markup("".join([*told, p.note(row)]))


def _opinion(p: PageContext, row: FactRow) -> Markup:
    """What somebody else found, and whether we agree."""
    judge = p.word("judges", row.detail("by"))
    on = row.detail("on")
    when = f" ({escape(on)})" if on else ""
    agrees = p.answer("agreements", row.detail("agrees"))
    because = row.detail("because")
    why = Markup(' <span class="condition">{}</span>').format(prose(because)) if because else ""
    name = f'<b title="{escape(judge.sentence)}">{escape(judge.label)}</b>'
    return Markup(f"{name}: {escape(row.value)}{when}{p.mark(row)} · {agrees}{why}{p.note(row)}")


CELLS: dict[str, Cell] = {
    "answer": _answer,
    "attention": _attention,
    "compute-flop": _flop,
    "differs": _differs,
    "estimates": _estimate,
    "life": event,
    "license": _license_use,
    "max-output": _tokens_long,
    "opinions": _opinion,
    "osd-fails": _osd_failure,
    "snapshots": snapshot,
    "text": _text,
    "was": _former,
    "wording": _wording,
}
