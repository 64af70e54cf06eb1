"""`ajar stats`: how many entries there are, and how much of each fact is known, undisclosed or not checked."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..derive import derive
from ..facts.sheet import KNOWN, NOT_APPLICABLE, NOT_CHECKED, UNDISCLOSED, FactRow
from ..facts.sheets import Sheets
from ..kinds.base import Entry
from ..load import load

HELP = "count entries, and how much of each fact is known"
STATES = (KNOWN, UNDISCLOSED, NOT_CHECKED, NOT_APPLICABLE)
# Since this year a release is expected to say what happened to each of its parts.
SINCE = "2023"
FIELDS = (
    "released",
    "status",
    "parameters",
    "active-parameters",
    "context",
    "max-output",
    "cutoff",
    "tokens",
    "input",
    "output",
    "license",
    "memory-4",
    "cache",
    "price-in",
)
PRIMARY = "primary"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))
    parser.add_argument("--json", action="store_true", help="as JSON, for a script")


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where the catalog is wrong."""
    found = stats(Sheets(derive(load(options.catalog))))
    return json.dumps(found, indent=1) if options.json else told(found)


def stats(sheets: Sheets) -> dict[str, Any]:
    """`entries` by kind, `variants`, `scores`, `levels` and `labels`, `fields` and `components` as counts by state, and
    `sources` by what they are: originals, or one of the kinds of secondary source.

    A variant is one count of a field; components are those of releases since SINCE.
    """
    derived = sheets.derived
    models = derived.catalog.models.values()
    of = [(item, sheets.variant(item)) for item in derived.all_variants]
    recent = [facts for item, facts in of if (item.variant.released or "") >= SINCE]
    components = list(derived.catalog.vocabulary.components)
    return {
        "entries": {folder: len(entries) for folder, entries in derived.catalog.entries.items()},
        "variants": len(of),
        "scores": sum(len(model.results) for model in models),
        "levels": dict(Counter(str(item.level.id) for item, _ in of)),
        "labels": dict(Counter(str(item.g7.id) for item, _ in of)),
        "fields": {id_: _states(facts.get(id_) for _, facts in of) for id_ in FIELDS},
        "components": {id_: _states(facts.get(id_) for facts in recent) for id_ in components},
        "sources": _sources(entry for entries in derived.catalog.entries.values() for entry in entries.values()),
    }


def _states(rows: Iterable[FactRow | None]) -> dict[str, int]:
    counts = Counter(str(row.state) if row else str(NOT_CHECKED) for row in rows)
    return {str(state): counts[state] for state in STATES}


def _sources(entries: Iterable[Entry]) -> dict[str, int]:
    return dict(Counter(source.secondary or PRIMARY for entry in entries for source in entry.sources.values()))


def told(found: dict[str, Any]) -> str:
    """The figures as text: one line a fact."""
    entries = ", ".join(f"{count} {folder}" for folder, count in found["entries"].items())
    lines = [entries, f"{found['variants']} variants, {found['scores']} scores"]
    for key in ("levels", "labels"):
        lines += ["", key, *(f"  {id_:26}{count:5}" for id_, count in sorted(found[key].items()))]
    for key, title in (("fields", "facts of variants"), ("components", f"components of releases since {SINCE}")):
        lines += ["", f"{title:28}" + "".join(f"{state:>16}" for state in STATES)]
        for id_, counts in found[key].items():
            whole = sum(counts.values()) or 1
            lines.append(f"  {id_:26}" + "".join(f"{n:10} {n / whole:4.0%} " for n in counts.values()))
    cells = sum(map(Counter, found["components"].values()), Counter[str]())
    lines += ["", f"components not checked: {cells[NOT_CHECKED] / (cells.total() or 1):.1%}"]
    sources = found["sources"]
    whole = sum(sources.values()) or 1
    shares = ", ".join(f"{count} {kind} ({count / whole:.1%})" for kind, count in sorted(sources.items()))
    lines.append(f"sources: {whole}, of which {shares}")
    return "\n".join(lines)
