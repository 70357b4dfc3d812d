"""Texts in Markdown: what a reader sees is what was written."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeykit.renderers.markdown import text as md
from journeykit.testing.figures import HOSTILE_TEXTS
from renderers.gfm import inlines, normal, parser, tables

nasty = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            [*"\\`*_[]<>|~$&#:-+=.!()'\"1a \n\t%@", "&amp;", "&#35;", "**", "__", "~~"]
        ),
        st.sampled_from(["https://a.b/c_d", "www.x.y", "<br>", "[a](b)", "a@b.co", "1. ", "```"]),
        st.sampled_from(["\u00a0", "\u3000", "\x1b", "\x85", "\r\n", "🎉", "مرحبا"]),
        st.sampled_from(HOSTILE_TEXTS),
    ),
    max_size=6,
).map("".join)


def fixed(markdown):
    """As the renderer writes it in the end."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", markdown)


@settings(max_examples=500, deadline=None)
@given(nasty, nasty)
@example("\\|", "a\\")
@example("_a_b_", "\u00a0")
def test_cells_come_back(a, b):
    """A table keeps its shape and its texts, plain, in bold and in italics."""
    markdown = md.table([md.inline(a), md.strong(b)], [[md.emphasis(a), md.inline(b)]])
    assert [[[normal(a), normal(b)], [normal(a), normal(b)]]] == tables(fixed(markdown))


@settings(max_examples=300, deadline=None)
@given(nasty, st.integers(1, 8))
def test_headings_come_back(text, level):
    """A heading is one heading, of its level, with its text; below the sixth it is in bold."""
    markdown = fixed(md.heading(text, level))
    seen = normal(text)
    if level <= 6:
        seen = seen.replace("\n", " ")
        assert [f"h{level}"] == [
            t.tag for t in parser().parse(markdown) if t.type == "heading_open"
        ]
    assert seen == "".join(inlines(markdown))


@settings(max_examples=300, deadline=None)
@given(nasty)
def test_paragraphs_and_items_come_back(text):
    """Nothing at the start of a line opens a block."""
    expected = [normal(text)] if normal(text) else []
    kinds = [token.type for token in parser().parse(fixed(md.paragraph(text)))]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert expected == inlines(fixed(md.paragraph(text)))
    item = fixed(md.bullet(md.inline(text)))
    kinds = [t.type for t in parser().parse(item) if t.type.endswith("_open")]
    assert ["bullet_list_open", "list_item_open"] == kinds[:2]
    assert expected == inlines(item)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("user_id and R&D", "user_id and R&D"),
        ("_x_", "\\_x\\_"),
        ("&amp;", "\\&amp;"),
        ("https://a.b", "https\\://a.b"),
        ("WWW.a.b", "WWW\\.a.b"),
        ("50%20 off", "50\\%20 off"),
        ("\u00a0x\u3000", "&#160;x&#12288;"),
        ("a \t b", "a b"),
        ("a \n\n b", "a<br>b"),
        ("  ", ""),
    ],
)
def test_only_what_could_be_markup_is_escaped(text, written):
    """The text of the file itself stays readable, too."""
    assert written == md.inline(text)


def test_nothing_empty_is_marked_up():
    """Empty bold or italics would be a rule."""
    assert ("", "", "#", "-") == (md.strong(" "), md.emphasis(""), md.heading("", 1), md.bullet(""))


def test_a_table_says_where_numbers_stand():
    """Columns of figures are set to the right."""
    assert "| a | b |\n| --- | ---: |\n| c | 1 |" == md.table(["a", "b"], [["c", "1"]], right=[1])
