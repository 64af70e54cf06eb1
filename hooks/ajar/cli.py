"""`ajar`: the command line of contributors."""

import argparse
import sys
from pathlib import Path

from .load import CatalogError, load


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="ajar", description="Check and publish the catalog.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read every entry and name every mistake")
    check.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))
    options = parser.parse_args(arguments)
    try:
        catalog = load(options.catalog)
    except CatalogError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s); nothing was built", file=sys.stderr)
        return 1
    print("no problem in " + ", ".join(f"{len(entries)} {folder}" for folder, entries in catalog.entries.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
