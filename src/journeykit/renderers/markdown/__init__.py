"""Figures as GitHub-flavoured Markdown: everything that a picture says, in text."""

from journeykit.renderers.markdown.renderer import MarkdownRenderer

__all__ = ["MarkdownRenderer"]
