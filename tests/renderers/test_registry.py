"""Renderers as plug-ins: found by name or suffix, and a broken one hinders no other."""

import sys

import pytest

import journeykit as jk
from journeykit.errors import NotFoundError, PluginError, RenderError
from journeykit.renderers import BrokenPluginWarning, formats, registry, render
from journeykit.renderers.markdown import MarkdownRenderer
from journeykit.renderers.protocol import PROTOCOL
from journeykit.testing.figures import figure
from journeykit.view.figures import Graph, Table
from renderers.plug_ins import DOT, MARKDOWN, Plain, Point, install

TABLE = figure(Table)


def variant(**members):
    return type("Variant", (Plain,), members)


def test_the_built_in_renderers_are_plug_ins():
    """They are found by the same road as others, in a fixed order."""
    assert ("markdown", "matplotlib", "dot") == registry.names()[:3]
    assert MarkdownRenderer is registry.by_name("markdown")


def test_a_plug_in_works(monkeypatch):
    """A stranger's renderer is a format like any other, by name and by suffix."""
    install(monkeypatch, MARKDOWN, Point("plain", Plain))
    assert "Text 0 light" == render(TABLE, format="plain").text
    assert "TEXT 0 dark" == render(TABLE, format="txt", theme="dark", options={"shout": True}).text
    assert ["markdown", "plain"] == [known.name for known in formats()]


def test_by_name_only_that_one_is_loaded(monkeypatch):
    """Nobody pays for a renderer that was not asked for."""
    other = Point("other", Plain)
    install(monkeypatch, Point("plain", Plain), other)
    render(TABLE, format="plain")
    assert 0 == other.loaded


def test_by_suffix_no_more_are_loaded_than_needed(monkeypatch):
    """The built-in ones come first, whatever plug-ins are called."""
    first = Point("aaa", variant(name="aaa", suffixes=(".md",)))
    install(monkeypatch, first, MARKDOWN)
    assert render(TABLE, format="md").text.startswith("# ")
    assert 0 == first.loaded


def test_a_broken_plug_in_is_named_while_others_work(monkeypatch):
    """It says what broke where it is asked for, or may have been meant, or nothing else fits."""
    install(monkeypatch, MARKDOWN, Point("bad", ImportError("no module")), Point("plain", Plain))
    with pytest.warns(BrokenPluginWarning, match="passed over: .*'bad'.*no module"):
        assert "Text 0 light" == render(TABLE, format="txt").text
    assert render(TABLE, format="md").text.startswith("# ")
    with pytest.raises(PluginError, match="'bad'.*stranger.*ImportError: no module"):
        render(TABLE, format="bad")
    with pytest.raises(
        RenderError, match=r"\.pdf.*\.md, \.markdown, \.txt.*plain\n  the plug-in 'bad'.*no module"
    ):
        render(TABLE, "x.pdf")
    with pytest.raises(RenderError, match=r"\.pdf.*\n  the plug-in 'bad'"):
        render(TABLE, format="pdf")
    broken = next(known for known in formats() if known.name == "bad")
    assert "stranger" == broken.distribution
    assert "no module" in broken.problem
    assert () == broken.suffixes


def test_two_plug_ins_of_one_name_are_an_error(monkeypatch):
    """No second one silently wins: both are named, in the order of their modules."""
    other = variant(suffixes=(".txt", ".other"))
    one, two = Point("plain", Plain, "b-one"), Point("plain", other, "a-two")
    install(monkeypatch, MARKDOWN, one, two)
    both = r"'plain': a-two:plain \(from a-two\) and b-one:plain \(from b-one\); uninstall one"
    with pytest.raises(PluginError, match=both):
        render(TABLE, format="plain")
    with pytest.raises(PluginError, match=both):
        render(TABLE, format="txt")


def test_two_plug_ins_of_one_name_hinder_nobody_else(monkeypatch):
    """What only one of them writes is written, and the list of formats says what is wrong."""
    other = variant(suffixes=(".txt", ".other"))
    install(monkeypatch, MARKDOWN, Point("plain", Plain, "one"), Point("plain", other, "two"))
    assert render(TABLE, format="md").text.startswith("# ")
    assert "Text 0 light" == render(TABLE, format="other").text
    markdown, plain = formats()
    assert markdown.problem is None
    assert (None, ()) == (plain.distribution, plain.suffixes)
    assert "two plug-ins of journeykit.renderers are called 'plain'" in plain.problem


def test_a_name_is_the_same_in_both_places(monkeypatch):
    """One that users type, and another in every message, would be a riddle."""
    install(monkeypatch, Point("plane", Plain))
    with pytest.raises(
        PluginError, match="'plane'.*stranger.*its name is 'plain', and its entry point is called"
    ):
        render(TABLE, format="plane")


def test_built_in_renderers_write_what_is_known_of_them():
    """It is known without loading them."""
    kinds = {name: registry.by_name(name) for name in registry.BUILT_IN}
    assert {name: kind.suffixes for name, kind in kinds.items()} == registry.BUILT_IN


JOURNEY = jk.Journey("Buy a bike", [jk.Phase("Look", ["See the ad"])])
NO_PICTURES = Point("matplotlib", ImportError("no freetype"), "journeykit")


def test_a_broken_built_in_gives_no_other_picture(monkeypatch, tmp_path):
    """Whoever asks for a picture of a journey means the map: the flow is drawn on demand only."""
    install(monkeypatch, DOT, NO_PICTURES)
    with pytest.raises(
        PluginError,
        match="'matplotlib'.*no freetype.*as a Graph, and is usually a Sheet: nothing is written; "
        "for the flow ask for kind='flow'",
    ) as caught:
        render(JOURNEY, tmp_path / "x.svg")
    assert "matplotlib" == caught.value.name
    with pytest.raises(RenderError, match="'dot' draws Graph, and got a Sheet.*no freetype"):
        render(JOURNEY, tmp_path / "x.svg", kind="map")
    assert [] == list(tmp_path.iterdir())
    with pytest.warns(BrokenPluginWarning, match="passed over: .*no freetype"):
        render(JOURNEY, tmp_path / "x.svg", kind="flow")
    with pytest.warns(BrokenPluginWarning, match="passed over: .*no freetype") as warned:
        render(figure(Graph), tmp_path / "x.svg")
    assert [__file__] == [each.filename for each in warned]


def test_formats_say_what_a_built_in_one_cannot_load(monkeypatch):
    """The renderer itself is there, and the library that it draws with is not."""
    monkeypatch.setitem(sys.modules, "matplotlib.backends.backend_agg", None)
    found = {known.name: known for known in formats(trial=True)}
    assert "'matplotlib', from journeykit, failed on the Sheet 'Trial'" in (
        found["matplotlib"].problem
    )
    assert (".png", ".svg", ".pdf") == found["matplotlib"].suffixes
    assert found["markdown"].problem is None
    assert found["dot"].problem is None
    assert all(known.problem is None for known in formats())


def test_a_broken_built_in_is_no_concern_of_what_it_never_writes(monkeypatch):
    """Its suffixes are known."""
    install(monkeypatch, DOT, NO_PICTURES)
    assert "digraph" in render(JOURNEY, format="gv").text


def test_a_broken_stranger_is_no_concern_where_a_built_in_one_writes(monkeypatch):
    """Nobody knows what it would have written."""
    drawer = variant(name="drawer", suffixes=(".gv",))
    install(monkeypatch, DOT, Point("bad", ImportError("no module")), Point("drawer", drawer))
    assert "Text 0 light" == render(TABLE, format="gv").text


@pytest.mark.parametrize(
    ("loads", "fault"),
    [
        (
            variant(protocol=PROTOCOL + 1),
            f"stranger.*written for protocol {PROTOCOL + 1} of renderers, and this journeykit has "
            f"protocol {PROTOCOL}; run: pip install --upgrade journeykit$",
        ),
        (
            variant(protocol=PROTOCOL - 1),
            f"written for protocol {PROTOCOL - 1} of renderers.*pip install --upgrade stranger$",
        ),
        (variant(protocol="1"), "its protocol: expected a number such as 1, got '1'"),
        (object(), "has no protocol, name, suffixes, draws, render"),
        (variant(name="wrong")(), "is an object; expected a class"),
        (variant(suffixes=".txt"), r"expected a tuple such as \('.txt',\), got '.txt'"),
        (variant(suffixes=("txt",)), "expected such as '.txt', got 'txt'"),
        (variant(suffixes=(".",)), "expected such as '.txt', got '.'"),
        (variant(name=" "), "its name: expected text, got ' '"),
        (variant(draws=Table), "expected a frozenset such as {Table}, got <class"),
        (variant(draws=frozenset({"Table"})), "expected a frozenset such as {Table}"),
        (variant(render=None), "its render: expected a method, got None"),
    ],
)
def test_a_plug_in_that_is_no_renderer_is_refused(monkeypatch, loads, fault):
    """The message says what is wrong with which plug-in."""
    install(monkeypatch, Point("wrong", loads))
    with pytest.raises(PluginError, match=f"'wrong'.*{fault}") as caught:
        registry.by_name("wrong")
    assert "wrong" == caught.value.name


def test_an_object_of_another_protocol_is_refused():
    """Whoever passes one along is told what to upgrade, where the distribution is known."""
    with pytest.raises(PluginError, match="ask those who wrote it for a later version"):
        registry.check(variant(protocol=PROTOCOL - 1)())
    theirs = variant(protocol=PROTOCOL - 1, __module__="pytest.formats")
    with pytest.raises(PluginError, match="pip install --upgrade pytest$"):
        registry.check(theirs())


def test_later_kinds_of_figure_are_no_fault():
    """A renderer may draw what this version of journeykit does not know yet."""
    registry.check(variant(draws=frozenset({Table, int})))


def test_an_unknown_format_has_a_suggestion(monkeypatch):
    """Names and suffixes that exist are suggested."""
    install(monkeypatch, MARKDOWN, DOT)
    with pytest.raises(NotFoundError, match="no format 'markdwon'; did you mean 'markdown'"):
        render(TABLE, format="markdwon")
    with pytest.raises(NotFoundError, match="no format 'x'"):
        registry.by_name("x")


def test_formats_say_what_there_is(monkeypatch):
    """Names, suffixes, kinds and distribution of each."""
    install(monkeypatch, DOT, Point("plain", Plain, None))
    plain = next(known for known in formats() if known.name == "plain")
    assert (".txt", ".plain.txt") == plain.suffixes
    assert ("Sheet", "Table") == plain.draws
    assert plain.distribution is None
    assert plain.problem is None
    assert ["dot", "plain"] == [known.name for known in formats()]


def test_the_longest_suffix_counts():
    """Of two that fit, the more exact one."""
    assert ".plain.txt" == registry.suffix_of("a.PLAIN.txt", Plain.suffixes)
    assert ".txt" == registry.suffix_of("a.txt", Plain.suffixes)
    assert registry.suffix_of("a.md", Plain.suffixes) is None


def test_options_of_a_class_without_attrs():
    """A renderer need not be an attrs class: what its constructor takes are its options."""

    class Hand:
        name = "hand"

        def __init__(self, *, loud=False):
            self.loud = loud

    assert registry.configured(Hand, {"loud": True}).loud
    with pytest.raises(
        NotFoundError, match="option of the format 'hand' named 'lowd'; did you mean 'loud'"
    ):
        registry.configured(Hand, {"lowd": True})


def test_a_suffix_whose_renderers_do_not_draw_the_figure(monkeypatch):
    """The next renderer of the suffix is asked; if none draws it, the error says what the first does."""
    install(
        monkeypatch,
        Point("a", variant(name="a")),
        Point("b", variant(name="b", draws=frozenset({Graph}))),
    )
    assert "Text 0 light" == render(figure(Graph), format="txt").text
    install(monkeypatch, Point("a", variant(name="a")))
    with pytest.raises(RenderError, match="'a' draws Sheet and Table, and got a Graph"):
        render(figure(Graph), "x.txt")
