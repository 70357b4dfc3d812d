"""How a plug-in has to behave, whatever it is: quiet, frozen, and the same everywhere."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from journeykit.errors import shown

__all__ = ["can_be_imported", "check_frozen", "expect", "in_fresh_process", "quiet"]


def expect(holds: bool, message: str) -> None:
    """Raise an AssertionError with a message, unless something holds."""
    # Not `assert`: it would say nothing under `python -O`.
    if not holds:
        raise AssertionError(message)


@contextlib.contextmanager
def quiet(whose: str, *, warns: Iterable[type[Warning]] = ()) -> Iterator[None]:
    """Expect that nothing is printed, no file is written and no warning is given.

    The working directory is an empty one meanwhile. Filters for warnings that are
    in force stay so; what they let through counts.

    Args:
        whose: who is expected to be quiet, for the message.
        warns: warnings that are in order.

    Raises:
        AssertionError: if something was heard.
    """
    printed = io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("error", append=True)
        for kind in warns:
            warnings.simplefilter("ignore", kind)
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(contextlib.redirect_stdout(printed))
        stack.enter_context(contextlib.redirect_stderr(printed))
        try:
            yield
        except Warning as warning:
            name = type(warning).__name__
            msg = f"{whose}: expected no warning, got {name}: {warning}; name it in `warns`"
            raise AssertionError(msg) from warning
        written = sorted(os.listdir(folder))
    said = printed.getvalue()
    expect(not said, f"{whose}: expected that it prints nothing, got {shown(said)}")
    expect(not written, f"{whose}: expected that it writes no files, got {', '.join(written)}")


def check_frozen(thing: object, whose: str) -> None:
    """Expect a value: it can be hashed, and none of its fields can be set.

    Raises:
        AssertionError: if it is none.
    """
    try:
        hash(thing)
    except TypeError as error:
        msg = f"{whose}: expected a value that can be hashed: {error}"
        raise AssertionError(msg) from error
    for name in _fields(thing):
        old = getattr(thing, name)
        try:
            setattr(thing, name, old)
        except (AttributeError, TypeError):
            continue
        expect(False, f"{whose}: expected a frozen value, and {name!r} can be set")


def can_be_imported(kind: type) -> bool:
    """Whether a class is where it says that it is: not within a function or a session.

    Examples:
        >>> can_be_imported(Warning)
        True
    """
    found: object = sys.modules.get(kind.__module__)
    for name in kind.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is kind


def _fields(thing: object) -> list[str]:
    kind: Any = type(thing)
    if attrs.has(kind):
        return [field.name for field in attrs.fields(kind)]
    return list(getattr(thing, "__dict__", ()))


_RUN = "from journeykit.testing import conduct; conduct._serve()"
_UNSENT = 3


def in_fresh_process(work: Callable[..., Any], *arguments: Any) -> tuple[bool, Any]:
    """Call a function in a new process, in which texts have other hashes.

    Args:
        work: a function that the new process can import.
        *arguments: values that can be pickled.

    Returns:
        Whether it could be sent, and what came back. What is defined in a test, or
        in a session at the keyboard, cannot be sent.
    """
    try:
        sent = pickle.dumps((work, arguments))
    except (pickle.PicklingError, AttributeError, TypeError):
        return False, None
    # 1 where the present process has 0 or chance: two seeds order a set of texts differently
    # often enough to be seen.
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
    done = subprocess.run(  # noqa: S603 - it is this very program
        [sys.executable, "-W", "ignore", "-c", _RUN],
        input=sent,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        check=False,
    )
    if done.returncode == _UNSENT:
        return False, None
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise AssertionError(f"in another process it stops: {' '.join(last)}")
    return True, pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it


def _serve() -> None:
    """Do what `in_fresh_process` sends."""
    try:
        work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    except (ImportError, AttributeError):
        sys.exit(_UNSENT)
    with contextlib.redirect_stdout(io.StringIO()):
        given = pickle.dumps(work(*arguments))
    sys.stdout.buffer.write(given)
