"""What pictures of many journeys say, and that they can be read."""

import pytest

import journeykit as jk
from journeykit.analyzers import cross_reference, journey_tree, similar_pain_points
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Atlas, Channel, Journey, Opportunity, PainPoint, Phase, Touchpoint
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view import DARK, LIGHT, PRINT, describe, kinds, view
from journeykit.view.languages import LANGUAGES
from journeykit.view.layout import lay_out
from legible import flaws


def journey(number, links=(), **more):
    """Some touchpoints in three channels, with pains that other journeys have too."""

    def touchpoint(n):
        pain = PainPoint(f"It takes {n + number} minutes too long", severity="workaround")
        return Touchpoint(
            f"Step {n}", channel=f"channel-{(n * number) % 3}", emotion=(n - 2) / 4,
            pain_points=pain, metrics={"csat_top2": 60 + n}, personas=f"persona-{n % 2}",
            journey=links[n] if n < len(links) else None,
        )  # fmt: skip

    return Journey(f"Way {number}", [Phase("All of it", map(touchpoint, range(5)))], **more)


def results(locale=None, count=6):
    """All results about atlases."""
    links = {1: ("way-2", "way-3"), 2: ("way-4", "nowhere"), 4: ("way-2",)}
    atlas = Atlas(
        [journey(n, links.get(n, ()), locale=locale) for n in range(1, count + 1)],
        title="The shop",
        channels=[Channel(f"Channel number {n}", id=f"channel-{n}") for n in range(3)],
        opportunities=Opportunity("Make it faster", pain_points="it-takes-3-minutes-too-long"),
    )
    return {
        "uses": cross_reference(atlas), "tree": journey_tree(atlas),
        "similar": similar_pain_points(atlas), "nothing": cross_reference(Atlas()),
        "no tree": journey_tree(Atlas()), "nothing similar": similar_pain_points(Atlas()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "theme"),
    [("en", LIGHT), ("de", DARK), ("ar", PRINT), ("ja", LIGHT), ("he", DARK), ("fr", PRINT)],
    ids=lambda part: getattr(part, "name", part),
)
def test_every_view_can_be_read(language, theme):
    """No text meets, crosses or leaves anything, and all stand out from their ground."""
    measure = FontMeasure(fonts_of(theme.families))
    wrong = [
        f"{name}, {kind}: {flaw}"
        for name, result in results(language).items()
        for kind in kinds(result)
        for scene in lay_out(view(result, kind), theme=theme, measure=measure)
        for flaw in flaws(scene, theme)
    ]
    assert [] == wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_is_told_in_words(language):
    """In the language of the journeys."""
    for result in results(language).values():
        for kind in kinds(result):
            figure = view(result, kind)
            assert (language if result.title == "The shop" else None) == figure.locale
            assert figure.title in describe(result, kind)


def test_the_matrix_counts_touchpoints():
    """Journeys with most of them first; an empty cell for none."""
    result = results()["uses"]
    figure = view(result)
    assert "The shop: Channels" == figure.title
    counts = {use.name: dict(use.counts) for use in result.of("channel")}
    columns = [column.title for column in figure.columns[1:]]
    assert columns == list(counts)
    ids = {title: id for id, title in result.journeys}
    for title, *row in figure.rows:
        assert [counts[name].get(ids[title]) for name in columns] == row
    sums = [sum(n or 0 for n in row) for _, *row in figure.rows]
    assert sorted(sums, reverse=True) == sums


def test_an_atlas_shows_itself():
    """By what its journeys have in common, and by their links."""
    atlas = Atlas([journey(1, ("way-2",)), journey(2)], title="The shop")
    assert view(cross_reference(atlas), of="persona") == view(atlas, of="persona")
    assert view(journey_tree(atlas)) == view(atlas, "tree")
    assert "The shop: Channels" in atlas._repr_html_()


def test_what_is_left_out_is_said():
    """Rows, columns and links."""
    found = results(count=9)
    figure = view(found["uses"], of="pain point", rows=4, columns=3)
    assert (4, 4) == (len(figure.rows), len(figure.columns))
    assert "Columns left out: 10." in figure.note
    assert "Journeys left out:" in figure.note
    tree = view(found["tree"], links=2)
    assert 2 == len(tree.edges)
    assert "Links left out: 3." in tree.note
    assert "Linked to no other: 5." in tree.note


def test_the_tree_says_what_is_missing():
    """A link to nowhere leads to a node that says so."""
    figure = view(results()["tree"])
    assert ("does not exist",) == {node.id: node.details for node in figure.nodes}["nowhere"]
    assert ("way-1", "way-2", "Step 0") in {(e.source, e.target, e.label) for e in figure.edges}


def test_slips_are_told():
    """Kinds by name, counts as whole numbers."""
    result = results()["uses"]
    with pytest.raises(NotFoundError, match="did you mean 'channel'"):
        view(result, of="chanel")
    for bad in (0, -1, 2.5, True, "3"):
        with pytest.raises(InvalidValueError, match="whole number of at least 1"):
            view(result, rows=bad)


@pytest.mark.parametrize("format", ["svg", "markdown"])
def test_results_are_drawn(format):
    """In every format that draws tables and graphs."""
    for result in results().values():
        assert jk.render(result, format=format).losses == ()
