"""Two journeys in one sheet: what is new, gone, moved and changed."""

import pytest
from hypothesis import given

import journeykit as jk
from journeykit import (
    Channel,
    Emotion,
    Filter,
    Journey,
    Measurement,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.errors import InvalidValueError
from journeykit.model import LaneRole
from journeykit.testing.strategies import journeys
from journeykit.view import view
from journeykit.view.figures import MarkKind, Tone
from journeykit.view.journeys.pairs import merged
from journeykit.view.labels import labels

TODAY = Journey(
    "Buy a bike",
    [
        Phase(
            "Look",
            [
                Touchpoint("Ad", channel="web", emotion=0.5, thoughts="Nice"),
                Touchpoint("Compare", actions="Lays tests side by side"),
                Touchpoint("Ask", channel="chat", emotion=Emotion(-0.6, quote="A bot?"),
                           thoughts=["Hm", "A bot again"],
                           pain_points=[PainPoint("Bot", severity="abandonment"),
                                        PainPoint("Slow", severity="workaround")]),
            ],
        ),
        Phase("Pay", [Touchpoint("Cart"), Touchpoint("Account", pain_points="Forced"),
                      Touchpoint("Done", metrics=Measurement("csat_top2", 70, n=90))]),
        Phase("Wait", [Touchpoint("Letter")]),
    ],
    state="current",
    channels=[Channel("Web shop", id="web"), Channel("Chat", id="chat")],
    opportunities=[Opportunity("Answer", pain_points="bot", importance=9, satisfaction=1),
                   Opportunity("Guest", pain_points="forced", importance=5, satisfaction=1)],
)  # fmt: skip
FUTURE = Journey(
    "Buy a bike",
    [
        Phase(
            "Look",
            [
                Touchpoint("Ad", channel="web", emotion=0.5, thoughts="Nice"),
                Touchpoint("Ask people", id="ask", channel="phone", moment_of_truth=True,
                           emotion=Emotion(0.8, quote="A voice!"), thoughts=["Hm", "Quick"],
                           pain_points=PainPoint("Slow", severity="trivial")),
                Touchpoint("Cart"),
            ],
        ),
        Phase("Try", ["Ride"]),
        Phase("Pay", [Touchpoint("Done"), Touchpoint("Account", pain_points="Forced")]),
    ],
    state="future",
    opportunities=[Opportunity("Guest", pain_points="forced", importance=5, satisfaction=1)],
)  # fmt: skip


@pytest.fixture(scope="module")
def sheet():
    """The change from today to the future."""
    return view(TODAY, "change", to=FUTURE)


def changes(marked):
    """The values of the signs of change."""
    return [mark.value for mark in marked.marks if mark.kind is MarkKind.CHANGE]


def row(sheet, role, index=0):
    """A row of a role."""
    return [row for row in sheet.rows if row.role is role][index]


def cell(sheet, role, column, index=0):
    """Texts with their signs of change."""
    place = [each.id for each in sheet.columns].index(column)
    return [(e.text, changes(e), e.note) for e in row(sheet, role, index).cells[place].entries]


def test_columns_are_those_of_both(sheet):
    """In the later order; what is gone stands behind what it stood behind."""
    assert [
        ("ad", "look", []), ("compare", "look", [2]), ("ask", "look", [4]), ("cart", "look", [3]),
        ("ride", "try", [1]), ("done", "pay", [3]), ("account", "pay", []),
        ("letter", "wait", [2]),
    ] == [(column.id, column.group, changes(column)) for column in sheet.columns]  # fmt: skip


def test_groups_say_what_is_new_and_gone(sheet):
    """In words, for a band has no sign."""
    assert ["Look", "Try (new)", "Pay", "Wait (gone)"] == [group.title for group in sheet.groups]


def test_a_row_says_what_a_touchpoint_was(sheet):
    """Its place, its name, its channel, its moment of truth."""
    assert "changes" == sheet.rows[0].id
    said = {c.id: cell(sheet, LaneRole.CUSTOM, c.id) for c in sheet.columns}
    assert [("moved here from Pay", [], None)] == said["cart"]
    assert ["came after Account"] == [text for text, _, _ in said["done"]]
    assert ["was: Ask", "was through Chat", "now a moment of truth"] == [
        text for text, _, _ in said["ask"]
    ]


def test_texts_are_new_or_gone(sheet):
    """What stays has no sign and recedes."""
    assert [("Hm", [], None), ("A bot again", [2], None), ("Quick", [1], None)] == cell(
        sheet, LaneRole.THOUGHTS, "ask"
    )
    tones = [entry.tone for entry in row(sheet, LaneRole.THOUGHTS).cells[2].entries]
    assert [Tone.MUTED, Tone.MUTED, Tone.NEUTRAL] == tones


def test_pain_points_are_the_same_by_id(sheet):
    """One that hurts less has changed."""
    assert [("Bot", [2], None), ("Slow", [4], "was: needs a workaround")] == cell(
        sheet, LaneRole.PAIN_POINTS, "ask"
    )


def test_opportunities_are_realised(sheet):
    """Where all that they address is gone, and the touchpoint is not."""
    assert [("Answer", [2], "realised")] == cell(sheet, LaneRole.OPPORTUNITIES, "ask")
    assert [("Guest", [], None)] == cell(sheet, LaneRole.OPPORTUNITIES, "account")
    gone = view(TODAY, "change", to=Journey("Nothing"))
    assert "realised" not in gone.subtitle


def test_ranks_are_those_of_today(sheet):
    """Two scales of ranks in one sheet would mislead."""
    entry = row(sheet, LaneRole.OPPORTUNITIES).cells[6].entries[0]
    assert [2] == [mark.value for mark in entry.marks if mark.kind is MarkKind.PRIORITY]


def test_what_is_not_measured_yet_is_no_change(sheet):
    """Nobody has asked tomorrow's customers."""
    ((text, signs, _),) = cell(sheet, LaneRole.METRICS, "done")
    assert (True, []) == (text.startswith("CSAT"), signs)


def test_two_curves_with_the_names_of_the_states(sheet):
    """The later one is drawn where it leaves the earlier one."""
    before, after = row(sheet, LaneRole.EMOTIONS).curves
    assert ("Current journey", "Future journey") == (before.title, after.title)
    assert [(0, 0.5), (2, -0.6)] == [(p.column, p.value) for p in before.points]
    assert [(0, 0.5, None), (2, 0.8, "A voice!")] == [
        (p.column, p.value, p.label) for p in after.points
    ]


def test_states_that_tell_nothing_apart_are_before_and_after():
    """As where nobody says them."""
    sheet = view(TODAY, "change", to=FUTURE.replace(state=None))
    assert sheet.subtitle.startswith("Before → After · ")


def test_the_subtitle_counts(sheet):
    """And so does the description."""
    counts = (
        "touchpoints: 1 new, 2 gone, 2 moved, 1 changed · pain points: 1 gone, 1 changed · "
        "opportunities: 1 realised"
    )
    assert f"Current journey → Future journey · {counts}" == sheet.subtitle
    assert (
        "Buy a bike: Current journey → Future journey. Touchpoints: 1 new, 2 gone, 2 moved, "
        "1 changed. Pain points: 1 gone, 1 changed. Opportunities: 1 realised."
    ) == sheet.description


def test_the_legend_explains_the_signs(sheet):
    """Each once."""
    labels = [mark.label for mark in sheet.legend if mark.kind is MarkKind.CHANGE]
    assert ["new", "gone", "moved", "changed"] == labels


def test_each_persona_has_a_row_of_feelings():
    """Four curves in one row would be a braid."""
    today = Journey(
        "x",
        [Phase("A", [Touchpoint("a", emotions=[Emotion(0.1, persona="m"), Emotion(-0.1, persona="t")])])],
        personas=[Persona("Mira", id="m"), Persona("Tom", id="t")],
    )  # fmt: skip
    point = today.touchpoint("a").replace(emotions=[Emotion(0.9, persona="m")])
    sheet = view(today, "change", to=today.with_touchpoint(point))
    felt = [row for row in sheet.rows if row.role is LaneRole.EMOTIONS]
    assert [("Feeling · Mira", 2), ("Feeling · Tom", 1)] == [(r.title, len(r.curves)) for r in felt]


def test_signs_of_channels_are_the_same_in_both(sheet):
    """Those of today first."""
    signs = {m.label: m.value for c in sheet.columns for m in c.marks if m.kind is MarkKind.CHANNEL}
    assert {"web": 0, "phone": 2} == signs


@given(journey=journeys())
def test_nothing_changes_from_a_journey_to_itself(journey):
    """No sign, no row of changes, one curve."""
    sheet = view(journey, "change", to=journey)
    assert labels(journey.locale)("no_changes") in sheet.subtitle
    assert not [mark for mark in sheet.legend if mark.kind is MarkKind.CHANGE]
    assert all(len(row.curves) < 2 for row in sheet.rows)


@given(before=journeys(), after=journeys())
def test_every_touchpoint_of_either_has_one_column(before, after):
    """Whatever the two have in common, in order of the groups."""
    sheet = view(before, "change", to=after)
    ids = [column.id for column in sheet.columns]
    assert sorted({t.id for j in (before, after) for t in j.touchpoints}) == sorted(ids)
    groups = [group.id for group in sheet.groups]
    places = [groups.index(column.group) for column in sheet.columns]
    assert sorted(places) == places
    mine = [t.id for t in after.touchpoints]
    kept = [id for id in ids if id in mine]
    if len({p.id for p in after.phases}) == len(after.phases):
        assert list(dict.fromkeys(mine)) == kept


@given(before=journeys(), after=journeys())
def test_what_comes_and_what_goes_are_mirror_images(before, after):
    """New from here to there is gone from there to here."""
    there, back = view(before, "change", to=after), view(after, "change", to=before)
    new = {column.id for column in there.columns if 1 in changes(column)}
    assert new == {column.id for column in back.columns if 2 in changes(column)}


@pytest.mark.parametrize(
    ("before", "after", "columns"),
    [(TODAY, Journey("x"), 7), (Journey("x"), TODAY, 7), (Journey("x"), Journey("y"), 0)],
)
def test_either_may_be_empty(before, after, columns):
    """Then all is new, or gone, or there is nothing."""
    sheet = view(before, "change", to=after)
    assert columns == len(sheet.columns)
    assert len({*map(tuple, map(changes, sheet.columns))}) <= 1


def test_a_filter_shows_a_part_of_both():
    """What either has is known; counts are those of the whole."""
    sheet = view(TODAY, "change", to=FUTURE, only=Filter(phases=["try", "pay"]))
    assert ["cart", "ride", "done", "account"] == [column.id for column in sheet.columns]
    assert ["Look", "Try (new)", "Pay"] == [group.title for group in sheet.groups]
    assert "touchpoints: 1 new, 2 gone" in sheet.subtitle
    assert sheet.subtitle.endswith("shows only Pay, Try")


def test_what_is_no_journey_is_refused():
    """A file name is a frequent slip."""
    with pytest.raises(InvalidValueError, match="view.to: expected the Journey to compare with"):
        view(TODAY, "change", to="future.yaml")


def test_merged_keeps_both_orders_as_far_as_they_agree():
    """The later order wins."""
    assert ["x", "a", "y", "b", "z"] == merged("xayb", "abz")
    assert [] == merged((), ())


def test_it_speaks_the_language_of_the_later_journey():
    """Or else of the earlier."""
    german = view(TODAY.replace(locale="de"), "change", to=FUTURE)
    assert german.subtitle.startswith("Heutige Reise → Künftige Reise · Kontaktpunkte: 1 neu")


def test_examples_can_be_compared(tmp_path):
    """Also those that have nothing in common."""
    pair = jk.example("retail-purchase"), jk.example("public-service")
    jk.render(pair[0], tmp_path / "change.svg", to=pair[1])
    assert (tmp_path / "change.svg").stat().st_size > 10_000


@pytest.mark.parametrize(("locale", "arrow"), [("en", "→"), ("de", "→"), ("he", "←"), ("ar", "←")])
def test_arrows_point_where_one_reads_on(locale, arrow):
    """To the left in scripts that run there; a title that stays is said once."""
    was = Journey("Buy", [Phase("A", ["Look"])], locale=locale)
    for kind in ("change", "before-after"):
        # Marks of direction keep Latin names beside the arrow in the order of reading.
        title = view(was, kind, to=was.replace(title="Rent")).title.replace("\u200f", "")
        assert f"Buy {arrow} Rent" in title
        assert "Buy" == view(was, kind, to=was).title.replace("\u200f", "").partition(":")[0]


def test_personas_say_that_they_come_or_go():
    """Beside the name, as phases do."""
    today = Journey("Buy", personas=[Persona("Mira"), Persona("Tom")])
    sheet = view(today, "change", to=Journey("Buy", personas=[Persona("Mira"), Persona("Zoe")]))
    assert ["Mira", "Tom (gone)", "Zoe (new)"] == [card.title for card in sheet.cards]
