"""The words that the library adds: the same ones in every language, and each in its style."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

import journeykit
from journeykit.errors import NotFoundError
from journeykit.view.format import format_number, format_percent, format_signed, quoted
from journeykit.view.labels import labels
from journeykit.view.languages import LANGUAGES, words_of
from journeykit.view.layout.text.characters import is_rtl

HOME = Path(journeykit.__file__).parent
ENGLISH = words_of("en")


def _places(text):
    return [place for _, place, _, _ in Formatter().parse(text) if place is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_words(language):
    """A word that one language lacks would be an error in the middle of a drawing."""
    assert list(ENGLISH) == list(words_of(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_something(language):
    """No word is blank, nor English where there is a word for it."""
    words = words_of(language)
    assert [] == [key for key, text in words.items() if not text.strip() or text != text.strip()]
    same = {
        key for key in words if words[key] == ENGLISH[key] and re.search("[A-Za-z]", words[key])
    }
    # Names of methods, words that languages share, and n, the sign of a sample size.
    assert language == "en" or len(same) < 0.1 * len(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_places(language):
    """What is put into a phrase finds its place: all in turn, or all by number."""
    for key, text in words_of(language).items():
        places = _places(text)
        assert len(_places(ENGLISH[key])) == len(places), key
        numbers = [str(number) for number in range(len(places))]
        assert set(places) <= {""} or sorted(places) == numbers, key


@pytest.mark.parametrize("language", ["ar", "he", "ja"])
def test_other_scripts_hold_no_english(language):
    """Letters of the Latin script are abbreviations there, and Markdown."""
    latin = {word for text in words_of(language).values() for word in re.findall("[A-Za-z]+", text)}
    assert {"ICE", "RICE", "ODI", "n"} <= latin <= {"ICE", "RICE", "ODI", "n", "SNS"}


@pytest.mark.parametrize("language", ["ar", "he"])
def test_arrows_point_where_the_eye_goes(language):
    """From right to left, also between two names in the Latin script, which else would turn them."""
    for key, text in words_of(language).items():
        assert "→" not in text, key
        if "}" in text.partition("←")[0] and "{" in text.partition("←")[2]:
            assert "{}\u200f ← \u200f{}" in text, key
    say = labels(language)
    assert all(
        is_rtl(say(key, "home", "cart")) for key in ("becomes", "log_step_from_to", "titled")
    )


def test_every_word_is_used():
    """A word that nothing asks for would be translated in vain."""
    # Kinds of edges and nodes, and heads of Markdown, are looked up by both parts of their key.
    said, heads, tails = set(), {"head_", "kind_", "relation_"}, set()
    for path in HOME.rglob("*.py"):
        if "languages" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.Name):
                said.add(node.id)
            elif isinstance(node, ast.JoinedStr):
                parts = [getattr(part, "value", None) for part in node.values]
                heads |= {parts[0]} if str(parts[0]).endswith("_") else set()
                tails |= {parts[-1]} if str(parts[-1]).startswith("_") else set()
    # Kinds are spelt as in a sentence, in capitals, or with a hyphen.
    said |= {re.sub("[ -]", "_", text).lower() for text in said}
    ways = {
        *said,
        *(f"{word}s" for word in said),
        *(head + word for head in heads for word in said),
        *(word + tail for tail in tails for word in said),
    }
    assert [] == [key for key in ENGLISH if key not in ways]


def test_no_word_without_a_key():
    """An unknown key is a fault of the caller, and the error says which keys there are."""
    with pytest.raises(NotFoundError, match="no such word"):
        labels("en")("no such word")


@pytest.mark.parametrize(("locale", "scenario"), [("es-MX", "Escenario"), ("xx", "Scenario")])
def test_the_language_decides(locale, scenario):
    """A region speaks its language; a language that is not spoken is written in English."""
    assert scenario == labels(locale)("scenario")


def test_languages_are_loaded_when_they_are_spoken():
    """An English map pays for no other language, and an import for none at all."""
    code = """if True:
        import sys
        import journeykit as jk
        def loaded():
            home = "journeykit.view.languages."
            return sorted(name.removeprefix(home) for name in sys.modules if name.startswith(home))
        assert [] == loaded(), loaded()
        journey = jk.Journey("Buy", [jk.Phase("Look", ["Ad"])])
        jk.describe(journey); jk.render(journey, format="markdown")
        assert ["en"] == loaded(), loaded()
        jk.describe(journey.replace(locale="ja"))
        assert ["en", "ja"] == loaded(), loaded()
    """
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("locale", "number", "share", "sign", "quote"),
    [
        ("ar", "1,234.5", "\u200e12.3%", "\u200e−0.5", "”x“"),
        ("ar-MA", "1.234,5", "\u200e12,3%", "\u200e−0,5", "”x“"),
        ("es", "1234,5", "12,3\u00a0%", "−0,5", "«x»"),
        ("es-AR", "1.234,5", "12,3%", "−0,5", "«x»"),
        ("es-MX", "1,234.5", "12.3%", "−0.5", "«x»"),
        ("fr", "1\u202f234,5", "12,3\u202f%", "−0,5", "«\u202fx\u202f»"),
        ("fr-CA", "1\u00a0234,5", "12,3\u00a0%", "−0,5", "«\u202fx\u202f»"),
        ("he", "1,234.5", "\u200e12.3%", "\u200e−0.5", "”x”"),
        ("ja", "1,234.5", "12.3%", "−0.5", "「x」"),
    ],
)
def test_numbers_and_quotes_have_the_style_of_the_language(locale, number, share, sign, quote):
    """As the Unicode CLDR (version 48) has them, with Western digits.

    Its mark of direction stands before the whole number here, so that nothing but the
    number is between the mark and the sign; the minus is the sign, not the hyphen.
    """
    assert number == format_number(1234.5, locale=locale)
    assert share == format_percent(0.123, locale=locale)
    assert sign == format_number(-0.5, locale=locale)
    assert quote == quoted("x", locale)


def test_spanish_keeps_four_digits_together():
    """From five digits on they are grouped, as the CLDR says for Spain."""
    assert "−1234" == format_number(-1234, locale="es-ES")
    assert ["12.345", "1.234.567"] == [format_number(n, locale="es") for n in (12345, 1234567)]


@pytest.mark.parametrize(("locale", "written"), [("he", "\u200e+0.5"), ("ja", "+0.5")])
def test_signs_stay_before_their_number(locale, written):
    """From right to left, a plus would go behind what it belongs to."""
    assert written == format_signed(0.5, locale=locale)
    assert "0.0" == format_signed(0, locale=locale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_quote_as_the_language_does(language):
    """Quotation marks inside phrases are those around what customers say."""
    before, after = quoted("|", language).split("|")
    for key in ("shows_severity", "funnel_worst", "curve_remains"):
        assert f"{before}{{}}{after}" in re.sub(r"\d", "", words_of(language)[key]), key
