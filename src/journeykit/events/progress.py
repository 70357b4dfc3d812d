"""How far a long log has been read: a bar on a terminal or in a notebook, or the caller's own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from journeykit.errors import InvalidValueError

__all__ = ["Progress", "as_progress"]

Progress = Callable[[int, int], None]
"""Called with the number of parts that are done, and of all."""

_WIDTH = 30


def as_progress(value: Progress | bool | None) -> Progress | None:
    """What is to be told of progress.

    Args:
        value: a function of parts done and of all; True for a bar, False for
            nothing, None for a bar where somebody watches: on a terminal or in a notebook.

    Raises:
        InvalidValueError: if it is none of these.
    """
    if value is False:
        return None
    if value is True:
        return _notebook() or _terminal
    if value is None:
        return _notebook() or (_terminal if _watched() else None)
    if callable(value):
        return value
    raise InvalidValueError(
        "EventLog", "progress", expected="a function of (done, all), True, False or None", got=value
    )


def _watched() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # no stream, or a closed one
        return False


def _bar(done: int, parts: int) -> str:
    filled = _WIDTH * done // parts
    return f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done} of {parts} parts"


def _terminal(done: int, parts: int) -> None:
    """A bar that is drawn over itself, and taken away at the end."""
    text = _bar(done, parts)
    end = f"\r{' ' * len(text)}\r" if done >= parts else ""
    sys.stderr.write(f"\r{text}{end}")
    sys.stderr.flush()


def _notebook() -> Progress | None:
    """A bar in the output of the cell, or None outside a notebook."""
    # Whoever runs in a notebook has IPython loaded; nobody else pays for it.
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None or "IPKernelApp" not in shell.config:
        return None
    handles: dict[str, Any] = {}

    def show(done: int, parts: int) -> None:
        ui: Any = import_module("IPython.display")
        bar = ui.HTML(
            f'<progress value="{done}" max="{parts}" aria-label="Reading events"></progress>'
            f" {done} of {parts} parts"
        )
        if "bar" not in handles:
            handles["bar"] = ui.display(bar, display_id=True)
        else:
            handles["bar"].update(bar)
        if done >= parts:
            handles.clear()

    return show
