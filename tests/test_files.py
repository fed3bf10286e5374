"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from socialpower_cli import files


def test_a_new_file_gets_the_mode_that_the_system_gives(tmp_path: Path) -> None:
    """What is made is no more private and no more public than any other new file, and nothing lies beside it."""
    before = os.umask(0o027)
    try:
        files.write_whole(str(tmp_path / "new"), b"text")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"text"
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["new"]


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """Only the content changes."""
    there = tmp_path / "there"
    there.write_bytes(b"old")
    there.chmod(0o600)
    files.write_whole(str(there), b"new")
    assert there.read_bytes() == b"new"
    assert os.name == "nt" or stat.S_IMODE(there.stat().st_mode) == 0o600


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    """The file that a link leads to is written."""
    there = tmp_path / "there"
    there.write_bytes(b"old")
    (tmp_path / "link").symlink_to(there)
    files.write_whole(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert there.read_bytes() == b"new"


def test_only_regular_files_are_written(tmp_path: Path) -> None:
    """A folder is refused, and stays as it is."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="not a regular file"):
        files.write_whole(str(tmp_path / "folder"), b"new")
    assert os.listdir(tmp_path) == ["folder"]


def test_what_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """With the status that a file had, one that is no longer the same is not written over."""
    there = tmp_path / "there"
    there.write_bytes(b"old")
    before = there.stat()
    there.write_bytes(b"somebody else's")
    with pytest.raises(OSError, match="changed it meanwhile"):
        files.write_whole(str(there), b"new", before)
    there.unlink()
    with pytest.raises(OSError, match="changed it meanwhile"):
        files.write_whole(str(there), b"new", before)
    assert os.listdir(tmp_path) == []


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be moved into place the old content stays, and nothing is left behind."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    there = tmp_path / "there"
    there.write_bytes(b"old")
    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="No space left"):
        files.write_whole(str(there), b"new")
    assert there.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["there"]
