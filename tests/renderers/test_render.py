"""`render`: one call for every format."""

import pytest

import journeykit as jk
from journeykit import renderers
from journeykit.errors import InvalidValueError, NotFoundError, PluginError, RenderError
from journeykit.renderers import render, to_dot, to_markdown
from journeykit.renderers.dot import DotRenderer
from journeykit.renderers.markdown import MarkdownRenderer
from journeykit.renderers.protocol import Loss, Rendered
from journeykit.testing.figures import figure
from journeykit.view import view
from journeykit.view.contrast import ContrastWarning
from journeykit.view.figures import Graph, Sheet, Table
from journeykit.view.theme import DARK, LIGHT, Theme
from renderers.plug_ins import Plain

TABLE = figure(Table)
JOURNEY = jk.Journey("Buy a bike", [jk.Phase("Look", [jk.Touchpoint("See the ad", emotion=0.4)])])


def test_the_path_decides_the_format(tmp_path):
    """The suffix of the path is enough, and the file holds the bytes."""
    path = tmp_path / "table.MD"
    rendered = render(TABLE, path)
    assert path.read_bytes() == rendered.data
    assert "text/markdown" == rendered.media_type


def test_without_a_path_nothing_is_written(tmp_path, monkeypatch):
    """A format is enough."""
    monkeypatch.chdir(tmp_path)
    assert render(TABLE, format="markdown").text.startswith("# Text 0")
    assert [] == list(tmp_path.iterdir())


def test_neither_path_nor_format():
    """The error lists the formats."""
    with pytest.raises(
        RenderError, match=r"path with a suffix, or a format \(markdown, matplotlib, dot"
    ):
        render(TABLE)


def test_a_format_can_be_a_suffix():
    """Of a renderer with several suffixes the one that is meant is chosen."""
    assert render(TABLE, format="md").text == render(TABLE, format=".markdown").text
    with pytest.raises(RenderError, match=r"'x.txt': expected the suffix .md of the format 'md'"):
        render(TABLE, "x.txt", format="md")


def test_path_and_format_must_fit(tmp_path):
    """A picture is not written under the name of another kind of file."""
    graph = figure(Graph)
    assert render(graph, tmp_path / "x.gv", format="dot").suffix == ".gv"
    with pytest.raises(
        RenderError, match=r"'x.md': expected a suffix of the format 'dot' \(.dot, .gv"
    ):
        render(graph, tmp_path / "x.md", format="dot")
    assert ["x.gv"] == [path.name for path in tmp_path.iterdir()]


def test_a_failed_render_leaves_the_file_alone(tmp_path):
    """Whole or not at all."""
    path = tmp_path / "x.gv"
    path.write_text("before")
    with pytest.raises(RenderError):
        render(TABLE, path)
    assert "before" == path.read_text()


def test_options_by_name_or_in_the_renderer():
    """Both ways give the same."""
    by_name = render(TABLE, format="markdown", options={"heading_level": 2})
    assert by_name == render(TABLE, format=MarkdownRenderer(heading_level=2))
    assert by_name == render(TABLE, format=MarkdownRenderer, options={"heading_level": 2})
    assert by_name.text.startswith("## ")


def test_an_unknown_option_has_a_suggestion():
    """A misspelt option is never silently the default."""
    with pytest.raises(
        NotFoundError,
        match="option of the format 'markdown' named 'heading_levl'; did you mean 'heading_level'",
    ):
        render(TABLE, format="markdown", options={"heading_levl": 2})
    with pytest.raises(
        InvalidValueError, match=r"MarkdownRenderer.heading_level.*from 1 to 6, got 7"
    ):
        render(TABLE, format="markdown", options={"heading_level": 7})


def test_options_beside_an_object_are_refused():
    """A renderer that is given as an object holds its options."""
    with pytest.raises(RenderError, match="options 'heading_level': .*its constructor"):
        render(TABLE, format=MarkdownRenderer(), options={"heading_level": 2})


def test_a_renderer_need_not_be_registered():
    """An object or a class is a format."""
    assert "TEXT 0 light" == render(TABLE, format=Plain(shout=True)).text
    with pytest.raises(PluginError, match="42 is no renderer: it has no protocol"):
        render(TABLE, format=42)


FINE = Rendered(data=b"x", media_type="text/plain", suffix=".txt")


@pytest.mark.parametrize(
    ("gives", "fault"),
    [
        ("text", "expected a Rendered, got 'text'"),
        (None, "expected a Rendered, got None"),
        (FINE.replace(data="text"), "data: expected bytes, got 'text'"),
        (FINE.replace(media_type=None), "media_type: expected such as 'text/plain', got None"),
        (FINE.replace(media_type="text"), "media_type: expected such as 'text/plain', got 'text'"),
        (FINE.replace(suffix=".png"), "suffix: expected one of its own, .txt, .plain.txt, got '.png'"),
        (FINE.replace(losses=["rows"]), "losses: expected values of the type Loss, got 'rows'"),
        (FINE.replace(losses=[Loss(" ")]), "losses: what: expected words, got ' '"),
        (FINE.replace(losses=[Loss("rows", 0)]), "losses: count: .* whole number from 1, got 0"),
    ],
)  # fmt: skip
def test_a_renderer_that_gives_anything_else_is_named(gives, fault):
    """A stranger's mistake is told as such."""

    class Broken(Plain):
        def render(self, figure, *, theme, suffix):
            return gives

    with pytest.raises(PluginError, match=f"'plain' gave back .* on the Table 'Text 0': {fault}"):
        render(TABLE, format=Broken())


def test_a_renderer_that_fails_is_named(tmp_path):
    """With the figure; errors of journeykit and warnings that are errors stay what they are."""

    class Failing(Plain):
        def render(self, figure, *, theme, suffix):
            raise error

    error = ZeroDivisionError("division by zero")
    with pytest.raises(
        PluginError,
        match="the renderer 'plain' failed on the Table 'Text 0': ZeroDivisionError: div",
    ) as caught:
        render(TABLE, tmp_path / "x.txt", format=Failing())
    assert error is caught.value.__cause__
    assert [] == list(tmp_path.iterdir())
    error = SystemExit()
    with pytest.raises(PluginError, match="failed on the Table 'Text 0': SystemExit$"):
        render(TABLE, format=Failing())
    for error in (RenderError("too wide"), UserWarning("odd")):
        with pytest.raises(type(error), match="^(too wide|odd)$"):
            render(TABLE, format=Failing())


def test_a_renderer_that_cannot_be_made_is_named():
    """Its options are looked at by its own code."""

    class Picky(Plain):
        def __init__(self, *, shout):
            raise ValueError("never")

    with pytest.raises(
        PluginError, match="'plain' failed on the options 'shout': ValueError: never"
    ):
        render(TABLE, format=Picky, options={"shout": True})
    with pytest.raises(PluginError, match="'plain' failed to be made: TypeError"):
        render(TABLE, format=Picky)


def test_a_kind_that_is_not_drawn():
    """The error names what is drawn and what to do."""
    with pytest.raises(
        RenderError, match=r"'dot' draws Graph, and got a Table \('Text 0'\); choose another view"
    ):
        render(TABLE, format="dot")


def test_themes_by_name_or_value():
    """Both ways give the same; a misspelt one has a suggestion."""
    graph = figure(Graph)
    assert to_dot(graph, theme="dark") == to_dot(graph, theme=DARK)
    assert to_dot(graph) == to_dot(graph, theme="light")
    with pytest.raises(NotFoundError, match="no theme 'drak'; did you mean 'dark'"):
        to_dot(graph, theme="drak")


def test_a_journey_is_seen_first():
    """A journey becomes the view that the format can draw, or the one that is asked for."""
    assert "# Buy a bike" in to_markdown(JOURNEY)
    assert "▲ +0.4" in to_markdown(JOURNEY)
    assert to_markdown(JOURNEY, kind=None) == to_markdown(JOURNEY)
    assert 'label="▲ See the ad"' in to_dot(JOURNEY)
    assert '"persona' not in to_dot(JOURNEY, kind="concepts")
    assert "digraph" in render(JOURNEY, format="gv").text


def test_view_options_of_a_figure_are_refused():
    """A figure has no other views."""
    with pytest.raises(RenderError):
        render(TABLE, format="markdown", kind="flow")


def test_what_has_no_view():
    """The error says what can be drawn."""
    with pytest.raises(RenderError, match="no view of a int"):
        render(7, format="markdown")


def test_short_cuts_take_options():
    """They are `render` with a format."""
    assert to_markdown(TABLE, options={"heading_level": 3}).startswith("### ")
    assert 'rankdir="TB"' in to_dot(figure(Graph), options={"rankdir": "TB"})


def test_public_names_have_one_home():
    """The package hands up the names of its modules, and no others."""
    for name in renderers.__all__:
        assert getattr(renderers, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = renderers.nothing


def test_built_in_renderers_follow_the_protocol():
    """Type checkers and run time agree."""
    assert isinstance(MarkdownRenderer(), renderers.Renderer)
    assert isinstance(DotRenderer(), renderers.Renderer)
    assert Sheet not in DotRenderer.draws


def test_an_option_of_the_format_among_those_of_the_view():
    """The error says where it belongs; what is an option of neither is named with the view's."""
    for x in (JOURNEY, view(JOURNEY)):
        with pytest.raises(RenderError, match=r"'dpi' is an option of the format 'matplotlib': give options=\{'dpi': 90\}"):  # fmt: skip
            render(x, format="png", dpi=90)
    with pytest.raises(NotFoundError, match="no option of this view named 'dip'"):
        render(JOURNEY, format="png", dip=90)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"theme": 3}, "render.theme: expected a Theme, or one of 'light', 'dark', 'print', got 3"),
        ({"theme": Theme}, "a theme is an object"),
        ({"options": ["dpi"]}, 'render.options: expected a mapping such as {"dpi": 90}, got'),
    ],
)
def test_what_is_no_theme_and_no_options(given, message):
    """The error says what is expected."""
    with pytest.raises(InvalidValueError) as caught:
        render(JOURNEY, format="png", **given)
    assert message in str(caught.value)


def test_a_theme_that_reads_badly_is_warned_of():
    """Once for all its colours, at the line of the caller; a theme that is sound is not."""
    render(JOURNEY, format="svg", theme=LIGHT.replace(name="mine", title_size=30))
    mine = LIGHT.replace(name="mine", hues=("#ffb81c",))
    with pytest.warns(
        ContrastWarning, match=r"theme 'mine' read badly: hues\[0\] .*see "
    ) as caught:
        render(JOURNEY, format="svg", theme=mine)
    assert [__file__] == [warning.filename for warning in caught]
