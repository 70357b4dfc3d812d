"""Columns of plain values as a data frame of whichever library the user has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from journeykit.errors import InvalidValueError, MissingDependencyError, NotFoundError

__all__ = ["BACKENDS", "frame"]

BACKENDS: tuple[str, ...] = ("polars", "pandas", "pyarrow")
"""The libraries whose frames can be made, the preferred one first."""


def frame(
    columns: Mapping[str, Sequence[Any]],
    backend: str | None = None,
    *,
    types: Mapping[str, type] | None = None,
) -> Any:
    """Make a data frame.

    Args:
        columns: name of each column with its values, all of one length; None
            is an empty cell.
        backend: "polars", "pandas" or "pyarrow"; None takes the first of
            these that is installed.
        types: for each column `str`, `int`, `float` or `bool`. With it a frame
            without rows has the same columns as one with rows; a column that
            is not named gets the type of its values.

    Returns:
        A frame of the library itself: `polars.DataFrame`, `pandas.DataFrame`
        or `pyarrow.Table`.

    Raises:
        NotFoundError: if there is no such backend.
        MissingDependencyError: if the backend, or every one of them, is not installed.
        InvalidValueError: if the columns differ in length.

    Examples:
        >>> frame({"step": ["cart", "paid"], "customers": [120, 30]}).shape
        (2, 2)
    """
    import narwhals as nw

    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise InvalidValueError(
            "frame", "columns", expected="columns of one length", got=lengths,
            hint="write None where a cell is empty",
        )  # fmt: skip
    library = _installed(backend)
    known: dict[type, Any] = {
        str: nw.String(),
        int: nw.Int64(),
        float: nw.Float64(),
        bool: nw.Boolean(),
    }
    asked = types or {}
    series = []
    for name, values in columns.items():
        kind = asked.get(name)
        # The plain types of pandas hold no empty whole number, and read an empty
        # truth as False: left alone it makes floats of the one, objects of the other.
        if library == "pandas" and kind in (int, bool) and any(v is None for v in values):
            kind = None
        dtype = known[kind] if kind is not None else None
        series.append(nw.new_series(name, list(values), dtype, backend=library))
    if not series:
        return nw.from_dict({}, {}, backend=library).to_native()
    return nw.from_dict({s.name: s for s in series}).to_native()


def _installed(backend: str | None) -> Any:
    """The backend to use, once it is known to be there."""
    if backend is not None and backend not in BACKENDS:
        raise NotFoundError("data frame backend", backend, BACKENDS)
    for name in BACKENDS if backend is None else (backend,):
        if find_spec(name) is not None:
            return name
    package = backend or BACKENDS[0]
    # Only Polars comes with an extra of journeykit; the others are the user's own.
    extra = "events" if package == "polars" else None
    raise MissingDependencyError(package, extra=extra, purpose="a data frame")
