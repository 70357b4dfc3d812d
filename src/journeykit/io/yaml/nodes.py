"""YAML text to nodes that know where they stand.

ruamel.yaml's scanner and parser do the reading; the nodes are composed here from
their events, one at a time and without recursion, so that a text is refused as
soon as it goes wrong: too deep, a key twice, an alias that would explode, a tag
that asks for an object of Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from journeykit.errors import FormatError, shown
from journeykit.io.source import Source
from journeykit.io.yaml.faults import check_sane, plainly
from journeykit.io.yaml.scalars import plain_value
from journeykit.model.origin import Path, Position

__all__ = ["MAX_CHARACTERS", "Node", "compose", "entries", "is_merge", "positions", "value_of"]

MAX_CHARACTERS = 8 * 2**20
"""The longest YAML text that is read. Its scanner is written in Python, and takes seconds a MB."""

_MAX_DEPTH = 100
# What aliases may add to a text. Ten touchpoints that share a block add some hundred.
_MAX_EXPANDED = 100_000
# What the scanner, which is written in Python, takes some ten seconds for. A
# thousand touchpoints with all that a map says of them have 40,000.
_MAX_NODES = 300_000

_TAG = "tag:yaml.org,2002:"


@define(eq=False)
class Node:
    """A value in a YAML text.

    Attributes:
        kind: "scalar", "mapping", "sequence" or "alias".
        start: offset of its first character, an anchor or tag included.
        end: offset behind its last character.
        value: of a scalar its meaning; of an alias the node that it stands for.
        keys: the nodes of a mapping's keys, in order.
        items: the nodes of a mapping's values or a sequence's items, in order.
        style: "plain", "quoted", "literal", "block" or "flow".
        size: number of nodes in it, itself and those behind aliases included.
    """

    kind: str
    start: int
    end: int
    style: str
    value: Any = None
    keys: list[Node] = field(factory=list)
    items: list[Node] = field(factory=list)
    size: int = 1

    @property
    def target(self) -> Node:
        """The node itself, or the one that an alias stands for."""
        node: Node = self.value if self.kind == "alias" else self
        return node

    @property
    def names(self) -> list[Any]:
        """The keys of a mapping, as values."""
        return [key.value for key in self.keys]


def compose(source: Source) -> Node:
    """Read the one document of a YAML text.

    Raises:
        FormatError: if it is not YAML, or not such as a journey can be.
    """
    source.limit(MAX_CHARACTERS, "YAML")
    check_sane(source)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    composer = _Composer(source)
    parser = YAML(typ="safe", pure=True)
    # Reading text, not a file, and the defaults of YAML 1.2.
    try:
        composer.take(parser.parse(source.text))
    except MarkedYAMLError as error:
        raise plainly(source, error) from None
    except (YAMLError, RecursionError) as error:
        raise source.error(f"not valid YAML: {shown(str(error), 200)}") from None
    return composer.root()


class _Composer:
    """Puts nodes together from events; open collections wait on a stack."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._anchors: dict[str, Node | None] = {}
        self._open: list[tuple[Node, str | None]] = []
        self._roots: list[Node] = []
        self._expanded = 0

    def root(self) -> Node:
        if not self._roots:
            raise self._source.error("the file holds no value, only comments: expected a journey")
        return self._roots[0]

    def take(self, events: Iterable[Any]) -> None:
        for count, event in enumerate(events):
            if count > _MAX_NODES:
                raise self._error(
                    event, f"more than {_MAX_NODES:,} values",
                    "a map of this size belongs in JSON, if it is a map",
                )  # fmt: skip
            name = type(event).__name__
            if name == "ScalarEvent":
                self._add(self._scalar(event), event.anchor)
            elif name == "AliasEvent":
                self._add(self._alias(event), None)
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                self._open_collection(event, "mapping" if name[0] == "M" else "sequence")
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                self._close_collection(event)
            elif name == "DocumentStartEvent" and self._roots:
                raise self._error(
                    event, "expected one document, a second one starts here",
                    "keep one journey a file",
                )  # fmt: skip

    def _error(self, event: Any, message: str, hint: str | None = None) -> FormatError:
        return self._source.error(message, offset=event.start_mark.index, hint=hint)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._open:
            self._roots.append(node)
            return
        parent = self._open[-1][0]
        if parent.kind == "mapping" and len(parent.keys) == len(parent.items):
            parent.keys.append(self._key(node))
        else:
            parent.items.append(node)
            parent.size += node.size

    def _key(self, node: Node) -> Node:
        key = node.target
        if key.kind != "scalar":
            raise self._source.error(
                "expected a text as key, got a list or mapping", offset=node.start
            )
        return node if node is key else Node("scalar", node.start, node.end, "alias", key.value)

    def _open_collection(self, event: Any, kind: str) -> None:
        if len(self._open) >= _MAX_DEPTH:
            raise self._error(
                event, f"nested more than {_MAX_DEPTH} levels deep", "is it a journey?"
            )
        self._check_tag(event, kind)
        if event.anchor is not None:
            # Until it is complete, an alias to it would hold itself.
            self._anchors[event.anchor] = None
        style = "flow" if event.flow_style else "block"
        mark = event.start_mark.index
        self._open.append((Node(kind, mark, mark, style), event.anchor))

    def _close_collection(self, event: Any) -> None:
        node, anchor = self._open.pop()
        if node.kind == "mapping":
            self._check_keys(node)
        # A block ends where its last value does; the event comes after the
        # comments that follow.
        last = max((item.end for item in (*node.keys[-1:], *node.items[-1:])), default=None)
        node.end = event.end_mark.index if node.style == "flow" or last is None else last
        self._add(node, anchor)

    def _check_keys(self, node: Node) -> None:
        seen = set()
        for key in node.keys:
            # True and 1 are one key to Python, but two to the author.
            identity = (type(key.value), key.value)
            if identity in seen:
                raise self._source.error(
                    f"the key {key.value!r} stands twice in one mapping",
                    offset=key.start, hint="keep one of them",
                )  # fmt: skip
            seen.add(identity)

    def _scalar(self, event: Any) -> Node:
        self._check_tag(event, "scalar")
        start = event.start_mark.index
        tag = event.tag
        plain = event.style is None or event.style == ""
        value: Any = event.value
        if plain and tag in (None, "?"):
            try:
                value = plain_value(value)
            except ValueError as error:
                raise self._error(event, str(error)) from None
        elif tag not in (None, "!", f"{_TAG}str"):
            value = self._tagged(event, tag)
        if plain:
            return Node("scalar", start, event.end_mark.index, "plain", value)
        if event.style in ("|", ">"):
            return Node("scalar", start, self._literal_end(event), "literal", value)
        return Node("scalar", start, event.end_mark.index, "quoted", value)

    def _tagged(self, event: Any, tag: str) -> Any:
        value = plain_value(event.value)
        wanted = {"int": int, "float": (int, float), "bool": bool, "null": type(None)}
        if not isinstance(value, wanted[tag.removeprefix(_TAG)]):  # type: ignore[arg-type]
            raise self._error(
                event, f"expected what the tag !!{tag.removeprefix(_TAG)} says, got {value!r}"
            )
        return float(value) if tag.endswith("float") else value

    def _literal_end(self, event: Any) -> int:
        """A text of several lines ends with its last line, or its last empty one with `+`."""
        text: str = self._source.text
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        line_start = text.rfind("\n", start, end) + 1
        if not text[line_start:end].strip():
            end = max(start, line_start - 1)
        header = text[text.index(event.style, start) : text.find("\n", start)]
        keeps = "+" in header.partition("#")[0]
        return end if keeps else start + len(text[start:end].rstrip())

    def _alias(self, event: Any) -> Node:
        target = self._anchors.get(event.anchor)
        if target is None:
            inside = event.anchor in self._anchors
            raise self._error(
                event,
                f"the alias *{event.anchor} stands inside its own anchor"
                if inside
                else f"the alias *{event.anchor} has no anchor &{event.anchor} before it",
            )
        self._expanded += target.size
        if self._expanded > _MAX_EXPANDED:
            raise self._error(
                event,
                f"aliases add more than {_MAX_EXPANDED:,} values to the text",
                "write the values out where they are meant",
            )
        return Node(
            "alias", event.start_mark.index, event.end_mark.index, "alias", target,
            size=target.size,
        )  # fmt: skip

    def _check_tag(self, event: Any, kind: str) -> None:
        tag = event.tag
        if tag in (None, "!", "?"):
            return
        allowed = {
            "scalar": ("str", "int", "float", "bool", "null"),
            "mapping": ("map",),
            "sequence": ("seq",),
        }[kind]
        if tag.removeprefix(_TAG) not in allowed:
            short = shown(tag.replace(_TAG, "!!"))[1:-1]
            raise self._error(
                event,
                f"the tag {short} is refused: journeys hold plain values only",
                "leave the tag out",
            )


# --- what the nodes mean --------------------------------------------------------


def value_of(node: Node, source: Source) -> Any:
    """The plain data of a node. Aliases share their value; merge keys are carried out.

    Raises:
        FormatError: if a merge key does not name mappings.
    """
    return _value(node, source, {})


def _value(node: Node, source: Source, known: dict[int, Any]) -> Any:
    # What is behind an alias has been composed before it, and is made once.
    node = node.target
    if node.kind == "scalar":
        return node.value
    if id(node) in known:
        return known[id(node)]
    made: Any
    if node.kind == "sequence":
        made = [_value(item, source, known) for item in node.items]
    else:
        made = {key.value: _value(item, source, known) for key, item in entries(node, source)}
    known[id(node)] = made
    return made


def is_merge(key: Node) -> bool:
    """Whether a key brings in the entries of other mappings."""
    return bool(key.value == "<<" and key.style == "plain")


def entries(node: Node, source: Source) -> Iterator[tuple[Node, Node]]:
    """The keys and values of a mapping, those of merge keys after its own."""
    merged: list[Node] = []
    seen = set()
    for key, item in zip(node.keys, node.items, strict=True):
        if is_merge(key):
            target = item.target
            merged += target.items if target.kind == "sequence" else [item]
        else:
            seen.add(key.value)
            yield key, item
    for each in merged:
        if each.target.kind != "mapping":
            raise source.error(
                "expected a mapping, or a list of mappings, to merge", offset=each.start
            )
        for key, item in entries(each.target, source):
            if key.value not in seen:
                seen.add(key.value)
                yield key, item


def positions(text: str) -> Mapping[Path, Position]:
    """Line and column of every path: of a field its key, of an item its start.

    What an alias or a merge key brings in stands where it is written out.
    """
    source = Source(text)
    found: dict[Path, Position] = {}
    root = compose(source)
    waiting: list[tuple[Path, Node]] = [((), root)]
    found[()] = source.position(root.start)
    while waiting:
        path, node = waiting.pop()
        node = node.target
        if node.kind == "sequence":
            for index, item in enumerate(node.items):
                found[(*path, index)] = source.position(item.start)
                waiting.append(((*path, index), item))
        elif node.kind == "mapping":
            for key, item in entries(node, source):
                found[(*path, key.value)] = source.position(key.start)
                waiting.append(((*path, key.value), item))
    return found
