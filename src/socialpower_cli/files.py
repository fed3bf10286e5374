"""Files that are written whole or not at all, whatever happens meanwhile."""

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _NEW |= getattr(os, _flag, 0)


def write_whole(path: str, data: bytes, before: os.stat_result | None = None) -> None:
    """Put bytes in a file's place: written beside it under a name that nobody can foresee, then moved.

    Through a link the file it leads to is written; a file that is there keeps its mode and, where the system lets it, its
    owner. With `before`, the status that the file had when it was read, it must be unchanged. Raises `OSError` where it is no
    regular file, has changed or cannot be written; it is then as it was, and nothing is left behind.
    """
    target = os.path.realpath(path)
    try:
        there: os.stat_result | None = os.stat(target)
    except FileNotFoundError:
        there = None
    if there is not None and not stat.S_ISREG(there.st_mode):
        raise OSError(None, "it is not a regular file", path)
    _refuse_changed(before, there, path)
    with _written_beside(target, data, there) as temporary:
        if there is not None:
            os.chmod(temporary, stat.S_IMODE(there.st_mode))
        if before is not None:
            _refuse_changed(before, os.stat(target), path)
        os.replace(temporary, target)


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; raise `FileExistsError` where anything is, a dangling link too.

    Raises `OSError` where it cannot be written; nothing is left behind then.
    """
    with _written_beside(path, data) as temporary:
        try:
            # Unlike a move, a link never takes the place of another file.
            os.link(temporary, path)
        except FileExistsError:
            raise
        except (OSError, AttributeError, NotImplementedError):
            _copy_new(temporary, path)


def keep_latest(paths: Iterable[str], most: int) -> None:
    """Remove all of some files but so many that were written last; one that cannot be removed stays."""
    written = sorted(paths, key=lambda path: os.lstat(path).st_mtime_ns, reverse=True)
    for path in written[most:]:
        with contextlib.suppress(OSError):
            os.remove(path)


@contextlib.contextmanager
def _written_beside(path: str, data: bytes, like: os.stat_result | None = None) -> Iterator[str]:
    """Yield a new file beside a path, under a name that nobody can foresee, that holds some bytes; none is left afterwards.

    It has the mode that the system gives to new files; one `like` another nobody else may read, and where the system lets it
    the owner is that one's.
    """
    temporary = os.path.join(os.path.dirname(path), f".{os.path.basename(path)[:32]}.{os.urandom(8).hex()}.tmp")
    file = os.open(temporary, _NEW, 0o666 if like is None else 0o600)
    try:
        with open(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            if like is not None and hasattr(os, "fchown"):
                with contextlib.suppress(PermissionError):
                    os.fchown(stream.fileno(), like.st_uid, like.st_gid)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            os.remove(temporary)


def _copy_new(source: str, path: str) -> None:
    """Copy a file to a place where nothing is, on file systems without links."""
    file = os.open(path, _NEW, 0o666)
    try:
        with open(source, "rb") as written, open(file, "wb") as stream:
            stream.write(written.read())
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(path)
        raise


def _refuse_changed(before: os.stat_result | None, now: os.stat_result | None, path: str) -> None:
    if before is None:
        return
    if now is None or (now.st_ino, now.st_size, now.st_mtime_ns) != (before.st_ino, before.st_size, before.st_mtime_ns):
        raise OSError(None, "somebody else has changed it meanwhile", path)
