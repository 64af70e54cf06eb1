"""`ajar`: the command line of contributors; each verb is a module of `commands/`."""

import argparse
import sys
from importlib import import_module
from pkgutil import iter_modules

from . import commands
from .load import CatalogError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 where it worked, 1 where the catalog or the target is wrong, with one line per problem."""
    parser = argparse.ArgumentParser(prog="ajar", description="Check and publish the catalog.")
    verbs = parser.add_subparsers(dest="command", required=True)
    for found in iter_modules(commands.__path__):
        module = import_module(f"{commands.__name__}.{found.name}")
        verb = verbs.add_parser(found.name, help=module.HELP)
        verb.set_defaults(run=module.run)
        module.arguments(verb)
    options = parser.parse_args(arguments)
    try:
        print(options.run(options))
    except CatalogError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s)", file=sys.stderr)
        return 1
    except (FileExistsError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
