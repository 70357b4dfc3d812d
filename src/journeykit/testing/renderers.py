"""The contract of a renderer, as a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from journeykit.errors import RenderError
from journeykit.renderers import registry, render
from journeykit.renderers.protocol import Loss, Rendered, Renderer
from journeykit.testing.conduct import check_frozen, expect, in_fresh_process, quiet
from journeykit.testing.features import Feature, features
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
    - it loses nothing in silence: every text is found in what it writes, hostile
      ones too, and each thing that a figure can say makes a difference; or else a
      `Loss` says so;
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
            "the level of an entry" (see `journeykit.testing.features.features`), and
            names of fields whose texts it does not write, such as "description".
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
                for variety in Variety:
                    sample = figure(kind, variety, size=size)
                    data = _rendered(renderer, sample, theme, suffix, variety).data
                    if variety is not Variety.LARGE:
                        drawn[sample, suffix] = data
                _check_texts(
                    renderer, kind, theme=theme, suffix=suffix, silent=silent, read_text=read_text
                )
                if every_feature:
                    _check_features(renderer, kind, theme, suffix, silent)
        _check_sameness(renderer, drawn, theme)
        _check_refusals(renderer, theme)
    _check_elsewhere(renderer, drawn, theme)


def dropped_silently(
    renderer: Renderer, kind: type, *, suffix: str, theme: Theme = LIGHT
) -> Iterator[Feature]:
    """What a renderer leaves out of figures of a kind without a word, hints included.

    A part of something that is left out with a `Loss` is not among them.

    Args:
        renderer: the renderer.
        kind: one of `journeykit.view.figures.FIGURES`.
        suffix: the suffix to draw in.
        theme: the theme to draw with.
    """
    told: set[str] = set()
    for feature in features(kind):
        if feature.of in told:
            told.add(feature.name)
            continue
        without = renderer.render(feature.without, theme=theme, suffix=suffix)
        having = renderer.render(feature.having, theme=theme, suffix=suffix)
        if without.data != having.data:
            continue
        if set(without.losses) != set(having.losses):
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
    where = f"{renderer.name}: {what} {type(sample).__name__} as {suffix}"
    try:
        rendered: object = renderer.render(sample, theme=theme, suffix=suffix)
    except Exception as error:
        error.add_note(f"{where} was being drawn, which must not raise")
        raise
    expect(isinstance(rendered, Rendered), f"{where}: expected a Rendered, got {rendered!r}")
    assert isinstance(rendered, Rendered)  # noqa: S101 - said just before
    data: object = rendered.data
    expect(isinstance(data, bytes), f"{where}: data: expected bytes")
    first, _, second = rendered.media_type.partition("/")
    expect(bool(first and second), f"{where}: expected a media type, got {rendered.media_type!r}")
    expect(
        rendered.suffix in renderer.suffixes,
        f"{where}: expected one of its suffixes, got {rendered.suffix!r}",
    )
    losses: tuple[object, ...] = rendered.losses
    for loss in losses:
        fine = isinstance(loss, Loss) and bool(loss.what) and loss.count >= 1
        expect(fine, f"{where}: losses: expected a Loss with what and count, got {loss!r}")
    return rendered


def _check_texts(
    renderer: Renderer,
    kind: type,
    *,
    theme: Theme,
    suffix: str,
    silent: frozenset[str],
    read_text: Callable[[bytes], str] | None,
) -> None:
    """Every text is in what was written, or a loss says that something is not."""
    for what, reword in (("reworded", plain_words), ("hostile", hostile_words)):
        sample, words = reword(figure(kind, Variety.SMALL))
        rendered = _rendered(renderer, sample, theme, suffix, what)
        if read_text is None and not _is_text(rendered.media_type):
            return
        text = (read_text or _decoded)(rendered.data)
        lost = {
            word: place
            for word, place in lost_words(words, text).items()
            if silent.isdisjoint(re.findall(r"[a-z_]+", place))
        }
        expect(
            not lost or bool(rendered.losses),
            f"{renderer.name}: {what} {kind.__name__} as {suffix}: {len(lost)} of {len(words)} "
            f"words are not in what it wrote, and no Loss says so: "
            f"{', '.join(f'{place} ({word!r})' for word, place in list(lost.items())[:8])}; "
            f"write them, or name them in Rendered.losses",
        )


def _is_text(media_type: str) -> bool:
    whole = media_type.partition(";")[0].strip()
    return whole.startswith("text/") or whole.endswith(("/json", "+json", "/xml", "+xml"))


def _decoded(data: bytes) -> str:
    return data.decode(errors="replace")


def _check_features(
    renderer: Renderer, kind: type, theme: Theme, suffix: str, silent: frozenset[str]
) -> None:
    dropped = [
        feature.name
        for feature in dropped_silently(renderer, kind, suffix=suffix, theme=theme)
        if not feature.hint and feature.name not in silent
    ]
    expect(
        not dropped,
        f"{renderer.name}: {kind.__name__} as {suffix}: drops silently: {'; '.join(dropped)}; "
        f"draw it, or name it in Rendered.losses",
    )


def _check_sameness(renderer: Renderer, drawn: Drawn, theme: Theme) -> None:
    """The same figure gives the same bytes: again, and from several threads at once."""

    def again(key: tuple[Figure, str]) -> bytes:
        return renderer.render(key[0], theme=theme, suffix=key[1]).data

    with ThreadPoolExecutor(_THREADS) as pool:
        for (sample, suffix), data in zip(drawn, pool.map(again, drawn), strict=True):
            where = f"{renderer.name}: {type(sample).__name__} {sample.title!r} as {suffix}"
            expect(data == drawn[sample, suffix], f"{where}: expected the same bytes again")


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
        where = f"{renderer.name}: {type(sample).__name__} {sample.title!r} as {suffix}"
        expect(
            data == drawn[sample, suffix],
            f"{where}: expected the same bytes in another process; is a set being walked?",
        )


def _draw_all(renderer: Renderer, keys: list[tuple[Figure, str]], theme: Theme) -> list[bytes]:
    return [renderer.render(sample, theme=theme, suffix=suffix).data for sample, suffix in keys]
