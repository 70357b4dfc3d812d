"""Making rules: what the decorator reads, and what it refuses."""

import copy
import pickle

import pytest

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Journey, Phase
from journeykit.validators import Problem, Rule, Severity, rule
from journeykit.validators.declare import Option
from journeykit.validators.docstring import read_docstring

DOC = """A phase is short.

It has few touchpoints.

Why:
    Short phases
    are odd.

    Two paragraphs stay two.

Options:
    most: how many touchpoints
        are few.
    words: some words.

Bad:
    phases:
      - name: Buy

Good:
    title: x

Source:
    Nobody.
"""


def make(*, doc=DOC, code="XY101", name="short_phase", **keywords):
    """Decorate a function that is made to order."""

    def function(phase, context, *, most=1, words=("a",)):
        yield Problem("x")

    function.__doc__ = doc
    function.__name__ = name
    return rule(code=code, on=Phase, topic="odd", **keywords)(function)


def test_decorator_reads_everything():
    """Name, code, sections and options come from the function alone."""
    made = make(severity=Severity.INFO, default=False, requires="other")
    assert ("short-phase", "XY101", "odd") == (made.name, made.code, made.topic)
    assert (Severity.INFO, False, ("other",)) == (made.severity, made.default, made.requires)
    assert "A phase is short" == made.title
    assert "Short phases are odd.\n\nTwo paragraphs stay two." == made.why
    assert "phases:\n  - name: Buy" == made.bad
    assert "title: x" == made.good
    assert "Nobody." == made.source
    assert made.options == (
        Option("most", 1, "how many touchpoints are few."),
        Option("words", ("a",), "some words."),
    )
    assert Phase is made.on
    assert "<Rule XY101 short-phase>" == repr(made)


def test_a_field_that_no_value_has_is_refused():
    """With the nearest one, whichever of the two names it."""
    with pytest.raises(NotFoundError, match="touchpoints"):
        make(filled="touchpoint")
    with pytest.raises(NotFoundError, match="field of Phase"):
        make(empty="channel")


@pytest.mark.parametrize("code", ["", "101", "JK1", "jk101", "TOOLONG01", "JK1011"])
def test_malformed_code_is_refused(code):
    """A code is letters and three characters."""
    with pytest.raises(InvalidValueError, match="two to four capitals"):
        make(code=code)


@pytest.mark.parametrize("name", ["Upper", "all", "recommended", "_", "a__b"])
def test_malformed_name_is_refused(name):
    """A name selects: it must be plain, and not a word that selects many."""
    with pytest.raises(InvalidValueError, match="lower case"):
        make(name=name)


@pytest.mark.parametrize("section", ["Why", "Bad", "Good", "Source"])
def test_missing_section_is_refused_by_name(section):
    """The error says which section is missing."""
    doc = DOC.replace(f"{section}:\n", "Options:\n" if section != "Why" else "")
    with pytest.raises(InvalidValueError, match=f"without .*{section}"):
        make(doc=doc)


def test_missing_docstring_is_refused():
    """An undocumented rule is no rule."""
    with pytest.raises(InvalidValueError, match="without title, Why, Bad, Good, Source"):
        make(doc=None)


def test_undocumented_option_is_refused():
    """Each option has its line."""
    with pytest.raises(InvalidValueError, match="a line for 'words' under Options"):
        make(doc=DOC.replace("    words: some words.\n", ""))


def test_option_without_default_is_refused():
    """An option must say what happens where nobody sets it."""

    def f(phase, context, *, most):
        yield Problem("x")

    f.__doc__ = DOC
    with pytest.raises(InvalidValueError, match=r"f\.most: expected a default .*got 'none'"):
        rule(code="XY101", on=Phase, topic="odd")(f)


def test_option_of_unknown_type_is_refused():
    """An option that a file cannot hold is none."""

    def f(phase, context, *, most=None):
        yield Problem("x")

    f.__doc__ = DOC
    with pytest.raises(InvalidValueError, match="bool, int, float, str or tuple"):
        rule(code="XY101", on=Phase, topic="odd")(f)


def test_wrong_signature_is_refused():
    """Options go behind a star."""

    def f(phase, context, most=1):
        yield Problem("x")

    f.__doc__ = DOC
    with pytest.raises(InvalidValueError, match=r"\(element, context, \*"):
        rule(code="XY101", on=Phase, topic="odd")(f)


@pytest.mark.parametrize(
    ("default", "given", "expected"),
    [
        (1, 2, 2),
        (1.5, 2, 2.0),
        (1.5, 2.5, 2.5),
        (True, False, False),
        ("a", "b", "b"),
        ((), ["x", "y"], ("x", "y")),
        (("a",), (), ()),
    ],
)
def test_option_takes_its_type(default, given, expected):
    """A whole number will do for a number, a list for a tuple."""
    value = Option("o", default).read(given, owner="r")
    assert expected == value
    assert type(expected) is type(value)


@pytest.mark.parametrize(
    ("default", "given"),
    [
        (1, True), (1, 1.0), (1, "1"), (True, 1), ("a", 1), (1.0, "1"), (1.0, float("nan")),
        (1.0, True), ((), "xy"), ((), [1]), ((), {"a"}), ((), None),
    ],
)  # fmt: skip
def test_option_refuses_another_type(default, given):
    """The error names the rule, the option and the type."""
    with pytest.raises(InvalidValueError, match=r"^r\.o: expected "):
        Option("o", default).read(given, owner="r")


def test_settings_fill_in_defaults():
    """All options have a value; unknown ones are refused with the nearest."""
    made = make()
    assert {"most": 3, "words": ("a",)} == made.settings({"most": 3})
    with pytest.raises(NotFoundError, match="did you mean 'most'"):
        made.settings({"mots": 3})


def test_rule_is_a_value():
    """Rules are compared, hashed and copied like every value."""
    made = make()
    assert made == made.replace()
    assert hash(made) == hash(made.replace())
    assert made != made.replace(code="XY102")
    assert made == copy.copy(made)


def test_installed_rules_have_functions_of_their_own():
    """A rule made without a function finds nothing."""
    made = Rule("x", code="XY101", topic="t", on=Journey, doc=read_docstring("x"))
    assert [] == list(made.function(Journey("x"), None))


def test_problem_needs_a_message():
    """A problem says something, and travels between processes."""
    with pytest.raises(InvalidValueError, match=r"Problem\.message"):
        Problem("")
    problem = Problem("x", "name", hint="y", key="z")
    assert problem == pickle.loads(pickle.dumps(problem))


def test_sections_may_begin_on_their_line():
    """`Source: a book` is as good as an indented book; stray lines of options join the last."""
    doc = read_docstring("T.\n\nSource: a book\n\nOptions:\n    stray\n    a:\n      text")
    assert "a book" == doc.source
    assert {"a": "text"} == dict(doc.options)


@pytest.mark.parametrize("kind", [str, "Touchpoint", None])
def test_rule_looks_at_a_type_of_the_model(kind):
    """Anything else would be called for nothing, silently."""
    with pytest.raises(
        InvalidValueError, match=r"rule\.on: expected a model type such as Touchpoint"
    ):
        rule(code="XY101", on=kind, topic="odd")


def test_counts_are_not_below_zero():
    """Unless the default is; figures that are no counts may be."""
    with pytest.raises(InvalidValueError, match=r"r\.most: expected a whole number of at least 0"):
        Option("most", 1).read(-1, owner="r")
    assert -2 == Option("shift", -1).read(-2, owner="r")
    assert -0.5 == Option("valence", 0.5).read(-0.5, owner="r")
