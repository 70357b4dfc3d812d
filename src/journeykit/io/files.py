"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from journeykit.errors import WriteError

__all__ = ["write_whole"]


def write_whole(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write bytes to a file so that no reader ever sees half of it.

    They go to a new file beside it, which then takes its place in one step; if
    anything fails, what stood there before stands there still. What is there and
    is no ordinary file, such as a pipe or a terminal, is written to as it is.

    Args:
        path: where to; an existing file is replaced, its permissions stay.
        data: the bytes.

    Returns:
        The path.

    Raises:
        WriteError: if the file cannot be written there.
    """
    # A link is followed: its target is replaced, not the link itself.
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            _write_into(path, data)
        elif target.is_dir():
            raise WriteError(path, "it is a folder", hint="give the name of a file in it")
        elif not target.parent.is_dir():
            raise WriteError(path, f"there is no folder {str(Path(path).parent)!r}")
        else:
            _replace(target, data)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(path, (error.strerror or str(error)).lower()) from error
    return Path(path)


def _write_into(path: str | os.PathLike[str], data: bytes) -> None:
    # Not the resolved path: that of a pipe leads nowhere.
    with open(path, "wb") as file:
        file.write(data)


def _replace(target: Path, data: bytes) -> None:
    name = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}")
    # Made anew, with the permissions that any new file gets.
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(name, target.stat().st_mode & 0o7777)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
