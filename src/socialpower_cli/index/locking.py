"""One run compiles an index, and the others that need it wait."""

import contextlib
import os
import time
from collections.abc import Iterator

from socialpower_cli.index.cache import check_folder

# So long a run waits for another that compiles the same, before it compiles for itself.
_PATIENCE = 15.0  # seconds


@contextlib.contextmanager
def only_one(path: str) -> Iterator[bool]:
    """Hold the right to compile an index, waiting for a run that has it; give False where it cannot be had in time.

    The system takes the lock back when a run ends, however it ends, so there is none that has to be broken.
    """
    file = _take(path)
    try:
        yield file is not None
    finally:
        if file is not None:
            # Removed while it is held: whoever waits for it sees that it is not the one in place, and makes another.
            with contextlib.suppress(OSError):
                os.remove(path)
            os.close(file)


def _take(path: str) -> int | None:
    try:
        import fcntl
    except ImportError:  # Windows: a file that is open cannot be removed, which the last to close it does
        return None
    until = time.monotonic() + _PATIENCE
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        check_folder(os.path.dirname(path))
        while True:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            while time.monotonic() < until:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    time.sleep(0.02)
                    continue
                if os.path.exists(path) and os.path.samestat(os.fstat(file), os.stat(path)):
                    return file
                break
            os.close(file)
            if time.monotonic() >= until:
                return None
    except OSError:
        return None
