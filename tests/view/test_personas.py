"""Personas as cards, and what each of them feels."""

import pytest
from hypothesis import given

import journeykit as jk
from journeykit import (
    Channel,
    Emotion,
    Evidence,
    Filter,
    Journey,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.model import LaneRole
from journeykit.testing.strategies import journeys, personas
from journeykit.view import DARK, LIGHT, PRINT, kinds, view
from journeykit.view.figures import MarkKind, Sheet
from journeykit.view.layout import lay_out
from journeykit.view.scene import Box, Text
from view.layout_samples import leaves, overlaps, strays

MIRA = Persona(
    "Mira Köhler",
    id="mira",
    role="commuter",
    quote="It has to fit.",
    demographics={"age": 34, "home": "Leipzig"},
    goals=["Ride by spring", "Pay by the month"],
    needs="One price",
    challenges="Little time",
    behaviours="Reads reviews",
    psychographics="Careful",
    preferences="Plain words",
    preferred_channels=["shop", "phone"],
    share=0.38,
    segment={"device": ["mobile", "tablet"]},
    evidence="talks",
)


def fields(card):
    """The texts of a card by label."""
    return {field.label: field.text for field in card.fields}


# --- cards ------------------------------------------------------------------------


def test_a_persona_is_a_card_with_all_that_is_known():
    """Nothing that an author gives is left out."""
    sheet = view(MIRA)
    assert isinstance(sheet, Sheet)
    assert (("card",), "Mira Köhler") == (kinds(MIRA), sheet.title)
    (card,) = sheet.cards
    assert ("Mira Köhler", "commuter", "It has to fit.") == (card.title, card.subtitle, card.quote)
    assert {
        "Goals": ("Ride by spring", "Pay by the month"),
        "Needs": ("One price",),
        "Challenges": ("Little time",),
        "Behaviours": ("Reads reviews",),
        "Attitudes": ("Careful",),
        "Preferences": ("Plain words",),
        "Channels": ("shop", "phone"),
        "Facts": ("age: 34", "home: Leipzig"),
        "In the data": ("device: mobile, tablet",),
        "Share of customers": ("38%",),
    } == fields(card)
    assert 0.38 == card.fields[-1].level


def test_a_card_in_another_language():
    """A persona knows no language: one says it."""
    labels = list(fields(view(MIRA, "card", locale="de").cards[0]))
    assert ["Ziele", "Bedürfnisse", "Herausforderungen"] == labels[:3]


def test_a_share_is_never_nothing_where_there_is_something():
    """One in a thousand is not none."""
    assert ("0.1%",) == view(Persona("x", share=0.001)).cards[0].fields[0].text
    assert ("0%",) == view(Persona("x", share=0)).cards[0].fields[0].text


def test_the_cards_of_a_journey_know_its_channels_and_evidence():
    """Names for ids, the signs of the map, and what the persona rests on."""
    journey = Journey(
        "x",
        [Phase("A", [Touchpoint("a", channel="web"), Touchpoint("b", channel="shop")])],
        personas=[MIRA, Persona("Tom")],
        channels=Channel("Corner shop", id="shop"),
        evidence=Evidence("Talks with ten", id="talks"),
    )
    sheet = view(journey, "cards")
    assert ("x: Personas", [0, 1]) == (sheet.title, [card.hue for card in sheet.cards])
    channels = next(field for field in sheet.cards[0].fields if field.label == "Channels")
    assert (("Corner shop", "phone"), [1, 2]) == (channels.text, [m.value for m in channels.marks])
    assert [("Talks with ten",), ("rests on no evidence",)] == [
        fields(card)["Rests on"] for card in sheet.cards
    ]


def test_the_description_says_who_it_is():
    """In sentences."""
    assert (
        "Mira Köhler is a persona: commuter. Goals: Ride by spring; Pay by the month. "
        "Needs: One price. Challenges: Little time. 38% of the customers are so."
        == view(MIRA).description
    )
    assert "No personas yet." == view(Journey("x"), "cards").description


# --- cards as a picture -----------------------------------------------------------


def drawn(figure, **options):
    """The shapes of the only scene of a figure."""
    (scene,) = lay_out(figure, **options)
    return scene, list(leaves(scene.items))


def test_a_name_stands_once():
    """The title of a single card is its name: it is not written twice."""
    _, shapes = drawn(view(MIRA))
    words = [shape.text for shape in shapes if isinstance(shape, Text)]
    assert 1 == " ".join(words).count("Mira")
    assert "It has to fit." in " ".join(words)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
def test_the_bar_is_as_long_as_the_share(theme):
    """Of the outline that it fills; and nothing is drawn of nothing."""
    _, shapes = drawn(view(Persona("x", share=0.25)), theme=theme)
    (outline,) = [s for s in shapes if isinstance(s, Box) and s.fill is None]
    (bar,) = [s for s in shapes if isinstance(s, Box) and s.fill == theme.on_hue]
    assert bar.width == pytest.approx(outline.width / 4)
    _, none = drawn(view(Persona("x", share=0)), theme=theme)
    assert [] == [s for s in none if isinstance(s, Box) and s.fill == theme.on_hue]


def test_cards_stand_side_by_side_as_far_as_there_is_room():
    """A narrow page takes them one below the other."""
    journey = Journey("x", personas=[MIRA, MIRA.replace(name="Tom", id="tom")])
    wide, _ = drawn(view(journey, "cards"))
    narrow, _ = drawn(view(journey, "cards"), max_width=800.0)
    assert narrow.width < 800 < wide.width
    assert narrow.height > 1.5 * wide.height


@given(persona=personas())
def test_nothing_overlaps_or_sticks_out(persona):
    """Whatever a card holds."""
    scene, _ = drawn(view(persona))
    assert [] == overlaps(scene)
    assert [] == strays(scene)


# --- by persona -------------------------------------------------------------------


@pytest.fixture
def journey():
    """Two who feel, one who does not, and a touchpoint of none of them."""
    return Journey(
        "x",
        [
            Phase(
                "A",
                [
                    Touchpoint("a", emotions=[Emotion(0.5, persona="mira"), 0.1], actions="Goes"),
                    Touchpoint("b", personas="tom", emotion=-0.5),
                ],
            ),
            Phase("B", [Touchpoint("c", personas="a-stranger"),
                        Touchpoint("d", personas=["mira", "tom"], emotion=0.2)]),
        ],
        personas=[MIRA, Persona("Tom"), Persona("Zoe")],
    )  # fmt: skip


def test_each_persona_has_a_row(journey):
    """With her own feelings, and those of nobody in particular where she comes."""
    sheet = view(journey, "by-persona")
    assert ["a", "b", "d"] == [column.id for column in sheet.columns]
    felt = {
        row.title: [(p.column, p.value) for curve in row.curves for p in curve.points]
        for row in sheet.rows
        if row.role is LaneRole.EMOTIONS
    }
    assert {
        "Feeling · Mira Köhler": [(0, 0.5), (0, 0.1), (2, 0.2)],
        "Feeling · Tom": [(0, 0.1), (1, -0.5), (2, 0.2)],
        "Feeling · Zoe": [(0, 0.1)],
    } == felt


def test_columns_say_who_comes_where_not_all_do(journey):
    """By signs with their places among the personas."""
    signs = {
        column.id: [(m.value, m.label) for m in column.marks if m.kind is MarkKind.PERSONA]
        for column in view(journey, "by-persona").columns
    }
    assert {"a": [], "b": [(1, "Tom")], "d": [(0, "Mira Köhler"), (1, "Tom")]} == signs


def test_many_personas_are_named_in_a_row(journey):
    """Their signs would leave no room for the name of a touchpoint."""
    sheet = view(journey.replace(personas=[*journey.personas, Persona("Ann")]), "by-persona")
    assert MarkKind.PERSONA not in {mark.kind for mark in sheet.legend}
    assert ["All personas", "Tom", "Mira Köhler, Tom"] == [
        cell.entries[0].text for cell in sheet.rows[0].cells
    ]


def test_it_says_how_often_each_comes(journey):
    """Of all touchpoints of the journey."""
    sheet = view(journey, "by-persona")
    assert (
        "Mira Köhler: 2 of 4 touchpoints · Tom: 3 of 4 touchpoints · Zoe: 1 of 4 touchpoints"
        == sheet.subtitle
    )
    assert "Tom: 3 of 4 touchpoints" in sheet.description


def test_a_filter_takes_rows_and_columns(journey):
    """Signs stay: others come there too."""
    sheet = view(journey, "by-persona", only=Filter(personas="tom", phases="B".lower()))
    assert ["Feeling · Tom"] == [row.title for row in sheet.rows]
    marks = [m.label for m in sheet.columns[0].marks if m.kind is MarkKind.PERSONA]
    assert ["Mira Köhler", "Tom"] == marks


def test_without_personas_there_is_one_row():
    """Of all."""
    journey = Journey("x", [Phase("A", [Touchpoint("a", emotion=0.3)])])
    assert ["Feeling"] == [row.title for row in view(journey, "by-persona").rows]
    assert () == view(Journey("x"), "by-persona").rows


@given(journey=journeys())
def test_every_row_has_one_curve_of_its_persona(journey):
    """Or, without personas, those of the map."""
    sheet = view(journey, "by-persona")
    ids = {persona.id for persona in journey.personas}
    for row in sheet.rows:
        if row.role is LaneRole.EMOTIONS and ids:
            assert 1 == len(row.curves)
            assert row.curves[0].id in ids


@pytest.mark.parametrize("name", ["retail-purchase", "software-onboarding", "public-service"])
@pytest.mark.parametrize("kind", ["by-persona", "cards"])
def test_the_examples_are_drawn(tmp_path, name, kind):
    """Without a word out of place."""
    figure = view(jk.example(name), kind)
    scene, _ = drawn(figure)
    assert [] == overlaps(scene)
    assert figure.description


def test_markdown_names_a_single_persona_once():
    """Her name is the title already; several have a heading each."""
    lines = jk.to_markdown(MIRA).splitlines()
    assert ["# Mira Köhler"] == [line for line in lines if line.startswith("#")]
    journey = Journey("x", personas=[MIRA, Persona("Tom")])
    headings = [
        line for line in jk.to_markdown(journey, kind="cards").splitlines() if line[:1] == "#"
    ]
    assert ["# x: Personas", "## Mira Köhler", "## Tom"] == headings
