"""Figures as Markdown: everything that a picture says, in text that reads well."""

import datetime as dt
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.errors import InvalidValueError, RenderError
from journeykit.model import LaneRole
from journeykit.renderers import render, to_markdown
from journeykit.renderers.markdown import MarkdownRenderer
from journeykit.renderers.markdown.chart import text_bar
from journeykit.renderers.recorder import figures, texts
from journeykit.testing.figures import HOSTILE_TEXTS, figure
from journeykit.testing.renderers import check_renderer
from journeykit.view.figures import (
    FIGURES,
    Axis,
    AxisGroup,
    AxisKind,
    Card,
    Cell,
    Chart,
    Column,
    ColumnGroup,
    Curve,
    CurvePoint,
    Edge,
    Entry,
    Field,
    Graph,
    Guide,
    Mark,
    MarkKind,
    Node,
    NodeGroup,
    Page,
    Point,
    Row,
    Series,
    SeriesKind,
    Sheet,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.theme import LIGHT
from journeykit.view.words.short import short
from renderers.gfm import inlines, normal, parser, tables

SEVERE = Mark(MarkKind.SEVERITY, 2, "needs a workaround")
FIRST = Mark(MarkKind.PRIORITY, 1, "priority 1")
UNSUPPORTED = Mark(MarkKind.UNSUPPORTED, 1, "rests on no evidence")
MOMENT = Mark(MarkKind.MOMENT, 1, "moment of truth")
WEB = Mark(MarkKind.CHANNEL, 0, "Web shop")


def row(role, *cells, title=None, **changes):
    cells = [Cell([Entry(c)] if isinstance(c, str) and c else c or []) for c in cells]
    return Row(role.value, title or role.value, role, cells=cells, **changes)


def sheet(*rows, columns=1, groups=None, **changes):
    groups = [ColumnGroup("p", "Purchase")] if groups is None else groups
    given = [Column(f"c{i}", f"Step {i}", "p") for i in range(columns)]
    return Sheet(
        "s", "Map", columns=changes.pop("given", given), groups=groups, rows=rows, **changes
    )


NOT_YET = ("the level of an entry", "the note of a row", "note", "x")
"""What is not yet written, or named as a loss."""


# --- all kinds -----------------------------------------------------------------


def test_it_keeps_the_contract():
    """Any figure, any text, the same bytes, with any options."""
    check_renderer(MarkdownRenderer(), silent=NOT_YET)
    check_renderer(
        MarkdownRenderer(max_columns=2, bars=False, legend=False, heading_level=6),
        # Whoever wants no legend gets no words for the ends of a curve.
        silent=(*NOT_YET, "ends", "the words for the ends"),
    )


@pytest.mark.parametrize("kind", FIGURES)
def test_every_text_of_a_figure_is_there(kind):
    """A reader of Markdown misses nothing that a figure says."""
    sample = figure(kind, "hostile")
    markdown = to_markdown(sample)
    seen = "\n".join(inlines(markdown))
    seen += "".join(t.content for t in parser().parse(markdown) if t.type == "fence")
    flat = " ".join(seen.split())
    for part in figures(sample):
        for text in texts(part):
            for line in normal(text).split("\n"):
                assert " ".join(line.split()) in flat, text


@pytest.mark.parametrize("kind", FIGURES)
def test_hostile_text_is_never_markup(kind):
    """No link, no code, no HTML but line breaks; `visible` refuses all else."""
    tokens = parser().parse(to_markdown(figure(kind, "hostile")))
    assert not {"html_block", "code_block", "hr"} & {token.type for token in tokens}
    assert inlines(to_markdown(figure(kind, "hostile")))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(HOSTILE_TEXTS) | st.text(max_size=5), min_size=2, max_size=2))
)
def test_a_table_comes_back_cell_by_cell(rows):
    """The parser of GitHub's flavour reads the rows that were given."""
    table = Table("t", "T", columns=[TableColumn("A"), TableColumn("B")], rows=rows)
    [found] = tables(to_markdown(table))
    assert [["A", "B"], *([normal(a), normal(b)] for a, b in rows)] == found


def test_what_cannot_be_written_is_reported():
    """NUL and half pairs become U+FFFD, and are counted."""
    rendered = render(Page("p", "a\0b\udfff"), format="markdown")
    assert "# a\ufffdb\ufffd\n" == rendered.text
    assert ["2 characters that text cannot hold replaced"] == [
        str(loss) for loss in rendered.losses
    ]


@pytest.mark.parametrize(
    "options", [{"heading_level": 0}, {"max_columns": 0}, {"bars": 1}, {"bar_width": 1.5}]
)
def test_options_that_can_mean_nothing(options):
    """They are refused with the field and what it takes."""
    with pytest.raises(
        InvalidValueError, match=f"MarkdownRenderer.{next(iter(options))}: expected"
    ):
        MarkdownRenderer(**options)


def test_anything_else_is_refused():
    """Only figures are drawn."""
    with pytest.raises(RenderError, match="five kinds of figure, got Node"):
        MarkdownRenderer().render(Node("title", "label"), theme=LIGHT, suffix=".md")


def test_pages_are_headings_by_depth():
    """Parts are one level deeper; below the sixth they are bold."""
    page = Page("p", "A", description="Intro", figures=[Page("q", "B", figures=[Table("t", "C")])])
    assert "##### A\n\nIntro\n\n###### B\n\n**C**\n\n*Nothing here yet.*\n" == to_markdown(
        page, options={"heading_level": 5}
    )


def test_descriptions_of_several_lines_keep_them():
    """A summary with columns is a block; backticks in it do not end it."""
    markdown = to_markdown(Page("p", "A", description="a  1\n``` b  2\n"))
    assert "````text\na  1\n``` b  2\n````\n" in markdown


def test_a_picture_stands_below_the_title():
    """Its alternative text is the description, which is not said twice; nothing is drawn."""
    page = Page("p", "A", description="One [map]\nof two", figures=[Table("t", "B")])
    assert (
        "# A\n\n![One \\[map\\] of two](my%20maps/a%281%29.svg?x=1&amp;y=2)\n\n## B\n\n"
    ) in to_markdown(page, options={"picture": "my maps/a(1).svg?x=1&y=2"})
    assert "![A](a.svg)" in to_markdown(Page("p", "A"), options={"picture": "a.svg"})
    long = Page("p", "A", description="word " * 100)
    assert "word word…](a.svg)\n\nword word" in to_markdown(long, options={"picture": "a.svg"})
    with pytest.raises(InvalidValueError, match=r"MarkdownRenderer\.picture: expected"):
        MarkdownRenderer(picture=" ")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(HOSTILE_TEXTS) | st.text(max_size=9),
    st.text(min_size=1, max_size=9).filter(str.strip),
)
def test_a_picture_is_always_a_picture(description, address):
    """Whatever the words and the address: one picture, with all the words, and nothing else."""
    markdown = to_markdown(Page("p", "A", description=description), options={"picture": address})
    token = next(t for t in parser().parse(markdown) if t.type == "inline" and "![" in t.content)
    [picture] = token.children
    assert "image" == picture.type
    spoken = "".join(child.content for child in picture.children)
    assert normal(short([description]) or "A").split() == normal(spoken).split()
    shown = address.encode("utf-8", "replace").decode()
    assert shown == unquote(picture.attrs["src"]) or "%" in address


# --- sheets ---------------------------------------------------------------------


def test_the_head_of_a_sheet():
    """Title, what it rests on, fields, personas."""
    made = sheet(
        subtitle="4 interviews",
        description="In words.",
        fields=[Field("Scenario", "Replaces the car"), Field("Expects", ["a", "1. b"])],
        cards=[Card("ada", "Ada", subtitle="commuter", quote="Fast!", fields=[Field("Role", "x")])],
        columns=0,
        groups=[],
    )
    assert (
        "# Map\n\n*4 interviews*\n\nIn words.\n\n"
        "- **Scenario:** Replaces the car\n- **Expects:**\n  - a\n  - 1\\. b\n\n"
        "## Ada\n\n*commuter*\n\n> “Fast!”\n\n- **Role:** x\n"
    ) == to_markdown(made)
    assert "*Nothing here yet.*" in to_markdown(made.replace(cards=()))


def test_a_phase_is_a_table():
    """Lanes are rows, touchpoints columns; a lane that says nothing is left out."""
    made = sheet(
        row(LaneRole.ACTIONS, "Pays", "Waits", title="Doing"),
        row(LaneRole.THOUGHTS, "", ""),
        given=[Column("a", "Checkout", "p", marks=[WEB, MOMENT]), Column("b", "Mail", "p")],
        groups=[ColumnGroup("p", "Purchase", "Own it"), ColumnGroup("q", "Use")],
        columns=2,
    )
    markdown = to_markdown(made)
    assert (
        "## Purchase\n\n*Own it*\n\n"
        "|  | Checkout<br>Web shop · ★ moment of truth | Mail |\n| --- | --- | --- |\n"
        "| **Doing** | Pays | Waits |\n\n"
        "## Use\n\n*Nothing here yet.*\n"
    ) in markdown


def test_entries_say_in_signs_what_a_picture_says_in_colour():
    """Severity with its word, rank, missing evidence, tone, quotes, persons."""
    entries = [
        Entry("Slow", marks=[SEVERE, UNSUPPORTED], tone=Tone.NEGATIVE),
        Entry("Faster", marks=[FIRST], tone=Tone.PRIORITY),
        Entry("Good", tone=Tone.POSITIVE),
        Entry("Hm", quote=True),
        Entry("Aside", tone=Tone.MUTED),
        Entry("Hers", marks=[Mark(MarkKind.PERSONA, 0, "Ada")]),
        Entry(" ", quote=True),
    ]
    made = sheet(row(LaneRole.CUSTOM, entries), legend=[SEVERE, FIRST, UNSUPPORTED])
    cell = tables(to_markdown(made))[0][1][1]
    assert [
        "• ●●○ ◌ Slow (needs a workaround)",
        "• ① Faster",
        "• ▲ Good",
        "• “Hm”",
        "• Aside",
        "• Hers (Ada)",
        "•",
    ] == [line.strip() for line in cell.split("\n")]
    assert (
        "**Legend:** ●●○ needs a workaround · ① priority 1 · ◌ rests on no evidence"
        in to_markdown(made)
    )


def test_without_a_legend_every_sign_has_its_words():
    """What the legend would say is said at the sign."""
    entry = Entry("Slow", marks=[FIRST, UNSUPPORTED])
    markdown = to_markdown(
        sheet(row(LaneRole.CUSTOM, [entry]), legend=[FIRST]), options={"legend": False}
    )
    assert "| ① ◌ Slow *(priority 1, rests on no evidence)* |" in markdown
    assert "Legend" not in markdown


def test_a_tone_that_the_row_implies_is_not_repeated():
    """All pain points are bad: a sign at each would say nothing."""
    entry = [Entry("Slow", tone=Tone.NEGATIVE)]
    markdown = to_markdown(sheet(row(LaneRole.PAIN_POINTS, entry), row(LaneRole.CUSTOM, entry)))
    assert ["Slow", "▼ Slow"] == [line[1] for line in tables(markdown)[0][1:]]


def test_many_ranks_are_a_range_in_the_legend():
    """Nine ranks take one place, not nine."""
    ranks = [Mark(MarkKind.PRIORITY, i, f"priority {i}") for i in (1, 2, 21)]
    markdown = to_markdown(sheet(legend=ranks))
    assert "**Legend:** ① priority 1 … #21 priority 21\n" in markdown


def curve(*points, title="Ada"):
    return Curve(title, title, [CurvePoint(*p, **more) for p, more in points])


def test_feelings_are_signs_and_figures():
    """A curve is a row: sign, figure, and what is said; several points follow each other."""
    feelings = Row(
        "f", "Feeling", LaneRole.EMOTIONS, ends=("delighted", "neutral", "upset"),
        curves=[curve(
            ((0, 0.2, -0.4), {"label": "Oh no", "quote": True, "marks": [UNSUPPORTED, MOMENT]}),
            ((0, 0.8, 0.6), {"label": "relieved", "marks": [FIRST]}),
            ((1, 0.5, 0.0), {}),
        )],
    )  # fmt: skip
    made = sheet(
        feelings, given=[Column("a", "A", "p", marks=[MOMENT]), Column("b", "B", "p")],
        legend=[UNSUPPORTED],
    )  # fmt: skip
    markdown = to_markdown(made)
    assert (
        "| **Feeling** | ▼ −0.4 *“Oh no”* ◌<br>▲ +0.6 relieved ① priority 1 | ● 0.0 |" in markdown
    )
    assert "**Legend:** ▲ delighted, ● neutral, ▼ upset · ◌ rests on no evidence" in markdown


def test_each_of_several_curves_is_a_row():
    """Two personas are told apart by name."""
    curves = [curve(((0, 0.5, 0.5), {})), curve(((0, 0.5, -0.5), {}), title="Bo")]
    feelings = Row("f", "Feeling", LaneRole.EMOTIONS, curves=curves, line_above="Line")
    heads = [line[0] for line in tables(to_markdown(sheet(feelings)))[0]]
    assert ["", "— Line —", "Feeling · Ada", "Feeling · Bo"] == heads


def test_dividing_lines_stay():
    """The line of visibility is drawn even where the lane below it says nothing."""
    made = sheet(
        row(LaneRole.ACTIONS, "Pays"),
        row(LaneRole.BACKSTAGE, "", line_above="Line of visibility"),
        row(LaneRole.SUPPORT, "Bank"),
    )
    heads = [line[0] for line in tables(to_markdown(made))[0]]
    assert ["", "actions", "— Line of visibility —", "support"] == heads


def test_a_wide_phase_with_few_lanes_is_turned():
    """One row for each touchpoint, as long as the lanes fit side by side."""
    made = sheet(
        row(LaneRole.ACTIONS, *["Acts"] * 7, title="Doing"),
        row(LaneRole.BACKSTAGE, *["Works"] * 7, title="Backstage", line_above="Line"),
        columns=7,
    )
    [table] = tables(to_markdown(made))
    assert ["Touchpoint", "Doing", "Line ▸ Backstage"] == table[0]
    assert ["Step 6", "Acts", "Works"] == table[7]


def test_a_wide_phase_with_many_lanes_is_cut():
    """Parts are of nearly the same width."""
    roles = list(LaneRole)[:6]
    made = sheet(*(row(role, *["x"] * 7) for role in roles), columns=7)
    found = tables(to_markdown(made))
    assert [4, 5] == [len(table[0]) for table in found]
    assert ["Step 3", "Step 6"] == [found[1][0][1], found[1][0][-1]]


def test_a_column_of_an_unknown_group_goes_by_its_id():
    """Nothing is lost."""
    assert "## lost" in to_markdown(sheet(given=[Column("a", "A", "lost")]))


# --- graphs ----------------------------------------------------------------------


def test_a_graph_is_nodes_by_group_and_a_table_of_edges():
    """Signs, details and marks at the nodes; kinds, labels and counts at the edges."""
    graph = Graph(
        "g", "Flow", description="In words.", groups=[NodeGroup("p", "Look"), NodeGroup("q", "Empty")],
        nodes=[
            Node("ad", "Ad", group="p", tone=Tone.POSITIVE, details=["Web shop"], marks=[WEB, MOMENT]),
            Node("x", "Pay"), Node("y", "Pay", group="lost"), Node("z", ""),
        ],
        edges=[Edge("ad", "x", weight=1200), Edge("x", "y", kind="loop", label="again")],
    )  # fmt: skip
    assert (
        "# Flow\n\nIn words.\n\n## Look\n\n- ▲ **Ad** – Web shop · ★ moment of truth\n\n"
        "## Others\n\n- **Pay (x)**\n- **z**\n\n## lost\n\n- **Pay (y)**\n\n## Connections\n\n"
        "| From | Kind | To | Label | Count |\n| --- | --- | --- | --- | ---: |\n"
        "| Ad | → happy path | Pay (x) |  | 1,200 |\n| Pay (x) | → loop | Pay (y) | again |  |\n"
    ) == to_markdown(graph)


def test_a_graph_without_groups_is_sorted_by_kind():
    """A concept map lists personas, phases and so on; what a label repeats is left out."""
    graph = Graph(
        "g", "Concepts", directed=False,
        nodes=[Node("a", "Ada", kind="persona"), Node("b", "Pay")],
        edges=[Edge("a", "b", kind="has", label="has")],
    )  # fmt: skip
    assert (
        "# Concepts\n\n## Persona\n\n- **Ada**\n\n## Touchpoint\n\n- **Pay**\n\n## Connections\n\n"
        "| Node | Kind | Node |\n| --- | --- | --- |\n| Ada | — has | Pay |\n"
    ) == to_markdown(graph)


def test_groups_of_several_kinds_say_the_kind():
    """In a group the kind stands at the node."""
    nodes = [Node("a", "Ada", kind="persona", group="p"), Node("b", "Pay", group="p")]
    graph = Graph("g", "G", groups=[NodeGroup("p", "P")], nodes=nodes)
    assert "- **Ada** – persona\n- **Pay** – touchpoint\n" in to_markdown(graph)


def test_nodes_of_one_kind_need_no_heading():
    """A plain list."""
    assert "# G\n\n- **A**\n" == to_markdown(Graph("g", "G", nodes=[Node("a", "A")]))


# --- tables -----------------------------------------------------------------------


def test_a_table_writes_values_as_their_columns_say():
    """Numbers to the right, with the separators of the language."""
    table = Table(
        "t", "Funnel", description="In words.", locale="de",
        columns=[
            TableColumn("Schritt"), TableColumn("Zeit", ValueKind.NUMBER, unit="s"),
            TableColumn("Anteil", ValueKind.PERCENT), TableColumn("Am", ValueKind.DATE),
            TableColumn("Von bis", ValueKind.INTERVAL),
        ],
        rows=[("Start", 1234.5, 0.5, dt.date(2026, 1, 2), (0.4, 0.6)), ("Ende", None, None, None, None)],
    )  # fmt: skip
    assert (
        "# Funnel\n\nIn words.\n\n"
        "| Schritt | Zeit (s) | Anteil | Am | Von bis |\n| --- | ---: | ---: | --- | ---: |\n"
        "| Start | 1.234,5 | 50,0\u00a0% | 2026-01-02 | 40,0–60,0\u00a0% |\n| Ende |  |  |  |  |\n"
    ) == to_markdown(table)


def test_an_empty_table_says_so():
    """In the language of the table, unless its description says it better."""
    table = Table("t", "T", columns=[TableColumn("A")], locale="de")
    assert "# T\n\n| A |\n| --- |\n\n*Hier ist noch nichts.*\n" == to_markdown(table)
    told = table.replace(description="Nichts gefunden.")
    assert "# T\n\nNichts gefunden.\n\n| A |\n| --- |\n" == to_markdown(told)


# --- charts -----------------------------------------------------------------------


def test_charts_say_what_they_say_beyond_values():
    """Phases, what was before and further figures are columns; signs and lines have words."""
    points = [
        Point(0, 90, details=["", "100%"], marks=[Mark(MarkKind.MOMENT, 1, "first")]),
        Point(1, 40, before=90, details=["−56%", "44%"], tone=Tone.NEGATIVE),
    ]
    series = Series("s", "Left", points, kind=SeriesKind.BARS, details=["Lost", "Of all"])
    places = Axis(
        kind=AxisKind.CATEGORY, categories=["Look", "Pay"],
        groups=[AxisGroup("Before", 1), AxisGroup("Buy", 1)],
    )  # fmt: skip
    chart = Chart(
        "c", "C", subtitle="Half are lost.", x=places, series=[series],
        guides=[Guide(60, "target", vertical=False)], legend=[Mark(MarkKind.MOMENT, 1, "moment")],
    )  # fmt: skip
    markdown = to_markdown(chart, options={"bars": False})
    assert [
        ["", "", "Left", "Before", "Lost", "Of all"],
        ["Before", "Look", "★ first 90", "", "", "100%"],
        ["Buy", "Pay", "▼ 40", "90", "−56%", "44%"],
    ] == tables(markdown)[0]
    assert "\n\nHalf are lost.\n\n" in markdown
    assert "*60: target*" in markdown
    assert "*Legend: ★ moment*" in markdown


def test_changes_are_rows_of_before_and_after():
    """With the sign of what they mean, and the values where words stand on the axis."""
    rows = Axis(kind=AxisKind.CATEGORY, categories=["Pay"], groups=[AxisGroup("Buy", 1)])
    point = Point(-0.5, 0, x_end=0.5, label="+1", tone=Tone.POSITIVE)
    chart = Chart(
        "c", "C", x=Axis(low=-1, high=1, ticks=[(-1, "upset")]), y=rows,
        series=[Series("s", "Feeling", [point], kind=SeriesKind.CHANGES)],
    )  # fmt: skip
    assert [
        ["What", "Before", "After", "Label"], ["▲ Buy: Pay", "−0.5", "0.5", "+1"],
    ] == tables(to_markdown(chart))[0]  # fmt: skip


def test_the_part_that_matters_is_bold():
    """As a picture shades it."""
    chart = Chart(
        "c", "C", x=Axis("x", split=1), y=Axis("y", split=1), quadrants=("a", "b", "c", "d"),
        focus=1, guides=[Guide(1, "score", across=2)],
        series=[Series("s", "", [Point(2, 2), Point(0, 0)], kind=SeriesKind.POINTS)],
    )  # fmt: skip
    markdown = to_markdown(chart)
    assert "| 2 | 2 | **b** |" in markdown
    assert "| 0 | 0 | c |" in markdown
    assert "*x 1 – 2: score*" in markdown


def places(*names):
    return Axis("Step", kind=AxisKind.CATEGORY, categories=names)


def test_bars_are_figures_with_bars_of_text():
    """The longest bar has the given length; labels that repeat the figure are left out."""
    series = Series(
        "s", "Customers",
        [Point(0, 100, label="100"), Point(1, 50, label="50\n−50%", tone=Tone.NEGATIVE), Point(2, 0)],
        kind=SeriesKind.BARS,
    )  # fmt: skip
    chart = Chart(
        "c", "Funnel", x=places("home", "cart", "paid", "none"), series=[series], note="Made up."
    )
    assert (
        "# Funnel\n\n| Step | Customers |  |\n| --- | ---: | --- |\n| home | 100 | ████ |\n"
        "| cart | ▼ 50 · −50% | ██ |\n| paid | 0 |  |\n| none |  |  |\n\n*Made up.*\n"
    ) == to_markdown(chart, options={"bar_width": 4})
    assert "█" not in to_markdown(chart, options={"bars": False})


def test_series_on_places_stand_side_by_side():
    """One table, a column each, with intervals."""
    before = Series("b", "Before", [Point(0, 0.5, interval=(0.4, 0.6))])
    after = Series("a", "After", [Point(0, 0.7), Point(1, 0.2)])
    chart = Chart(
        "c",
        "C",
        x=places("home", "cart"),
        y=Axis("Share", kind=AxisKind.PERCENT),
        series=[before, after],
    )
    assert [
        ["Step", "Before (Share)", "After (Share)"],
        ["home", "50.0% (40.0% – 60.0%)", "70.0%"],
        ["cart", "", "20.0%"],
    ] == tables(to_markdown(chart))[0]


def test_points_between_places_are_listed():
    """Several points of one place are rows of that place."""
    feelings = Series("s", "Ada", [Point(0.2, -0.5, label="hm"), Point(0.4, 0.5)])
    others = Series("o", "Bo", [Point(1, 0)])
    chart = Chart(
        "c",
        "C",
        x=places("home", "cart"),
        y=Axis("Feeling", ticks=((-1, "upset"), (1, "glad"))),
        series=[feelings, others],
    )
    markdown = to_markdown(chart)
    assert [["Step", "Feeling", "Label"], ["home", "−0.5", "hm"], ["home", "0.5", ""]] == tables(
        markdown
    )[0]
    assert [["Step", "Feeling"], ["cart", "0"]] == tables(markdown)[1]
    assert "**Ada**" in markdown
    assert "*Feeling: −1 = upset, 1 = glad*" in markdown


def test_ticks_of_places_and_of_an_axis_without_title():
    """Words at values are told in a line."""
    chart = Chart(
        "c",
        "C",
        x=Axis(kind=AxisKind.CATEGORY, categories=("a",), ticks=((0, "start"),)),
        series=[Series("s", "S", [Point(0.1, 1)])],
    )
    assert "\n\n*0 = start*\n" in to_markdown(chart)


@pytest.mark.parametrize(
    ("x", "y", "part"),
    [(1, 9, "do"), (5, 5, "plan"), (9, 9, "plan"), (1, 1, "skip"), (9, 1, "doubt")],
)
def test_quadrants_are_words(x, y, part):
    """A point says in which quarter it lies; on a split it is in the greater one."""
    chart = Chart(
        "c", "C", x=Axis("Effort", split=5), y=Axis("Impact", split=5),
        quadrants=("do", "plan", "skip", "doubt"),
        series=[Series("s", "S", [Point(x, y, label="Chat")])],
    )  # fmt: skip
    assert [["What", "Effort", "Impact", "Part"], ["Chat", str(x), str(y), part]] == tables(
        to_markdown(chart)
    )[0]


def test_quadrants_without_splits_say_nothing():
    """Words alone do not divide a chart."""
    chart = Chart("c", "C", quadrants=("a", "b", "c", "d"), series=[Series("s", "", [Point(1, 2)])])
    assert [["x", "y", "Part"], ["1", "2", ""]] == tables(to_markdown(chart))[0]


def test_spans_are_from_and_until():
    """A plan is a table of dates."""
    start = dt.date(2026, 1, 1).toordinal()
    chart = Chart(
        "c", "Plan", x=Axis(kind=AxisKind.TIME), y=places("Chat", "Form"),
        series=[Series("s", "S", [
            Point(start, 0, x_end=start + 30, label="Ada", tone=Tone.POSITIVE), Point(start, 1),
        ], kind=SeriesKind.SPANS)],
    )  # fmt: skip
    assert [
        ["What", "From", "Until", "Label"],
        ["▲ Chat", "2026-01-01", "2026-01-31", "Ada"],
        ["Form", "2026-01-01", "2026-01-01", ""],
    ] == tables(to_markdown(chart))[0]


def test_spans_without_labels_have_no_column_for_them():
    """Nothing empty is shown."""
    chart = Chart(
        "c",
        "C",
        y=places("a"),
        series=[Series("s", "S", [Point(1, 0, x_end=2)], kind=SeriesKind.SPANS)],
    )
    assert [["What", "From", "Until"], ["a", "1", "2"]] == tables(to_markdown(chart))[0]


@given(st.floats(-1, 2), st.integers(1, 50))
def test_a_bar_is_never_longer_than_it_may_be(share, width):
    """And never empty where there is something."""
    bar = text_bar(share, width)
    assert len(bar) <= width
    assert bool(bar) == (0 < share <= 1)
