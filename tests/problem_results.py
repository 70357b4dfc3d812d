"""Small results of what is found in a log, to see them in figures."""

from __future__ import annotations

from functools import cache
from random import Random

from journeykit.analyzers.problems import draft_personas, find_problems
from journeykit.events import EventLog

__all__ = ["problem_log", "problem_results"]

DAY = 86_400


@cache
def problem_log():
    """2,400 customers over 120 days: phones pay less since the 70th, and much else is wrong."""
    random = Random(7).random
    rows = []
    for n in range(2400):
        at = n * 120 * DAY // 2400
        device = "phone" if random() < 0.6 else "desktop"
        source = "voucher" if random() < 0.3 else "search"
        own = {"customer": n, "device": device, "source": source}

        def did(event, after_s, at=at, own=own):
            rows.append({**own, "event": event, "time": at + after_s})

        did("home", 0)
        if random() < (0.4 if source == "voucher" else 0.7):
            did("cart", 60)
            if random() < 0.4:
                did("upload", 100)
                if random() < 0.6:
                    did("upload", 110)
            asked = random() < 0.2
            if asked:
                did("help", 130)
            chance = 0.8 - 0.4 * asked - 0.4 * (device == "phone" and at > 70 * DAY)
            if random() < chance:
                did("paid", int(200 * (3 if source == "voucher" else 1) * (0.5 + random())))
    return EventLog(rows)


@cache
def problem_results():
    """The results by name."""
    found = find_problems(problem_log(), ["home", "cart", "paid"], by=["device", "source"])
    dated = next(problem for problem in found if problem.since is not None)
    bare = next(problem for problem in found if not problem.periods)
    return {
        "problems": found,
        "problem since a day": dated,
        "problem after an event": bare,
        "draft personas": draft_personas(
            problem_log(), ["home", "cart", "paid"], by=["device", "source"]
        ),
    }
