"""`ajar changed`: write down what the catalog changed since an earlier state, for feeds and the page of changes."""

import argparse
import io
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import changed
from ..derive import derive
from ..facts.sheets import Sheets
from ..load import load
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
        earlier = Path(options.earlier)
        root = earlier if earlier.is_dir() else _from_git(options.earlier, options.catalog, Path(folder))
        found = changed.changes(Sheets(derive(load(root))), now, Settings().day, options.why)
    paths = changed.write(options.catalog, found)
    lines = "".join(changed.line(change) for change in found)
    return f"{lines}wrote {len(found)} records to {', '.join(map(str, paths)) or 'no file'}"


def _from_git(state: str, catalog: Path, target: Path) -> Path:
    """The catalog as it was, read from git into `target`."""
    root = catalog.resolve()
    command = ["git", "-C", str(root.parent), "archive", "--format=tar", state, "--", root.name]
    read = subprocess.run(command, capture_output=True)
    if read.returncode:
        raise ValueError(f"{state!r} is neither a folder nor a state in git: {read.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(read.stdout)) as archive:
        archive.extractall(target, filter="data")
    return target / root.name
