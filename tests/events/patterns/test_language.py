"""The language of path patterns: what is read, and what is refused with a finger on the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.errors import FormatError, InvalidValueError
from journeykit.events.patterns.language import parse_pattern
from journeykit.events.patterns.pattern import Pattern, PatternItem

ANY = PatternItem(negated=True)
GAP = PatternItem(negated=True, least=0, most=None)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("cart", [PatternItem(("cart",))]),
        ("add to cart -> paid", [PatternItem(("add to cart",)), PatternItem(("paid",))]),
        ("api.call->sign-up", [PatternItem(("api.call",)), PatternItem(("sign-up",))]),
        ("'a -> b?'", [PatternItem(("a -> b?",))]),
        ('"it\'s" -> \'it\\\'s\'', [PatternItem(("it's",)), PatternItem(("it's",))]),
        ("a -> . -> b", [PatternItem(("a",)), ANY, PatternItem(("b",))]),
        ("a -> .* -> b", [PatternItem(("a",)), GAP, PatternItem(("b",))]),
        ("a -> * -> b", [PatternItem(("a",)), GAP, PatternItem(("b",))]),
        ("(a|b|a)", [PatternItem(("a", "b"))]),
        ("[a, b]", [PatternItem(("a", "b"))]),
        ("[^a, b|c]", [PatternItem(("a", "b", "c"), negated=True)]),
        ("a+", [PatternItem(("a",), most=None)]),
        ("a -> b? -> c", [PatternItem(("a",)), PatternItem(("b",), least=0), PatternItem(("c",))]),
        ("a{2}", [PatternItem(("a",), least=2, most=2)]),
        ("a{ 2 , }", [PatternItem(("a",), least=2, most=None)]),
        ("a -> .{,3} -> b", [
            PatternItem(("a",)), PatternItem(negated=True, least=0, most=3), PatternItem(("b",)),
        ]),
    ],
)  # fmt: skip
def test_what_is_written_is_what_is_meant(text, items):
    """Each sign has one meaning."""
    assert Pattern(tuple(items)) == parse_pattern(text)


@pytest.mark.parametrize("text", ["^ -> a -> $", "^a$", "^ a -> $", "\n ^ -> a$ \n"])
def test_the_ends_of_a_path_stand_for_themselves(text):
    """The arrow beside ^ and $ may be left out."""
    expected = Pattern((PatternItem(("a",)),), from_start=True, to_end=True)

    assert expected == parse_pattern(text)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", 1, "name an event"),
        ("a ->", 5, "name an event"),
        ("-> a", 1, "name an event"),
        ("a | b", 3, "put -> between"),
        ("a, b", 2, "put -> between"),
        ("a -> ", 5, "name an event"),
        ("a* -> b", 1, "fix it with ^ ->"),
        ("a -> [^b]*", 6, "fix it with -> $"),
        ("a -> .*", 6, "leave .* out"),
        ("^ -> a -> b?", 11, "leave b? out"),
        ("(a -> b)*", 4, "several that follow"),
        ("(a|(b))", 4, "brackets hold names"),
        ("[^a", 1, "write ]"),
        ("(a, b)", 3, "'|' or ')'"),
        ("a**", 3, "said twice"),
        ("a{3,1}", 2, "the larger last"),
        ("a{0}", 2, "no number of events"),
        ("a{}", 2, "without a number"),
        ("a{9999999}", 2, "more events than"),
        ("'abc", 1, "never closed"),
        ("'' -> a", 1, "without a letter"),
        ("a.* -> b", 1, "any event"),
        ("a -> ^b", 6, "name an event"),
        ("a ^ b", 3, "write it first"),
        ("a$ -> b", 4, "end of a path"),
        ("{2}", 1, "name an event"),
        ("a -> {x}", 6, "name an event"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text, column, words):
    """The error has the place, the text, and what to write instead."""
    with pytest.raises(FormatError) as caught:
        parse_pattern(text)

    assert (1, column) == (caught.value.line, caught.value.column)
    assert words in str(caught.value)
    assert text in str(caught.value)


def test_the_line_of_a_long_pattern_is_told():
    """A pattern may be written on several lines."""
    with pytest.raises(FormatError) as caught:
        parse_pattern("a\n  -> b c, d")

    assert (2, 9) == (caught.value.line, caught.value.column)
    assert "  -> b c, d" == caught.value.excerpt


def test_a_pattern_is_a_text():
    """Other things are refused in the same words as elsewhere."""
    with pytest.raises(InvalidValueError, match="expected a text, as in cart"):
        parse_pattern(["a", "b"])


@st.composite
def patterns(draw):
    """Patterns of any names, also such as need quotes."""
    names = st.text(min_size=1, max_size=6).filter(lambda text: "\r" not in text)
    from_start, to_end = draw(st.booleans()), draw(st.booleans())
    number = draw(st.integers(1, 4))
    items = []
    for index in range(number):
        inner = 0 < index < number - 1
        free = inner or (index == 0 and from_start and (number > 1 or to_end))
        free = free or (0 < index == number - 1 and to_end)
        least = draw(st.integers(0 if free else 1, 3))
        most = draw(st.none() | st.integers(max(1, least), 4))
        events = tuple(draw(st.lists(names, unique=True, max_size=3)))
        negated = not events or draw(st.booleans())
        items.append(PatternItem(events, negated=negated, least=least, most=most))
    return Pattern(tuple(items), from_start=from_start, to_end=to_end)


@given(patterns())
def test_a_pattern_reads_as_it_is_written(pattern):
    """Every pattern has a text, which means the same."""
    assert pattern == parse_pattern(str(pattern))


@given(st.text(alphabet="ab'\"\\ .*+?{}()[]^$|,->12\n", max_size=15))
def test_any_text_is_read_or_refused(text):
    """Nothing else can happen to it."""
    try:
        pattern = parse_pattern(text)
    except FormatError:
        return
    assert pattern == parse_pattern(str(pattern))
