"""`ajar drift`: where the catalog and other people's data sets disagree, and nobody has said why."""

import argparse
from pathlib import Path

from ..derive import derive
from ..drift import differences, outdated
from ..load import load

HELP = "compare the catalog with data sets of others"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))
    parser.add_argument("--all", action="store_true", help="list the settled ones too")


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where the catalog is wrong, ValueError where something differs without a reason."""
    derived = derive(load(options.catalog))
    found, absent = differences(derived)
    unsettled = [item for item in found if not item.settled]
    old = list(outdated(derived, found, absent))
    lines = [*map(str, found if options.all else unsettled), *old]
    lines += [f"{name} is not installed: not compared" for name in absent]
    lines.append(f"{len(found)} differences, {len(found) - len(unsettled)} of them with a reason in the entry")
    if unsettled or old:
        raise ValueError("\n".join(lines))
    return "\n".join(lines)
