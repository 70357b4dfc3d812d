"""Whether losses account for the texts that a renderer did not write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from journeykit.renderers.protocol import Loss
from journeykit.testing.removal import parts_with, without
from journeykit.view.figures import Figure

__all__ = ["counted", "unaccounted"]


def counted(losses: Iterable[Loss]) -> Counter[str]:
    """How often each thing was lost.

    Examples:
        >>> counted([Loss("rows dropped", 2), Loss("rows dropped")])
        Counter({'rows dropped': 3})
    """
    counts: Counter[str] = Counter()
    for loss in losses:
        counts[loss.what] += loss.count
    return counts


def unaccounted(
    figure: Figure,
    words: Mapping[str, str],
    lost: Mapping[str, str],
    tried: Iterable[str],
    losses: Callable[[Figure], tuple[Loss, ...]],
) -> Iterator[str]:
    """The words that were lost and of which no loss says so.

    A loss says so if it counts less, or is not there, where the figure is drawn again
    without the part that the word stands in, or without a larger one of which nothing
    was written: that a card is dropped accounts for all that it says.

    Args:
        figure: what was drawn.
        words: all words of the figure, with their places.
        lost: those of them that were not written.
        tried: those of the lost words to ask for.
        losses: draws a figure, and gives what was lost.
    """
    before = counted(losses(figure))
    if not before:
        yield from tried
        return
    known: dict[str, bool] = {}

    def told(part: str, smaller: Figure) -> bool:
        if part not in known:
            after = counted(losses(smaller))
            known[part] = any(after[what] < count for what, count in before.items())
        return known[part]

    for word in tried:
        place = lost[word]
        # A figure cannot be without a title. Without all else, what is lost is the title.
        if place == "title":
            bare: Figure = type(figure)(figure.id, figure.title)
            if not losses(bare):
                yield word
        elif not any(told(*each) for each in _parts(figure, place, words, lost)):
            yield word


def _parts(
    figure: Figure, place: str, words: Mapping[str, str], lost: Mapping[str, str]
) -> Iterator[tuple[str, Figure]]:
    """The parts that hold a place, each with the figure that is without it."""
    smallest = True
    for part in parts_with(place):
        smaller = without(figure, part)
        if smaller is None:
            continue
        if not smallest and not _wholly_lost(part, words, lost):
            return
        smallest = False
        yield part, smaller


def _wholly_lost(part: str, words: Mapping[str, str], lost: Mapping[str, str]) -> bool:
    return all(
        word in lost
        for word, place in words.items()
        if place.startswith(part) and place[len(part) : len(part) + 1] in ("", ".", "[")
    )
