"""What a rule is: one decorated function, and all that is known about it.

A rule looks at one element and yields a `Problem` for each fault. The runner
calls it for every element of its type, so a rule is a few lines:

    @rule(code="XY101", on=Touchpoint, topic="house-style")
    def touchpoint_without_owner(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
        \"\"\"A touchpoint has no owner.

        Why:
            What belongs to nobody is mended by nobody.

        Bad:
            phases:
              - name: Buy
                touchpoints:
                  - name: Pay

        Good:
            phases:
              - name: Buy
                touchpoints:
                  - name: Pay
                    owner: Payments team

        Source:
            Our handbook.
        \"\"\"
        if touchpoint.owner is None:
            yield Problem("it has no owner", field="owner", hint="say who answers for it")

The name of the function, with hyphens, is the rule's identity. Keyword
arguments are its options, and their defaults are the options' defaults. The
examples are fields of a journey, as YAML; see `journeykit.validators.example`.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar, cast

import attrs
from attrs import field, frozen

from journeykit.diagnostics import Severity
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Place
from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple, check_text
from journeykit.validators.context import Context
from journeykit.validators.docstring import RuleDoc, read_docstring

__all__ = ["PROTOCOL", "Option", "OptionValue", "Problem", "Rule", "Severity", "rule"]

PROTOCOL = 1
"""Version of what a rule is given and yields. It grows only when rules must change."""

RESERVED = ("all", "recommended")
"""Words that select rules and so cannot name one."""

V = TypeVar("V", bound=Value)
P = ParamSpec("P")

OptionValue: TypeAlias = bool | int | float | str | tuple[str, ...]

_CODE = re.compile(r"[A-Z]{2,4}[0-9A-Z][0-9]{2}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@frozen(repr=False)
class Problem(Value):
    """A fault that a rule found.

    Attributes:
        message: what is wrong, as said to the one who made the mistake.
        field: the field of the element that is at fault, or None for the whole element.
        index: position within that field, for a field of several values.
        at: the place that is at fault, or None for that of the element at hand.
        hint: what to write instead.
        key: tells problems of one rule at one place apart.
        line: line in the source, from 1, where it is known otherwise than by place.
        column: column in that line, from 1.
    """

    message: str = attrs.field(validator=check_text)
    field: str | None = attrs.field(default=None)
    at: Place | None = attrs.field(default=None, kw_only=True)
    hint: str | None = attrs.field(default=None, kw_only=True)
    key: str = attrs.field(default="", kw_only=True)
    index: int | None = attrs.field(default=None, kw_only=True)
    line: int | None = attrs.field(default=None, kw_only=True)
    column: int | None = attrs.field(default=None, kw_only=True)


@frozen(repr=False)
class Option(Value):
    """A setting of a rule.

    Attributes:
        name: name of the keyword argument.
        default: its value where nothing is said; it decides the type.
        text: what it means.
    """

    name: str
    default: OptionValue
    text: str = ""

    @property
    def kind(self) -> str:
        """What it takes, in words."""
        kind = _KINDS[type(self.default)]
        return kind if self.least is None else f"{kind} of at least {self.least}"

    @property
    def least(self) -> int | None:
        """The least that it takes: whole numbers count something, unless their default is below 0."""
        return 0 if type(self.default) is int and self.default >= 0 else None

    def read(self, value: object, *, owner: str) -> OptionValue:
        """Accept a value of the right type and sense, or refuse it.

        Args:
            value: what the user set; a list of texts will do for a tuple.
            owner: name of the rule, for the error.

        Raises:
            InvalidValueError: if the type is another, or a count is below 0.
        """
        kind = type(self.default)
        if kind is float and type(value) is int:
            return float(value)
        if kind is tuple:
            if isinstance(value, list | tuple):
                items = cast("Iterable[object]", value)
                texts = tuple(item for item in items if isinstance(item, str))
                if len(texts) == len(value):
                    return texts
        elif type(value) is kind and value == value:  # noqa: PLR0124 - not a number
            read = cast("OptionValue", value)  # type: ignore[redundant-cast]
            if self.least is None or (isinstance(read, int) and read >= self.least):
                return read
        raise InvalidValueError(owner, self.name, expected=self.kind, got=value)


_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    tuple: "a list of texts",
}


def _no_problems(*_: Any, **__: Any) -> Iterator[Problem]:
    return iter(())


@frozen(kw_only=True, repr=False)
class Rule(Value):
    """A rule: who it is, what it looks at, and its documentation.

    Make one with the decorator `rule`.

    Attributes:
        name: identity, such as "touchpoint-without-channel".
        code: short stable alias, such as "JK304".
        topic: what it is about, such as "anatomy".
        severity: of all that it finds.
        default: whether it belongs to the recommended ones.
        on: type of the values that it is called for.
        filled: the field that a value must have filled for the rule to be called, or None.
        empty: the field that it must have left empty, or None.
        requires: names of rules that must have found nothing there.
        options: its settings.
        doc: title, why, examples and source.
        function: what looks for problems.
    """

    name: str = field(validator=check_text, kw_only=False)
    code: str = field(validator=check_text)
    topic: str = field(validator=check_text)
    severity: Severity = Severity.WARNING
    default: bool = True
    on: type[Value]
    filled: str | None = None
    empty: str | None = None
    requires: tuple[str, ...] = field(default=(), converter=as_texts)
    options: tuple[Option, ...] = field(default=(), converter=as_tuple)
    doc: RuleDoc
    function: Callable[..., Iterable[Problem]] = _no_problems

    @property
    def title(self) -> str:
        """The fault in a sentence."""
        return self.doc.title

    @property
    def why(self) -> str:
        """Why it matters."""
        return self.doc.why

    @property
    def bad(self) -> str:
        """A journey, as YAML, in which the rule finds something; empty where none can show it."""
        return self.doc.bad

    @property
    def good(self) -> str:
        """A journey, as YAML, in which the rule finds nothing."""
        return self.doc.good

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return self.doc.source

    def settings(self, given: dict[str, object]) -> dict[str, OptionValue]:
        """All options with their values: those given, and the defaults of the others.

        Raises:
            NotFoundError: if the rule has no such option.
            InvalidValueError: if a value is of the wrong type, or a count below 0.
        """
        known = {option.name: option for option in self.options}
        for name in given:
            if name not in known:
                raise NotFoundError(f"option of the rule {self.name} named", name, known)
        return {
            name: option.read(given[name], owner=self.name) if name in given else option.default
            for name, option in known.items()
        }

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"


def rule(
    *,
    code: str,
    on: type[V],
    topic: str,
    severity: Severity = Severity.WARNING,
    default: bool = True,
    filled: str | None = None,
    empty: str | None = None,
    requires: str | Iterable[str] = (),
) -> Callable[[Callable[Concatenate[V, Context, P], Iterable[Problem]]], Rule]:
    """Make a rule of a function from an element and a context to problems.

    Args:
        code: two to four capitals, a capital or digit, two digits, such as
            "JK304"; "JK" belongs to the built-in rules.
        on: type of the values that the function is called for; subtypes count.
        topic: what the rule is about, a word that can select it.
        severity: of all that it finds; an error only where a map contradicts itself.
        default: whether it belongs to the recommended ones.
        filled: a field without which the rule has nothing to look at: it is called for
            the values that have it filled only. Most values have most fields empty, so
            that such a rule costs next to nothing.
        empty: a field that makes the rule pointless where it is filled.
        requires: names of rules without whose consent this one says nothing.

    Returns:
        A decorator that turns the function into a `Rule`.

    Raises:
        InvalidValueError: if the code is malformed, the type is none of the
            model, a section of the docstring is missing, or an option has no
            default.
        NotFoundError: if the type has no such field.
    """
    if not _CODE.fullmatch(code):
        raise InvalidValueError(
            "rule", "code", expected="two to four capitals, a capital or digit, and two digits",
            got=code, hint="such as 'JK304'; built-in rules start with JK, yours with other letters",
        )  # fmt: skip

    kind: object = on
    if not (isinstance(kind, type) and issubclass(kind, Value)):
        raise InvalidValueError(
            "rule", "on", expected="a model type such as Touchpoint", got=on,
            hint="import it from journeykit.model",
        )  # fmt: skip
    for name in (filled, empty):
        if name is not None and not hasattr(on, name):
            names = [each.name for each in attrs.fields(cast("Any", on))]
            raise NotFoundError(f"field of {on.__name__} named", name, names)

    def make(function: Callable[Concatenate[V, Context, P], Iterable[Problem]]) -> Rule:
        name = function.__name__.strip("_").replace("_", "-")
        if not _NAME.fullmatch(name) or name in RESERVED:
            raise InvalidValueError(
                "rule", "name", expected="a function named in lower case, not 'all' or 'recommended'",
                got=function.__name__,
            )  # fmt: skip
        doc = _doc_of(function, name)
        return Rule(
            name,
            code=code,
            topic=topic,
            severity=severity,
            default=default,
            on=on,
            filled=filled,
            empty=empty,
            requires=requires,
            options=_options_of(function, name, doc),
            doc=doc,
            function=function,
        )

    return make


def _doc_of(function: Callable[..., object], name: str) -> RuleDoc:
    text = function.__doc__
    if text is None and sys.flags.optimize >= 2:  # pragma: no cover - python -OO drops docstrings
        return RuleDoc(title=name.replace("-", " "))
    doc = read_docstring(text or "")
    sections = {
        "title": doc.title, "Why": doc.why, "Bad": doc.bad, "Good": doc.good, "Source": doc.source
    }  # fmt: skip
    missing = [section for section, body in sections.items() if not body]
    if missing:
        raise InvalidValueError(
            f"rule {name}", "docstring",
            expected="a title, then the sections Why, Bad, Good and Source",
            got=f"one without {', '.join(missing)}",
            hint="start a section with its name and a colon, and indent what it says",
        )  # fmt: skip
    return doc


def _options_of(function: Callable[..., object], name: str, doc: RuleDoc) -> tuple[Option, ...]:
    parameters = list(inspect.signature(function).parameters.values())
    keyword = [p for p in parameters if p.kind is p.KEYWORD_ONLY]
    if len(parameters) - len(keyword) != 2:
        raise InvalidValueError(
            f"rule {name}", "signature",
            expected="(element, context, *, option=default, ...)",
            got=f"({', '.join(map(str, parameters))})",
            hint="put a * before the options",
        )  # fmt: skip
    for parameter in keyword:
        if type(parameter.default) not in _KINDS:
            raise InvalidValueError(
                f"rule {name}", parameter.name,
                expected="a default that is a bool, int, float, str or tuple of texts",
                got="none" if parameter.default is parameter.empty else parameter.default,
            )  # fmt: skip
        # Without any section there was no docstring: python -OO.
        if doc.why and parameter.name not in doc.options:
            raise InvalidValueError(
                f"rule {name}", "docstring", expected=f"a line for {parameter.name!r} under Options:",
                got="none",
            )  # fmt: skip
    return tuple(Option(p.name, p.default, doc.options.get(p.name, "")) for p in keyword)
