"""What is no page of MkDocs is written by a second process, while this one makes the pages.

The second process begins as a copy of this one (`fork`), so nothing has to be handed over. Where that is not to be had,
or one processor is all there is, the same is done in this process, after the pages.
"""

import gc
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection

# Other systems either cannot copy a process or advise against it.
CAN_COPY = sys.platform == "linux"


class Beside:
    """The steps of `work` are done from now on; `wait` returns when all are, and raises RuntimeError with what went
    wrong there.
    """

    def __init__(self, work: Callable[[], Iterable[None]], *, alone: bool = False) -> None:
        """`alone` is for a process that has threads, which a copy would not have."""
        self.work = work
        self.process = None
        if CAN_COPY and not alone and len(os.sched_getaffinity(0)) > 1:
            context = multiprocessing.get_context("fork")
            self.told, telling = context.Pipe(duplex=False)
            # As a daemon it ends with this process, however that ends.
            self.process = context.Process(target=_told, args=(work, telling), daemon=True)
            gc.freeze()  # what both share is never looked at again, and so never copied
            self.process.start()
            telling.close()

    def wait(self) -> None:
        if self.process is None:
            for _ in self.work():
                pass
            return
        try:
            error = self.told.recv()
        except EOFError:
            error = "it was stopped"
        self.process.join()
        if error:
            raise RuntimeError(f"the second process could not write its files: {error}")


def _told(work: Callable[[], Iterable[None]], telling: Connection) -> None:
    """Do the work in the second process, and tell how it went."""
    parent = os.getppid()
    try:
        for _ in work():
            if os.getppid() != parent:
                return  # the build was killed, and another one may be writing in the same place
        telling.send("")
    except BaseException:
        telling.send(traceback.format_exc())
