"""`ajar check`: read every entry and name every mistake."""

import argparse
from pathlib import Path

from ..load import load

HELP = "read every entry and name every mistake"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError with every mistake."""
    catalog = load(options.catalog)
    return "no problem in " + ", ".join(f"{len(entries)} {folder}" for folder, entries in catalog.entries.items())
