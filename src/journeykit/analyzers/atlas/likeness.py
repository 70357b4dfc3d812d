"""Pain points that may be the same, told in other words: a guess, for people to judge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.atlas.given import check_given
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, percent, plural
from journeykit.errors import InvalidValueError
from journeykit.model import Atlas
from journeykit.model.element import Value

__all__ = ["SimilarPainPoints", "SimilarPair", "similar_pain_points"]

_WORD = re.compile(r"\w+")


@frozen(kw_only=True, repr=False)
class SimilarPair(Value):
    """Two pain points with ids of their own whose words are alike.

    Attributes:
        a: id of one.
        a_text: what it says.
        a_journeys: ids of the journeys that have it.
        b: id of the other.
        b_text: what it says.
        b_journeys: ids of the journeys that have it.
        likeness: words that both have / words that either has (Jaccard), 0 to 1.
    """

    a: str
    a_text: str
    a_journeys: tuple[str, ...]
    b: str
    b_text: str
    b_journeys: tuple[str, ...]
    likeness: float


@frozen(kw_only=True, repr=False)
class SimilarPainPoints(Listing[SimilarPair]):
    """Pain points that may be one and the same: a guess by their words alone.

    Attributes:
        title: of the atlas.
        least: the least likeness that was looked for.
        pain_points: how many pain points were compared.
        items: the pairs, the most alike first.
        locale: language of the journeys, or None where they have several, or none.
    """

    title: str
    least: float
    pain_points: int
    items: tuple[SimilarPair, ...]
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "a": str, "a_text": str, "a_journeys": str, "b": str, "b_text": str, "b_journeys": str,
        "likeness": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each pair."""
        for pair in self.items:
            yield (
                pair.a, pair.a_text, ", ".join(pair.a_journeys),
                pair.b, pair.b_text, ", ".join(pair.b_journeys), pair.likeness,
            )  # fmt: skip

    def summary(self) -> str:
        """The pairs, and what they are not."""
        head = (
            f"{self.title}: {plural(len(self.items), 'pair')} of pain points may be the same, "
            f"of {self.pain_points:,}"
        )
        pairs = [(percent(pair.likeness), pair.a_text, pair.b_text) for pair in self.items]
        guess = (
            "A guess by words alone: give those that are the same one id, and leave the others be."
        )
        return "\n".join([head, *(aligned(pairs) if pairs else ()), guess])

    def __repr__(self) -> str:
        return f"<SimilarPainPoints of {self.title!r}: {plural(len(self.items), 'pair')}>"


def similar_pain_points(atlas: Atlas, *, least: float = 0.6) -> SimilarPainPoints:
    """Look for pain points of different ids that say nearly the same.

    They are compared by their sets of words, in any case and order. It is a
    guess, which knows no synonyms and no grammar; what it misses may be the same
    as well.

    Args:
        atlas: the journeys.
        least: the least likeness to tell, above 0 up to 1: words that both have /
            words that either has.

    Returns:
        The pairs, the most alike first.

    Raises:
        InvalidValueError: if it is given no atlas, or `least` is not above 0 and at most 1.

    Source:
        Jaccard 1912; pairs are found by prefix filtering (Chaudhuri, Ganti and
        Kaushik 2006, A primitive operator for similarity joins), which misses none.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> def journey(title, pain):
        ...     return Journey(title, [Phase("P", [Touchpoint("Pay", pain_points=pain)])])
        >>> atlas = Atlas([journey("Buy", "The form loses the upload"),
        ...                journey("Return", "Form loses the upload!")])
        >>> [(pair.a, pair.b, pair.likeness) for pair in similar_pain_points(atlas)]
        [('form-loses-the-upload', 'the-form-loses-the-upload', 1.0)]
    """
    check_given("similar_pain_points", atlas)
    number: object = least
    if not isinstance(number, float | int) or isinstance(number, bool) or not 0 < number <= 1:
        raise InvalidValueError(
            "similar_pain_points", "least", expected="a number above 0 and at most 1", got=least
        )
    texts: dict[str, str] = {}
    homes: dict[str, dict[str, None]] = {}
    for journey in atlas.resolved_journeys:
        for pain in journey.pain_points:
            texts.setdefault(pain.id, pain.text)
            homes.setdefault(pain.id, {})[journey.id] = None
    words = {id: frozenset(_WORD.findall(text.casefold())) for id, text in sorted(texts.items())}
    pairs = [
        SimilarPair(
            a=a, a_text=texts[a], a_journeys=tuple(homes[a]),
            b=b, b_text=texts[b], b_journeys=tuple(homes[b]), likeness=likeness,
        )
        for a, b, likeness in _alike(words, least)
    ]  # fmt: skip
    pairs.sort(key=lambda pair: (-pair.likeness, pair.a, pair.b))
    return SimilarPainPoints(
        title=atlas.title or "Atlas",
        least=least,
        pain_points=len(texts),
        items=tuple(pairs),
        locale=atlas.locale,
    )


def _alike(words: Mapping[str, frozenset[str]], least: float) -> Iterator[tuple[str, str, float]]:
    """The pairs whose sets of words are at least so much alike, each once.

    Two sets that alike share one of the first words of each, in an order common
    to all: rare words first, so that few sets meet in one.
    """
    frequency = Counter(word for each in words.values() for word in each)
    having: dict[str, list[str]] = {}
    for id, own in words.items():
        ordered = sorted(own, key=lambda word: (frequency[word], word))
        prefix = ordered[: len(ordered) - ceil(least * len(ordered) - 1e-9) + 1]
        met = {other for word in prefix for other in having.get(word, ())}
        for other in sorted(met):
            both = len(own & words[other])
            likeness = both / (len(own) + len(words[other]) - both)
            if likeness >= least:
                yield other, id, likeness
        for word in prefix:
            having.setdefault(word, []).append(id)
