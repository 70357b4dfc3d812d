"""What has changed from one version of a journey to another, and two versions brought together."""

from journeykit.analyzers.changes.change import Change, ChangeKind, ChangeWeight, LikelyRename
from journeykit.analyzers.changes.conflict import Conflict
from journeykit.analyzers.changes.differences import JourneyDiff, diff
from journeykit.analyzers.changes.merging import Merge, merge

__all__ = [
    "Change",
    "ChangeKind",
    "ChangeWeight",
    "Conflict",
    "JourneyDiff",
    "LikelyRename",
    "Merge",
    "diff",
    "merge",
]
