"""What is wrong is named, first and once, with its step, its customers, and its day."""

import datetime as dt
from random import Random

import pytest

pytest.importorskip("polars")

from engines import table
from journeykit.analyzers.problems import ProblemKind, find_problems
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog
from journeykit.examples import example, example_log, planted
from journeykit.model import Journey, Phase, Touchpoint
from planted.stories import STEPS as SHOP
from planted.stories import Plant, Story, make_log
from problem_results import problem_log, problem_results

DAY = 86_400
STEPS = ["home", "cart", "paid"]
LOOKING = ("shop_view", "compare_view", "article_view", "cart_view")


@pytest.fixture(scope="module")
def found():
    return problem_results()["problems"]


def test_the_four_problems_of_the_example_come_first():
    """The release, the loop, the campaign and the chat; alternative ways follow, marked as such."""
    way = ["shop_view", "compare_view", "cart_add", "checkout_start", "order_confirmed"]
    by = ["device", "source", "country", "customer_type"]
    result = find_problems(example_log(), way, by=by, again=LOOKING)
    first = result.items[:4]
    keyed = {(p.kind.value, p.step, p.event, *p.segment.values()): p for p in first}
    assert {
        ("change", "order_confirmed", None, "mobile"), ("repeats", "leasing_upload", "leasing_upload"),
        ("segment", "compare_view", None, "voucher"), ("leaving", "cart_add", "chat_open"),
    } == set(keyed)  # fmt: skip
    (release,) = (problem.since for problem in planted() if problem.since)
    assert release is not None
    day = keyed["change", "order_confirmed", None, "mobile"].since
    assert day is not None
    assert abs((day - release).days) <= 7
    assert all(p.detour for p in result.items[4:])


def test_a_map_gives_the_steps():
    """Of a map its bound touchpoints are walked along, but for those that others pass by.

    What it has before the purchase is looked at as often as customers please.
    """
    result = find_problems(example_log(), example("retail-purchase"), by="device")
    assert ["leasing_upload"] == [p.step for p in result if p.kind is ProblemKind.REPEATS]
    assert "Fill in the checkout" in result.steps
    assert "Apply for leasing" not in result.steps
    (mobile,) = (p for p in result if p.kind is ProblemKind.CHANGE)
    assert ("Fill in the checkout", {"device": "mobile"}) == (mobile.after, dict(mobile.segment))


def test_each_is_named_once(found):
    """Phones since a day, vouchers, help and the upload: each once, slowness with its segment."""
    assert [
        (ProblemKind.SEGMENT, "cart", {"source": "voucher"}),
        (ProblemKind.CHANGE, "paid", {"device": "phone"}),
        (ProblemKind.LEAVING, "paid", {}), (ProblemKind.REPEATS, "upload", {}),
    ] == [(p.kind, p.step, dict(p.segment)) for p in found]  # fmt: skip
    assert [ProblemKind.SLOWER] == [p.kind for p in found.items[0].also]
    assert dt.date(1970, 3, 12) == found.items[1].since


def test_figures_are_those_of_a_plain_count(found):
    """Of customers with a voucher who came, so many put something in the cart within the horizon."""
    rows = problem_log().to_frame()
    voucher = found.items[0]
    reached, on = (
        rows.filter(source="voucher", event=event)["customer"].n_unique()
        for event in ("home", "cart")
    )
    assert pytest.approx(on / reached, abs=0.01) == voucher.share
    assert reached - 12 <= voucher.customers <= reached
    assert pytest.approx(0.7, abs=0.04) == voucher.expected
    assert voucher.low < voucher.difference < voucher.high < 0
    low, high = voucher.lost_interval
    assert low < voucher.lost < high


def test_a_database_says_the_same(found):
    """What is found does not depend on where the log is."""
    rows = problem_log().to_frame().with_row_index("row")
    columns = {name: rows[name].to_list() for name in rows.columns}
    log = EventLog(table(columns, "duckdb"), order="row", time_unit="s")
    assert found == find_problems(log, STEPS, by=["device", "source"])


def test_the_order_is_what_it_costs(found):
    """Losses first, the largest first; what only repeats or waits comes after."""
    lost = [p.lost for p in found if p.loses]
    assert sorted(lost, reverse=True) == lost
    assert [True, True, True, False] == [p.loses for p in found]


def test_it_says_how_it_was_found(found):
    """The summary gives the number of tests, the correction, the limits, and a warning."""
    text = found.summary()
    for part in (f"{found.tests} tests", "Holm", "100 customers", "2.0 %", "not why"):
        assert part in text
    rows = list(found.rows())
    assert len(found.COLUMNS) == len(rows[0])
    assert len(found) + 1 == len(rows) == len(found.to_frame())


def test_parts_of_a_problem_name_their_head(found):
    """A further finding about the same customers points to the row of the problem."""
    places = [row[-1] for row in found.rows()]
    assert [None, 1, None, None, None] == places


def log_of(share, *, columns=None, days=100, a_day=30, seed=1):
    """A log of `home` and `paid`; the chance to pay is that of a function of day and values."""
    random = Random(seed).random
    rows = []
    for n in range(days * a_day):
        day = n // a_day
        own = {name: draw(random, day) for name, draw in (columns or {}).items()}
        at = int((day + random()) * DAY)
        rows.append({"customer": n, "event": "home", "time": at, **own})
        if random() < share(day, own):
            rows.append(
                {"customer": n, "event": "paid", "time": at + 60 + int(900 * random()), **own}
            )
    return EventLog(rows)


def test_an_outage_ends():
    """A fall and the rise after it are one problem, from a day to a day."""
    log = log_of(lambda day, _: 0.2 if 40 <= day < 60 else 0.6)
    (outage,) = find_problems(log, ["home", "paid"])
    assert outage.since is not None
    assert outage.until is not None
    start = dt.date(1970, 1, 1)
    assert abs((outage.since - start).days - 40) <= 2
    assert abs((outage.until - start).days - 60) <= 2
    assert pytest.approx(600, rel=0.1) == outage.customers


def test_a_change_of_mix_is_no_change():
    """Tablets, of which fewer pay, become more: that is named, and no day on which all fell."""
    log = log_of(
        lambda _, own: 0.3 if own["device"] == "tablet" else 0.6,
        columns={"device": lambda random, day: "tablet" if random() < day / 100 else "desktop"},
    )
    (problem,) = find_problems(log, ["home", "paid"], by="device")
    assert (ProblemKind.SEGMENT, {"device": "tablet"}) == (problem.kind, dict(problem.segment))


def test_weekdays_are_no_change():
    """Fewer pay on weekends, and more come then: nothing is wrong."""
    log = log_of(lambda day, _: 0.45 if day % 7 in (2, 3) else 0.6)
    assert [] == list(find_problems(log, ["home", "paid"]))


def test_columns_that_cannot_be_told_apart_are_named():
    """Where nearly all phones have one maker, the other column is named as confounded."""

    def device(random, _):
        return "phone" if random() < 0.5 else "desktop"

    random = Random(5).random
    log = log_of(
        lambda _, own: 0.4 if own["device"] == "phone" else 0.6, columns={"device": device}
    )
    rows = log.to_frame().to_dicts()
    maker = {
        row["customer"]: "fruit" if (row["device"] == "phone") == (random() < 0.99) else "other"
        for row in rows
    }
    both = EventLog([{**row, "maker": maker[row["customer"]]} for row in rows])
    (problem,) = find_problems(both, ["home", "paid"], by=["device", "maker"])
    named = {f"{c} = {v}" for c, v in problem.segment.items()} | set(problem.confounded)
    assert {"device = phone", "maker = fruit"} == named


def test_what_is_meant_to_be_done_again_is_no_problem(found):
    """An event that is named as such is not told, and no other takes its place."""
    again = find_problems(problem_log(), STEPS, again="upload")
    assert "upload" in {p.step for p in found}
    assert "upload" not in {p.step for p in again}


def test_coming_in_again_is_no_problem_unless_it_is_said_to_be():
    """The first step is done again as customers please; a form is another matter."""
    events = ["home", "home", "form", "form", "paid"]
    rows = [
        (n, event, n * 3600 + at)
        for n in range(900)
        for at, event in enumerate(events if n % 2 else ["home", "form", "help", "paid"])
    ]
    log = EventLog(rows)
    told = {
        given: {p.step for p in find_problems(log, ["home", "form", "paid"], again=given)}
        for given in (None, (), "form")
    }
    assert {None: {"form"}, (): {"home", "form"}, "form": {"home"}} == told


def test_what_is_done_again_since_a_day_is_told_once():
    """With its day, and not again as what more do than other things."""
    more = Plant(kind=ProblemKind.REPEATS, step=1, size=0.2, since=90)
    result = find_problems(make_log(Story(plants=(more,)), 6_000, 0), SHOP)
    assert [True] == [p.since is not None for p in result if p.step == SHOP[1]]


def test_a_slow_wave_is_a_note():
    """Where a smooth curve tells it about as well as a day, no day is claimed."""
    result = find_problems(make_log(Story(season=0.05), 10_000, 211), SHOP, by="device")
    assert [] == [problem.title for problem in result if problem.since]
    assert any("no day tells it clearly better" in note for note in result.notes)


def test_a_more_careful_correction_finds_no_more():
    """What Holm finds, Benjamini and Hochberg find too."""
    names = {
        way: {p.title for p in find_problems(problem_log(), STEPS, by=["device"], adjust=way)}
        for way in ("holm", "benjamini-hochberg")
    }
    assert names["holm"] <= names["benjamini-hochberg"]


def test_few_customers_are_no_reason_to_speak():
    """Below the minimum nothing is tested, and the notes say so."""
    log = EventLog([("ann", "home", 0), ("bob", "home", 5), ("bob", "cart", 9)])
    result = find_problems(log, ["home", "cart"])
    assert [] == list(result)
    assert any("too few customers" in note for note in result.notes)
    assert [] == list(find_problems(EventLog([]), ["home", "cart"]))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"steps": ["home"]}, "two steps or more"), ({"alpha": 5}, "a level between"),
        ({"minimum": 1}, "at least 10"), ({"minimum": "a"}, "at least 10"),
        ({"min_effect": 2}, "a share from 0 to 1"), ({"log": [1]}, "an EventLog"),
        ({"by": ["device", "device"]}, "another column"), ({"within": "soon"}, "a length of time"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(options, words):
    """The error says what was expected."""
    given = {"log": problem_log(), "steps": STEPS, **options}
    with pytest.raises(InvalidValueError, match=words):
        find_problems(given.pop("log"), given.pop("steps"), **given)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"steps": ["home", "crat"]}, "cart"), ({"by": "devise"}, "device"),
        ({"again": "uplod"}, "upload"), ({"adjust": "bonferroni"}, "holm"),
        ({"period": "year"}, "month"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_told(options, words):
    """What is not known is answered with what is."""
    with pytest.raises(NotFoundError, match=words):
        find_problems(problem_log(), **{"steps": STEPS, **options})


def test_a_map_without_events_teaches_how_to_bind():
    """There is nothing to walk along."""
    journey = Journey("Buy", [Phase("Purchase", [Touchpoint("Pay")])])
    with pytest.raises(InvalidValueError, match="events:"):
        find_problems(problem_log(), journey)
