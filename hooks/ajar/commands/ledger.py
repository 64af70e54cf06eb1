"""`ajar ledger`: write down what is new among published addresses, anchors and dates."""

import argparse
from pathlib import Path

from .. import ledger
from ..derive import derive
from ..facts.sheets import Sheets
from ..load import load

HELP = "write down new addresses, anchors and dates, so that none is lost later"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))
    parser.add_argument("--accept", action="append", default=[], metavar="PAGE#FACT", help="a date that was misspelt")


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where the catalog is wrong, ValueError where a line of the ledger is."""
    root = options.catalog.resolve().parent
    sheets = Sheets(derive(load(options.catalog)))
    before = ledger.read(root / "ledger")
    now = ledger.added(before, ledger.addresses(sheets, root / "docs"), ledger.dates(sheets), options.accept)
    ledger.write(root / "ledger", now)
    anchors = sum(map(len, now.addresses.values()))
    new = anchors - sum(map(len, before.addresses.values()))
    return f"{len(now.addresses)} pages with {anchors} anchors ({new} new), {len(now.dates)} dates"
