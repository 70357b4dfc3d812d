"""Validators: rules say what is wrong with a journey, and a report collects it.

validate(journey)             check a journey
rules()                       all rules, of journeykit and of plug-ins
@rule(code=..., on=..., ...)  make a rule of your own
reporters.write(report, ...)  write a report as text, JSON, SARIF or annotations
"""

from journeykit.validators.context import Context
from journeykit.validators.declare import Option, Problem, Rule, Severity, rule
from journeykit.validators.registry import find_rule, rules
from journeykit.validators.run import validate

__all__ = [
    "Context",
    "Option",
    "Problem",
    "Rule",
    "Severity",
    "find_rule",
    "rule",
    "rules",
    "validate",
]
