"""A rule, an analyzer and a renderer for journeykit.

Nothing is imported here: journeykit loads each part when it is asked for.
"""
