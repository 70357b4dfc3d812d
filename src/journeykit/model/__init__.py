"""What a journey is: immutable values, made with attrs and nothing else."""

from journeykit.model.atlas import Atlas
from journeykit.model.channel import CHANNEL_KINDS, Channel, Media
from journeykit.model.emotion import SCALES, Emotion, Rating, Scale
from journeykit.model.evidence import Evidence, EvidenceKind
from journeykit.model.frozendict import FrozenDict
from journeykit.model.journey import Journey, JourneyState, Suppression
from journeykit.model.lane import Lane, LaneRole
from journeykit.model.links import Link
from journeykit.model.metric import STANDARD_METRICS, Measurement, Metric
from journeykit.model.origin import Note, Origin
from journeykit.model.persona import Persona
from journeykit.model.phase import STAGES, Phase
from journeykit.model.plan import (
    Initiative,
    InitiativeStatus,
    Objective,
    Opportunity,
    PainPoint,
    PainSeverity,
)
from journeykit.model.structure import KINDS, PLURALS, Place, Reference
from journeykit.model.text import slug
from journeykit.model.touchpoint import (
    EventBinding,
    Expectation,
    MomentOfTruth,
    Touchpoint,
    TouchpointCategory,
)
from journeykit.model.transition import Transition, TransitionKind

__all__ = [
    "CHANNEL_KINDS",
    "KINDS",
    "PLURALS",
    "SCALES",
    "STAGES",
    "STANDARD_METRICS",
    "Atlas",
    "Channel",
    "Emotion",
    "EventBinding",
    "Evidence",
    "EvidenceKind",
    "Expectation",
    "FrozenDict",
    "Initiative",
    "InitiativeStatus",
    "Journey",
    "JourneyState",
    "Lane",
    "LaneRole",
    "Link",
    "Measurement",
    "Media",
    "Metric",
    "MomentOfTruth",
    "Note",
    "Objective",
    "Opportunity",
    "Origin",
    "PainPoint",
    "PainSeverity",
    "Persona",
    "Phase",
    "Place",
    "Rating",
    "Reference",
    "Scale",
    "Suppression",
    "Touchpoint",
    "TouchpointCategory",
    "Transition",
    "TransitionKind",
    "slug",
]
