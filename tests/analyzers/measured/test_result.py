"""What a measured map says, hands on, and refuses."""

from __future__ import annotations

import datetime as dt

import pytest

import journeykit as jk
from engines import table
from journeykit.analyzers.measured import MeasuredJourney, MoveKind, measure
from journeykit.analyzers.stats import wilson_interval
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.log import EventLog
from journeykit.examples import example_log
from journeykit.model import (
    Evidence,
    EvidenceKind,
    Journey,
    Measurement,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)

HOUR = 3600
ROWS = [
    ("ann", "home", 0, "phone"),
    ("ann", "cart", 1, "phone"),
    ("ann", "help", 2, "phone"),
    ("ann", "home", 3, "phone"),
    ("ann", "paid", 5, "phone"),
    ("bob", "home", 0, "desktop"),
    ("bob", "cart", 4, "phone"),
    ("cyd", "cart", 6, "desktop"),
    ("cyd", "zzz", 7, "desktop"),
    ("dan", "home", 9, "tablet"),
    ("eva", "zzz", 10, "tablet"),
]
LOG = EventLog(
    [
        {"customer": c, "event": e, "time": hours * HOUR, "device": d}
        for c, e, hours, d in ROWS
    ]
)  # fmt: skip
JOURNEY = Journey(
    "Shop",
    [
        Phase("Look", [Touchpoint("Home", events="home")]),
        Phase("Talk", [Touchpoint("Ask a friend")]),
        Phase(
            "Buy",
            [
                Touchpoint("Cart", events="cart", metrics=[Measurement("csat_top2", 71, n=40)]),
                Touchpoint("Pay", events="paid"),
            ],
        ),
    ],
    personas=[
        Persona("Mira", segment={"device": "phone"}),
        Persona("Otto", segment={"device": "desktop"}),
        Persona("Zoe"),
    ],
)
WAYS = [
    Transition("home", "ask-a-friend"), Transition("ask-a-friend", "cart"),
    Transition("cart", "pay"), Transition("cart", "home", kind="loop"),
]  # fmt: skip


@pytest.fixture(scope="module")
def measured() -> MeasuredJourney:
    """The map without transitions."""
    return measure(JOURNEY, LOG)


def test_figures_by_hand(measured: MeasuredJourney) -> None:
    """Four are on the map; two of three go on from home; who waits at the cart is lost there."""
    assert (4, 5) == (measured.customers, measured.customers_of_log)
    home, cart = measured.touchpoint("home"), measured.touchpoint("cart")
    assert (3, 4, 0.75) == (home.customers, home.reach.of, home.reach.share)
    assert (4, 1, 3) == (home.visits, home.returns.count, home.starts)
    assert home.drop_off is not None
    assert home.conversion is not None
    assert (1, 3) == (home.drop_off.count, home.drop_off.of)
    assert (2, 3) == (home.conversion.count, home.conversion.of)
    assert 1 == home.exits.count
    assert (1, 2 * HOUR) == (home.before.n, home.before.median_s)
    assert (3, 2 * HOUR) == (home.after.n, home.after.median_s)
    assert (2, 2.5 * HOUR) == (cart.before.n, cart.before.median_s)
    assert measured.touchpoint("pay").drop_off is None
    assert ("cart", 2) == (measured.whole.worst and measured.whole.worst.id, 2)


@pytest.mark.parametrize("engine", ["pandas", "pyarrow", "duckdb", "ibis", "pyspark"])
def test_engines_agree_to_the_last_figure(engine: str) -> None:
    """Wherever the log lives, the result is equal to that in memory."""
    names = ("customer", "event", "time", "device")
    columns = {name: [row[place] for row in ROWS] for place, name in enumerate(names)}
    results = [
        measure(
            JOURNEY.replace(transitions=WAYS),
            EventLog(table(columns, each), time_unit="s"),
            within="2s",
        )
        for each in ("polars", engine)
    ]
    assert results[0] == results[1]


def test_intervals_are_those_of_wilson(measured: MeasuredJourney) -> None:
    """Of shares; a median of a few times has none."""
    home = measured.touchpoint("home")
    assert wilson_interval(3, 4) == home.reach.interval
    assert home.before.median_interval is None


def test_who_has_not_had_the_time_waits_and_is_not_lost() -> None:
    """The log ends at ten: who came at nine may yet go on within two hours."""
    home = measure(JOURNEY, LOG, within="2h").touchpoint("home")
    assert home.drop_off is not None
    assert (1, 2, 1, 1) == (home.drop_off.count, home.drop_off.of, home.went_on, home.waiting)
    assert 0 == home.exits.count
    later = measure(JOURNEY, LOG, within="2h", until="1970-01-01").touchpoint("home")
    assert later.drop_off is not None
    assert (2, 3, 0, 1) == (
        later.drop_off.count, later.drop_off.of, later.waiting, later.exits.count,
    )  # fmt: skip


def test_personas_are_counted_apart(measured: MeasuredJourney) -> None:
    """Bob used a phone once: all that he did counts for both."""
    assert [("mira", 2), ("otto", 2)] == [(g.persona, g.customers) for g in measured.personas]
    assert (1, 1) == (measured.in_no_persona, measured.in_several)
    assert 2 == measured.touchpoint("home", persona="mira").customers
    assert 1 == measured.phase("look", persona="otto").customers
    for asked in ("mira", ["mira"], JOURNEY.persona("mira")):
        assert ["mira"] == [g.persona for g in measure(JOURNEY, LOG, personas=asked).personas]


def test_moves_are_held_against_the_map(measured: MeasuredJourney) -> None:
    """Through what leaves no events it is a way; backwards it is one only if the map says so."""
    kinds = {(m.source, m.target): (m.kind, m.customers.count) for m in measured.moves}
    assert {
        ("home", "cart"): (MoveKind.HIDDEN, 2),
        ("cart", "home"): (MoveKind.UNMAPPED, 1),
        ("home", "pay"): (MoveKind.UNMAPPED, 1),
        ("cart", "pay"): (MoveKind.WAY, 0),
    } == kinds
    drawn = measure(JOURNEY.replace(transitions=WAYS), LOG)
    assert [("home", "pay")] == [(m.source, m.target) for m in drawn.unmapped]
    counts = {t.id: t.count for t in drawn.journey.transitions}
    assert {
        "cart-to-pay": 0, "cart-to-home": 1, "home-to-ask-a-friend": None,
        "ask-a-friend-to-cart": None,
    } == counts  # fmt: skip
    assert () == measured.journey.transitions


def test_branches_are_respected() -> None:
    """Nobody is lost where no way leads on, nor expected on another branch."""
    apart = JOURNEY.replace(
        transitions=[Transition("home", "pay"), Transition("cart", "home", kind="loop")]
    )
    found = measure(apart, LOG)
    assert found.touchpoint("cart").drop_off is None
    home = found.touchpoint("home").drop_off
    assert home is not None
    assert (2, 3) == (home.count, home.of)


def test_the_journey_carries_the_figures(measured: MeasuredJourney) -> None:
    """With n, interval, period and evidence; ids and what else was measured stay."""
    journey = measured.journey
    cart = journey.touchpoint("cart")
    assert ["csat_top2", "customers", "conversion", "drop_off"] == [m.metric for m in cart.metrics]
    lost = cart.measurement("drop_off")
    assert lost is not None
    assert (3, "1970-01-01", ("event-log",)) == (lost.n, lost.period, lost.evidence)
    assert lost.interval is not None
    assert [t.id for t in JOURNEY.touchpoints] == [t.id for t in journey.touchpoints]
    evidence = journey.get(Evidence, "event-log")
    assert (EvidenceKind.ANALYTICS, 4) == (evidence.kind, evidence.sample_size)
    assert dt.date(1970, 1, 1) == evidence.date
    assert [3.0, 3.0, 1.0] == [step.customers for step in jk.drop_off(journey).steps]
    assert journey == jk.loads(jk.dumps(journey, format="yaml"), format="yaml")


def test_measuring_again_replaces(measured: MeasuredJourney) -> None:
    """The same log gives the same map; another one other figures, in their places."""
    again = measure(measured.journey, LOG)
    assert measured.journey == again.journey
    less = measure(measured.journey, LOG.where("home", "paid", "zzz")).journey
    assert 0 == (less.touchpoint("cart").metrics[1].value)
    assert 1 == len(less.evidence)
    # What was measured of a touchpoint that is bound no more goes with its log.
    loose = measured.journey.with_touchpoint(measured.journey.touchpoint("pay").replace(events=()))
    assert () == measure(loose, LOG).journey.touchpoint("pay").metrics


def test_targets_and_segments_of_old_figures_stay() -> None:
    """A measured figure takes the place of one for all, not of one for some."""
    old = [
        Measurement("customers", 900, target=1000),
        Measurement("customers", 400, segment={"device": "phone"}),
        Measurement("customers", 901),
    ]
    cart = JOURNEY.touchpoint("cart").replace(metrics=old)
    found = measure(JOURNEY.with_touchpoint(cart), LOG).journey.touchpoint("cart").metrics
    assert [("customers", 3.0, 1000), ("customers", 400.0, None)] == [
        (m.metric, m.value, m.target) for m in found if m.metric == "customers"
    ]


def test_figures_of_personas_are_written_where_they_are_wanted(measured: MeasuredJourney) -> None:
    """As those of their segment; measured again they are replaced, and without them they go."""
    both = measured.written(personas=True)
    mira = measured.touchpoint("cart", persona="mira")
    segment = JOURNEY.persona("mira").segment
    metrics = both.touchpoint("cart").metrics
    (told,) = (m.value for m in metrics if (m.metric, m.segment) == ("customers", segment))
    assert mira.customers == told
    plain = measured.journey.touchpoint("cart").metrics
    assert plain == tuple(m for m in metrics if not m.segment)
    again = measure(both, LOG)
    assert (both, measured.journey) == (again.written(personas=True), again.journey)


def test_the_example_stays_free_of_new_findings() -> None:
    """Rules and gaps read the figures as any others."""
    journey = jk.example("retail-purchase")
    found = measure(journey, example_log(customers=2_000)).journey
    today = dt.date(2026, 9, 10)
    before = {(d.rule, d.message) for d in jk.validate(journey, today=today)}
    assert set() == {(d.rule, d.message) for d in jk.validate(found, today=today)} - before
    assert len(jk.find_gaps(journey)) == len(jk.find_gaps(found))


def test_the_summary_says_what_is_meant_and_missing(measured: MeasuredJourney) -> None:
    """Figures, intervals, definitions, and what no event tells of."""
    text = measured.summary()
    for part in (
        "4 customers on the map, of 5 in the log", "75.0 %", "Most are lost at 'Cart': 2 of 3.",
        "Mira: 2 customers", "In no persona: 1; in several: 1.", "bound to no events: ask-a-friend",
        "Events on no touchpoint: zzz (2), help (1).", "Personas without a segment", "Lost: no event",
    ):  # fmt: skip
        assert part in text
    assert (
        "within 2 hours; those whose time is not over"
        in measure(JOURNEY, LOG, within="2h").summary()
    )


def test_a_log_without_events_is_told() -> None:
    """All figures are empty, and the map stays as it is."""
    empty = measure(JOURNEY, LOG, until="1969-01-01")
    assert 0 == empty.customers
    assert JOURNEY == empty.journey
    assert "the log has no events" in empty.summary()
    assert len(list(empty.rows())) == len(empty.to_frame())


def test_a_log_of_something_else_is_told() -> None:
    """With the names that are nearly those of the map, and no tables of zeros."""
    text = measure(JOURNEY, EventLog([("ann", "hone", 0)]), personas=()).summary()
    assert "No event of the log is on the map." in text
    assert "no event 'home' (home); did you mean 'hone'?" in text
    assert "0.0 %" not in text


def test_frames_have_a_row_for_each_place(measured: MeasuredJourney) -> None:
    """Of all customers and of each persona."""
    frame = measured.to_frame("polars")
    assert list(MeasuredJourney.COLUMNS) == frame.columns
    assert 3 * (3 + 2) == len(frame)
    assert "<MeasuredJourney 'Shop': 3 touchpoints, 4 customers>" == repr(measured)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"within": "7"}, "measure.within"),
        ({"until": "soon"}, "measure.until"),
        ({"confidence": 95}, "between 0 and 1"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(options: dict[str, object], words: str) -> None:
    """With what was expected."""
    with pytest.raises(InvalidValueError, match=words):
        measure(JOURNEY, LOG, **options)  # type: ignore[arg-type]


def test_what_is_not_measured_is_not_found(measured: MeasuredJourney) -> None:
    """With the nearest that is."""
    with pytest.raises(NotFoundError, match="did you mean 'cart'"):
        measured.touchpoint("card")
    with pytest.raises(NotFoundError, match="measured touchpoint 'ask-a-friend'"):
        measured.touchpoint("ask-a-friend")
    with pytest.raises(NotFoundError, match="measured persona 'zoe'"):
        measured.group("zoe")
    with pytest.raises(NotFoundError, match="measured phase"):
        measured.phase("talk")
    with pytest.raises(NotFoundError, match="did you mean 'mira'"):
        measure(JOURNEY, LOG, personas=["mirra"])
