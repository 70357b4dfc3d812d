"""Layout: from figures to scenes. Text is measured first, and then everything has its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journeykit.errors import InvalidValueError
from journeykit.view.figures import Figure, Sheet
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.text import EstimatedMeasure, Measure, Typesetter
from journeykit.view.scene import Scene
from journeykit.view.theme import LIGHT, Theme

__all__ = ["EstimatedMeasure", "Measure", "lay_out"]


def lay_out(
    figure: Figure,
    *,
    theme: Theme = LIGHT,
    measure: Measure | None = None,
    max_width: float | None = None,
) -> tuple[Scene, ...]:
    from journeykit.view.layout.sheet import lay_out_sheet

    desk = Desk(theme, Typesetter(measure or EstimatedMeasure()), figure.locale)
    return (lay_out_sheet(figure, desk),)
