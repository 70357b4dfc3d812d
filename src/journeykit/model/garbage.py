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
    as ever; only circles wait until the block ends, and then for the next search
    through all that there is: what was made counts as old, for it will stay.

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
            _count_as_old()
            gc.enable()


def _count_as_old() -> None:
    """Spare what was made the search of the young, which would look through all of it at once."""
    # What a program has set apart for good, it wants to keep apart.
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()
