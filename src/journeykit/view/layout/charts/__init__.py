"""Charts: axes, series, and the words at their points."""
