"""Rules about what customers feel (JK5)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeykit.errors import shown
from journeykit.model import Emotion, Journey, JourneyState, Rating, Touchpoint
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, number, plural

TOPIC = "emotions"


def _where(context: Context) -> str:
    touchpoint = context.holder(Touchpoint)
    return "" if touchpoint is None else f" at {shown(touchpoint.name)}"


def _ends(rating: Rating) -> str:
    return f"{number(rating.worst)} (worst) to {number(rating.best)} (best)"


@rule(code="JK501", on=Emotion, topic=TOPIC, severity=Severity.ERROR, filled="rating")
def rating_off_scale(emotion: Emotion, context: Context) -> Iterator[Problem]:
    """A rating lies beyond the ends of its scale.

    Why:
        A figure that the scale does not have was told on another scale, or
        mistyped. It is clamped to the end of the scale, and so draws the most
        extreme feeling there is.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - rating:
                      value: 30
                      scale: mermaid

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - rating:
                      value: 3
                      scale: mermaid

    Source:
        Public Mermaid journeys, in which scores such as 30 occur.
    """
    rating = emotion.rating
    if rating is not None and not rating.on_scale:
        yield Problem(
            f"the rating {number(rating.value)}{_where(context)} is off the scale "
            f"{rating.scale!r}, which goes from {_ends(rating)}",
            "rating", hint="correct the figure, or name the scale that it was told on",
        )  # fmt: skip


@rule(
    code="JK502",
    on=Emotion,
    topic=TOPIC,
    severity=Severity.ERROR,
    requires="rating-off-scale",
    filled="rating",
)
def rating_contradicts_valence(
    emotion: Emotion, context: Context, *, tolerance: float = 0.1
) -> Iterator[Problem]:
    """An emotion's rating and its valence say different things.

    Why:
        The valence is drawn, the rating is what was recorded. Where they
        differ, either the figure was edited in one place only, or the scale
        was read upside down.

    Options:
        tolerance: how far the two may differ, in units of valence.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - valence: 0.5
                    rating:
                      value: 2
                      scale: stars

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - valence: -0.5
                    rating:
                      value: 2
                      scale: stars

    Source:
        Smaply's -2 to 2, Mermaid's 1 to 5 and the Self-Assessment Manikin's 1 to
        9 are one line each from worst to best.
    """
    rating = emotion.rating
    if rating is not None and abs(rating.valence - emotion.valence) > tolerance + 1e-9:
        yield Problem(
            f"the valence{_where(context)} is {number(emotion.valence)}, but the rating "
            f"{number(rating.value)} on {rating.scale!r} is {rating.valence:.3g}",
            "valence",
            hint="leave the valence out, so that it follows from the rating, or correct one of them",
        )


@rule(code="JK503", on=Journey, topic=TOPIC)
def flat_curve(journey: Journey, context: Context, *, minimum: int = 4) -> Iterator[Problem]:
    """Customers feel the same at every touchpoint.

    Why:
        No journey is equally pleasant throughout. A flat curve is a default
        that nobody has filled in, or feelings that nobody has asked about.

    Options:
        minimum: how many touchpoints must carry a feeling before the curve is judged.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Look around
                emotions: [{valence: 0.5}]
              - name: Choose
                emotions: [{valence: 0.5}]
              - name: Pay
                emotions: [{valence: 0.5}]
              - name: Ride home
                emotions: [{valence: 0.5}]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Look around
                emotions: [{valence: 0.5}]
              - name: Choose
                emotions: [{valence: 0}]
              - name: Pay
                emotions: [{valence: -0.5}]
              - name: Ride home
                emotions: [{valence: 0.9}]

    Source:
        Kahneman et al. 1993, Psychological Science 4(6): what is remembered is
        the peak and the end, and a flat curve has neither.
    """
    felt = [touchpoint for touchpoint in journey.touchpoints if touchpoint.emotions]
    valences = {emotion.valence for touchpoint in felt for emotion in touchpoint.emotions}
    if len(felt) >= max(minimum, 2) and len(valences) == 1:
        yield Problem(
            f"all {plural(len(felt), 'touchpoint')} with a feeling have the valence "
            f"{number(valences.pop())}",
            hint="ask customers where it was best and where it was worst",
        )


# What people put under "intensity" by mistake, each as a function of valence.
_CONFUSIONS: tuple[tuple[str, Callable[[float], float]], ...] = (
    ("the distance of the valence from neutral", abs),
    ("the valence itself, moved to 0 to 1", lambda valence: (valence + 1) / 2),
    ("distress: it falls as the valence rises", lambda valence: (1 - valence) / 2),
)


@rule(code="JK504", on=Journey, topic=TOPIC)
def arousal_from_valence(
    journey: Journey, context: Context, *, minimum: int = 4
) -> Iterator[Problem]:
    """All arousals on the map are only the valences told again.

    Why:
        Arousal says how stirred somebody is, whether pleased or not; calm joy
        and wild joy share a valence. Sheets with a column "intensity" often mean
        how strong, how good or how bad the feeling is. Read as arousal, such a
        column means the opposite of what was written.

    Options:
        minimum: how many different valences with an arousal there must be.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Look around
                emotions: [{valence: 0.5, arousal: 0.25}]
              - name: Choose
                emotions: [{valence: 0, arousal: 0.5}]
              - name: Pay
                emotions: [{valence: -0.5, arousal: 0.75}]
              - name: Wait
                emotions: [{valence: -1, arousal: 1}]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Look around
                emotions: [{valence: 0.5, arousal: 0.8}]
              - name: Choose
                emotions: [{valence: 0, arousal: 0.2}]
              - name: Pay
                emotions: [{valence: -0.5, arousal: 0.9}]
              - name: Wait
                emotions: [{valence: -1, arousal: 0.1}]

    Source:
        Russell 1980, Journal of Personality and Social Psychology 39(6): valence
        and arousal are two dimensions. Bradley and Lang 1994.
    """
    pairs = {
        (emotion.valence, emotion.arousal)
        for touchpoint in journey.touchpoints
        for emotion in touchpoint.emotions
        if emotion.arousal is not None
    }
    if len({valence for valence, _ in pairs}) < max(minimum, 3):
        return
    for meaning, confusion in _CONFUSIONS:
        if all(abs(confusion(valence) - arousal) <= 0.011 for valence, arousal in pairs):
            yield Problem(
                f"every arousal on the map is {meaning}",
                hint="leave `arousal` out unless somebody observed how stirred customers were",
            )
            return


# Only words that nobody uses both ways. Other languages are not judged.
_PLEASANT = frozenset(
    (
        "calm", "confident", "content", "delighted", "excited", "glad", "happy", "hopeful",
        "joyful", "pleased", "proud", "relaxed", "relieved", "satisfied", "thankful", "thrilled",
    )
)  # fmt: skip
_UNPLEASANT = frozenset(
    (
        "afraid", "angry", "annoyed", "anxious", "ashamed", "betrayed", "confused", "desperate",
        "disappointed", "frustrated", "furious", "helpless", "insecure", "irritated", "lost",
        "nervous", "overwhelmed", "sad", "scared", "stressed", "uneasy", "unhappy", "upset",
        "worried",
    )
)  # fmt: skip


@rule(code="JK505", on=Emotion, topic=TOPIC, requires="rating-contradicts-valence", filled="label")
def label_contradicts_valence(emotion: Emotion, context: Context) -> Iterator[Problem]:
    """The word for a feeling and its valence point in opposite directions.

    Why:
        The curve rises where the label says that the customer is angry: the
        sign was lost, or the scale was read upside down. Only plain English
        words are judged.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - valence: 0.8
                    label: frustrated

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - valence: -0.8
                    label: frustrated

    Source:
        A published set of maps whose "intensity" falls as the mood improves.
    """
    locale = context.journey.locale
    if emotion.label is None or (locale is not None and not locale.casefold().startswith("en")):
        return
    label = emotion.label.casefold().strip()
    if (label in _PLEASANT and emotion.valence <= -0.2) or (
        label in _UNPLEASANT and emotion.valence >= 0.2
    ):
        yield Problem(
            f"the feeling{_where(context)} is {shown(emotion.label)}, but its valence is "
            f"{number(emotion.valence)}",
            "valence",
            hint="-1 is most unpleasant and 1 most pleasant: turn the sign, or correct the label",
        )


@rule(code="JK506", on=Touchpoint, topic=TOPIC, filled="emotions")
def feeling_in_planned_journey(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A planned journey tells what somebody felt.

    Why:
        A plan has been lived through by nobody. What customers tell of their
        experience belongs to actual journeys; what is hoped for belongs to the
        expectation, or to a journey of the state future.

    Bad:
        state: planned
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions: [{valence: 0.8}]

    Good:
        state: planned
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                expectation:
                  text: Paying takes one touch
                  valence: 0.8

    Source:
        CJML: self-reported experience is part of actual journeys only.
    """
    if context.journey.state is JourneyState.PLANNED:
        yield Problem(
            f"{call(touchpoint)} tells a feeling, but the journey is planned", "emotions",
            hint="write it as the expectation, or set the state to actual, current or future",
        )  # fmt: skip


@rule(
    code="JK507",
    on=Touchpoint,
    topic=TOPIC,
    severity=Severity.INFO,
    filled="expectation",
    empty="emotions",
)
def expectation_without_feeling(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """It is known how customers expect to feel, but not how they do.

    Why:
        The gap between the two is what satisfaction is about, and cannot be
        told from one side of it. Journeys of the future are spared.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                expectation:
                  text: Paying takes a minute
                  valence: 0.2

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                expectation:
                  text: Paying takes a minute
                  valence: 0.2
                emotions: [{valence: -0.6}]

    Source:
        Oliver 1980, Journal of Marketing Research 17(4): satisfaction follows
        from expectation and its disconfirmation.
    """
    expectation = touchpoint.expectation
    if expectation is None or expectation.valence is None:
        return
    if context.journey.state not in (JourneyState.PLANNED, JourneyState.FUTURE):
        yield Problem(
            f"{call(touchpoint)} has an expected feeling and no felt one", "emotions",
            hint="ask customers how it was, and add the emotion",
        )  # fmt: skip
