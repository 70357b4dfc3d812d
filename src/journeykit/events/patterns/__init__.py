"""Path patterns: a small language for what follows what, found on any engine."""
