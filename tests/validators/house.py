"""Rules made to order, for tests of the machinery."""

import datetime as dt

from journeykit.model import Journey, Touchpoint
from journeykit.validators import Problem, Rule, Severity, validate
from journeykit.validators.docstring import RuleDoc

DAY = dt.date(2026, 6, 1)


def hits(journey, rule, **options):
    """The paths at which an installed rule finds something, on a fixed day."""
    settings = {rule: options} if options else {}
    report = validate(journey, select=rule, options=settings, today=DAY)
    return [d.location.path for d in report]


def told(journey, rule):
    """What an installed rule says: (message, hint) of each finding."""
    return [(d.message, d.hint) for d in validate(journey, select=rule, today=DAY)]


def house_rule(name, check, *, on=Touchpoint, code=None, **keywords):
    """A rule whose function is `check(element, context) -> iterable of problems`."""
    code = code or f"XY{sum(map(ord, name)) % 900 + 100}"
    keywords.setdefault("severity", Severity.WARNING)
    return Rule(
        name, code=code, topic="house", on=on, doc=RuleDoc(title=name), function=check, **keywords
    )


def always(element, context):
    """Finds something everywhere."""
    yield Problem("there", hint="mend it")


def never(element, context):
    """Finds nothing."""
    return ()


def in_names(letter):
    """Finds elements with a letter in their name."""

    def check(element, context):
        name = element.title if isinstance(element, Journey) else element.name
        if letter in name:
            yield Problem(f"{letter} in {name}", "name")

    return check
