"""Rules of the house. Every `Rule` in this module is found by the entry point."""

from collections.abc import Iterator

from journeykit import Touchpoint, rule
from journeykit.validators import Context, Problem


@rule(code="HS101", on=Touchpoint, topic="house-style")
def long_touchpoint_name(
    touchpoint: Touchpoint, context: Context, *, words: int = 6
) -> Iterator[Problem]:
    """The name of a touchpoint is long.

    Why:
        It stands at the head of a column, and is read from across the room.

    Options:
        words: how many words it may have.

    Bad:
        phases:
          - name: Pay
            touchpoints:
              - Fill in the long form with the address and the card

    Good:
        phases:
          - name: Pay
            touchpoints:
              - name: Fill in the form
                actions: Types the address and the number of the card

    Source:
        House style, section 1.
    """
    count = len(touchpoint.name.split())
    if count > words:
        yield Problem(
            f"it is named with {count} words",
            field="name",
            hint=f"say it in {words} words, and the rest under `actions`",
        )
