"""The documentation of all rules, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.validators.declare import Option, Rule
from journeykit.validators.registry import rules as installed_rules

__all__ = ["rule_section", "rule_text", "rules_page"]

_HEAD = """\
# Rules

The *name* of a rule is its identity; the code is a short stable alias. Either selects the
rule, as do the beginning of a code and the name of a topic. Rules that are not recommended run
only when they are selected. An error says that the map contradicts itself; a warning, that it
says less, or other, than it should; an info is worth knowing.
"""

_TOPICS = {
    "checking": "How the text was read, and how the checking itself went.",
    "structure": "The shape of the map: phases, touchpoints, and the ways between them.",
    "references": "Mentions of one element by another.",
    "anatomy": "The parts that every map has.",
    "personas": "Who the journey is about.",
    "emotions": "What customers feel.",
    "metrics": "Figures, their scales, and what was measured.",
    "objectives": "Objectives that can be measured.",
    "plan": "Opportunities, and what is done about them.",
    "evidence": "What the map rests on, and whether it is still true.",
    "blueprint": "The layers of a service blueprint.",
    "wording": "Texts.",
}


def rules_page(rules: Iterable[Rule] | None = None) -> str:
    """Write a page about rules: by topic a table, then a section for each rule.

    Args:
        rules: the rules; by default all that are installed.

    Returns:
        Markdown, the same for the same rules.

    Examples:
        >>> print(rules_page().splitlines()[0])
        # Rules
    """
    chosen = installed_rules() if rules is None else tuple(rules)
    topics: dict[str, list[Rule]] = {}
    for rule in sorted(chosen, key=lambda rule: rule.code):
        topics.setdefault(rule.topic, []).append(rule)
    parts = [_HEAD]
    for topic, members in topics.items():
        parts.append(f"## {topic.capitalize()}\n")
        if topic in _TOPICS:
            parts.append(f"{_TOPICS[topic]}\n")
        parts.append(_table(members))
        parts.extend(map(rule_section, members))
    return "\n".join(parts)


def rule_section(rule: Rule) -> str:
    """Write what there is to know about one rule, under its name.

    Args:
        rule: the rule.

    Returns:
        Markdown.
    """
    return f"### {rule.name}\n\n{rule_text(rule)}"


def rule_text(rule: Rule) -> str:
    """Write what there is to know about one rule, without a heading.

    Args:
        rule: the rule.

    Returns:
        Markdown.
    """
    recommended = "recommended" if rule.default else "off by default"
    parts = [
        f"**{rule.title}.**",
        f"`{rule.code}`, {rule.severity}, {recommended}, of the topic *{rule.topic}*.",
    ]
    if rule.why:
        parts.append(f"**Why.** {rule.why}")
    if rule.requires:
        names = ", ".join(f"`{name}`" for name in rule.requires)
        parts.append(f"Says nothing where {names} has found a problem already.")
    if rule.options:
        parts.append("**Options**")
        parts.append("\n".join(map(_option, rule.options)))
    if rule.bad:
        parts += ["**Bad**", _fenced(rule.bad), "**Good**", _fenced(rule.good)]
    if rule.source:
        parts.append(f"**Source.** {rule.source}")
    return "\n\n".join(parts) + "\n"


def _table(rules: Iterable[Rule]) -> str:
    lines = ["| rule | code | severity | recommended | finds |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| [{rule.name}](#{rule.name}) | {rule.code} | {rule.severity} "
        f"| {'yes' if rule.default else 'no'} | {_cell(rule.title)}. |"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"


def _option(option: Option) -> str:
    default = option.default
    if isinstance(default, tuple):
        shown = ", ".join(default)
    elif isinstance(default, bool):
        shown = str(default).lower()
    else:
        shown = f"{default}"
    return f"- `{option.name}` ({option.kind}, default `{shown}`): {option.text}"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _fenced(text: str) -> str:
    language = "mermaid" if text.startswith("journey\n") else "yaml"
    # A fence must be longer than any that the text holds.
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
