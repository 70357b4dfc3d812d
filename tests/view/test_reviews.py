"""Changes and conflicts as figures: grouped for a review, on the map, in every language."""

import pytest
from hypothesis import given, settings

import journeykit as jk
from journeykit import Journey, PainPoint, Persona, Phase, Touchpoint
from journeykit.analyzers import diff, merge
from journeykit.testing.strategies import journeys
from journeykit.view import describe, kinds, view
from journeykit.view.journeys.pairs import pairs_of
from journeykit.view.languages import LANGUAGES
from journeys import distinct

BEFORE = Journey(
    "Buy a bike",
    [Phase("Look", ["Ad", Touchpoint("Ask", emotion=0.2, pain_points="Bot")]),
     Phase("Pay", ["Cart", "Card"]), Phase("Wait", ["Letter"])],
    personas=["Mira"],
)  # fmt: skip
AFTER = (
    BEFORE.without(Phase, "wait")
    .with_touchpoint(Touchpoint("Ask", emotion=-0.4, owner="Ana"))
    .move("ad", phase="pay", before="card")
    .rename(Phase, "pay", "Purchase")
    .with_element(Persona("Mira", share=0.5))
    .replace(title="Buy a good bike")
)


def cells(figure):
    return [row[:2] + row[3:] for row in figure.rows]


def test_a_review_is_grouped_by_phase_in_order_of_the_map():
    """What is the same as above is not said again; what belongs to no phase comes last."""
    assert [
        ("Look", "Ask\ntouchpoint", "valence -0.6 (0.2 → -0.4)"),
        ("", "", "pain point 'Bot' removed"),
        ("", "", "owner 'Ana' added"),
        ("Purchase", "phase", "renamed, was 'Pay'"),
        ("", "Ad\ntouchpoint", "moved from 'Look' to 'Purchase'"),
        ("Wait", "phase", "removed"),
        ("", "Letter\ntouchpoint", "removed from 'Wait'"),
        ("(whole journey)", "journey", "title 'Buy a bike' → 'Buy a good bike'"),
        ("", "Mira\npersona", "share 0.5 added"),
    ] == cells(view(diff(BEFORE, AFTER)))


def test_every_change_is_in_the_review():
    """One row each, with a sign and a word for what has become of it."""
    figure = view(diff(BEFORE, AFTER))

    assert len(diff(BEFORE, AFTER)) == len(figure.rows)
    assert {"≠\u00a0changed", "−\u00a0gone", "≈\u00a0renamed", "→\u00a0moved"} == {
        row[2] for row in figure.rows
    }
    assert "3 gone, 1 moved, 1 renamed, 4 changed" == figure.subtitle
    assert figure.subtitle in figure.description


@settings(deadline=None)
@given(journeys(), journeys())
def test_any_two_journeys_can_be_reviewed(before, after):
    """Whatever their ids: a row for each change, a phase before its touchpoints."""
    found = diff(before, after)

    assert len(found) == len(view(found).rows)
    merged = merge(before, after, before.replace(title="Another"))
    assert len(merged.conflicts) == len(view(merged).rows)


@settings(deadline=None)
@given(journeys(), journeys())
def test_the_change_map_and_diff_agree(before, after):
    """On what is new, gone, and moved, where ids are distinct."""
    before, after = (distinct(each) for each in (before, after))
    found = [change for change in diff(before, after).of("touchpoint") if not change.field]
    signs = {
        pair.touchpoint.id: "added" if pair.before is None else "removed"
        if pair.after is None else "moved"
        for pair in pairs_of(before, after)
        if None in (pair.before, pair.after) or (pair.moved_from, pair.moved_after) != (None, None)
    }  # fmt: skip

    assert signs == {change.id: change.kind for change in found if change.kind != "renamed"}


def test_no_change_has_no_table():
    """A sentence says it."""
    assert "Buy a bike: Changes: no changes." in jk.to_markdown(diff(BEFORE, BEFORE))
    assert "|" not in jk.to_markdown(diff(BEFORE, BEFORE))
    assert "no conflicts" in jk.to_markdown(merge(BEFORE, BEFORE, BEFORE))


def test_a_likely_rename_is_asked_about():
    """Below the table."""
    figure = view(diff(BEFORE, BEFORE.with_ids(Touchpoint, {"ask": "chat"})))

    assert "The same under another id? ask → chat" == figure.note


def test_changes_on_the_map_are_those_of_the_change_map():
    """The same picture as of the two journeys."""
    assert ("review", "map") == kinds(diff(BEFORE, AFTER))
    assert view(BEFORE, "change", to=AFTER) == view(diff(BEFORE, AFTER), "map")
    part = jk.Filter(phases="pay")
    assert view(BEFORE, "change", to=AFTER, only=part) == view(
        diff(BEFORE, AFTER), "map", only=part
    )


def test_conflicts_stand_side_by_side():
    """What was there, and what each side has made of it."""
    theirs = BEFORE.with_touchpoint(Touchpoint("Ask", emotion=0.9, pain_points=PainPoint("Bot")))
    figure = view(merge(BEFORE, AFTER, theirs))

    assert [("Touchpoint 'Ask', valence", "0.2", "-0.4", "0.9")] == list(figure.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_in_the_language_of_the_journey(language):
    """Heads and kinds; a picture, words and a notebook show them."""
    found = diff(BEFORE, AFTER.replace(locale=language))
    figure = view(found)

    assert figure.subtitle in describe(found)
    assert figure.title in jk.to_markdown(found)
    assert "<table" in found._repr_html_()
    assert (language == "en") == ("Where" in [column.title for column in figure.columns])


def test_changes_are_said_in_the_language_of_the_journey():
    """In English as `diff` says them; elsewhere in words that the figures have."""
    journey = BEFORE.replace(
        channels=[jk.Channel("Laden", id="shop")], evidence=["Umfrage"], locale="de"
    )
    ask = journey.touchpoint("ask")
    pain = ask.pain_points[0].replace(severity="abandonment")
    after = (
        journey.with_touchpoint(
            ask.replace(channel="shop", emotions=-0.4, pain_points=[pain, "Dear"],
                        evidence="umfrage", moment_of_truth=True)
        )
        .move("ad", after="ask")
        .move("cart", phase="wait")
        .rename(Touchpoint, "card", "Karte")
        .without(Touchpoint, "letter")
    )  # fmt: skip

    assert {
        "bisher nach Ad", "bisher in Pay", "bisher: Card", "", "Gefühl: 0.2 → -0.4",
        "Kanal: – → 'Laden'", "Schwere ('Bot'): – → führt zum Abbruch", "Schmerzpunkte: 'Dear'",
        "Beruht auf: 'Umfrage'", "moment of truth: – → Moment der Wahrheit",
    } == {row[3] for row in view(diff(journey, after)).rows}  # fmt: skip


def test_what_moves_within_touchpoints_is_said_in_the_language_of_the_journey():
    """A pain point that another touchpoint has now, and thoughts in another order."""
    before = BEFORE.with_touchpoint(Touchpoint("Cart", thoughts=["Hm", "Aha"])).replace(locale="de")
    ask = before.touchpoint("ask")
    after = before.with_touchpoint(ask.replace(pain_points=())).with_touchpoint(
        Touchpoint("Cart", thoughts=["Aha", "Hm"], pain_points=ask.pain_points)
    )

    assert {"Schmerzpunkte: bisher in Ask", "Denken: verschoben"} == {
        row[3] for row in view(diff(before, after)).rows
    }


@settings(deadline=None)
@given(journeys(), journeys())
def test_any_two_journeys_can_be_reviewed_in_any_language(before, after):
    """Whatever has changed, there are words for it."""
    found = diff(before, after.replace(locale="ja"))

    assert len(found) == len(view(found).rows)
