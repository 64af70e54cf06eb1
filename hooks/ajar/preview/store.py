"""Pictures drawn once: a file a picture, named by all that decides how it looks."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import PIL

from .picture import Icon, Picture

Drawing = Picture | Icon
# A process for so many drawings more, and no more processes than that.
FEW, MOST = 60, 8


@cache
def version() -> str:
    """What decides how pictures look beside what is in them: this package with its fonts, and the library."""
    digest = sha256(PIL.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".ttf"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def key(picture: Drawing) -> str:
    """The name of a picture by its content."""
    return sha256(repr(picture).encode()).hexdigest()[:32]


@dataclass
class Store:
    """Pictures below a folder; in memory alone without one. `drawn` counts those that were not there.

    What another version drew is never asked for again and goes once this one draws.
    """

    root: Path | None = None
    drawn: int = 0
    known: dict[str, bytes] = field(default_factory=dict)

    def get(self, pictures: Iterable[Drawing]) -> list[bytes]:
        """The PNG file of each picture, in their order."""
        named = [(key(picture), picture) for picture in pictures]
        missing = {id_: picture for id_, picture in named if not self._has(id_)}
        if missing and self.folder is not None:
            self._make_folder(self.folder)
        for id_, data in zip(missing, _drawn(list(missing.values())), strict=True):
            self._keep(id_, data)
        return [self.known[id_] for id_, _ in named]

    @property
    def folder(self) -> Path | None:
        return None if self.root is None else self.root / version()

    @staticmethod
    def _make_folder(folder: Path) -> None:
        """Where nothing can be kept, each build draws anew."""
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            for other in folder.parent.iterdir():
                if other.name != folder.name:
                    shutil.rmtree(other, ignore_errors=True)

    def _has(self, id_: str) -> bool:
        if id_ not in self.known and self.folder is not None:
            with suppress(OSError):
                self.known[id_] = (self.folder / f"{id_}.png").read_bytes()
        return id_ in self.known

    def _keep(self, id_: str, data: bytes) -> None:
        self.drawn += 1
        self.known[id_] = data
        if self.folder is None:
            return
        # Another build may write the same file at this moment.
        with suppress(OSError):
            unfinished = self.folder / f"{id_}.{os.getpid()}"
            unfinished.write_bytes(data)
            unfinished.replace(self.folder / f"{id_}.png")


def _drawn(drawings: list[Drawing]) -> list[bytes]:
    """Each drawn; many of them by as many processes as there are processors, this one among them."""
    from .draw import draw  # most builds draw nothing, and the library takes a while

    workers = min(os.cpu_count() or 1, MOST, len(drawings) // FEW + 1)
    shares = [drawings[start::workers] for start in range(workers)]
    helpers = [_Helper(share) for share in shares[1:]]
    done = [[draw(drawing) for drawing in shares[0]]]
    # What a helper could not do is done here.
    done += [helper.result() or [draw(drawing) for drawing in helper.share] for helper in helpers]
    found: list[bytes] = [b""] * len(drawings)
    for start, share in enumerate(done):
        found[start::workers] = share
    return found


class _Helper:
    """Another process that draws (`__main__.py`). It is started as a program of its own, since copies of this process,
    or imports of whatever began it, may do anything.
    """

    def __init__(self, share: list[Drawing]) -> None:
        self.share = share
        path = os.pathsep.join((str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")))
        command = [sys.executable, "-m", __package__ or ""]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
        )
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            pickle.dump(share, self.process.stdin)
            self.process.stdin.close()

    def result(self) -> list[bytes] | None:
        """What it drew, None where it failed."""
        assert self.process.stdout is not None
        with self.process.stdout as answer:
            data = answer.read()
        found: list[bytes] | None = pickle.loads(data) if self.process.wait() == 0 else None
        return found
