"""What a map leaves open, ranked: one file for each family of checks."""

from journeykit.analyzers.gaps.find import find_gaps
from journeykit.analyzers.gaps.gap import Gap, GapKind, Gaps, SkippedCheck, Weight

__all__ = ["Gap", "GapKind", "Gaps", "SkippedCheck", "Weight", "find_gaps"]
