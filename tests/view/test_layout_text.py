"""Text: where it breaks, how long its lines are, and that nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.view.layout.text import (
    Style,
    Typesetter,
    clean,
    clusters,
    cuts,
    is_rtl,
    pieces,
)
from journeykit.view.scene import Align

STYLE = Style(10, "#000000")

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("abc  -/\n\u0301\u200d👩🚀ク。、「」ก"),
    ),
    max_size=60,
)


@given(TEXTS, st.floats(5, 200))
def test_wrapping_loses_nothing_but_spaces(text, width):
    """Lines put together are the text, less the spaces at their ends and the hyphens added."""
    lines = Typesetter().wrap(text, width, STYLE).lines
    kept = "".join(line.text[:-1] if line.broken else line.text for line in lines)
    assert spaceless(clean(text)) == spaceless(kept)


def spaceless(text):
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").split())


@given(TEXTS, st.floats(5, 200))
def test_lines_keep_to_the_width(text, width):
    """A line is longer than asked only where a single character is."""
    setter = Typesetter()
    for line in setter.wrap(text, width, STYLE).lines:
        assert line.width <= width + 1e-6 or len(list(clusters(line.text.strip()))) <= 1
        assert setter.width(line.text, STYLE) <= line.width + 1e-6


def wrapped(text, width):
    return [line.text for line in Typesetter().wrap(text, width, STYLE).lines]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (
            "Rechtsschutzversicherungsabschluss",
            90,
            ["Rechtsschutz-", "versicherungs-", "abschluss"],
        ),
        ("responsibility", 60, ["responsi-", "bility"]),
        ("Достопримечательность", 60, ["Достопри-", "мечатель-", "ность"]),
        ("Ηλεκτροεγκεφαλογράφημα", 80, ["Ηλεκτροεγκε-", "φαλογράφημα"]),
        ("購入手続きの支払い", 60, ["購入手続き", "の支払い"]),
        ("12345678901234", 60, ["123456789", "01234"]),
        ("Ab", 8, ["A", "b"]),
    ],
)
def test_a_word_longer_than_its_line_breaks_with_a_hyphen(text, width, expected):
    """Between syllables if that fills the line, and without one where the script has none."""
    assert expected == wrapped(text, width)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (
            "https://www.example.com/long_path?query=strange", 90,
            ["https://www.", "example.com/", "long_", "path?query=", "strange"],
        ),
        ("mira.koehler@example-shop.com", 90, ["mira.koehler@", "example-", "shop.com"]),
    ],
)  # fmt: skip
def test_addresses_break_at_their_joints(text, width, expected):
    """A hyphen would become a part of them."""
    assert expected == wrapped(text, width)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, ["Donau-", "dampf-", "schiff"]),
        (80, ["Donaudampf-", "schiff"]),
        (200, ["Donaudampfschiff"]),
    ],
)
def test_soft_hyphens_show_where_a_line_breaks(width, expected):
    """And nowhere else."""
    assert expected == wrapped("Donau\u00addampf\u00adschiff", width)


def test_a_soft_hyphen_without_room_breaks_bare():
    """The line keeps to its width all the same."""
    assert ["M", "i"] == wrapped("M\u00adi", 10)


def test_a_piece_before_a_soft_hyphen_is_as_long_as_with_it():
    """So that a column as wide as its longest word holds its hyphen as well."""
    setter = Typesetter()
    assert setter.width("Dampf-", STYLE) == setter.longest_word("Dampf\u00adi", STYLE)


@given(TEXTS)
def test_there_is_a_cut_for_each_character(text):
    """Whatever a word is made of."""
    characters = list(clusters(text))
    assert len(characters) == len(cuts(characters)) == len(cuts(characters, address=True))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Abschluss", "Ab-schluss"),
        ("Zucker", "Zu-cker"),
        ("Fähigkeitsnachweis", "Fä-hig-keits-nach-weis"),
        ("Quellen", "Quel-len"),
        ("eighty-one", "eighty-one"),
        ("Aue", "Aue"),
    ],
)
def test_words_part_between_syllables(word, expected):
    """By a rule of thumb that knows German and does for other languages."""
    parts = [("-" if cut.worth == 2 else "") + word[n] for n, cut in enumerate(cuts(word))]
    assert expected == "".join(parts)


@given(TEXTS)
def test_clusters_put_together_are_the_text(text):
    """Cutting into characters loses nothing."""
    assert text == "".join(clusters(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("क्षि", ["क्षि"]),
        ("👨‍👩‍👧", ["👨‍👩‍👧"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        ("ab", ["a", "b"]),
        ("", []),
    ],
)
def test_what_a_reader_sees_as_one_character_stays_whole(text, expected):
    """Conjuncts, joined emoji, skin tones, flags and Hangul parts are not torn."""
    assert expected == list(clusters(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up-to-date", ["up-", "to-", "date"]),
        ("and/or", ["and/", "or"]),
        ("e-bike -5 --", ["e-bike", "-5", "--"]),
        ("お支払い。はい", ["お", "支", "払", "い。", "は", "い"]),
        ("「はい」", ["「は", "い」"]),
        ("10\u00a0%", ["10\u00a0%"]),
        ("한국어 말", ["한국어", "말"]),
    ],
)
def test_lines_break_where_the_script_allows(text, expected):
    """At spaces, after hyphens and slashes, between ideographs; never before what closes."""
    assert expected == [piece.text for piece in pieces(text)]


def test_line_breaks_of_the_text_are_kept():
    """A text with line breaks has at least as many lines, an empty one none."""
    setter = Typesetter()
    assert ["a", "", "b"] == [line.text for line in setter.wrap("a\n\nb", 50, STYLE).lines]
    assert () == setter.wrap("", 50, STYLE).lines
    assert () == setter.wrap(" \n ", 50, STYLE).lines
    assert 0 == setter.wrap("", 50, STYLE).width


def test_direction_is_that_of_the_first_strong_character():
    """Numbers and signs decide nothing."""
    assert (True, False, False) == (is_rtl("12 שלום"), is_rtl("- a שלום"), is_rtl("12"))


def test_lines_start_where_their_script_does():
    """Right in Arabic, left in English, and the other way round where right is asked for."""
    setter = Typesetter()
    arabic, english = setter.wrap("مرحبا", 90, STYLE), setter.wrap("Hello", 90, STYLE)

    def anchor(paragraph, align):
        (run,) = paragraph.place(0, 0, 100, align)
        return run.x, run.align

    assert (100, Align.RIGHT) == anchor(arabic, Align.LEFT)
    assert (0, Align.LEFT) == anchor(arabic, Align.RIGHT)
    assert (0, Align.LEFT) == anchor(english, Align.LEFT)
    assert (50, Align.CENTER) == anchor(arabic, Align.CENTER)
