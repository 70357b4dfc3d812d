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
from journeykit.analyzers import FunnelStep, funnel_trend

OUT = Path("out")
WIDTH = 96
# A day is given, so that the demo prints the same on every day.
TODAY = date(2026, 12, 1)

# What the log calls the way to an order, and what belongs to it.
WAY = [
    "shop_view", "size_result", "compare_view", "cart_add", "checkout_start", "order_confirmed",
]  # fmt: skip
CHECKOUT = WAY[-2:]
VISIT = ("shop_view", "compare_view", "cart_view")
BEFORE, SINCE = date(2026, 6, 14), date(2026, 6, 15)


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


def measure(journey: jk.Journey, log: jk.EventLog) -> None:
    """What a log says of the map: it comes with the example, and problems are planted in it."""
    names = {
        event: touchpoint.name
        for touchpoint in journey.touchpoints
        for binding in touchpoint.events
        for event in binding.events
    }
    heading(f"Measured on {log.extent.events:,} events of {log.extent.customers:,} customers")
    funnel = jk.funnel(log, WAY, within="30d")
    table = [(f"{funnel.steps[0].customers:,}", names[WAY[0]], "")]
    table += [
        (f"{step.customers:,}", names[step.name], f"{came(step)}  −{step.loss:,}")
        for step in funnel.steps[1:]
    ]
    rows(table)
    if funnel.worst is not None:
        print(f"  Most are lost before “{names[funnel.worst.name]}”.")

    heading("What the log says is wrong")
    table = []
    for when, since, until in (("to 14 June", None, BEFORE), ("since then", SINCE, None)):
        result = jk.funnel(log, CHECKOUT, within="7d", by="device", since=since, until=until)
        table += [
            (
                when,
                f"checkout on {device}",
                f"{came(result.group(device).steps[-1])} end in an order",
            )
            for device in ("desktop", "mobile")
        ]
    again = jk.transitions(log).edge("leasing_upload", "leasing_upload")
    if again is not None:
        share = f"{again.share_out:.0%} are sent again, by {again.paths} customers"
        table.append(("", "leasing uploads", share))
    asked = jk.funnel(log, ["compare_view", "chat_open", "cart_add"])
    never = jk.funnel(log, ["compare_view", "cart_add"], exclude="chat_open")
    table += [
        ("", who, f"{came(result.steps[-1])} go on to the basket")
        for who, result in (("asked in the chat", asked), ("never asked", never))
    ]
    rows(table)
    back = jk.retention(log, VISIT, VISIT, period="week", periods=1, by="source")
    shares = [f"{group.value} {group.total[1].share or 0:.0%}" for group in back.groups]
    print(f"  Back in the week after: {', '.join(shares)}")


def came(step: FunnelStep) -> str:
    """The share that came on from the step before, with its interval."""
    if step.conversion is None or step.conversion_interval is None:
        return "nobody there"
    low, high = step.conversion_interval
    return f"{step.conversion:.0%} ({low:.0%} to {high:.0%})"


def draw(journey: jk.Journey, log: jk.EventLog) -> None:
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
    measure(journey, log)
    draw(journey, log)


if __name__ == "__main__":
    main()
