"""A process that changes the master key and kills itself at a step: at a statement, or at a file."""

import os
import signal
import sqlite3
import sys
from pathlib import Path

from alongside.store.rotation import rotate_files

_FILES = ("open", "os.rename", "os.chmod")


class Counted(sqlite3.Connection):
    """A connection whose statements count as steps."""

    def execute(self, *args: object) -> sqlite3.Cursor:
        """Count, and run."""
        step()
        return super().execute(*args)  # type: ignore[arg-type]

    def executemany(self, *args: object) -> sqlite3.Cursor:
        """Count, and run."""
        step()
        return super().executemany(*args)  # type: ignore[arg-type]


_left = 0


def step() -> None:
    """Come one step nearer to the end."""
    global _left
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def watched(event: str, args: tuple[object, ...]) -> None:
    """Count what happens to files of the folder, just before it happens."""
    if event in _FILES and isinstance(args[0], str | Path) and str(args[0]).startswith(sys.argv[1]):
        step()


if __name__ == "__main__":
    _left = int(sys.argv[2])
    plain = sqlite3.connect
    vars(sqlite3)["connect"] = lambda *args, **options: plain(*args, factory=Counted, **options)
    sys.addaudithook(watched)
    rotate_files(Path(sys.argv[1]), lambda done, of: None)
