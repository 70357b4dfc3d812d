"""Entry points that stand in for distributions of strangers."""

from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import ClassVar

from attrs import frozen

from journeykit import plugins
from journeykit.renderers.protocol import PROTOCOL, Rendered
from journeykit.view.figures import Sheet, Table


class Point:
    """An entry point whose loading is watched."""

    def __init__(self, name, loads, dist="stranger"):
        self.name = name
        self.value = f"{dist}:{name}"
        self.dist = SimpleNamespace(name=dist) if dist else None
        self.loads = loads
        self.loaded = 0

    def load(self):
        self.loaded += 1
        if isinstance(self.loads, Exception):
            raise self.loads
        return self.loads


def built_in(name, home):
    return EntryPoint(name, home, plugins.RENDERERS)


MARKDOWN = built_in("markdown", "journeykit.renderers.markdown:MarkdownRenderer")
DOT = built_in("dot", "journeykit.renderers.dot:DotRenderer")


def install(monkeypatch, *points):
    """Let these be all the plug-ins there are."""
    monkeypatch.setattr(plugins, "entry_points", lambda *, group: list(points))


@frozen(kw_only=True)
class Plain:
    """A renderer of a stranger."""

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "plain"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".plain.txt")
    draws: ClassVar[frozenset[type]] = frozenset({Sheet, Table})

    shout: bool = False

    def render(self, figure, *, theme, suffix):
        text = figure.title.upper() if self.shout else figure.title
        return Rendered(
            data=f"{text} {theme.name}".encode(), media_type="text/plain", suffix=suffix
        )
