"""Which views there are of which type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, signature
from itertools import chain
from typing import Any

from attrs import frozen

from journeykit.errors import NotFoundError, RenderError, shown
from journeykit.view import journeys, reports, results
from journeykit.view.figures import FIGURES, Figure

__all__ = ["UnknownOptionError", "kinds_of", "see", "views_of"]


_NEEDED = {"to": "the other Journey; on the command line --to FILE"}


class UnknownOptionError(NotFoundError):
    """An option that a view does not take; `name` is its name."""


@frozen
class _View:
    """One way to see a type: the figure that comes out, and the function that makes it."""

    figure: type
    make: Callable[..., Figure]

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that it takes."""
        return tuple(signature(self.make).parameters)[1:]

    @property
    def needed(self) -> tuple[str, ...]:
        """The names of the options that it cannot do without."""
        parameters = signature(self.make).parameters
        return tuple(name for name in self.options if parameters[name].default is Parameter.empty)

    def takes(self, options: Iterable[str]) -> bool:
        """Whether it takes these options, and needs no more."""
        return set(self.needed) <= set(options) <= set(self.options)


def _named(views: Mapping[str, tuple[type, Callable[..., Figure]]]) -> Mapping[str, _View]:
    return {name: _View(figure, make) for name, (figure, make) in views.items()}


_VIEWS: dict[type, dict[str, _View]] = {}
for _kind, _views in chain(journeys.VIEWS.items(), reports.VIEWS.items(), results.VIEWS.items()):
    _VIEWS.setdefault(_kind, {}).update(_named(_views))


def views_of(x: object) -> Mapping[str, _View] | None:
    """The views of an object by name, the usual one first, or None."""
    for kind in type(x).__mro__:
        if kind in _VIEWS:
            return _VIEWS[kind]
        of_log = results.views_of_log(kind)
        if of_log is not None:
            return _named(of_log)
    return None


def kinds_of(x: object) -> tuple[str, ...]:
    """The names of the views of an object. See `journeykit.view.kinds`."""
    views = views_of(x)
    if views is not None:
        return tuple(views)
    if isinstance(x, FIGURES) or callable(getattr(x, "to_view", None)):
        return ()
    raise RenderError(no_view(x))


def no_view(x: object) -> str:
    """What to say where there is no view of an object."""
    known = sorted((*(kind.__name__ for kind in _VIEWS), *results.LOG_RESULTS))
    return (
        f"there is no view of a {type(x).__name__} ({shown(x)}); expected a figure, an object "
        f"with a method to_view(), or one of: {', '.join(known)}"
    )


def see(
    x: object, kind: str | None, draws: frozenset[type] | None, options: Mapping[str, Any]
) -> Figure:
    """See an object as a figure. See `journeykit.view.view`."""
    if isinstance(x, FIGURES):
        if kind is not None:
            raise RenderError(f"a {type(x).__name__} is a figure already: it has no other views")
        for name in options:
            raise UnknownOptionError(f"option of a figure, such as this {type(x).__name__},", name)
        return x
    views = views_of(x)
    if views is None:
        return _foreign(x, {**({} if kind is None else {"kind": kind}), **options})
    if kind is not None:
        if kind not in views:
            raise NotFoundError(f"view of a {type(x).__name__} named", kind, views)
        chosen = views[kind]
    else:
        able = (v for v in views.values() if draws is None or v.figure in draws)
        # Where none fits, the renderer says best what it can draw.
        usual = next(able, next(iter(views.values())))
        # A journey to compare with asks for a comparison.
        fitting = (v for v in views.values() if v.takes(options) and v.figure is usual.figure)
        chosen = usual if usual.takes(options) else next(fitting, usual)
    known = chosen.options
    if "only" in options and "only" not in known:
        raise RenderError(
            f"a view of a {type(x).__name__} takes no filter (only=...): it shows what was "
            f"found in the whole; filters are for the views of a Journey"
        )
    for name in options:
        if name == "view" and name not in known:
            raise RenderError(f"which view is said by kind=..., not view={shown(options[name])}")
        if name not in known:
            raise UnknownOptionError("option of this view named", name, known)
    for name in chosen.needed:
        if name not in options:
            needed = _NEEDED.get(name, f"such as {name}=...")
            raise RenderError(f"the view {kind!r} needs the option {name!r}: {needed}")
    return chosen.make(x, **options)


def _foreign(x: object, options: Mapping[str, Any]) -> Figure:
    """What an object of another library shows itself as."""
    see_it = getattr(x, "to_view", None)
    if not callable(see_it):
        raise RenderError(no_view(x))
    try:
        signature(see_it).bind(**options)
    except TypeError as error:
        given = ", ".join(f"{name}={shown(value)}" for name, value in options.items()) or "nothing"
        msg = f"{type(x).__name__}.to_view() cannot be called with {given}: {error}"
        raise RenderError(msg) from error
    except ValueError:
        pass  # of what is not written in Python there may be no signature
    return _checked(x, see_it(**options))


def _checked(x: object, figure: object) -> Figure:
    if not isinstance(figure, FIGURES):
        raise RenderError(
            f"{type(x).__name__}.to_view(): expected one of the five kinds of figure, "
            f"got {shown(figure)}"
        )
    return figure
