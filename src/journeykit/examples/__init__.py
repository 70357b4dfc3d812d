"""Three complete journeys that come with the library, to look at and to try things on.

They are written for it: people, companies and figures are invented.

- `retail-purchase`: buying a commuter bike online.
- `software-onboarding`: a team adopts a planning tool; two personas who feel differently.
- `public-service`: registering a new address, a service blueprint in German.

With `retail-purchase` goes a log of events, as a shop might have it, in which
problems are planted that can be found.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from journeykit.errors import NotFoundError
from journeykit.examples.log import example_events, example_log, planted
from journeykit.examples.problems import Problem

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from journeykit.model import Journey

__all__ = [
    "Problem",
    "example",
    "example_events",
    "example_log",
    "names",
    "path",
    "planted",
    "text",
]

_NAMES = ("retail-purchase", "software-onboarding", "public-service")


def names() -> tuple[str, ...]:
    """The names of the journeys, the one to begin with first.

    Examples:
        >>> names()
        ('retail-purchase', 'software-onboarding', 'public-service')
    """
    return _NAMES


def path(name: str = "retail-purchase") -> Traversable:
    """Where the file of an example lies.

    Args:
        name: one of `names()`.

    Returns:
        The file: a `pathlib.Path` in an ordinary installation, something with
        `read_text` and `name` in a zipped one.

    Raises:
        NotFoundError: if there is no example of this name.

    Examples:
        >>> path("public-service").name
        'public-service.yaml'
    """
    if name not in _NAMES:
        raise NotFoundError("example", name, _NAMES)
    return files(__name__) / f"{name}.yaml"


def text(name: str = "retail-purchase") -> str:
    """The YAML of an example, comments included: a good thing to copy from.

    Args:
        name: one of `names()`.

    Raises:
        NotFoundError: if there is no example of this name.

    Examples:
        >>> "journeykit: 1" in text().splitlines()
        True
    """
    return path(name).read_text(encoding="utf-8")


def example(name: str = "retail-purchase") -> Journey:
    """Load one of the journeys that come with the library.

    Args:
        name: one of `names()`.

    Raises:
        NotFoundError: if there is no example of this name.

    Examples:
        >>> example()
        <Journey 'Buying a commuter bike online': 6 phases, 20 touchpoints, 1 persona>
    """
    from journeykit.io import loads

    return loads(text(name), format="yaml")
