"""What a reader should see: journeys and results as figures, before any drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.view.filters import Filter
from journeykit.view.theme import DARK, LIGHT, PRINT, Theme

if TYPE_CHECKING:
    from journeykit.view.figures import Figure

__all__ = ["DARK", "LIGHT", "PRINT", "Filter", "Theme", "describe", "kinds", "view"]


def view(
    x: object,
    kind: str | None = None,
    *,
    draws: frozenset[type] | None = None,
    **options: Any,
) -> Figure:
    """See a journey or a result as one of the five kinds of figure.

    A figure is seen as itself. An object of another library is seen through
    its method `to_view()`.

    Args:
        x: a journey, a report, the result of an analyzer, or a figure.
        kind: which of several views, such as "map", "blueprint", "flow",
            "concepts", "by-persona", "cards" or "plan" for a journey; see `kinds`.
            A comparison, such as "change", also needs the journey to compare `to`.
        draws: kinds of figure that can be used; without `kind`, the first view
            that is one of them is taken.
        **options: what the view itself takes, such as `only` (a `Filter`) for every
            view of a journey, or `lanes` for a map.

    Raises:
        RenderError: if there is no view of x.
        NotFoundError: if there is no view of this kind.

    Examples:
        >>> from journeykit import Journey
        >>> type(view(Journey("Buy a bike", ["Awareness"]), "flow")).__name__
        'Graph'
    """
    from journeykit.view import registry

    return registry.see(x, kind, draws, options)


def kinds(x: object) -> tuple[str, ...]:
    """The names of the views of an object, the usual one first.

    A figure has none: it is seen as itself. Nor has an object of another library
    that shows itself through `to_view()`: which kinds that takes it says itself.

    Raises:
        RenderError: if there is no view of x.
    """
    from journeykit.view import registry

    return registry.kinds_of(x)


def describe(x: object, kind: str | None = None, **options: Any) -> str:
    r"""Say in words all that a picture of something shows: its text equivalent.

    A journey is told as one would walk it: phase by phase, touchpoint by
    touchpoint, what is done, thought and felt there, with the feeling as a
    figure and in words, how bad each pain point is, and which rank each
    opportunity has. A table is told row by row, a graph way by way, a chart
    point by point. What is drawn by colour or by a sign alone is said in words.

    The short form, for the `alt` of a picture, is `view(x).description`.

    Args:
        x: a journey, a persona, a report, the result of an analyzer, or a figure.
        kind: which of several views, as in `view`.
        **options: what the view itself takes, such as `only` (a `Filter`) for every
            view of a journey, or `lanes` for a map.

    Returns:
        Plain text in the language of the figure. Blocks have a blank line
        between them; no line is wrapped.

    Raises:
        RenderError: if there is no view of x.
        NotFoundError: if there is no view of this kind.

    Examples:
        >>> from journeykit import Journey, Phase, Touchpoint
        >>> ad = Touchpoint("See the ad", thoughts="Nice!", emotion=0.4)
        >>> print(describe(Journey("Buy a bike", [Phase("Awareness", [ad])])).rpartition("\n\n")[2])
        Touchpoint 1 of 1: See the ad.
        Thinking: “Nice!”
        Feeling: +0.4 (towards delighted).
    """
    from journeykit.view.words import in_words

    return in_words(view(x, kind, **options))
