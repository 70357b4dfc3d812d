"""One small result of each kind that event logs give, to see it in figures."""

from __future__ import annotations

from functools import cache

from journeykit.analyzers.bindings import bind
from journeykit.analyzers.cohorts import retention
from journeykit.analyzers.funnels import (
    compare,
    funnel,
    funnel_trend,
    time_to_convert,
    what_goes_with,
)
from journeykit.analyzers.measured import measure
from journeykit.analyzers.paths.conversion import conversion_rate
from journeykit.analyzers.paths.flows import flows, path_tree
from journeykit.analyzers.paths.following import next_steps
from journeykit.analyzers.paths.loops import rework
from journeykit.analyzers.paths.markov import markov
from journeykit.analyzers.paths.pairs import eventually_follows
from journeykit.analyzers.paths.steps import step_matrix
from journeykit.analyzers.paths.transitions import transitions
from journeykit.analyzers.paths.variants import top_paths
from journeykit.analyzers.patterns import find_pattern
from journeykit.analyzers.reality import conformance
from journeykit.events import EventLog, Step
from journeykit.model import Channel, Journey, Phase, Touchpoint
from monitoring_results import monitoring_results
from problem_results import problem_results
from rating_results import rating_results

__all__ = ["STEPS", "log_results", "small_log", "small_map"]

DAY = 86_400
STEPS = ["home", Step("size", optional=True), "cart", "paid"]


@cache
def small_log():
    """120 customers over four weeks: phones pay less often, and who asks for help seldom pays."""
    rows = []

    def did(customer, event, at, device):
        rows.append(
            {
                "customer": customer,
                "event": event,
                "time": at,
                "device": device,
                "city": "Basel" if customer % 3 else "Ulm",
            }
        )

    for n in range(120):
        device = ("phone", "desktop", "tablet")[0 if n % 2 else 1 if n % 3 else 2]
        start = n * DAY // 4
        did(n, "home", start, device)
        if n % 5 == 0:
            did(n, "home", start + 8 * DAY, device)
        if n % 3 == 0:
            did(n, "size", start + 60, device)
        if n % 4 == 0:
            continue
        did(n, "cart", start + 3600 * (n % 7 + 1), device)
        if n % 9 == 1:
            did(n, "help", start + 3600 * 9, device)
        elif device != "phone" or n % 3:
            did(n, "paid", start + 3600 * (n % 11 + 10), device)
    return EventLog(rows)


@cache
def small_map():
    """A map of that log from which most depart in something."""
    look = Phase("Look", [Touchpoint("Home", events="home", channel="web"), Touchpoint("Advert")])
    buy = Phase("Buy", [Touchpoint("Size", events="size"), Touchpoint("Cart", events="cart")])
    pay = Phase("Pay", [Touchpoint("Voucher", events="voucher"), Touchpoint("Help", events="help")])
    return Journey("Shop", [look, buy, pay], channels=[Channel("Web"), Channel("Shop")])


@cache
def log_results():
    """The results by name; each type that has views is among them."""
    log = small_log()
    whole = funnel(log, STEPS, within="3d")
    by_device = funnel(log, STEPS, within="3d", by="device")
    compared = compare(by_device, minimum=5)
    ways = transitions(log, by="device", times=True)
    steps = step_matrix(log, "cart", by="device")
    return {
        "bindings": bind(small_map(), log),
        "measured": measure(small_map(), log, within="2d"),
        "funnel": whole,
        "funnel by device": by_device,
        "open funnel": funnel(log, ["home", "cart", "paid"], open=True),
        "trend": funnel_trend(log, ["home", "paid"], within="3d", period="week"),
        "comparison": compared,
        "change": compared.change("city", first="phone", second="desktop"),
        "fix": whole.fix_impact("paid", lift=0.2),
        "times": time_to_convert(whole),
        "times by device": time_to_convert(by_device, minimum=5),
        "times and exits": time_to_convert(whole, exits={"asked for help": "help"}),
        "going with": what_goes_with(whole, properties=["device"], minimum=1),
        "transitions": ways,
        "transitions of a group": ways.group("phone"),
        "transitions, difference": ways.difference("phone"),
        "steps": steps,
        "first steps": step_matrix(log),
        "steps, difference": steps.difference("phone"),
        "top paths": top_paths(log, 5),
        "flows": flows(log, "cart"),
        "tree": path_tree(log),
        "next": next_steps(log, "cart"),
        "pairs": eventually_follows(log),
        "rework": rework(log),
        "markov": markov(log, "paid"),
        "conversion": conversion_rate(log, "home", "paid", within="2d"),
        "pattern": find_pattern(log, "cart -> [^help]* -> paid"),
        "retention": retention(log, period="week", by="device"),
        "quality": log.quality(),
        "conformance": conformance(
            small_map(),
            log,
            channel_column="city",
            channels={"Ulm": "shop"},
            failed="help",
            min_customers=1,
        ),
        **problem_results(),
        **rating_results(),
        **monitoring_results(log),
    }
