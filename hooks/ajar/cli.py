"""`ajar`: the command line of contributors."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from .load import CatalogError, Loader, load
from .schema import schemas
from .site import Builder, export


def _check(options: argparse.Namespace) -> str:
    catalog = load(options.catalog)
    return "no problem in " + ", ".join(f"{len(entries)} {folder}" for folder, entries in catalog.entries.items())


def _export(options: argparse.Namespace) -> str:
    count = export(Builder(options.catalog).build(), options.docs, options.target)
    return f"wrote {count} generated pages and a copy of {options.docs}/ to {options.target}/; any Markdown site generator builds them"


def _schema(options: argparse.Namespace) -> str:
    options.target.mkdir(parents=True, exist_ok=True)
    files = schemas(Loader(options.catalog).words())
    for name, text in files.items():
        (options.target / name).write_text(text, "utf-8")
    return f"wrote {len(files)} schemas to {options.target}/"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 where it worked, 1 where the catalog or the target is wrong, with one line per problem."""
    parser = argparse.ArgumentParser(prog="ajar", description="Check and publish the catalog.")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], str], help_: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_)
        added.set_defaults(run=run)
        return added

    command("check", _check, "read every entry and name every mistake").add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))
    exporting = command("export", _export, "write all pages as ordinary files")
    exporting.add_argument("target", type=Path)
    exporting.add_argument("--catalog", type=Path, default=Path("catalog"))
    exporting.add_argument("--docs", type=Path, default=Path("docs"))
    describing = command("schema", _schema, "write the JSON Schema of each kind for editors")
    describing.add_argument("target", type=Path, nargs="?", default=Path("schema"))
    describing.add_argument("--catalog", type=Path, default=Path("catalog"))
    options = parser.parse_args(arguments)
    try:
        print(options.run(options))
    except CatalogError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s)", file=sys.stderr)
        return 1
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
