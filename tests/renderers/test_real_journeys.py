"""Real journeys in every format: strangers' Mermaid files, and the packaged examples.

Each output is read by the real parser of its format.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import journeykit as jk
from journeykit import examples
from journeykit.view import kinds, view
from renderers.gfm import parser

# A machine need not have a typeface for every script.
pytestmark = pytest.mark.filterwarnings(
    "ignore::journeykit.renderers.matplotlib.renderer.MissingGlyphWarning"
)

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "mermaid_journeys"
MERMAID = sorted(SHARED.glob("*.mmd"))
SVG = "{http://www.w3.org/2000/svg}"


def sources():
    """The packaged examples, and the Mermaid files where they are at hand."""
    yield from (pytest.param(name, id=name) for name in examples.names())
    if MERMAID:
        yield from (pytest.param(path, id=path.stem) for path in MERMAID)
    else:
        reason = f"real Mermaid files are not at {SHARED}"
        yield pytest.param(None, marks=pytest.mark.skip(reason=reason), id="mermaid")


@pytest.fixture(scope="module", params=sources())
def journey(request):
    """One journey, loaded."""
    name = request.param
    return jk.load(name) if isinstance(name, Path) else jk.example(name)


def words_of(text):
    """The words of a text, without what wrapping and markup may do to it."""
    return re.findall(r"\w+", text)


def test_svg_is_well_formed_and_its_text_can_be_selected(journey):
    """Title, description, and each touchpoint's name as text."""
    root = ElementTree.fromstring(jk.render(journey, format="svg").data)
    assert f"{SVG}svg" == root.tag
    assert journey.title == root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    drawn = set(words_of(" ".join(t for e in root.iter(f"{SVG}text") for t in e.itertext())))
    for touchpoint in journey.touchpoints:
        # A long word may be broken at the edge of its cell; short ones stand whole.
        short = [word for word in words_of(touchpoint.name) if len(word) <= 8]
        assert set(short) <= drawn


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_pictures_are_written(journey, format):
    """The bytes are what they say."""
    data = jk.render(journey, format=format, options={"dpi": 30} if format == "png" else None).data
    assert data.startswith(b"\x89PNG" if format == "png" else b"%PDF")


def test_every_markdown_table_is_one_to_github(journey):
    """Each view's tables have the rows that a GitHub-flavoured parser finds."""
    for kind in kinds(journey):
        compared = {"to": journey} if kind in ("change", "before-after", "measured") else {}
        text = jk.to_markdown(journey, kind=kind, **compared)
        tokens = parser().parse(text)
        tables = sum(token.type == "table_open" for token in tokens)
        # A line that looks like a delimiter row belongs to a table that was recognised.
        assert tables == len(re.findall(r"^\|(?: :?-+:? \|)+$", text, flags=re.MULTILINE))


def test_graphviz_reads_every_graph(journey):
    """The nodes that Graphviz sees are those of the figure."""
    pygraphviz = pytest.importorskip("pygraphviz", reason="pip install 'journeykit[graphviz]'")
    for kind in ("flow", "concepts"):
        graph = pygraphviz.AGraph(string=jk.to_dot(journey, kind=kind))
        assert {node.id for node in view(journey, kind).nodes} == set(graph.nodes())


def test_graphviz_draws_every_graph(journey, tmp_path):
    """An SVG by Graphviz is well formed too."""
    pytest.importorskip("pygraphviz", reason="pip install 'journeykit[graphviz]'")
    drawn = jk.render(journey, tmp_path / "flow.svg", format="dot")
    assert ElementTree.fromstring(drawn.data).find(f"{SVG}title") is not None


def test_a_notebook_shows_it(journey):
    """As well-formed markup with the title in it."""
    html = journey._repr_html_()
    ElementTree.fromstring(f"<div>{html}</div>".replace("&nbsp;", " "))
    assert words_of(journey.title)[0] in html
