"""Files are written whole or not at all."""

from __future__ import annotations

import os

import pytest

from journeykit.errors import WriteError
from journeykit.io.files import write_whole
from journeykit.io.json_positions import second_key


def test_a_file_keeps_its_permissions_and_its_link(tmp_path):
    """What stands behind a link is replaced, not the link."""
    path, link = tmp_path / "map.yaml", tmp_path / "link.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    assert link == write_whole(link, b"new")
    assert (b"new", 0o640, True) == (
        path.read_bytes(),
        path.stat().st_mode & 0o777,
        link.is_symlink(),
    )


def test_what_fails_leaves_everything_as_it_was(tmp_path, monkeypatch):
    """No half of a file, and no file left over."""
    path = tmp_path / "map.yaml"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        write_whole(path, b"new")
    assert [b"old"] == [each.read_bytes() for each in tmp_path.iterdir()]


def test_keys_of_neighbours_are_not_the_same_key():
    """Only a mapping that has a key twice itself is found."""
    with pytest.raises(LookupError):
        second_key('[{"a": 1}, {"a": 1}]')


def test_what_is_no_file_is_written_to_as_it_is(tmp_path):
    """A pipe stays a pipe: whoever reads it gets the bytes."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"new")
        assert b"new" == os.read(reader, 10)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_the_error_names_the_path_that_was_given(tmp_path):
    """Not that of a file that only exists on the way."""
    with pytest.raises(WriteError) as caught:
        write_whole(tmp_path / "nowhere" / "a.yaml", b"")
    folder = str(tmp_path / "nowhere")
    assert f"cannot write {folder}/a.yaml: there is no folder {folder!r}" == str(caught.value)
    with pytest.raises(WriteError, match="it is a folder; give the name of a file in it"):
        write_whole(tmp_path, b"")
    with pytest.raises(WriteError, match="file name too long"):
        write_whole(tmp_path / ("x" * 300), b"")
