"""Many journeys: what they have in common, how they are linked, what may be the same."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.atlas import (
    CrossReference,
    JourneyTree,
    SimilarPainPoints,
    Use,
    cross_reference,
    journey_tree,
)
from journeykit.errors import InvalidValueError
from journeykit.model import Atlas, slug
from journeykit.view.figures import (
    Edge,
    Graph,
    Node,
    Shading,
    Table,
    TableColumn,
    ValueKind,
)
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.words.short import short
from journeykit.view.words.text import sentence

__all__ = [
    "atlas_matrix",
    "atlas_tree",
    "common_table",
    "matrix_table",
    "similar_table",
    "tree_graph",
]

# The least count that has the deepest shade.
_DEEPEST = 3
# What stands at the head of the things of each kind.
_HEADS = {
    "channel": "head_channels",
    "persona": "head_personas",
    "pain point": "pain_points",
    "opportunity": "opportunities",
    "metric": "head_metrics",
}


def matrix_table(
    result: CrossReference, *, of: str = "channel", rows: int = 20, columns: int = 8
) -> Table:
    """See at how many touchpoints each journey has each thing, the more the deeper the shade.

    Args:
        result: what journeys have in common.
        of: which things: "channel", "persona", "pain point", "opportunity" or "metric".
        rows: how many journeys are shown, those with most touchpoints of these things.
        columns: how many things are shown, those that most journeys have.
    """
    _check_count("matrix", "rows", rows)
    _check_count("matrix", "columns", columns)
    words, locale = labels(result.locale), result.locale
    uses = result.of(of)
    shown = uses[:columns]
    counts = [dict(use.counts) for use in shown]
    sums = {id: sum(count.get(id, 0) for count in counts) for id, _ in result.journeys}
    # Those that have nothing of this say nothing here; ties stay in order of ids.
    having = [pair for pair in result.journeys if any(pair[0] in count for count in counts)]
    having.sort(key=lambda pair: -sums[pair[0]])
    subtitle = _most(shown, words, locale)
    title = words("titled", result.title, words(_HEADS[of]))
    left = (
        ("atlas_left_journeys", len(having) - rows),
        ("atlas_left_columns", len(uses) - columns),
    )
    notes = [words(key, format_number(n, locale=locale)) for key, n in left if n > 0]
    return Table(
        slug(f"{result.title} {of}"),
        title,
        description=short([sentence(title), subtitle or ""]),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_journey")),
            *(TableColumn(use.name, ValueKind.NUMBER, decimals=0, shaded=True) for use in shown),
        ),
        rows=[(name, *(count.get(id) or None for count in counts)) for id, name in having[:rows]],
        shading=Shading(
            words("head_touchpoints"),
            # So that a single touchpoint never looks like many.
            high=float(max((_DEEPEST, *(n for count in counts for n in count.values())))),
            empty=words("atlas_none"),
        ),
        note=" ".join([*notes, words("atlas_counts")]),
        locale=locale,
    )


def atlas_matrix(atlas: Atlas, *, of: str = "channel", rows: int = 20, columns: int = 8) -> Table:
    """See what the journeys of an atlas have in common; see `matrix_table`."""
    return matrix_table(cross_reference(atlas), of=of, rows=rows, columns=columns)


def atlas_tree(atlas: Atlas, *, links: int = 40) -> Graph:
    """See which journey of an atlas opens into which; see `tree_graph`."""
    return tree_graph(journey_tree(atlas), links=links)


def _check_count(view: str, name: str, value: object) -> None:
    if type(value) is not int or value < 1:
        raise InvalidValueError(view, name, expected="a whole number of at least 1", got=value)


def _most(uses: Sequence[Use], words: Labels, locale: str | None) -> str | None:
    if not uses:
        return None
    first = uses[0]
    numbers = (format_number(n, locale=locale) for n in (len(first.counts), first.touchpoints))
    return words("atlas_most", first.name, *numbers)


def common_table(result: CrossReference, *, of: str | None = None, rows: int = 20) -> Table:
    """See the things that most journeys have, with what is told of them.

    Args:
        result: what journeys have in common.
        of: which things, as for the matrix; None shows the first of each kind.
        rows: how many things are shown; of each kind its share where all are.
    """
    _check_count("table", "rows", rows)
    words, locale = labels(result.locale), result.locale
    kinds = _HEADS if of is None else (of,)
    each = rows if of is not None else max(1, rows // len(_HEADS))
    chosen = [use for kind in kinds for use in result.of(kind)[:each]]
    title = words("titled", result.title, words("atlas_common"))
    number = ValueKind.NUMBER
    return Table(
        slug(f"{result.title} in common"),
        title,
        description=short([sentence(title), _most(chosen, words, locale) or ""]),
        columns=(
            TableColumn(words("head_kind")),
            TableColumn(words("head_what")),
            TableColumn(words("head_journeys"), number, decimals=0),
            TableColumn(words("head_touchpoints"), number, decimals=0),
            TableColumn(words("head_personas"), number, decimals=0),
            TableColumn(words("pain_points"), number, decimals=0),
            TableColumn(words("emotions"), number, decimals=2, signed=True),
        ),
        rows=[
            (
                words(f"kind_{use.kind.replace(' ', '_')}"),
                use.name,
                len(use.counts),
                use.touchpoints,
                use.personas,
                use.pain_points,
                use.feeling,
            )
            for use in chosen
        ],
        note=words("atlas_counts"),
        locale=locale,
    )


def tree_graph(result: JourneyTree, *, links: int = 40) -> Graph:
    """See which journey opens into which, and at what touchpoint.

    Args:
        result: the tree.
        links: how many links are drawn, from the top of the tree.
    """
    _check_count("tree", "links", links)
    words = labels(result.locale)
    title = words("titled", result.title, words("atlas_tree"))
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    left = 0
    for branch in result:
        if branch.parent is not None and len(edges) >= links:
            left += 1
            continue
        missing = () if branch.exists else (words("atlas_missing"),)
        node = Node(branch.id, branch.title, kind="journey", details=missing)
        nodes.setdefault(branch.id, node)
        if branch.parent is not None and branch.touchpoint is not None:
            key = (branch.parent, branch.touchpoint, branch.id)
            edges[key] = Edge(branch.parent, branch.id, label=branch.touchpoint_name, kind="next")
    # Of roots whose links are all left out there is nothing to see.
    seen = {end for edge in edges.values() for end in (edge.source, edge.target)}
    counts = (("atlas_alone", len(result.alone)), ("atlas_left_links", left))
    notes = [words(key, format_number(n, locale=result.locale)) for key, n in counts if n]
    return Graph(
        slug(f"{result.title} journeys"),
        title,
        description=short([sentence(title), ", ".join(n.label for n in nodes.values())]),
        nodes=[node for node in nodes.values() if node.id in seen],
        edges=tuple(edges.values()),
        note=" ".join(notes) or None,
        locale=result.locale,
    )


def similar_table(result: SimilarPainPoints, *, rows: int = 20) -> Table:
    """See the pairs of pain points that may be the same."""
    _check_count("table", "rows", rows)
    words = labels(result.locale)
    title = words("titled", result.title, words("atlas_similar"))
    return Table(
        slug(f"{result.title} similar"),
        title,
        description=short([sentence(title), words("atlas_guess")]),
        columns=(
            TableColumn(words("head_likeness"), ValueKind.PERCENT, decimals=0),
            *(
                column
                for _ in range(2)
                for column in (
                    TableColumn(words("pain_points")),
                    TableColumn(words("head_journeys")),
                )
            ),
        ),
        rows=[
            (
                pair.likeness,
                pair.a_text,
                ", ".join(pair.a_journeys),
                pair.b_text,
                ", ".join(pair.b_journeys),
            )
            for pair in result.items[:rows]
        ],
        note=words("atlas_guess"),
        locale=result.locale,
    )
