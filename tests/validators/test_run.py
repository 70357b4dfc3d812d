"""A run: findings, places, requirements, suppressions, crashes."""

import datetime as dt
import sys

import pytest

from journeykit import plugins
from journeykit.diagnostics import Severity
from journeykit.errors import InvalidValueError, NotFoundError, PluginError
from journeykit.io import loads
from journeykit.model import Emotion, Journey, Measurement, Phase, Place, Suppression, Touchpoint
from journeykit.model.element import Value
from journeykit.validators import Problem, registry, validate
from validators.house import always, house_rule, in_names, never

DAY = dt.date(2026, 6, 1)
JOURNEY = Journey("Shop", [Phase("Look", ["ab", "b"]), Phase("Buy", ["a"])])
TEXT = """\
journeykit: 1
title: Shop
phases:
  - name: Buy
    touchpoints:
      - name: Pay
        channel: wbe
channels:
  - name: Web
"""


def check(journey, *rules, select="house", **keywords):
    """Run rules made to order, and only these."""
    keywords.setdefault("today", DAY)
    return validate(journey, rules=rules, select=select, **keywords)


def paths(report, rule=None):
    """Where findings are."""
    return [d.location.path for d in report if rule in (None, d.rule)]


def test_rule_is_called_for_each_element_of_its_type():
    """A rule on touchpoints sees each of them once, in order of the map."""
    report = check(JOURNEY, house_rule("seen", always))
    assert ["look/ab", "look/b", "buy/a"] == paths(report)
    assert ("seen",) == report.rules
    assert "Shop" == report.title


def test_rule_on_a_field_is_called_where_that_is_filled_or_empty():
    """In order of the map; a figure of 0 fills its field; both can be asked for at once."""
    touchpoints = [
        Touchpoint("a", channel="web"), Touchpoint("b"), Touchpoint("c", metrics={"visits": 0}),
        Touchpoint("d", channel="web", owner="Team"),
    ]  # fmt: skip
    journey = Journey("Shop", [Phase("P", touchpoints)])

    def seen(**keywords):
        return paths(check(journey, house_rule("seen", always, **keywords)))

    assert ["p/a", "p/d"] == seen(filled="channel")
    assert ["p/b", "p/c"] == seen(empty="channel")
    assert ["p/a"] == seen(filled="channel", empty="owner")
    assert ["p/c.metrics[0]"] == seen(on=Measurement, filled="value")
    assert [] == seen(on=Measurement, filled="interval")
    assert [] == seen(on=Measurement, empty="value")


def test_a_rule_on_a_field_bars_what_requires_it_where_it_is_barred_itself():
    """What requires a rule requires what that requires, be it called there or not."""
    journey = Journey("Shop", [Phase("P", [Touchpoint("a"), Touchpoint("b", channel="web")])])
    first = house_rule("first", in_names("a"))
    second = house_rule("second", never, requires=("first",), filled="channel")
    third = house_rule("third", always, requires=("second",))

    assert ["p/b"] == paths(check(journey, first, second, third), "third")


def test_rule_on_a_base_type_sees_all_below_it():
    """A rule on `Value` is called for every place, in order of the map."""
    seen = []
    check(JOURNEY, house_rule("seen", lambda e, c: seen.append(c.place) or (), on=Value))
    assert list(JOURNEY.places) == seen


def test_own_rules_are_run_without_being_selected():
    """Who hands a rule over wants it, be it off by default; recommended ones run beside it."""
    report = validate(JOURNEY, rules=house_rule("mine", always, default=False), today=DAY)
    assert "mine" in report.rules
    assert "actor-missing" in report.rules


def test_findings_are_sorted_worst_first_then_by_place():
    """Severity counts before place, and place before rule."""
    mild = house_rule("mild", always, code="XA100", severity=Severity.INFO)
    bad = house_rule("bad", always, code="XZ100", severity=Severity.ERROR)
    worse = house_rule("worse", always, code="XB100", severity=Severity.ERROR)
    report = check(JOURNEY, mild, bad, worse)
    assert ["worse", "bad"] * 3 + ["mild"] * 3 == [d.rule for d in report]
    assert not report.ok


def test_two_rules_of_one_name_are_an_error_naming_both():
    """Neither silently wins."""
    with pytest.raises(PluginError, match=r"two rules are called 'x'.*XA100.*XB100"):
        check(JOURNEY, house_rule("x", never, code="XA100"), house_rule("x", never, code="XB100"))
    with pytest.raises(PluginError, match="'JK101'.*the installed rules.*the rules given"):
        check(JOURNEY, house_rule("y", never, code="JK101"))


def test_finding_carries_line_column_and_excerpt():
    """A journey from a text has positions; one made by hand has paths."""
    found = validate(loads(TEXT, format="yaml", file="shop.yaml"), select="JK201").diagnostics[0]
    location = found.location
    assert ("buy/pay.channel", "shop.yaml", 7, 9) == (
        location.path, location.file, location.line, location.column
    )  # fmt: skip
    assert "        channel: wbe" == location.excerpt
    assert "did you mean 'web'?" == found.hint
    bare = validate(loads(TEXT, format="yaml").replace(title="Shop"), select="JK201")
    assert (None, None, None) == (
        bare.errors[0].location.file, bare.errors[0].location.line, bare.errors[0].location.excerpt
    )  # fmt: skip


def test_unchanged_place_keeps_its_fingerprint():
    """Moving lines and rewording do not change a fingerprint."""
    old = validate(loads(TEXT, format="yaml"), select="JK201").diagnostics
    new = validate(loads("# new\n\n" + TEXT, format="yaml"), select="JK201").diagnostics
    assert [d.fingerprint for d in old] == [d.fingerprint for d in new]
    assert old[0].location.line != new[0].location.line


def test_position_of_an_unknown_place_is_left_out():
    """Where the reader has no positions, the file remains."""
    journey = loads(TEXT, format="yaml", file="shop.yaml")
    origin = type(journey.origin)("shop.yaml", TEXT, lambda _: {})
    object.__setattr__(journey, "origin", origin)
    location = validate(journey, select="JK201").diagnostics[0].location
    assert ("shop.yaml", None) == (location.file, location.line)


def test_problem_may_point_elsewhere():
    """A rule on the journey reports at the touchpoint at fault."""

    def last(journey, context):
        place, _ = context.each(Touchpoint)[-1]
        yield Problem("last", "name", at=place)

    assert ["buy/a.name"] == paths(check(JOURNEY, house_rule("last", last, on=Journey)))


# --- requirements ---------------------------------------------------------------------


def test_failed_requirement_silences_the_same_element_only():
    """Where the first rule found something, the second says nothing, and the report says why."""
    first = house_rule("first", in_names("b"))
    second = house_rule("second", always, requires=("first",))
    report = check(JOURNEY, first, second)
    assert ["look/ab.name", "look/b.name"] == paths(report, "first")
    assert ["buy/a"] == paths(report, "second")
    assert [("second", "not run at 2 of 3 places, because first found a problem there first")] == [
        (skip.rule, skip.reason) for skip in report.skipped
    ]


def test_requirement_fails_above_and_below():
    """A finding at the phase silences its touchpoints; one at a touchpoint silences its phase."""
    phase = house_rule("phase", in_names("Look"), on=Phase)
    touchpoint = house_rule("touchpoint", always, requires=("phase",))
    assert ["buy/a"] == paths(check(JOURNEY, phase, touchpoint), "touchpoint")
    touchpoint = house_rule("touchpoint", in_names("b"))
    phase = house_rule("phase", always, on=Phase, requires=("touchpoint",))
    assert ["buy"] == paths(check(JOURNEY, phase, touchpoint), "phase")


def test_finding_at_the_journey_silences_everything():
    """What is wrong with the whole is wrong with each part."""
    whole = house_rule("whole", always, on=Journey)
    part = house_rule("part", always, requires=("whole",))
    report = check(JOURNEY, whole, part)
    assert [] == paths(report, "part")
    assert "3 of 3" in report.skipped[0].reason


def test_requirements_are_passed_on():
    """What is silenced silences what requires it."""
    one = house_rule("one", in_names("b"))
    two = house_rule("two", never, requires=("one",))
    three = house_rule("three", always, requires=("two",))
    report = check(JOURNEY, one, two, three)
    assert ["buy/a"] == paths(report, "three")
    assert "because two was not run" in report.skipped[1].reason


def test_unselected_requirement_is_looked_at_but_not_reported():
    """What a rule finds does not depend on the selection."""
    first = house_rule("first", in_names("b"))
    second = house_rule("second", always, requires=("first",))
    report = check(JOURNEY, first, second, select="second")
    assert ["buy/a"] == paths(report)
    assert ("second",) == report.rules


def test_missing_requirement_is_a_skip():
    """A rule whose requirement is not installed is not run, and the report says so."""
    report = check(JOURNEY, house_rule("lonely", always, requires=("gone",)))
    assert [] == paths(report)
    assert "it requires gone, which is not installed" == report.skipped[0].reason


def test_circle_of_requirements_is_a_skip():
    """Rules that wait for each other are not run, and the report shows the circle."""
    a = house_rule("a", always, requires=("b",))
    b = house_rule("b", always, requires=("a",))
    report = check(JOURNEY, a, b)
    assert [] == paths(report)
    assert "a > b > a" in " ".join(skip.reason for skip in report.skipped)


# --- crashes --------------------------------------------------------------------------


def crash(element, context):
    """Yield once, then fail at the second touchpoint."""
    if element.name == "b":
        raise ValueError("no good")
    yield Problem("before")


def test_crashing_rule_is_one_finding_and_others_run_on():
    """The finding names the rule and the exception, at the place."""
    report = check(JOURNEY, house_rule("crash", crash), house_rule("fine", always))
    found = [d for d in report if d.rule == "rule-crashed"]
    line = crash.__code__.co_firstlineno + 3
    assert [f"the rule crash stopped with ValueError: no good (test_run.py, line {line})"] == [
        d.message for d in found
    ]
    assert ("JK001", Severity.ERROR, "look/b") == (
        found[0].code, found[0].severity, found[0].location.path
    )  # fmt: skip
    assert 3 == len(paths(report, "fine"))
    assert ["look/ab"] == paths(report, "crash")


def test_a_crash_says_whose_rule_it_is(monkeypatch):
    """Whoever mends it is told the distribution and the line; of a slip seen from outside, the first."""
    monkeypatch.setattr(plugins, "distribution_of", lambda source: "acme-rules")
    report = check(JOURNEY, house_rule("none", none))
    first = none.__code__.co_firstlineno
    assert report.errors[0].message.endswith(f"(from acme-rules, test_run.py, line {first})")


def none(element, context):
    """Forget to give anything back."""


def test_crash_can_be_ignored_by_name():
    """Until the rule is mended, its users can silence it."""
    rule = house_rule("crash", crash)
    assert [] == paths(check(JOURNEY, rule, ignore="rule-crashed"), "rule-crashed")
    assert [] == paths(check(JOURNEY, rule, select="all", ignore="crash"), "rule-crashed")


def test_rule_that_requires_a_crashed_one_is_skipped():
    """Nobody knows whether the requirement holds."""
    report = check(
        JOURNEY, house_rule("crash", crash), house_rule("after", always, requires=("crash",))
    )
    assert [] == paths(report, "after")
    assert "because crash crashed" in report.skipped[0].reason


@pytest.mark.parametrize(
    "check_",
    [
        lambda e, c: None,
        lambda e, c: ["text"],
        lambda e, c: 7,
        lambda e, c: [Problem("x", at="look")],
        lambda e, c: [Problem("x", at=Place(("phases", 99), e))],
        lambda e, c: [Problem("x", "nope")],
        lambda e, c: sys.exit(3),
        lambda e, c: 1 / 0,
    ],
)
def test_nonsense_from_a_rule_is_a_crash(check_):
    """Whatever a rule does, the report names it."""
    report = check(JOURNEY, house_rule("odd", check_))
    assert ["rule-crashed"] == [d.rule for d in report]
    assert "the rule odd stopped" in report.errors[0].message


def test_rule_is_told_what_it_should_have_yielded():
    """A text is no problem, and a field must be one of the element."""
    text = check(JOURNEY, house_rule("text", lambda e, c: ["no channel"]))
    assert "expected a Problem, got 'no channel'; write `yield Problem(\"...\")`" in (
        text.errors[0].message
    )
    field = check(JOURNEY, house_rule("field", lambda e, c: [Problem("x", "chanel")]))
    assert "Touchpoint has no field 'chanel'; did you mean 'channel'?" in field.errors[0].message
    assert ["look/ab"] == paths(field)


def test_rule_cannot_end_the_process():
    """The wish to is a finding, and others run on."""
    report = check(
        JOURNEY, house_rule("leave", lambda e, c: sys.exit()), house_rule("fine", always)
    )
    assert 1 == len(report.errors)
    assert report.errors[0].message.startswith("the rule leave stopped with SystemExit (test_run")
    assert 3 == len(paths(report, "fine"))


def test_user_may_stop_a_run():
    """An interrupt is the user's, not the rule's."""

    def interrupt(element, context):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(JOURNEY, house_rule("stop", interrupt))


# --- suppressions ---------------------------------------------------------------------


def suppressed(*suppressions, **keywords):
    """Run one rule that finds something at each touchpoint."""
    journey = JOURNEY.replace(suppressions=suppressions)
    keywords.setdefault("select", ["house", "unused-suppression"])
    return check(journey, house_rule("seen", always, code="XY100"), **keywords)


@pytest.mark.parametrize("word", ["seen", "XY100", "*"])
def test_suppression_moves_findings_with_its_reason(word):
    """By name, by code, or all."""
    report = suppressed(Suppression(word, "known"))
    assert () == report.diagnostics
    assert ["known"] * 3 == [d.suppressed for d in report.suppressed]


def test_suppression_at_an_element_covers_what_it_holds():
    """The nearest suppression gives the reason."""
    report = suppressed(
        Suppression("seen", "phase", at="look"), Suppression("seen", "touchpoint", at="b")
    )
    assert ["buy/a"] == paths(report)
    assert [("look/ab", "phase"), ("look/b", "touchpoint")] == [
        (d.location.path, d.suppressed) for d in report.suppressed
    ]


@pytest.mark.parametrize(
    "suppression",
    [Suppression("seen", "x", at="gone"), Suppression("*", "x", at="gone"),
     Suppression("flat-curve", "x")],
)  # fmt: skip
def test_suppression_that_matches_nothing_is_a_finding(suppression):
    """It would hide the next fault."""
    report = suppressed(suppression)
    found = [d for d in report if d.rule == "unused-suppression"]
    assert [Severity.INFO] == [d.severity for d in found]
    assert "matches nothing" in found[0].message
    assert ".suppressions[0]" == found[0].location.path


def test_suppression_of_an_unknown_rule_is_a_finding():
    """With the nearest name."""
    found = suppressed(Suppression("seeen", "x"), Suppression("%&", "x")).diagnostics
    hints = [d.hint for d in found if d.rule == "unused-suppression"]
    assert ["did you mean 'seen'?", "name a rule, its code, or '*' for all"] == hints


def test_suppression_is_judged_by_rules_that_are_not_selected():
    """A narrower selection does not make a suppression look idle."""
    report = suppressed(Suppression("seen", "x"), select="unused-suppression")
    assert () == report.diagnostics


def test_suppression_is_not_judged_where_nobody_asks():
    """Without the rule `unused-suppression` nothing is said of it."""
    assert [] == paths(suppressed(Suppression("gone", "x"), select="house"), "unused-suppression")


def test_unused_suppression_can_itself_be_accepted():
    """By its own name, not by the one for all."""
    report = suppressed(Suppression("gone", "x"), Suppression("unused-suppression", "keep it"))
    assert ["keep it"] == [d.suppressed for d in report.suppressed]
    report = suppressed(Suppression("gone", "x"), Suppression("*", "all"))
    assert ["unused-suppression"] == [d.rule for d in report]


def test_crash_is_hidden_by_its_own_name_only():
    """A suppression of everything does not hide that something was not checked."""
    rule = house_rule("crash", crash, code="XY100")
    journey = JOURNEY.replace(suppressions=[Suppression("*", "all")])
    assert ["rule-crashed"] == [d.rule for d in check(journey, rule)]
    journey = JOURNEY.replace(suppressions=[Suppression("rule-crashed", "known")])
    report = check(journey, rule, select=["house", "unused-suppression"])
    assert "known" == report.suppressed[0].suppressed
    assert [] == paths(report, "unused-suppression")


def test_suppression_of_a_crashed_rule_is_not_judged():
    """Nobody knows what it would have found."""
    rule = house_rule("crash", crash, code="XY100")
    journey = JOURNEY.replace(suppressions=[Suppression("crash", "x", at="a")])
    report = check(journey, rule, select=["house", "unused-suppression"])
    assert [] == paths(report, "unused-suppression")


# --- options and plug-ins -------------------------------------------------------------


def test_options_change_what_a_rule_finds():
    """Options go by the name of the rule."""
    journey = Journey("x", personas=["a", "b"])
    assert 1 == len(validate(journey, select="several-actors"))
    options = {"several-actors": {"most": 2}}
    assert 0 == len(validate(journey, select="several-actors", options=options))


def test_wrong_options_are_refused():
    """With the nearest name, or the type."""
    with pytest.raises(NotFoundError, match="did you mean 'several-actors'"):
        validate(JOURNEY, options={"several-actor": {"most": 2}})
    with pytest.raises(NotFoundError, match="did you mean 'most'"):
        validate(JOURNEY, options={"several-actors": {"mots": 2}})
    with pytest.raises(InvalidValueError, match=r"several-actors\.most: expected a whole number"):
        validate(JOURNEY, options={"several-actors": {"most": "2"}})
    with pytest.raises(InvalidValueError, match=r"months: expected a whole number of at least 0"):
        validate(JOURNEY, options={"stale-evidence": {"months": -3}})
    with pytest.raises(InvalidValueError, match="a mapping of options"):
        validate(JOURNEY, options={"several-actors": 2})


def test_ignored_rules_are_told_with_the_reason():
    """Nothing is silent."""
    report = validate(JOURNEY, select="JK301", ignore={"anatomy": "a sketch"}, today=DAY)
    assert 0 == len(report)
    assert [("actor-missing", "a sketch")] == [(s.rule, s.reason) for s in report.skipped]
    report = validate(JOURNEY, select="JK301", ignore=["JK3"], today=DAY)
    assert "ignored" == report.skipped[0].reason


@pytest.mark.parametrize("day", ["x", "", "2026-13-01", 7, dt.datetime(2026, 6, 1)])
def test_day_that_is_no_date_is_refused(day):
    """Before any rule sees it."""
    with pytest.raises(
        InvalidValueError, match=r"validate\.today: expected a date such as 2026-11-30, got"
    ):
        validate(JOURNEY, today=day)


def test_day_may_be_a_text():
    """As fields of a journey take it."""
    journey = Journey("x", review_by="2026-11-30")
    for day, count in (("2026-11-30", 0), ("2026-12-01", 1)):
        assert count == len(validate(journey, select="review-overdue", today=day))


def test_what_is_no_journey_or_no_rule_is_refused():
    """The error says how to get one."""
    with pytest.raises(
        InvalidValueError, match=r"validate\.journey: expected a Journey, got 'x'; jk\.load\(path\)"
    ):
        validate("x")
    with pytest.raises(InvalidValueError, match=r"validate\.rules: expected a Rule.*@jk\.rule"):
        validate(JOURNEY, rules=[lambda element: 1])


def test_empty_selection_runs_nothing():
    """Nothing asked for is not the same as nothing said."""
    report = validate(JOURNEY, select=[], today=DAY)
    assert ((), ()) == (report.rules, report.diagnostics)
    assert report.rules != validate(JOURNEY, today=DAY).rules


def test_without_a_day_it_is_the_present_one():
    """A due date of long ago is overdue on any day."""
    journey = Journey("x", review_by="2001-01-01")
    assert 1 == len(validate(journey, select="review-overdue"))


def test_broken_plugin_is_a_finding(monkeypatch):
    """It is named, and the others work on."""
    error = PluginError("the plug-in 'odd' cannot be loaded", group="g", name="odd")
    broken = registry.Installed(registry.rules(), [error])
    monkeypatch.setattr("journeykit.validators.asked.installed", lambda: broken)
    report = validate(JOURNEY, select="JK301")
    assert ["plugin-broken", "actor-missing"] == [d.rule for d in report]
    assert 0 == len(validate(JOURNEY, select="JK302", ignore=["plugin-broken", "JK302"]))


def test_journey_is_not_changed_and_reports_are_equal():
    """The same journey gives the same report, on the same day."""
    journey = Journey("x", [Phase("a", [Touchpoint("b", emotion=Emotion(0.4))])])
    first = validate(journey, select="all", today=DAY)
    assert first == validate(journey.replace(), select="all", today=DAY)


def test_notes_of_the_reader_are_findings_at_their_line():
    """A score off its scale is told once, by the rule about ratings."""
    text = "journey\n  section Buy\n    Pay: 30: Mira\n"
    report = validate(loads(text, format="mermaid", file="a.mmd"), select=["JK0", "JK501"])
    assert [("rating-off-scale", 3), ("reading-note", 1)] == [
        (d.rule, d.location.line) for d in report
    ]
    assert "journey" == report.diagnostics[1].location.excerpt
