"""A tour in a few seconds: load a journey, check it, ask it, draw it into `out/`.

Run it with `make demo`.
"""

import io
import sys
import textwrap
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import journeykit as jk
from journeykit.analyzers import MeasuredJourney, funnel_trend

OUT = Path("out")
WIDTH = 96
# A day is given, so that the demo prints the same on every day.
TODAY = date(2026, 12, 1)

# What the log calls the way to an order, and what belongs to it.
WAY = [
    "shop_view", "size_result", "compare_view", "cart_add", "checkout_start", "order_confirmed",
]  # fmt: skip
CHECKOUT = WAY[-2:]


def heading(text: str) -> None:
    print(f"\n{text}\n{'─' * len(text)}")


def rows(table: Iterable[tuple[str, str, str]]) -> None:
    """Print a figure, a name and a remark in three columns."""
    lines = list(table)
    figures = max((len(figure) for figure, _, _ in lines), default=0)
    names = max((len(name) for _, name, _ in lines), default=0)
    for figure, name, remark in lines:
        line = f"  {figure:>{figures}}  {name:<{names}}  {remark}".rstrip()
        print(line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…")


def items(pairs: Iterable[tuple[str, str]]) -> None:
    """Print words and what they are about, wrapped."""
    for word, text in pairs:
        print(textwrap.fill(f"  {word:<11}  {text}", WIDTH, subsequent_indent=" " * 15))


def check(journey: jk.Journey) -> None:
    report = jk.validate(journey, today=TODAY)
    heading(f"Checked against {len(report.rules)} rules: {report.summary()}")
    items((finding.severity, finding.message) for finding in report)


def gaps(journey: jk.Journey) -> None:
    found = jk.find_gaps(journey)
    heading(f"What the map shows to be missing or broken: {len(found)} gaps, the first five")
    items((gap.kind, gap.title) for gap in list(found)[:5])


def losses(journey: jk.Journey) -> None:
    result = jk.drop_off(journey)
    heading("Where customers are lost")
    table = []
    for step in result.steps:
        bar = "█" * round(32 * (step.from_start if step.from_start is not None else 1)) or "▏"
        lost = f" −{step.drop_off:.0%}" if step.drop_off else ""
        table.append((f"{step.customers:,.0f}", step.name, bar + lost))
    rows(table)


def feelings(journey: jk.Journey) -> None:
    curve = jk.emotion_curve(journey)
    heading("Where it hurts, and where it shines")
    turns = sorted({*curve.lows, *curve.highs}, key=lambda point: point.valence)
    rows(
        (f"{p.valence:+.2f}", p.name, f"“{p.quote}”" if p.quote else p.label or "")
        for p in (*turns[:3], *turns[-3:])
    )
    if curve.peak_end is not None:
        print(f"  What remains in memory, by the peak-end rule: {curve.peak_end.value:+.2f}")


def ways(journey: jk.Journey) -> None:
    flow = jk.flow(journey)
    crossings = sum(hand_off.crosses is True for hand_off in flow.hand_offs)
    heading("How customers walk")
    rows(
        [
            (str(flow.ways), "ways", f"{len(flow.branches)} touchpoints lead to more than one"),
            (str(len(flow.loops)), "loops", "groups of touchpoints that lead to one another"),
            (str(len(flow.hand_offs)), "changes of channel", f"{crossings} from or to online"),
        ]
    )


def priorities(journey: jk.Journey) -> None:
    heading("What to do first, by opportunity score (0 to 20)")
    ranked = jk.rank_opportunities(journey)
    rows((f"{o.score:.1f}", o.text, o.owner or "") for o in ranked if o.score is not None)


def measured_map(measured: MeasuredJourney) -> None:
    """What a log says of the map: it comes with the example, and problems are planted in it."""
    heading(f"Measured: {measured.customers:,} customers in a log of half a year")
    table = []
    for place in measured.touchpoints:
        lost = place.drop_off.share if place.drop_off else None
        remark = "" if lost is None else f"{lost:.0%} go no further"
        table.append((f"{place.customers:,}", place.name, remark))
    rows(table)


def reality(journey: jk.Journey, log: jk.EventLog) -> None:
    fit = jk.conformance(journey, log)
    fits = f" (fitness {fit.fitness.mean:.2f})" if fit.fitness else ""
    heading(f"Where customers do otherwise than the map says{fits}")
    items((f"{found.share:.0%}", f"{found.title}: {found.hint}") for found in fit)


def problems(journey: jk.Journey, log: jk.EventLog) -> None:
    found = jk.find_problems(log, journey, by=["device", "source"], within="14d")
    heading(f"What goes worse than elsewhere, found by {found.tests} tests")
    items(
        (
            f"{problem.concerned:,.0f}",
            f"{problem.title}: {problem.share:.0%}, elsewhere {problem.expected:.0%}",
        )
        for problem in found
    )


def draw(journey: jk.Journey, measured: MeasuredJourney, log: jk.EventLog) -> None:
    OUT.mkdir(exist_ok=True)
    heading("Drawn")
    jk.render(journey, OUT / "map.svg")
    jk.render(journey, OUT / "map.png")
    jk.render(journey, OUT / "map.pdf")
    jk.render(journey, OUT / "map.md")
    jk.render(jk.example("public-service"), OUT / "blueprint.svg", kind="blueprint")
    jk.render(journey, OUT / "flow.svg", kind="flow")
    jk.render(journey, OUT / "concepts.svg", kind="concepts")
    jk.render(journey, OUT / "plan.md", kind="plan")
    jk.render(jk.drop_off(journey), OUT / "funnel.png")
    jk.render(jk.emotion_curve(journey), OUT / "feelings.png")
    jk.render(jk.rank_opportunities(journey), OUT / "priorities.png")
    jk.render(measured, OUT / "measured.png")
    jk.render(measured, OUT / "real-flow.svg", kind="flow")
    jk.render(jk.funnel(log, WAY, within="30d"), OUT / "log-funnel.png")
    jk.render(jk.transitions(log, times=True), OUT / "log-ways.svg")
    phones = funnel_trend(log.where(device="mobile"), CHECKOUT, period="month", within="7d")
    jk.render(phones, OUT / "log-phones.png")
    rows(
        ("", str(OUT / name), what)
        for name, what in (
            ("map.svg", "the map; also map.png, map.pdf, and as text map.md"),
            ("blueprint.svg", "a service blueprint, in German"),
            ("flow.svg", "the ways between touchpoints"),
            ("concepts.svg", "what belongs to what"),
            ("funnel.png", "customers left at each step"),
            ("feelings.png", "the emotion curve"),
            ("priorities.png", "what to do first"),
            ("plan.md", "who does what by when"),
            ("measured.png", "the map with what the log says of it"),
            ("real-flow.svg", "the ways that customers really take, on the map and off it"),
            ("log-funnel.png", "the funnel of the log, with waits and intervals"),
            ("log-ways.svg", "what follows what in the log"),
            ("log-phones.png", "how the checkout on phones went, month by month"),
        )
    )


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Not every terminal can show a bar.
        sys.stdout.reconfigure(errors="replace")
    journey = jk.example("retail-purchase")
    print(f"{journey.title}\n{journey.scenario}")
    check(journey)
    gaps(journey)
    losses(journey)
    feelings(journey)
    ways(journey)
    priorities(journey)
    log = jk.example_log("retail-purchase")
    measured = jk.measure(journey, log, within="14d")
    measured_map(measured)
    reality(journey, log)
    problems(journey, log)
    draw(journey, measured, log)


if __name__ == "__main__":
    main()
