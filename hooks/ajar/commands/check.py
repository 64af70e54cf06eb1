"""`ajar check`: read every entry and name every mistake, and every published address that is gone."""

import argparse
from pathlib import Path

from .. import ledger
from ..derive import derive
from ..facts.sheets import Sheets
from ..load import load

HELP = "read every entry and name every mistake"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError with every mistake, ValueError with every promise that is not kept."""
    catalog = load(options.catalog)
    root = options.catalog.resolve().parent
    written = ledger.read(root / "ledger")
    if written.addresses and (broken := ledger.problems(written, Sheets(derive(catalog)), root / "docs")):
        raise ValueError("\n".join([*broken, f"{len(broken)} problem(s)"]))
    return "no problem in " + ", ".join(f"{len(entries)} {folder}" for folder, entries in catalog.entries.items())
