"""An atlas is checked as a whole, each journey with what it shares, each fault told once."""

import pytest

import journeykit as jk
from journeykit.errors import InvalidValueError
from journeykit.io import load_atlas
from journeykit.model import (
    Atlas,
    Channel,
    Journey,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Suppression,
    Touchpoint,
)
from journeykit.testing import check_rule
from journeykit.validators import find_rule, rules, validate

DAY = "2026-06-01"
OF_ATLASES = [rule for rule in rules() if rule.on is Atlas]
MIRA = Persona("Mira", goals="A bike by Friday")


def buy(title="Buy", **more):
    pay = Touchpoint("Pay", **{"channel": "web", "personas": "mira", **more})
    return Journey(title, [Phase("Purchase", [pay])])


def found(atlas, select, **more):
    report = validate(atlas, select=select, today=DAY, **more)
    return [(d.rule, d.location.path) for d in report]


@pytest.mark.parametrize("rule", OF_ATLASES, ids=lambda rule: rule.name)
def test_rules_about_atlases_keep_the_contract(rule):
    """That for plug-in authors, too."""
    check_rule(rule, examples=3, size=30, fresh_process=False)


def test_what_is_shared_is_no_dangling_reference():
    """A persona of the atlas, and a pain point that another journey has."""
    lone = buy()
    mend = Opportunity("Mend it", pain_points="too-slow")
    other = buy("Other", pain_points="too-slow").replace(opportunities=mend)
    atlas = Atlas([lone.replace(opportunities=mend), other], personas=MIRA, channels="Web")
    assert [("dangling-reference", "purchase/pay.personas[0]")] == found(lone, "JK201")
    assert [] == found(atlas, "JK201")
    missing = atlas.with_journey(other.replace(phases=()))
    assert ["buy/mend-it.pain_points[0]", "other/mend-it.pain_points[0]"] == [
        path for _, path in found(missing, "JK201")
    ]


def test_a_fault_of_a_shared_definition_is_told_once_where_it_stands():
    """At the atlas; in a journey of its own as it always was."""
    bare = Persona("Mira", role="Commuter")
    atlas = Atlas([buy("A"), buy("B")], personas=bare)
    assert [("persona-without-goals", "mira.goals")] == found(atlas, "persona-without-goals")
    own = Atlas([buy("A"), buy("B").replace(personas=bare)])
    assert [("persona-without-goals", "b/mira.goals")] == found(own, "persona-without-goals")


def test_a_shared_definition_is_fine_where_one_journey_says_so():
    """A favourite channel that only one of the journeys has is served."""
    mira = MIRA.replace(preferred_channels="post")
    served = buy("B", channel="post")
    rule = "preferred-channel-unserved"
    assert 1 == len(found(Atlas([buy("A")], personas=mira), rule))
    assert [] == found(Atlas([buy("A"), served], personas=mira), rule)


def test_suppressions_of_all_journeys_accept_a_shared_fault():
    """One of two is not enough."""
    bare = Persona("Mira", role="Commuter")
    accepted = (Suppression("persona-without-goals", "Decided", at="mira"),)
    a, b = buy("A").replace(suppressions=accepted), buy("B")
    assert 1 == len(found(Atlas([a, b], personas=bare), "persona-without-goals"))
    both = Atlas([a, b.replace(suppressions=accepted)], personas=bare)
    report = validate(both, select="persona-without-goals", today=DAY)
    assert ((), "Decided") == (report.diagnostics, report.suppressed[0].suppressed)


def test_findings_name_file_and_line(tmp_path):
    """Of the journey, and of the atlas for what it defines."""
    (tmp_path / "atlas.yaml").write_text("title: Shop\nchannels:\n  - name: Fax\n")
    (tmp_path / "buy.yaml").write_text(
        "title: Buy\nphases:\n  - name: P\n    touchpoints:\n      - name: Pay\n        journey: byu\n"
    )
    report = validate(load_atlas(tmp_path), select="atlas", today=DAY)
    assert [
        (f"{tmp_path / 'buy.yaml'}:6:9", "did you mean 'buy'?"),
        (f"{tmp_path / 'atlas.yaml'}:3:5", "name it in the journeys that have it, or take it out"),
    ] == [(str(d.location), d.hint) for d in report]
    assert ("Shop", "buy/p/pay.journey") == (report.title, report.diagnostics[0].location.path)


def test_fingerprints_of_an_atlas_are_distinct():
    """The same fault in two journeys is two findings."""
    report = validate(Atlas([buy("A"), buy("B")]), select="all", today=DAY)
    assert len(report) == len({d.fingerprint for d in report})
    ranks = [d.severity.rank for d in report]
    assert sorted(ranks) == ranks


def test_a_journey_alone_is_found_as_within_an_atlas():
    """What it does not share makes no difference but for the path."""
    journey = jk.example("retail-purchase")
    alone = validate(journey, select="all", today=DAY)
    within = validate(Atlas(journey), select="all", ignore="atlas", today=DAY)
    assert [d.message for d in alone] == [d.message for d in within]
    assert [f"{journey.id}/{d.location.path}".rstrip("/") for d in alone if d.location.path[:1] != "."] == [
        d.location.path for d, a in zip(within, alone, strict=True) if a.location.path[:1] != "."
    ]  # fmt: skip
    assert set(alone.rules) == set(within.rules)


def test_a_conflict_says_what_differs_and_from_what():
    """One finding for each definition that does not count."""
    a = buy("A").replace(personas=MIRA)
    b = buy("B").replace(personas=MIRA.replace(role="Commuter", goals="Another"))
    c = buy("C").replace(personas="mira")
    report = validate(Atlas([a, b, c]), select="conflicting-definition", today=DAY)
    assert ["persona 'Mira' has another role and another goals than in journey 'A'"] == [
        d.message for d in report
    ]
    shared = Atlas([a, b, c], personas=MIRA.replace(share=0.5))
    assert [("conflicting-definition", "a/mira"), ("conflicting-definition", "b/mira")] == found(
        shared, "conflicting-definition"
    )


def test_pain_points_conflict_at_their_touchpoint():
    """A severity that another journey gives otherwise."""
    mild, bad = (PainPoint("Too slow", severity=s) for s in ("trivial", "abandonment"))
    atlas = Atlas([buy("A", pain_points=[PainPoint("Other"), mild]), buy("B", pain_points=bad)])
    assert [("conflicting-definition", "b/purchase/pay/too-slow")] == found(atlas, "JKA02")


def test_rules_about_atlases_are_skipped_for_a_journey():
    """Silently where nobody asked for them by name."""
    report = validate(buy(), select="JKA03", today=DAY)
    assert ["dangling-journey"] == [skip.rule for skip in report.skipped]
    assert () == validate(buy(), select="atlas", today=DAY).skipped
    assert "dangling-journey" not in validate(buy(), select="all", today=DAY).rules


def test_a_crash_of_a_rule_about_atlases_is_a_finding():
    """As any other; the rest runs on."""
    broken = find_rule("JKA03").replace(
        name="broken", code="XYA01", function=lambda atlas, context: 1 / 0
    )
    report = validate(Atlas(buy()), rules=broken, select=["broken", "JK102"], today=DAY)
    assert ["rule-crashed"] == [d.rule for d in report]
    assert "ZeroDivisionError" in report.diagnostics[0].message


def test_what_is_neither_journey_nor_atlas_is_refused():
    """A list of journeys is not yet an atlas."""
    with pytest.raises(InvalidValueError, match="expected a Journey"):
        validate([buy()])


def test_circles_of_journeys():
    """Each once, and a journey within itself."""

    def link(title, *targets):
        return Journey(title, [Phase("P", [Touchpoint(t, journey=t) for t in targets])])

    atlas = Atlas([link("a", "b"), link("b", "c", "a"), link("c", "a"), link("d", "d", "a")])
    report = validate(atlas, select="journeys-in-a-circle", today=DAY)
    assert ["a > b > a", "a > b > c > a", "d > d"] == sorted(
        d.message.rpartition(": ")[2] for d in report
    )
    assert [] == found(Atlas([link("a", "b"), link("b")], channels=Channel("Web")), "JKA04")
