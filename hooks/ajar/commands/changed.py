"""`ajar changed`: write down what the catalog changed since an earlier state, for feeds and the page of changes."""

import argparse
import io
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import changed
from ..derive import derive
from ..facts.sheets import Sheets
from ..load import CatalogError, load
from ..load.words import FOLDER as VOCABULARY
from ..settings import Settings

HELP = "write down what entries changed since an earlier state"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("earlier", nargs="?", default="HEAD", help="a state in git (default: HEAD), or a folder")
    parser.add_argument("--catalog", type=Path, default=Path("catalog"))
    parser.add_argument("--why", help="why, in a sentence for readers")


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where either state is wrong, ValueError where git does not know the earlier one."""
    now = Sheets(derive(load(options.catalog)))
    with TemporaryDirectory() as folder:
        before = _earlier(options.earlier, options.catalog.resolve(), Path(folder))
        found = changed.changes(before, now, Settings().day, options.why)
    paths = changed.write(options.catalog, found)
    lines = "".join(changed.line(change) for change in found)
    return f"{lines}wrote {len(found)} records to {', '.join(map(str, paths)) or 'no file'}"


def _earlier(state: str, catalog: Path, target: Path) -> Sheets:
    """The catalog as it was, read with the words of today, since words are added more often than taken away."""
    root = target / catalog.name
    if Path(state).is_dir():
        shutil.copytree(state, root)
    else:
        _from_git(state, catalog, target)
    shutil.rmtree(root / VOCABULARY, ignore_errors=True)
    shutil.copytree(catalog / VOCABULARY, root / VOCABULARY)
    try:
        return Sheets(derive(load(root)))
    except CatalogError as error:
        first = error.problems[0]
        raise ValueError(
            f"{state!r} does not fit the schema of today, such as {first}; expected a later state"
        ) from None


def _from_git(state: str, catalog: Path, target: Path) -> None:
    """Write the catalog as it was to `target`."""
    command = ["git", "-C", str(catalog.parent), "archive", "--format=tar", state, "--", catalog.name]
    read = subprocess.run(command, capture_output=True)
    if read.returncode:
        raise ValueError(f"{state!r} is neither a folder nor a state in git: {read.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(read.stdout)) as archive:
        archive.extractall(target, filter="data")
