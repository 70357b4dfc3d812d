"""Making many values at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["no_collection"]


@contextmanager
def no_collection() -> Iterator[None]:
    """Put off the search for garbage in circles while many values are made that hold none.

    Python looks through all that there is again and again while much is made,
    which takes longer than making it. What is no longer needed is freed at once
    as ever; only circles wait until the block ends.

    Examples:
        >>> with no_collection():
        ...     gc.isenabled()
        False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
