"""`/models/` and a page per model."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from markupsafe import Markup, escape

from ..derive import Derived, DerivedVariant
from ..derive.prices import Quote, package_version
from ..facts.columns import Table
from ..facts.format import prose
from ..facts.sheet import FactRow, Sheet
from ..facts.sheets import Sheets
from ..kinds.model import Model
from ..kinds.words import LevelId, Question, State
from ..messages import msg
from . import facts, linked, tables
from .context import PageContext
from .duties import has_duties
from .family import timeline
from .look import banners, chips, costs, dollars, may, runs
from .near import Neighbours as Neighbours
from .page import Page

# Told inside longer lines; a literal inside an f-string would not be found for translation.
WITH = msg("with")
SUPERSEDED_BY = msg("superseded by")
DECIDED_BY = msg("What decided it:")
CONTEXT = msg("context")

# Columns of the table of sizes on a model's page.
SIZES = ("level", "parameters", "active-parameters", "context", "license", "memory-4", "price")


def table(sheets: Sheets, of: Table) -> Page:
    """A row a release, most open first and then the newest."""
    p = PageContext(sheets, "models/")
    levels = list(sheets.derived.catalog.vocabulary.levels)
    releases = list(sheets.derived.variants.values())
    releases.sort(key=lambda items: (items[0].variant.released or "", items[0].model.id), reverse=True)
    releases.sort(key=lambda items: min(levels.index(item.level.id) for item in items))
    counts = {"variants": len(of.items), "models": len(sheets.derived.variants)}
    description = msg(
        "{variants} variants of {models} language models: openness, license, size, context, price, "
        "each with its source.",
        **counts,
    )
    title = p.say(Model.card.title)
    shown = tables.grid(p, of, releases, title)
    stand = level_counts(sheets.derived)
    return p.page("models.html", title, p.say(description), counts=counts, levels=stand, table=shown)


@dataclass(frozen=True)
class LevelGroup:
    """Variants of one level, and what decided it."""

    level: str
    at_least: str | None
    names: str
    row: FactRow


def page(sheets: Sheets, model: Model, near: Neighbours) -> Page:
    """One model: verdict first, then facts with their sources, then what is near it."""
    p = PageContext(sheets, model.url, model)
    derived = sheets.derived
    variants = derived.variants[model.id]
    sheet = sheets.of(model)
    names = {item.id: item.variant.name for item in variants}
    first = variants[0]
    level = p.word("levels", first.level.id).label
    commercial = p.word("verdict-answers", first.verdicts[Question.COMMERCIAL_USE].answer).label
    developer = _developer(p, model)
    description = p.say(
        msg("{model} by {developer}: {level}; commercial use: {answer}."),
        model=model.name,
        developer=developer,
        level=level.lower(),
        answer=commercial.lower(),
    )
    # What holds source marks is made when the template comes to it, so that marks are numbered in the order of the
    # page.
    return p.page(
        "model.html",
        model.name,
        f"{description} {model.summary or ''}".strip(),
        model=model,
        verdict=lambda: _byline(p, model, sheet),
        why=lambda: _why(p, _levels(sheets, variants)),
        first=sheet.of(first.id),
        chips=chips(p, variants),
        banners=lambda: banners(p, variants),
        may=lambda: may(p, variants),
        runs=runs(p, variants),
        costs=costs(p, variants),
        status=sheet.of().get("status"),
        watch=[row for row in sheet.rows if row.key == "watch"],
        sizes=lambda: _sizes(p, variants),
        bases=lambda: _bases(p, variants),
        tiles=_tiles(p, sheet, first),
        states=p.catalog.vocabulary["component-states"].words,
        components=lambda: _components(p, sheet, names),
        uses=lambda: _uses(p, sheet, names),
        governing=first.variant.governing,
        duties=first.variant.governing is not None
        and has_duties(p, sheets.of(derived.catalog.licenses[first.variant.governing.id])),
        terms=lambda: _terms(p, [row for row in sheet.of(first.id).values() if row.id.startswith("term-")]),
        training=lambda: _training(p, sheet, names),
        results=lambda: _results(p, [row for row in sheet.rows if row.key == "results"], names),
        prices=lambda: _prices(p, [row for row in sheet.rows if row.key == "price"]),
        life=sheet.group("life"),
        timeline=timeline(p, model),
        opinions=sheet.group("opinions"),
        elsewhere=lambda: _elsewhere(p, sheet, names),
        parents=derived.superseded.get(model.id, []),
        tradeoffs=[t for t in derived.catalog.tradeoffs.values() if any(_is(model, id_) for id_ in t.models)],
        near=lambda: _near(p, near.of(first)),
        columns=_size_columns(p),
        mof=first.mof,
        mof_line=_mof_line(p, first),
        checklist=lambda: _checklist(p, first),
        g7=lambda: _g7(p, variants),
        price_line=p.say(
            msg("Prices come from the genai-prices package, version {version}, for {day}."),
            version=package_version(),
            day=derived.settings.day,
        ),
        facts=facts,
        search=" ".join([model.id, *model.aliases, *names.values(), developer, level, model.summary or ""]),
        tags=[level],
        json_ld=_json_ld(p, model, developer, first),
    )


def _developer(p: PageContext, model: Model) -> str:
    id_ = model.developer.value
    return p.catalog.developers[id_].name if id_ else p.say(msg("an undisclosed developer"))


def level_counts(derived: Derived) -> dict[str, int]:
    """How many models stand at each level, in the order of the vocabulary; a model counts once per level of its
    variants.
    """
    counts = dict.fromkeys(derived.catalog.vocabulary.levels, 0)
    for variants in derived.variants.values():
        for level in {item.level.id for item in variants}:
            counts[level] += 1
    return counts


# --- the look at the top ---------------------------------------------------------------------------------------------


def _levels(sheets: Sheets, variants: list[DerivedVariant]) -> list[LevelGroup]:
    """Variants grouped by level, in the order they appear."""
    groups: dict[str, list[DerivedVariant]] = {}
    for item in variants:
        groups.setdefault(item.level.id, []).append(item)
    return [
        LevelGroup(
            level,
            items[0].level.at_least,
            ", ".join(item.variant.name for item in items),
            sheets.variant(items[0])["level"],
        )
        for level, items in groups.items()
    ]


def _byline(p: PageContext, model: Model, sheet: Sheet) -> Markup:
    """The line under the name: developer, date, successor."""
    head = sheet.of()
    partners = [f" {escape(p.say(WITH))} {p.link('developers', id_)}" for id_ in model.partners]
    said = [f"{p.fact(head.get('developer'))}{''.join(partners)}"]
    said += [str(p.fact(head[id_])) for id_ in ("released",) if id_ in head]
    if model.superseded_by:
        said.append(f"{escape(p.say(SUPERSEDED_BY))} {p.link('models', model.superseded_by)}")
    return Markup("\n · ".join(said))


def _only(names: str) -> str:
    """The variants that something holds for, where it does not hold for all."""
    return f" <small>({escape(names)})</small>"


def _why(p: PageContext, levels: list[LevelGroup]) -> Markup:
    """Each level, what it means, and what decided it or is missing for it."""
    blocks = []
    for group in levels:
        names = _only(group.names) if len(levels) > 1 else ""
        sentence = escape(p.word("levels", group.level).sentence)
        lines = [f"<p>{p.level(group.level)}{names}: {sentence}</p>"]
        if group.at_least and p.entry:
            ask = Markup('<a href="{}">{}</a>').format(p.edit_link(p.entry), p.say(msg("asked for")))
            text = msg("At least {level} for sure. Missing for a verdict, and {asked}:")
            lines.append(f"<p>{p.say(text, level=p.level(group.at_least), asked=ask)}</p>")
        elif group.level != LevelId.OPEN_SCIENCE:
            lines.append(f"<p>{escape(p.say(DECIDED_BY))}</p>")
        blocks.append(f'<div class="why">{"".join(lines)}\n<ul>{p.reasons(group.row)}</ul></div>')
    return Markup("\n".join(blocks))


def _checklist(p: PageContext, first: DerivedVariant) -> Markup:
    """The three parts of the Open Source AI Definition, each with what decided it."""
    facts_ = p.sheets.variant(first)
    rows = [facts_[id_] for id_ in first.osaid]
    lines = [f"<li>{escape(r.label)}: {p.value(r)} {p.reason(r.decided[0].says)}</li>" for r in rows]
    return Markup("\n".join(lines))


def _g7(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """Each label, the variants that carry it, and what decided it."""
    groups: dict[tuple[str, str | None], list[DerivedVariant]] = {}
    for item in variants:
        groups.setdefault((item.g7.id, item.g7.at_least), []).append(item)
    lines = []
    for items in groups.values():
        row = p.sheets.variant(items[0])["g7-label"]
        names = _only(", ".join(item.variant.name for item in items)) if len(groups) > 1 else ""
        least = row.detail("at-least")
        sure = escape(p.say(msg("at least {label}"), label=p.word("g7-labels", least).label)) if least else ""
        head = f"<p><b>{p.value(row)}</b>{', ' + sure if sure else ''}{names}. {escape(p.say(DECIDED_BY))}</p>"
        lines.append(f"{head}\n<ul>{p.reasons(row)}</ul>")
    return Markup("\n".join(lines))


def _mof_line(p: PageContext, first: DerivedVariant) -> str:
    """The class of the Model Openness Framework and how far each class is reached."""
    reached = first.mof.number
    parts = [p.say(msg("Class {number}."), number="I" * reached) if reached else p.say(msg("Below class III."))]
    told = [
        p.say(msg("Class {number}: {met} of {needed} components"), number="I" * number, met=met, needed=needed)
        for number, (met, needed) in first.mof.progress.items()
    ]
    return f"{parts[0]} {'; '.join(told)}."


# --- sections --------------------------------------------------------------------------------------------------------


def _size_columns(p: PageContext) -> list[tuple[str, str]]:
    """(field, class of its cells) of the table of sizes."""
    return [(id_, "" if id_ in ("level", "license") else "n") for id_ in SIZES]


def _sizes(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """A variant a row: its name with what it says of itself, and the cells of SIZES."""
    css = [f' class="{css}"' if css else "" for _, css in _size_columns(p)]
    lines = []
    for item in variants:
        anchor, known = f' id="{item.id}"' if item.variant.own else "", p.sheets.variant(item)
        name = f'<th scope="row">{escape(item.variant.name)}{_aside(p, item, known)}</th>'
        cells = [f"<td{kind}>{_size_cell(p, item, id_, known)}</td>" for kind, id_ in zip(css, SIZES, strict=True)]
        lines.append(f"<tr{anchor}>{name}{''.join(cells)}</tr>")
    return Markup("\n".join(lines))


def _aside(p: PageContext, item: DerivedVariant, known: dict[str, FactRow]) -> Markup:
    """Under a variant's name: its note, and a date and status that do not hold for the whole release."""
    own = item.variant.own
    if own is None:
        return Markup("")
    parts = [Markup(' <small class="note">{}</small>').format(prose(own.note))] if own.note else []
    for id_ in ("released", "status"):
        if (row := known.get(id_)) and (row.variant or row.scope):
            parts.append(Markup(" <small>{}</small>").format(p.fact(row)))
    return Markup("").join(parts)


def _size_cell(p: PageContext, item: DerivedVariant, id_: str, facts_: dict[str, FactRow]) -> Markup:
    if id_ == "price":
        return _price_cell(p, item)
    if id_ == "license":
        uses = [facts_[f"license-{role}"] for role in item.variant.license if role in ("weights", "service")]
        return Markup(", ").join(p.fact(row, bare=True) for row in uses) or p.unknown(State.NOT_CHECKED)
    row = facts_.get(id_)
    if row is None and id_ == "memory-4":
        return Markup("–")
    return p.fact(row)


def _price_cell(p: PageContext, item: DerivedVariant) -> Markup:
    quote = item.quote
    if quote is None:
        return Markup("–")
    text = f"{dollars(p, quote.input)} / {dollars(p, quote.output)}"
    title = p.say(msg("Price list of {host}"), host=quote.host)
    if not quote.url:
        return escape(text)
    return Markup(f'<a href="{escape(quote.url)}" title="{escape(title)}">{escape(text)}</a>')


def _bases(p: PageContext, variants: list[DerivedVariant]) -> Markup:
    """What variants were made from, each base once."""
    told: list[str] = []
    seen: list[Any] = []
    for item in variants:
        for row in p.sheets.variant(item).values():
            if row.key == "base" and row.part not in seen and row.holds_for(item.id):
                seen.append(row.part)
                told.append(f'<p class="base">{escape(item.variant.name)}: {facts.base(p, row)}</p>')
    return Markup("\n".join(told))


def _components(p: PageContext, sheet: Sheet, names: dict[str, str]) -> Markup:
    """A tile a component, then each group: what is known, and folded what nobody checked."""
    own: dict[str, list[FactRow]] = {}
    for rows in sheet.own.values():
        for row in rows:
            own.setdefault(row.id, []).append(row)
    found = []
    for group, word in p.catalog.vocabulary["component-groups"].words.items():
        rows = [row for row in sheet.rows if row.group == f"components-{group}"]
        known = [row for row in rows if row.state is not State.NOT_CHECKED or row.id in own]
        open_ = [row for row in rows if row not in known]
        found.append(f'<h3 id="components-{group}">{escape(word.label)}</h3>')
        found.append(str(facts.components(p, known, own, names.__getitem__)) if known else "")
        if open_:
            told = escape(p.say(msg("{count} not checked"), count=len(open_)))
            table_ = facts.components(p, open_, own, names.__getitem__)
            found.append(f"<details><summary>{told}</summary>\n{table_}</details>")
    return Markup("\n".join(filter(None, found)))


def _tiles(p: PageContext, sheet: Sheet, first: DerivedVariant) -> Markup:
    """What happened to each part of the release, at a glance: a sign a component, by group, each leading to its row."""
    lines = []
    rows = {row.id: row for row in sheet.rows} | sheet.of(first.id)
    for group, word in p.catalog.vocabulary["component-groups"].words.items():
        tiles = [_tile(p, rows[id_]) for id_, c in p.catalog.vocabulary.components.items() if c.group == group]
        tiles_ = Markup("").join(tiles)
        lines.append(Markup("<dt>{}</dt><dd><ul>{}</ul></dd>").format(word.label, tiles_))
    return Markup('<dl class="tiles">{}</dl>').format(Markup("").join(lines))


def _tile(p: PageContext, row: FactRow) -> Markup:
    """A component with the sign of its state; the state is said in words too."""
    known = row.value if row.value is not None else (row.state if row.state is State.UNDISCLOSED else None)
    word = p.word("component-states", known) if known else p.word("fact-states", State.NOT_CHECKED)
    symbol = word.symbol or "?"
    return Markup(
        '<li><a class="tile t-{}" href="#{}" title="{}"><span aria-hidden="true">{}</span> {}'
        '<span class="sr">: {}</span></a></li>'
    ).format(word.tone, row.id, word.label, symbol, row.label, word.label)


def _uses(p: PageContext, sheet: Sheet, names: dict[str, str]) -> Markup:
    """Which license covers what, of the entry and then of the variants that have their own."""
    former: dict[str, list[FactRow]] = {}
    rows = sheet.group("license")
    for row in rows:
        if row.key == "was":
            former.setdefault(row.id.rpartition("-was-")[0], []).append(row)
    found = []
    for row in rows:
        if row.key == "license" and row.path:
            who = names[row.variant] if row.variant else ", ".join(names[id_] for id_ in row.scope)
            label = f"{who}, {row.label}" if who else row.label
            before = [facts.content(p, old) for old in former.get(row.id, []) if old.variant == row.variant]
            told = "; ".join([facts.content(p, row), *before])
            found.append(f"<p>{escape(label)}: {told}</p>")
    return Markup("\n".join(found))


def _training(p: PageContext, sheet: Sheet, names: dict[str, str]) -> Markup:
    """Architecture and training: of the entry, then what variants state of their own."""
    rows = sheet.group("training")
    return facts.table(p, rows, names.__getitem__) if rows else Markup("")


def _terms(p: PageContext, rows: list[FactRow]) -> Markup:
    """What the governing license says where it is not a plain yes: a column a group of terms."""
    columns = []
    for group, word in p.catalog.vocabulary.term_groups.items():
        terms = p.catalog.vocabulary.license_terms
        lines = [_term(p, row) for row in rows if terms[row.key].group == group]
        if lines:
            columns.append(f"<section><h3>{escape(word.label)}</h3><ul>{''.join(lines)}</ul></section>")
    return Markup("\n".join(columns))


def _term(p: PageContext, row: FactRow) -> str:
    says = prose(row.detail("says") or "")
    return f"<li><b>{escape(row.label)}</b>: {p.value(row)} {says}{facts.clause(row)}{p.mark(row)}</li>"


def _results(p: PageContext, rows: list[FactRow], names: dict[str, str]) -> Markup:
    """Scores, each with its setting and who reported it."""
    lines = []
    for row in rows:
        name = names.get(row.detail("variant") or "")
        whose = f" <small>{escape(name)}</small>" if name else ""
        lines.append(
            f'<tr id="{escape(row.id)}"><th scope="row">{p.link("benchmarks", row.detail("benchmark"))}{whose}</th>'
            f'<td class="n">{p.value(row)}{p.mark(row)}</td><td>{escape(row.detail("setting"))}{p.note(row)}</td>'
            f"<td>{p.link('developers', row.detail('reported-by'))}</td></tr>"
        )
    return Markup("\n".join(lines))


def _prices(p: PageContext, rows: list[FactRow]) -> Markup:
    """Prices, each with what the host calls the model."""
    tiered = escape(p.say(msg("base price; long prompts or certain hours cost otherwise")))
    lines = []
    for row in rows:
        host, url = escape(row.detail("host")), row.detail("price-list")
        at = f'<a href="{escape(url)}">{host}</a>' if url else host
        there = [f"<code>{escape(row.detail('model-there'))}</code>"]
        if tokens := row.detail("context"):
            there.append(f" {escape(p.say(CONTEXT))} {p.shown(tokens, 'count')}{p.mark(row)}")
        there.append(p.note(row))
        there += [f" <small>({tiered})</small>"] if row.detail("tiered") else []
        there += [f"<br><small>{text}</small>" for text in _steps(p, row)]
        cells = "".join(f'<td class="n">{dollars(p, row.detail(id_))}</td>' for id_ in ("price-in", "price-out"))
        lines.append(f'<tr id="{row.id}"><th scope="row">{at}</th><td>{"".join(there)}</td>{cells}</tr>')
    return Markup("\n".join(lines))


def _steps(p: PageContext, row: FactRow) -> Iterator[Markup]:
    """What it cost before, and what it will cost where that is announced."""
    steps, today = row.detail("steps") or (), p.derived.settings.day
    for step, following in zip_longest(steps, steps[1:]):
        values = {"input": dollars(p, step.input), "output": dollars(p, step.output)}
        if following is not None and following.since <= today:
            yield escape(p.say(msg("until {day}: {input} in, {output} out"), day=following.since, **values))
        elif step.since is not None and step.since > today:
            yield escape(p.say(msg("from {day} on: {input} in, {output} out"), day=step.since, **values))


def _near(p: PageContext, found: list[tuple[str, DerivedVariant]]) -> Markup:
    """What a reader would switch to on either side, with what differs in a line each."""
    sides = {"open": msg("Open"), "closed": msg("Closed")}
    lines = []
    for side, item in found:
        rows = p.sheets.variant(item)
        told = [p.level(item.level.id), p.value(rows[Question.COMMERCIAL_USE])]
        for id_ in ("parameters", "context"):
            if (row := rows.get(id_)) is not None and row.value is not None:
                told.append(Markup("{} {}").format(p.field(id_).lower(), p.value(row)))
        if item.quote and item.quote.input is not None:
            price = f"{dollars(p, item.quote.input)} / {dollars(p, item.quote.output)}"
            told.append(Markup("{} {}").format(p.field("price").lower(), price))
        if item.variant.released:
            told.append(escape(item.variant.released))
        name = p.link("models", item.model.id)
        lines.append(f"<li>{escape(p.say(sides[side]))}: <b>{name}</b> · {Markup(' · ').join(told)}</li>")
    return Markup("\n".join(lines))


def _elsewhere(p: PageContext, sheet: Sheet, names: dict[str, str]) -> Markup:
    """What others call it."""
    rows = sheet.group("names")
    return facts.table(p, rows, names.__getitem__) if rows else Markup("")


def _is(model: Model, id_: str) -> bool:
    return id_ == model.id or id_ in model.variants


def _json_ld(p: PageContext, model: Model, developer: str, first: DerivedVariant) -> dict[str, Any]:
    """The model as a piece of software: whose it is, what one may do with it, what it needs, what it costs."""
    plain = p.say(msg("{model}, a language model by {developer}."), model=model.name, developer=developer)
    maker = linked.maker(p, model.developer.value)
    use, level = first.variant.governing, p.word("levels", first.level.id)
    status = first.variant.status
    bases = [base.id for base in model.base if base.id]
    found: dict[str, Any] = {
        "@type": "SoftwareApplication",
        "name": model.name,
        "alternateName": model.aliases or None,
        "applicationCategory": "Language model",
        "applicationSubCategory": level.label,
        "conditionsOfAccess": level.sentence,
        "author": maker or linked.organization(developer),
        "publisher": maker,
        "description": model.summary or plain,
        "url": p.derived.settings.url(model.url),
        "datePublished": first.variant.released,
        "dateModified": str(model.verified) if model.verified else None,
        "creativeWorkStatus": p.word("statuses", status).label if status else None,
        "license": p.catalog.licenses[use.id].text.url if use else None,
        "isBasedOn": [p.derived.settings.url(p.catalog.entry(Model.folder, id_).url) for id_ in bases] or None,
        "memoryRequirements": _memory(p, first),
        "offers": _offer(first.quote) if first.quote and first.quote.input is not None else None,
        "subjectOf": linked.in_json(p, f"models/{model.id}"),
    }
    return {key: value for key, value in found.items() if value is not None}


def _memory(p: PageContext, first: DerivedVariant) -> str | None:
    if first.memory is None:
        return None
    size = p.formatter.number("gigabytes", first.memory.weights[4])
    return p.say(msg("{size} for the weights at 4 bits"), size=size)


def _offer(quote: Quote) -> dict[str, Any]:
    """The first price that the entry lists, for a million tokens that are read."""
    price = {
        "@type": "UnitPriceSpecification",
        "price": float(quote.input or 0),
        "priceCurrency": "USD",
        "referenceQuantity": {"@type": "QuantitativeValue", "value": 1_000_000, "unitText": "input tokens"},
    }
    return {"@type": "Offer", "seller": linked.organization(quote.host), "priceSpecification": price}
