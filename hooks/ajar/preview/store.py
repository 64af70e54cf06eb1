"""Pictures drawn once: a file a picture, named by all that decides how it looks."""

import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import PIL

from .picture import Icon, Picture

Drawing = Picture | Icon
# So few are drawn before other processes would have started.
FEW = 60


@cache
def version() -> str:
    """What decides how pictures look beside what is in them: this package with its fonts, and the library."""
    digest = sha256(PIL.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".ttf"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def key(picture: Drawing) -> str:
    """The name of a picture by its content."""
    return sha256(f"{version()} {picture!r}".encode()).hexdigest()[:32]


@dataclass
class Store:
    """Pictures in a folder; in memory alone without one. `drawn` counts those that were not there."""

    folder: Path | None = None
    drawn: int = 0
    known: dict[str, bytes] = field(default_factory=dict)

    def get(self, pictures: Iterable[Drawing]) -> list[bytes]:
        """The PNG file of each picture, in their order."""
        named = [(key(picture), picture) for picture in pictures]
        missing = {id_: picture for id_, picture in named if not self._has(id_)}
        for id_, data in zip(missing, _drawn(list(missing.values())), strict=True):
            self._keep(id_, data)
        return [self.known[id_] for id_, _ in named]

    def _has(self, id_: str) -> bool:
        if id_ not in self.known and self.folder is not None:
            with suppress(FileNotFoundError):
                self.known[id_] = (self.folder / f"{id_}.png").read_bytes()
        return id_ in self.known

    def _keep(self, id_: str, data: bytes) -> None:
        self.drawn += 1
        self.known[id_] = data
        if self.folder is None:
            return
        # Where nothing can be kept, each build draws anew; another build may write the same file at this moment.
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = self.folder / f"{id_}.{os.getpid()}"
            unfinished.write_bytes(data)
            unfinished.replace(self.folder / f"{id_}.png")


def _drawn(pictures: list[Drawing]) -> Iterable[bytes]:
    """Many pictures are drawn by several processes, begun anew: a copy of this one could stand still on its locks."""
    from .draw import draw  # most builds draw nothing, and the library takes a while

    workers = min(os.cpu_count() or 1, 8)
    if len(pictures) <= FEW or workers == 1:
        return [draw(picture) for picture in pictures]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(draw, pictures, chunksize=16))
