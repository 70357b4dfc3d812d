"""A tour in a few seconds: load a journey, check it, ask it, draw it into `out/`.

Run it with `make demo`. Only the front door is used: `import journeykit as jk`.
"""

import io
import sys
import textwrap
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import journeykit as jk

OUT = Path("out")
WIDTH = 96
# A day is given, so that the demo prints the same on every day.
TODAY = date(2026, 12, 1)


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


def draw(journey: jk.Journey) -> None:
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
    draw(journey)


if __name__ == "__main__":
    main()
