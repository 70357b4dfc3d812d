"""What the analyses of many journeys are given."""

from __future__ import annotations

from journeykit.errors import InvalidValueError
from journeykit.model import Atlas

__all__ = ["check_given"]


def check_given(owner: str, atlas: object) -> None:
    """Refuse what is no atlas.

    Args:
        owner: name of the function, for the error.
        atlas: what it was given.
    """
    if not isinstance(atlas, Atlas):
        raise InvalidValueError(
            owner, "atlas", expected="an Atlas", got=atlas,
            hint="Atlas([journey, ...]) makes one, and load_atlas(folder) reads one",
        )  # fmt: skip
