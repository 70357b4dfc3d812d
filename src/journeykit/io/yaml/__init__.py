"""Journeys as YAML 1.2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeykit.io.source import Source
from journeykit.io.yaml.nodes import compose, positions, value_of
from journeykit.io.yaml.write import write
from journeykit.model.origin import Path, Position

__all__ = ["index", "read", "write"]


def read(source: Source) -> Any:
    """Parse a text of one document.

    Raises:
        FormatError: if it is not YAML, or holds what a journey cannot.
    """
    return value_of(compose(source), source)


def index(text: str) -> Mapping[Path, Position]:
    """Line and column of every path in a YAML text."""
    return positions(text)
