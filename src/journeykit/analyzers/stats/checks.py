"""What counts a statistic can be made of, refused in one way."""

from __future__ import annotations

import math

from journeykit.errors import InvalidValueError

__all__ = ["MIN_TRIALS", "check_trials", "too_few"]

MIN_TRIALS = 10
"""The least size of a group that is worth comparing, by convention of this library.

With 10 in a group the 95 % Wilson interval of a share of one half still reaches
from 24 % to 76 %, and Fisher's test finds a difference between two groups of 10
(p < 0.05) only from 0 against 5 on. With 5 it takes 0 against 4, with 3 no
difference is ever found: a table full of "not significant" would then
tell the size of the groups, and be read as if it told of customers.
"""


def too_few(*trials: float, minimum: float = MIN_TRIALS) -> str | None:
    """Say why groups are too small to compare, or None where they are not.

    Callers decide what to do about it: leave the comparison out and show these words.

    Args:
        *trials: sizes of the groups.
        minimum: the least size that is worth comparing.

    Returns:
        A text that names the smallest group, or None.

    Examples:
        >>> too_few(120, 3)
        'too few to compare: 3 of at least 10'
        >>> too_few(120, 45) is None
        True
    """
    least = min(trials, default=0)
    if least >= minimum:
        return None
    return f"too few to compare: {least:g} of at least {minimum:g}"


def check_trials(owner: str, successes: float, trials: float, *, name: str = "successes") -> None:
    """Refuse successes that are not within 0 and a finite number of trials.

    Args:
        owner: name of the function that was called.
        successes: how many of the trials succeeded.
        trials: how many there were.
        name: name of the argument that holds the successes.

    Raises:
        InvalidValueError: if the counts can mean nothing.
    """
    if not (math.isfinite(trials) and 0 <= successes <= trials):
        raise InvalidValueError(
            owner, name, expected=f"a number from 0 to trials ({trials!r})", got=successes
        )
