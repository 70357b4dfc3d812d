"""Graphs in Graphviz's DOT language, and drawn by Graphviz."""

from journeykit.renderers.dot.renderer import DotRenderer

__all__ = ["DotRenderer"]
