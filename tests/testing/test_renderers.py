"""The contract of renderers catches what it promises to catch."""

from itertools import count
from typing import ClassVar

import pytest
from attrs import frozen

from journeykit.errors import NotFoundError, PluginError
from journeykit.renderers.protocol import PROTOCOL, Loss, Rendered
from journeykit.renderers.recorder import figures, ids
from journeykit.testing.figures import HOSTILE_TEXTS, Variety, figure
from journeykit.testing.renderers import check_renderer
from journeykit.view.figures import FIGURES, Graph, Sheet, Table


@frozen
class Good:
    """A renderer that keeps the contract."""

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "good"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)
    draws: ClassVar[frozenset[type]] = frozenset({Table})

    def render(self, figure, *, theme, suffix):
        return self.rendered(data=figure.title.encode("utf-8", "replace"), suffix=suffix)

    def rendered(self, **changes):
        return Rendered(**{"media_type": "text/plain", "losses": [Loss("rows dropped")], **changes})


class Clock(Good):
    ticks = count()

    def render(self, figure, *, theme, suffix):
        return self.rendered(data=str(next(self.ticks)).encode(), suffix=suffix)


class Fragile(Good):
    def render(self, figure, *, theme, suffix):
        for row in figure.rows:
            row[0].encode()
        return super().render(figure, theme=theme, suffix=suffix)


def giving(**changes):
    return type(
        "Giving", (Good,), {"rendered": lambda self, **k: Good.rendered(self, **{**k, **changes})}
    )()


def test_a_good_renderer_passes():
    """Nothing is asked that a simple renderer does not do."""
    check_renderer(Good())


@pytest.mark.parametrize(
    ("renderer", "fault"),
    [
        (type("R", (Good,), {"name": " "})(), "name: expected text"),
        (type("R", (Good,), {"suffixes": ("txt",)})(), "expected such as '.txt', got 'txt'"),
        (type("R", (Good,), {"draws": frozenset()})(), "expected a kind of figure, got none"),
        (type("R", (Good,), {"draws": frozenset({int})})(), "expected kinds of figure"),
        (type("R", (Good,), {"render": lambda self, figure, **_: None})(), "expected a Rendered, got None"),
        (giving(data="text"), "data: expected bytes"),
        (giving(media_type="text"), "expected a media type, got 'text'"),
        (giving(suffix=".md"), "expected one of its suffixes, got '.md'"),
        (giving(losses=["rows"]), "expected a Loss with what and count, got 'rows'"),
        (giving(losses=[Loss("", 1)]), "expected a Loss"),
        (Clock(), "expected the same bytes again"),
    ],
)  # fmt: skip
def test_faults_are_named(renderer, fault):
    """The message says which figure, what was expected and what came."""
    with pytest.raises(AssertionError, match=fault):
        check_renderer(renderer)


def test_hostile_text_finds_fragile_renderers():
    """A renderer that stumbles over a text raises out of the contract."""
    with pytest.raises(UnicodeEncodeError):
        check_renderer(Fragile())


def test_what_is_no_renderer_is_refused():
    """A missing member is named."""
    with pytest.raises(PluginError, match="has no protocol"):
        check_renderer(object())


def test_other_kinds_must_be_refused(monkeypatch):
    """A renderer that slips through with a kind it does not draw is caught."""
    monkeypatch.setattr("journeykit.testing.renderers.render", lambda *_, **__: None)
    with pytest.raises(AssertionError, match="good: expected a RenderError for a Sheet"):
        check_renderer(Good())


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize("variety", Variety)
def test_samples_are_what_they_say(kind, variety):
    """Each is of its kind, the same each time, and can be hashed."""
    sample = figure(kind, variety)
    assert kind is type(sample)
    assert sample == figure(kind, variety.value)
    assert hash(sample) == hash(figure(kind, variety))


def test_hostile_graphs_have_hostile_ids():
    """Every text is an id of a node, too."""
    assert set(HOSTILE_TEXTS) <= set(ids(figure(Graph, "hostile")))


def test_large_ones_are_as_large_as_asked():
    """The size is an option."""
    assert 7 == len(figure(Sheet, "large", size=7).columns)
    assert 1 == len(list(figures(figure(Table, "large", size=1))))
    with pytest.raises((ValueError, NotFoundError)):
        figure(Table, "huge")
