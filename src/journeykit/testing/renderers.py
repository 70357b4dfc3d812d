"""The contract of a renderer, as a test."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from attrs import frozen

from journeykit.errors import RenderError
from journeykit.renderers import registry, render
from journeykit.renderers.drawing import fault_of
from journeykit.renderers.protocol import Loss, Rendered, Renderer
from journeykit.testing.accounting import counted, unaccounted
from journeykit.testing.conduct import check_frozen, expect, in_fresh_process, quiet
from journeykit.testing.feature import Feature
from journeykit.testing.features import features
from journeykit.testing.figures import Variety, figure
from journeykit.testing.wording import hostile_words, lost_words, plain_words
from journeykit.view.figures import FIGURES, Figure
from journeykit.view.theme import LIGHT, Theme

__all__ = ["check_renderer", "dropped_silently"]

_THREADS = 4

Drawn = dict[tuple[Figure, str], bytes]


def check_renderer(
    renderer: Renderer,
    *,
    kinds: Iterable[type] | None = None,
    suffixes: Iterable[str] | None = None,
    theme: Theme = LIGHT,
    size: int = 60,
    read_text: Callable[[bytes], str] | None = None,
    warns: Iterable[type[Warning]] = (),
    silent: Iterable[str] = (),
    every_feature: bool = True,
) -> None:
    """Hold a renderer against what journeykit expects of one.

    In each of its suffixes, and with each kind of figure in `draws`:

    - it has all members of the protocol, and is a frozen value;
    - it draws small, empty, hostile and large figures without raising, printing,
      writing files or warning;
    - it gives the same bytes again, from several threads, and in another process
      in which texts have other hashes;
    - it loses nothing in silence: every text is found in what it writes, of large
      figures and hostile ones too, and each thing that a figure can say makes a
      difference; or else a `Loss` says so, which counts less where that is not there;
    - its losses are `Loss` values;
    - figures of other kinds and files with other suffixes are refused.

    How fast it is, and how it looks, is not looked at.

    Args:
        renderer: the renderer, with any options.
        kinds: kinds of figure to try, such as the one that you are working on; all
            in `draws` by default.
        suffixes: those to try; all by default.
        theme: the theme to draw with.
        size: how many touchpoints, nodes, rows or points the large figures have.
        read_text: takes the text out of what was written, so that texts can be
            looked for; media types that are text need none, and without one no
            text is looked for in others.
        warns: warnings that it documents.
        silent: what it leaves out in silence on purpose: names of features, such as
            "the level of an entry" (see `journeykit.testing.features.features`), with
            all their parts, and names of fields whose texts it does not write, such
            as "description".
        every_feature: whether each thing that a figure can say is tried by itself,
            which draws some hundred small figures.

    Raises:
        AssertionError: where it falls short, with the figure in question.
        PluginError: if it is no renderer, or one of another protocol.

    Examples:
        >>> from journeykit.renderers.recorder import RecorderRenderer
        >>> check_renderer(RecorderRenderer(indent=2))
    """
    registry.check(renderer)
    _check_members(renderer)
    check_frozen(renderer, renderer.name)
    chosen = renderer.suffixes if suffixes is None else tuple(suffixes)
    wanted = renderer.draws if kinds is None else renderer.draws.intersection(kinds)
    silent = frozenset(silent)
    drawn: Drawn = {}
    with quiet(renderer.name, warns=warns):
        for kind in (k for k in FIGURES if k in wanted):
            for suffix in chosen:
                for variety in (Variety.SMALL, Variety.EMPTY, Variety.HOSTILE):
                    sample = figure(kind, variety)
                    drawn[sample, suffix] = _rendered(renderer, sample, theme, suffix, variety).data
                drawing = _Drawing(renderer, theme, suffix, read_text, silent)
                _check_texts(drawing, kind, size)
                if every_feature:
                    _check_features(drawing, kind, size)
        _check_sameness(renderer, drawn, theme)
        _check_refusals(renderer, theme)
    _check_elsewhere(renderer, drawn, theme)


def dropped_silently(
    renderer: Renderer, kind: type, *, suffix: str, theme: Theme = LIGHT, size: int = 60
) -> Iterator[Feature]:
    """What a renderer leaves out of figures of a kind without a word, hints included.

    A part of something that is left out with a `Loss` is not among them.

    Args:
        renderer: the renderer.
        kind: one of `journeykit.view.figures.FIGURES`.
        suffix: the suffix to draw in.
        theme: the theme to draw with.
        size: how many parts large figures have.
    """
    told: set[str] = set()
    drawn: dict[Figure, tuple[bytes, Counter[str]]] = {}

    def draw(sample: Figure) -> tuple[bytes, Counter[str]]:
        # Many features are told from the same figure.
        if sample not in drawn:
            rendered = renderer.render(sample, theme=theme, suffix=suffix)
            drawn[sample] = rendered.data, counted(rendered.losses)
        return drawn[sample]

    for feature in features(kind, size=size):
        if feature.of in told:
            told.add(feature.name)
            continue
        (without, fewer), (having, more) = draw(feature.without), draw(feature.having)
        if without != having:
            continue
        if fewer != more:
            told.add(feature.name)
        else:
            yield feature


def _check_members(renderer: Renderer) -> None:
    strange = set(renderer.draws) - set(FIGURES)
    name = renderer.name
    expect(bool(renderer.draws), f"{name}: draws: expected a kind of figure, got none")
    expect(not strange, f"{name}: draws: expected kinds of figure, got {strange!r}")


def _rendered(renderer: Renderer, sample: Figure, theme: Theme, suffix: str, what: str) -> Rendered:
    """Draw a figure, and look at what comes back."""
    where = f"{what} {type(sample).__name__} as {suffix}, drawn by {renderer.name!r}"
    try:
        rendered = renderer.render(sample, theme=theme, suffix=suffix)
    except Exception as error:
        error.add_note(f"{where}: it must not raise")
        raise
    fault = fault_of(rendered, renderer.suffixes)
    expect(fault is None, f"{where}: {fault}")
    return rendered


@frozen
class _Drawing:
    """How figures are drawn, and how texts are looked for."""

    renderer: Renderer
    theme: Theme
    suffix: str
    read_text: Callable[[bytes], str] | None
    silent: frozenset[str]

    def rendered(self, sample: Figure, what: str) -> Rendered:
        return _rendered(self.renderer, sample, self.theme, self.suffix, what)

    def losses(self, sample: Figure) -> tuple[Loss, ...]:
        return self.renderer.render(sample, theme=self.theme, suffix=self.suffix).losses

    def text(self, rendered: Rendered) -> str | None:
        """The text of what was written, or None where nobody knows how to get at it."""
        if self.read_text is not None:
            return self.read_text(rendered.data)
        return rendered.data.decode(errors="replace") if _is_text(rendered.media_type) else None

    def where(self, sample: Figure, what: str = "") -> str:
        """Which figure it is, for messages."""
        kind = f"{what} {type(sample).__name__}".lstrip()
        return f"{kind} as {self.suffix}, drawn by {self.renderer.name!r}"


_NAMED = 8
_TRIED = 5
"""How many lost texts of a large figure are tried: each is one more large figure to draw."""


def _check_texts(drawing: _Drawing, kind: type, size: int) -> None:
    """Every text is in what was written, or a loss says that it is not."""
    small, large = figure(kind), figure(kind, Variety.LARGE, size=size)
    for what, (sample, words) in (
        ("small", plain_words(small)),
        ("hostile", hostile_words(small)),
        ("large", plain_words(large)),
    ):
        rendered = drawing.rendered(sample, what)
        text = drawing.text(rendered)
        if text is None:
            continue
        lost = {
            word: place
            for word, place in lost_words(words, text).items()
            if drawing.silent.isdisjoint(re.findall(r"[a-z_]+", place))
        }
        if not lost:
            continue
        tried = lost
        if what == "large" and len(lost) > _TRIED:
            some = list(lost)
            places = {round(i * (len(some) - 1) / (_TRIED - 1)) for i in range(_TRIED)}
            tried = {some[place]: lost[some[place]] for place in sorted(places)}
        untold = list(unaccounted(sample, words, lost, tried, drawing.losses))
        said = ", ".join(f"{lost[word]} ({word!r})" for word in untold[:_NAMED])
        expect(
            not untold,
            f"{drawing.where(sample, what)}: {len(lost)} of {len(words)} words are not in what it "
            f"wrote, and no Loss says so or counts less without them: {said}; "
            f"write them, or name them in Rendered.losses, with how many there are",
        )


def _is_text(media_type: str) -> bool:
    whole = media_type.partition(";")[0].strip()
    return whole.startswith("text/") or whole.endswith(("/json", "+json", "/xml", "+xml"))


def _check_features(drawing: _Drawing, kind: type, size: int) -> None:
    silent = set(drawing.silent)
    dropped = []
    for feature in dropped_silently(
        drawing.renderer, kind, suffix=drawing.suffix, theme=drawing.theme, size=size
    ):
        if feature.name in silent or feature.of in silent:
            silent.add(feature.name)
        elif not feature.hint:
            dropped.append(feature.name)
    expect(
        not dropped,
        f"{drawing.where(figure(kind))}: drops silently: {'; '.join(dropped)}; "
        f"draw it, or name it in Rendered.losses",
    )


def _check_sameness(renderer: Renderer, drawn: Drawn, theme: Theme) -> None:
    """The same figure gives the same bytes: again, and from several threads at once."""

    def again(key: tuple[Figure, str]) -> bytes:
        return renderer.render(key[0], theme=theme, suffix=key[1]).data

    with ThreadPoolExecutor(_THREADS) as pool:
        for (sample, suffix), data in zip(drawn, pool.map(again, drawn), strict=True):
            where = _drawn_as(renderer, sample, suffix)
            expect(data == drawn[sample, suffix], f"{where}: expected the same bytes again")


def _drawn_as(renderer: Renderer, sample: Figure, suffix: str) -> str:
    return f"{type(sample).__name__} {sample.title!r} as {suffix}, drawn by {renderer.name!r}"


def _check_refusals(renderer: Renderer, theme: Theme) -> None:
    """What it does not draw or write is refused, not written as something else."""
    for kind in FIGURES:
        if kind not in renderer.draws:
            _expect_refusal(renderer, figure(kind), theme, None, f"a {kind.__name__}")
    drawable = figure(next(k for k in FIGURES if k in renderer.draws))
    _expect_refusal(renderer, drawable, theme, "map.no-such-suffix", "an unknown suffix")


def _expect_refusal(
    renderer: Renderer, sample: Figure, theme: Theme, path: str | None, what: str
) -> None:
    try:
        render(sample, path, format=renderer, theme=theme)
    except RenderError:
        return
    expect(False, f"{renderer.name}: expected a RenderError for {what}")


def _check_elsewhere(renderer: Renderer, drawn: Drawn, theme: Theme) -> None:
    """The same figure gives the same bytes in another process."""
    # One of each kind and suffix is enough: what differs by hash differs in most of them.
    keys = [key for key in drawn if key[0] == figure(type(key[0]), Variety.SMALL)]
    sent, found = in_fresh_process(_draw_all, renderer, keys, theme)
    if not sent:
        return
    for (sample, suffix), data in zip(keys, found, strict=True):
        where = _drawn_as(renderer, sample, suffix)
        expect(
            data == drawn[sample, suffix],
            f"{where}: expected the same bytes in another process; is a set being walked?",
        )


def _draw_all(renderer: Renderer, keys: list[tuple[Figure, str]], theme: Theme) -> list[bytes]:
    return [renderer.render(sample, theme=theme, suffix=suffix).data for sample, suffix in keys]
