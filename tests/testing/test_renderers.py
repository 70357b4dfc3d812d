"""The contract of renderers catches what it promises to catch."""

import warnings
from itertools import count, zip_longest
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import NOTHING, frozen, has
from attrs import fields as attrs_fields
from attrs import fields_dict as attrs_fields_dict

from journeykit.errors import NotFoundError, PluginError
from journeykit.renderers.protocol import PROTOCOL, Loss, Rendered
from journeykit.renderers.recorder import figures, ids, structure, texts
from journeykit.testing import check_renderer
from journeykit.testing.conduct import in_fresh_process
from journeykit.testing.features import features
from journeykit.testing.figures import HOSTILE_TEXTS, Variety, figure
from journeykit.testing.removal import parts_with, without
from journeykit.testing.renderers import dropped_silently
from journeykit.testing.wording import hostile_words, lost_words, plain_words
from journeykit.view import figures as parts
from journeykit.view.figures import FIGURES, Graph, Mark, MarkKind, Sheet, Table
from journeykit.view.words.table import shading_words


@frozen
class Good:
    """A renderer that keeps the contract."""

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "good"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)
    draws: ClassVar[frozenset[type]] = frozenset({Table})

    def render(self, figure, *, theme, suffix):
        lines = [figure.title, str(figure.subtitle), figure.description, str(figure.note)]
        lines += [f"{column.heading} {column.title} {column.unit}" for column in figure.columns]
        lines += shading_words(figure)
        lines += [" | ".join(map(str, row)) for row in figure.rows]
        data = "\n".join(lines).encode("utf-8", "replace")
        return self.rendered(data=data, suffix=suffix)

    def rendered(self, **changes):
        return Rendered(**{"media_type": "text/plain", **changes})


class Clock(Good):
    ticks = count()

    def render(self, figure, *, theme, suffix):
        drawn = super().render(figure, theme=theme, suffix=suffix)
        return drawn.replace(data=drawn.data + str(next(self.ticks)).encode())


class Fragile(Good):
    def render(self, figure, *, theme, suffix):
        for row in figure.rows:
            row[0].encode()
        return super().render(figure, theme=theme, suffix=suffix)


class Loud(Good):
    def render(self, figure, *, theme, suffix):
        print("drawing")
        return super().render(figure, theme=theme, suffix=suffix)


class Writer(Good):
    def render(self, figure, *, theme, suffix):
        Path("out.txt").write_text("x")
        return super().render(figure, theme=theme, suffix=suffix)


class Warner(Good):
    def render(self, figure, *, theme, suffix):
        warnings.warn("odd", UserWarning, stacklevel=1)
        return super().render(figure, theme=theme, suffix=suffix)


class Settable:
    """Not frozen, and so not to be shared by threads."""

    protocol, name, suffixes, draws = Good.protocol, Good.name, Good.suffixes, Good.draws
    render = Good.render

    def __init__(self):
        self.width = 3


class Unhashable(Good):
    __hash__ = None


class Rowless(Good):
    """Leaves the rows out; and says so, if it is told to."""

    honest = False

    def render(self, figure, *, theme, suffix):
        short = super().render(figure.replace(rows=()), theme=theme, suffix=suffix)
        count = len(figure.rows)
        return short.replace(losses=[Loss("rows dropped", count)] if count and self.honest else ())


class Honest(Rowless):
    honest = True


class Cut(Good):
    """Takes what is hostile for the end of a text."""

    def render(self, figure, *, theme, suffix):
        whole = super().render(figure, theme=theme, suffix=suffix)
        return whole.replace(data=whole.data.partition(b"*a*")[0])


def giving(**changes):
    return type(
        "Giving", (Good,), {"rendered": lambda self, **k: Good.rendered(self, **{**k, **changes})}
    )()


def test_a_good_renderer_passes():
    """Nothing is asked that a simple renderer does not do."""
    check_renderer(Good())


@pytest.mark.parametrize(
    ("renderer", "fault"),
    [
        (type("R", (Good,), {"draws": frozenset()})(), "expected a kind of figure, got none"),
        (type("R", (Good,), {"draws": frozenset({int})})(), "expected kinds of figure"),
        (type("R", (Good,), {"render": lambda self, figure, **_: None})(), "expected a Rendered, got None"),
        (giving(data="text"), "data: expected bytes"),
        (giving(media_type="text"), "small Table as .txt, drawn by 'good': media_type: expected such as .*, got 'text'"),
        (giving(suffix=".md"), "suffix: expected one of its own, .txt, got '.md'"),
        (giving(losses=["rows"]), "losses: expected values of the type Loss, got 'rows'"),
        (giving(losses=[Loss("", 1)]), "losses: what: expected words, got ''"),
        (Clock(), "expected the same bytes again"),
        (Loud(), "good: expected that it prints nothing, got 'drawing"),
        (Writer(), "good: expected that it writes no files, got out.txt"),
        (Warner(), "good: expected no warning, got UserWarning: odd; name it in `warns`"),
        (Settable(), "expected a frozen value, and 'width' can be set"),
        (Unhashable(), "expected a value that can be hashed"),
    ],
)  # fmt: skip
def test_faults_are_named(renderer, fault):
    """The message says which figure, what was expected and what came."""
    with pytest.raises(AssertionError, match=fault):
        check_renderer(renderer)


def test_warnings_that_are_documented_are_in_order():
    """They are named; others still count."""
    check_renderer(Warner(), warns=[UserWarning])
    with pytest.raises(AssertionError, match="UserWarning"):
        check_renderer(Warner(), warns=[DeprecationWarning])


def test_what_is_dropped_in_silence_is_named():
    """Each feature by itself, as long as no loss says so."""
    with pytest.raises(AssertionError, match="words are not in what it wrote.*rows"):
        check_renderer(Rowless())
    with pytest.raises(
        AssertionError,
        match="^Table as .txt, drawn by 'good': drops silently: a row; the order of rows; an empty",
    ):
        check_renderer(Rowless(), silent=["rows"])
    names = [f.name for f in dropped_silently(Rowless(), Table, suffix=".txt")]
    assert "a row" in names
    assert "the decimals of a column" in names
    check_renderer(Rowless(), silent=["rows", *names])


def test_what_is_dropped_aloud_is_fine():
    """And so are the parts of it, which nobody counts."""
    names = [f.name for f in dropped_silently(Honest(), Table, suffix=".txt")]
    assert "a row" not in names
    assert "the order of rows" not in names


class Dropping(Good):
    """Drops part of what it is given; says what it likes."""

    draws: ClassVar[frozenset[type]] = frozenset({Table})
    told = staticmethod(lambda figure: ())

    def render(self, figure, *, theme, suffix):
        short = super().render(self.part(figure), theme=theme, suffix=suffix)
        return short.replace(losses=self.told(figure))


def dropping(part, *told):
    """A renderer that writes a part of a table, and of each thing the losses that are told."""
    return type(
        "Dropping_",
        (Dropping,),
        {
            "part": staticmethod(part),
            "told": staticmethod(lambda figure: [Loss(w, n) for w, c in told if (n := c(figure))]),
        },
    )()


def first_rows(count):
    return lambda table: table.replace(rows=table.rows[:count])


def first_columns(count):
    return lambda table: table.replace(
        columns=table.columns[:count], rows=[row[:count] for row in table.rows]
    )


def untitled(table):
    return table.replace(title="", description="")


TITLE = ("title and description dropped", lambda table: 1 + bool(table.description))
ALL_ROWS = ("rows seen", lambda table: len(table.rows))


@pytest.mark.parametrize(
    ("renderer", "fault"),
    [
        (dropping(first_rows(-1)), r"small Table .*rows\[2\]\[0\]"),
        (dropping(lambda t: untitled(first_rows(-1)(t)), TITLE), r"small Table .*rows\[2\]\[0\]"),
        (dropping(first_rows(20)), r"large Table .*rows\[20\]\[0\].*rows\[59\]\[0\]"),
        (dropping(lambda t: untitled(first_rows(20)(t)), TITLE), r"large Table .*rows\[59\]\[0\]"),
        (dropping(first_columns(4)), r"small Table .*columns\[4\]\.title"),
        (dropping(untitled), "small Table .*title .*description"),
        (dropping(lambda t: untitled(first_rows(20)(t)), ALL_ROWS), "small Table .* title "),
    ],
)  # fmt: skip
def test_one_loss_is_no_excuse_for_another(renderer, fault):
    """What is missing is missing in each place, however large the figure."""
    with pytest.raises(AssertionError, match=f"^{fault}"):
        check_renderer(renderer, every_feature=False)


@pytest.mark.parametrize(
    ("renderer", "names"),
    [
        (first_rows(-1), {"what the last of many rows says"}),
        (first_rows(20), {"the last of many rows", "what the last of many rows says"}),
        (first_columns(12), {"the last of many columns", "what the last of many columns says"}),
    ],
)
def test_the_end_of_large_figures_is_a_feature(renderer, names):
    """So that it is missed where nobody can read what was written."""
    found = dropped_silently(dropping(renderer), Table, suffix=".txt")
    assert names == {f.name for f in found if not f.hint} & names


@frozen
class Narrow:
    """Shows the first twelve columns of a sheet, in a form that nobody can read."""

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "narrow"
    suffixes: ClassVar[tuple[str, ...]] = (".bin",)
    draws: ClassVar[frozenset[type]] = frozenset({Sheet})
    honest: bool = False

    def render(self, figure, *, theme, suffix):
        left = figure.columns[12:]
        kept = figure.replace(
            columns=figure.columns[:12],
            rows=[row.at(range(12)[: len(figure.columns)]) for row in figure.rows],
        )
        data = repr(structure(kept)).encode("utf-8", "replace")
        losses = [Loss("columns dropped", len(left))] if left and self.honest else []
        return Rendered(data=data, media_type="application/x", suffix=suffix, losses=losses)


def test_a_sheet_that_is_cut_is_told_by_its_last_column():
    """Also where no text can be looked for; unless the columns are counted."""
    with pytest.raises(
        AssertionError,
        match="^Sheet as .bin, drawn by 'narrow': drops silently: the last of many columns; what the",
    ):
        check_renderer(Narrow())
    check_renderer(Narrow(honest=True))


def test_what_is_counted_is_told():
    """Rows, columns and the title, however many there are."""
    rows = ("rows dropped", lambda table: max(0, len(table.rows) - 20))
    check_renderer(dropping(first_rows(20), rows))
    check_renderer(dropping(untitled, TITLE))
    check_renderer(dropping(lambda table: untitled(first_rows(20)(table)), rows, TITLE))


@frozen
class Rowed:
    """Writes the titles of rows, and says how many points of curves it leaves out."""

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "rowed"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)
    draws: ClassVar[frozenset[type]] = frozenset({Sheet})

    def render(self, figure, *, theme, suffix):
        lines = [row.title for row in figure.rows]
        lines += [e.text for row in figure.rows for cell in row.cells for e in cell.entries]
        points = sum(len(curve.points) for row in figure.rows for curve in row.curves)
        return Rendered(
            data="\n".join(lines).encode(),
            media_type="text/plain",
            suffix=suffix,
            losses=[Loss("points of curves dropped", points)] if points else [],
        )


def test_points_that_are_counted_are_told():
    """The title of their row may well be written."""
    names = {f.name for f in dropped_silently(Rowed(), Sheet, suffix=".txt")}
    assert "the value of a point" not in names
    assert "the words for the ends" in names


def test_parts_of_what_is_silent_on_purpose_are_silent():
    """Whoever names the whole need not name all that belongs to it."""
    renderer = dropping(first_rows(1))
    check_renderer(renderer, silent=["rows", "a row"])
    with pytest.raises(AssertionError, match="drops silently: a row; the last of many rows; what"):
        check_renderer(renderer, silent=["rows"])


@pytest.mark.parametrize("kind", FIGURES)
def test_figures_can_be_without_what_they_say(kind):
    """Each text can be taken out, with what holds it at most; but for the title."""
    sample, words = plain_words(figure(kind))
    for word, place in words.items():
        smaller = [without(sample, part) for part in parts_with(place)]
        found = [each for each in smaller if each is not None]
        assert bool(found) == (place != "title"), place
        # A legend says again what a mark says.
        assert "marks" in place or all(word not in texts_of(each) for each in found), place


def test_hostile_text_may_not_be_lost():
    """What comes after it is looked for."""
    with pytest.raises(AssertionError, match="^hostile Table as .txt, .* words are not in"):
        check_renderer(Cut(), every_feature=False)


def test_one_kind_can_be_tried_at_a_time():
    """What is not yet right elsewhere does not stand in the way."""

    @frozen
    class Half(Good):
        draws: ClassVar[frozenset[type]] = frozenset({Graph, Table})

        def render(self, figure, *, theme, suffix):
            if isinstance(figure, Graph):
                return self.rendered(data=b"", suffix=suffix)
            return super().render(figure, theme=theme, suffix=suffix)

    check_renderer(Half(), kinds=[Table])
    with pytest.raises(AssertionError, match="Graph as .txt"):
        check_renderer(Half())


def test_text_of_other_formats_is_read_by_the_author():
    """Bytes that are no text are looked into by whoever knows how."""
    reversed_ = type(
        "R", (Good,),
        {"rendered": lambda self, data, **k: Good.rendered(
            self, data=data[::-1], **{**k, "media_type": "application/x-reversed"})},
    )()  # fmt: skip
    check_renderer(reversed_, read_text=lambda data: data[::-1].decode(errors="replace"))
    with pytest.raises(AssertionError, match="words are not in what it wrote"):
        check_renderer(reversed_, read_text=lambda data: data.decode(errors="replace"))


@frozen
class Hashing:
    """Draws in the order of a set, which is another one in another process."""

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "hashing"
    suffixes: ClassVar[tuple[str, ...]] = (".bin",)
    draws: ClassVar[frozenset[type]] = frozenset({Sheet, Graph, Table})

    def render(self, figure, *, theme, suffix):
        words = repr(figure).split()
        data = " ".join({*words, *map(str, range(50))}).encode("utf-8", "replace")
        return Rendered(data=data, media_type="application/x", suffix=suffix)


def test_another_process_finds_what_depends_on_hashes():
    """Walking a set gives the same bytes twice here, and others elsewhere."""
    sent, _ = in_fresh_process(len, (Hashing(),))
    if not sent:
        pytest.skip("this module cannot be imported in another process")
    with pytest.raises(AssertionError, match="in another process; is a set being walked"):
        check_renderer(Hashing(), every_feature=False)


def test_an_exception_says_what_was_being_drawn():
    """As a note, so that it stays what it is."""
    with pytest.raises(UnicodeEncodeError) as caught:
        check_renderer(Fragile())
    assert ["hostile Table as .txt, drawn by 'good': it must not raise"] == caught.value.__notes__


# --- features and words -----------------------------------------------------------


@pytest.mark.parametrize("kind", FIGURES)
def test_features_differ_in_what_they_say(kind):
    """Each pair is of the kind, and of two figures; names and parts are sound."""
    known = []
    for feature in features(kind):
        assert kind is type(feature.without) is type(feature.having)
        assert feature.without != feature.having, feature.name
        assert feature.name not in known
        assert feature.of is None or feature.of in known
        known.append(feature.name)
    with pytest.raises(NotFoundError, match="kind of figure"):
        features(int)


# Names of elements for links, and what says the same again.
UNTRIED = {"id", "legend", "source", "target"}


def test_every_field_of_a_figure_is_a_feature():
    """A new field goes into the features, so that renderers are held to it."""
    tried = set()
    for kind in FIGURES:
        for feature in features(kind):
            tried |= set(_differing(feature.without, feature.having))
    fields = {
        (name, field.name)
        for name in parts.__all__
        if has(value := getattr(parts, name)) and value != Mark
        for field in attrs_fields(value)
        if field.name not in UNTRIED
    }
    required = {pair for pair in fields if pair not in tried and not _named_by(pair)}
    assert set() == required


def _named_by(pair):
    """What a part cannot be without: a title, a text, a place."""
    kind, name = pair
    return attrs_fields_dict(getattr(parts, kind))[name].default is NOTHING


def _differing(old, new):
    """The fields in which two values differ, those within them included."""
    if type(old) is not type(new):
        new_kind = type(new)
        if has(new_kind):
            for field in attrs_fields(new_kind):
                if getattr(new, field.name) != field.default:
                    yield new_kind.__name__, field.name
                    yield from _differing(None, getattr(new, field.name))
        elif isinstance(new, tuple):
            for item in new:
                yield from _differing(None, item)
    elif isinstance(old, tuple):
        for one, other in zip_longest(old, new):
            if one != other:
                yield from _differing(one, other)
    elif has(type(old)):
        for field in attrs_fields(type(old)):
            one, other = getattr(old, field.name), getattr(new, field.name)
            if one != other:
                yield type(old).__name__, field.name
                yield from _differing(one, other)


@pytest.mark.parametrize("kind", FIGURES)
def test_words_can_be_told_from_each_other(kind):
    """Every text that a reader sees is one of them, or lies between two of them."""
    plain, words = plain_words(figure(kind))
    assert set(words) <= set(texts_of(plain))
    assert {} == lost_words(words, " ".join(texts_of(plain)).upper())
    hostile, pairs = hostile_words(figure(kind))
    assert 2 * len(words) == len(pairs)
    assert len(list(ids(plain))) == len(list(ids(hostile)))


def texts_of(sample):
    return [text for part in figures(sample) for text in texts(part)]


def test_equal_marks_stay_equal():
    """A legend explains the marks that stand elsewhere."""
    mark = Mark(MarkKind.MOMENT, 1, "moment of truth")
    column = parts.Column("c", "Pay", "g", marks=[mark])
    sheet, _ = plain_words(Sheet("s", "Map", columns=[column], legend=[mark]))
    assert sheet.legend == sheet.columns[0].marks


def test_hostile_text_finds_fragile_renderers():
    """A renderer that stumbles over a text raises out of the contract."""
    with pytest.raises(UnicodeEncodeError):
        check_renderer(Fragile())


def test_what_is_no_renderer_is_refused():
    """A missing member is named."""
    with pytest.raises(PluginError, match="has no protocol"):
        check_renderer(object())


def test_other_kinds_must_be_refused(monkeypatch):
    """A renderer that slips through with a kind it does not draw is caught."""
    monkeypatch.setattr("journeykit.testing.renderers.render", lambda *_, **__: None)
    with pytest.raises(AssertionError, match="good: expected a RenderError for a Sheet"):
        check_renderer(Good())


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize("variety", Variety)
def test_samples_are_what_they_say(kind, variety):
    """Each is of its kind, the same each time, and can be hashed."""
    sample = figure(kind, variety)
    assert kind is type(sample)
    assert sample == figure(kind, variety.value)
    assert hash(sample) == hash(figure(kind, variety))


def test_hostile_graphs_have_hostile_ids():
    """Every text is an id of a node, too."""
    assert set(HOSTILE_TEXTS) <= set(ids(figure(Graph, "hostile")))


def test_large_ones_are_as_large_as_asked():
    """The size is an option."""
    assert 7 == len(figure(Sheet, "large", size=7).columns)
    assert 1 == len(list(figures(figure(Table, "large", size=1))))
    with pytest.raises((ValueError, NotFoundError)):
        figure(Table, "huge")
