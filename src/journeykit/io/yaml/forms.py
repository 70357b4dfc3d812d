"""The forms in which a file may say one thing: in full, as written today, or short."""

from __future__ import annotations

from typing import Any

from journeykit.io.convert import FILE_KEYS, converter
from journeykit.io.faults import Fault
from journeykit.io.yaml.nodes import Node
from journeykit.io.yaml.pieces import UnusualError
from journeykit.model import Emotion, Measurement, Transition
from journeykit.model.element import Value

__all__ = ["as_figures", "as_short", "canonical", "derives_id", "short_form"]


def canonical(kind: type[Value] | None, raw: Any) -> Any:
    """How a part of a file would be written today, or as it is where it cannot be read."""
    if kind is None:
        return raw
    try:
        value = converter().structure(raw, kind)
    except Fault:
        return raw
    return converter().unstructure(value) if isinstance(value, kind) else raw


def derives_id(kind: type[Value] | None, new: dict[str, Any]) -> bool:
    """Whether an element would get its id without saying it."""
    without = {name: value for name, value in new.items() if name not in ("id", *FILE_KEYS)}
    derived = canonical(kind, without)
    return isinstance(derived, dict) and derived.get("id") == new.get("id")


def short_form(kind: type[Value], new: Any) -> Any:
    """What may stand for an element that says no more: a text, a valence, a pair."""
    if not isinstance(new, dict):
        return new
    first, *others = new.values()
    if kind is Emotion:
        return first if list(new) == ["valence"] else new
    if kind is Transition:
        pair = dict(list(new.items())[:2])
        return [first, others[0]] if others and canonical(kind, pair) == new else new
    if isinstance(first, list) and len(first) == 1:
        first = first[0]
    return first if isinstance(first, str) and canonical(kind, first) == new else new


def as_short(item: Node, kind: type[Value] | None, new: Any) -> Any:
    """A new value in the short form that the older one has, where it has one too."""
    if kind is None:
        return new
    if item.kind == "scalar" and item.style != "literal":
        one = short_form(kind, new[0] if isinstance(new, list) and len(new) == 1 else new)
        return new if isinstance(one, dict) else one
    if item.style == "flow" and isinstance(new, list):
        if item.kind == "mapping" and kind is Measurement and "metric" not in item.names:
            return _figures_or_not(new)
        if any(each.target.kind != "mapping" for each in item.items):
            return [short_form(kind, each) for each in new]
    return new


def as_figures(measurements: Any) -> dict[str, Any]:
    """Measurements as a mapping from metrics to their figures.

    Raises:
        UnusualError: if they say more than that.
    """
    figures = {each["metric"]: each.get("value") for each in measurements}
    more = any(set(each) - {"metric", "value"} for each in measurements)
    if more or len(figures) < len(measurements) or "metric" in figures:
        raise UnusualError
    return figures


def _figures_or_not(measurements: list[Any]) -> Any:
    try:
        return as_figures(measurements)
    except UnusualError:
        return measurements
