"""Rules about the checking itself (JK0): how the text was read, and how the run went.

Only `reading_note` looks at the journey. The others are reported by the
runner, which needs them to have a name, a code and a page like any other.
"""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Journey
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Rule, Severity, rule
from journeykit.validators.docstring import RuleDoc

__all__ = [
    "OF_THE_RUN",
    "OWN_RULES",
    "PLUGIN_BROKEN",
    "READING_NOTE",
    "RULE_CRASHED",
    "UNREADABLE_FILE",
    "UNUSED_SUPPRESSION",
]

TOPIC = "checking"

OFF_SCALE = "score-off-scale"
"""The key of notes about a score that its scale does not have."""

UNREADABLE_FILE = Rule(
    "unreadable-file",
    code="JK000",
    topic=TOPIC,
    severity=Severity.ERROR,
    on=Journey,
    doc=RuleDoc(
        title="A file cannot be read as a journey",
        why="Nothing in it was checked. The command reports it so, and checks the other files; "
        "a program that reads a file gets a FormatError instead.",
        source="journeykit: what was not checked must not read as a clean bill.",
    ),
)

RULE_CRASHED = Rule(
    "rule-crashed",
    code="JK001",
    topic=TOPIC,
    severity=Severity.ERROR,
    on=Journey,
    doc=RuleDoc(
        title="A rule stopped with an exception",
        why="A rule that did not finish has not said that the map is fine. The others ran on. "
        "The message names the rule and the exception: tell those who wrote the rule, and "
        "ignore it by name until it is mended.",
        source="journeykit: what was not checked must not read as a clean bill.",
    ),
)

PLUGIN_BROKEN = Rule(
    "plugin-broken",
    code="JK002",
    topic=TOPIC,
    severity=Severity.ERROR,
    on=Journey,
    doc=RuleDoc(
        title="A package of rules cannot be loaded",
        why="Its rules were not run. The message names the package and what went wrong: "
        "reinstall or uninstall it.",
        source="journeykit: what was not checked must not read as a clean bill.",
    ),
)

UNUSED_SUPPRESSION = Rule(
    "unused-suppression",
    code="JK003",
    topic=TOPIC,
    severity=Severity.INFO,
    on=Journey,
    doc=RuleDoc(
        title="A suppression matches nothing",
        why="The fault that it accepts is gone, or the rule or the element that it names does "
        "not exist. Left in place, it would hide the next fault of the kind.",
        bad="""\
phases:
  - name: Buy
    touchpoints:
      - name: Pay
suppressions:
  - rule: touchpoint-without-chanel
    reason: Decided next week""",
        good="""\
phases:
  - name: Buy
    touchpoints:
      - name: Pay
suppressions:
  - rule: touchpoint-without-channel
    at: pay
    reason: Decided next week""",
        source="Common practice of linters for programs, such as unused-noqa in Ruff (RUF100).",
    ),
)


@rule(code="JK010", on=Journey, topic=TOPIC)
def reading_note(journey: Journey, context: Context) -> Iterator[Problem]:
    """The text was read in a way that its author may not have meant.

    Why:
        Other tools write their maps loosely, and a reader must make up its mind:
        a diagram without a title, a colon in a name, a line that is no task. The
        map was read, and this is what was made of it.

    Bad:
        journey
            section Buy
                Pay: 3: Mira

    Good:
        journey
            title Buy a bike
            section Buy
                Pay: 3: Mira

    Source:
        Public Mermaid journeys, many of which Mermaid itself reads otherwise than
        they were meant.
    """
    for note in journey.origin.notes if journey.origin else ():
        # Of scores off the scale `rating-off-scale` says more, and says it at the emotion.
        if note.key == OFF_SCALE:
            continue
        yield Problem(
            note.message,
            hint=note.hint,
            # A note has no place of its own: its text tells it from the next of its kind.
            key=": ".join(part for part in (note.key, note.message) if part),
            line=note.line,
            column=note.column,
        )


READING_NOTE = reading_note

OWN_RULES = (UNREADABLE_FILE, RULE_CRASHED, PLUGIN_BROKEN, UNUSED_SUPPRESSION, READING_NOTE)
"""The rules that are there without any plug-in."""

OF_THE_RUN = frozenset((UNREADABLE_FILE.name, RULE_CRASHED.name, PLUGIN_BROKEN.name))
"""Names of rules that report how a run went; they are never run themselves."""
