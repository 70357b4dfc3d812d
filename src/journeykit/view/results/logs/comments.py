"""What coded comments say, as a table with quotes."""

from __future__ import annotations

from journeykit.analyzers.ratings import CodedComments, CodedTheme
from journeykit.model import slug
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.format import format_number, quoted
from journeykit.view.labels import Labels, labels
from journeykit.view.results.logs.common import Views, described, note_of

__all__ = ["VIEWS"]


def comment_table(result: CodedComments, *, top: int = 15, locale: str | None = None) -> Table:
    """See the themes of comments with their counts, their shares and what was said.

    Args:
        result: the themes.
        top: how many are shown, the most frequent.
        locale: language as BCP 47; None is that of the map.
    """
    locale = locale or result.locale
    words = labels(locale)
    names = {persona.id: persona.name for persona in result.journey.personas}
    by_persona = any(item.persona is not None for item in result.items)
    felt = any(item.negative is not None for item in result.items)
    title = words("rate_comments", result.title)
    subtitle = _headline(result, words, locale)
    number = ValueKind.NUMBER
    unseen = max(0, len(result.items) - top)
    missing = [name for name, _ in result.unbound]
    return Table(
        slug(f"{result.title} comments"),
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_touchpoint")),
            *([TableColumn(words("head_persona"))] if by_persona else []),
            TableColumn(words("head_theme")),
            TableColumn(words("head_comments"), number),
            TableColumn(words("head_share"), ValueKind.PERCENT, decimals=0),
            TableColumn(words("head_interval"), ValueKind.INTERVAL, decimals=0),
            *([TableColumn(words("head_negative"), number)] if felt else []),
            TableColumn(words("head_quote")),
        ),
        rows=[
            (
                i.name, *([names.get(i.persona or "")] if by_persona else []), _theme(i, words), i.n,
                i.share.value, i.share.interval, *([i.negative] if felt else []), _quote(i, locale),
            )
            for i in result.items[:top]
        ],
        note=note_of(
            words("log_not_listed", unseen) if unseen else None, words("rate_commented"),
            words("rate_unbound", ", ".join(missing)) if missing else None,
        ),
        locale=locale,
    )  # fmt: skip


def _theme(item: CodedTheme, words: Labels) -> str:
    return f"{item.theme}\n{words('kind_pain_point')}" if item.pain else item.theme


def _quote(item: CodedTheme, locale: str | None) -> str | None:
    return quoted(item.quotes[0], locale) if item.quotes else None


def _headline(result: CodedComments, words: Labels, locale: str | None) -> str | None:
    for item in result.items[:1]:
        counts = (format_number(n, locale=locale) for n in (item.n, item.whole))
        return words("rate_most_said", item.theme, item.name, *counts)
    return None


VIEWS: Views = {CodedComments: {"table": (Table, comment_table)}}
