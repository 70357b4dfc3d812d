"""The documentation is true: generated pages are current, and everything on a page works."""

import re
import sys
from importlib import import_module
from pathlib import Path

import attrs
import pytest

from journeykit.view import figures

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import build  # noqa: E402
from builder import api, docstrings, reference, types  # noqa: E402
from builder.verify import anchors, check_page  # noqa: E402

PAGES = build.written()


@pytest.mark.usefixtures("remembered_log")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_is_true(page):
    """Links lead somewhere, blocks run, commands print what the page says."""
    assert [] == check_page(page, ROOT)


def test_generated_pages_are_current():
    """A change of the code is a change of its page."""
    assert [] == build.stale()


def test_every_page_is_reached_from_the_index():
    """No page is an orphan."""
    seen = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop().resolve()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        todo += [page.parent / target for target in _targets(page)]
    assert set() == {page for page in PAGES if page.resolve() not in seen}


def _targets(page):
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8")):
        for child in token.children or ():
            href = child.attrGet("href")
            if href and "://" not in href:
                yield href.partition("#")[0] or page.name


def test_every_field_of_a_file_is_described():
    """No key of a journey file is missing from its page."""
    page = reference.file_format()
    for kind in reference.TYPES:
        for name in docstrings.attributes(kind):
            assert f"| `{name}`" in page, (kind, name)


def test_the_page_of_figures_says_what_holds_what():
    """Each part stands below the field that holds it, and each field has its type."""
    page = api.api_pages()["view.figures.md"]
    head, _, rest = page.partition("\n## ")
    for line in (
        "- [Sheet](#sheet)",
        "  - `rows`: [Row](#row)",
        "    - `cells`: [Cell](#cell)",
        "      - `entries`: [Entry](#entry)",
        "        - `marks`: [Mark](#mark)",
        "- [Page](#page)",
    ):
        assert line in head.splitlines()
    assert "- `points` (tuple of [CurvePoint](#curvepoint)): from left to right" in rest
    assert "- `role` ([LaneRole](model.md#lanerole)): " in rest
    assert "- `before` (float or None): " in rest
    parts = [name for name in figures.__all__ if attrs.has(getattr(figures, name))]
    assert [] == [name for name in parts if f"[{name}](#{name.lower()})" not in head]


def test_every_attribute_of_a_value_has_its_type():
    """On each page of the reference."""
    named = (
        (import_module(package), name)
        for package in api.PACKAGES
        for name in vars(import_module(package)).get("__all__", ())
    )
    values = {kind for module, name in named if attrs.has(kind := getattr(module, name))}
    lines = [
        line for kind in values for line in types.attribute_lines(kind, lambda each: each.__name__)
    ]
    assert len(lines) > 300
    assert [] == [line for line in lines if not re.match(r"- `\w+` \(", line)]


# --- what the checks would find ----------------------------------------------------


@pytest.fixture
def faults(tmp_path):
    def faults(text):
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8")
        return check_page(page, tmp_path)

    return faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](b.md)", "page.md:1: the link to b.md leads nowhere"),
        ("![a](b.png)", "page.md:1: the link to b.png leads nowhere"),
        ("[a](#b)", "page.md:1: this page has no heading #b"),
        ("text\n\nSee `docs/gone.md`.", "page.md:3: there is no docs/gone.md"),
        ("```python\nassert False\n```", "page.md:1: the block does not run (line 2)"),
        ("```python\n1 +\n```", "page.md:1: the block does not run: SyntaxError"),
        ("```yaml\njourneykit: 1\ntitel: x\n```", "page.md:1: the journey does not load"),
        ("```console\n$ journeykit --nonsense\n```", "is no call that is understood"),
        ("```console\n$ rm x\n```", "only the command journeykit is run here, and got rm"),
        ("```console\n$ journeykit schema\nnothing\n```", "prints something else"),
    ],
)
def test_fault_is_found(faults, text, fault):
    """Each kind of rot is found, at its line."""
    found = faults(text)
    assert 1 == len(found)
    assert fault in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "# A b\n\n[a](#a-b) and [out](https://example.org) and `src`",
        "<!-- skip -->\n```python\nassert False\n```",
        "<!-- needs: no_such_module -->\n```python\nassert False\n```",
        "```python\na = 1\n```\n\n```python\nassert a == 1\n```",
        "```yaml\nsteps: not a journey\n```",
        "<!-- file: a.yaml -->\n```yaml\njourneykit: 1\ntitle: A\n```\n\n"
        '```python\nimport journeykit as jk\nassert jk.load("a.yaml").title == "A"\n```',
        '```console\n$ journeykit schema\n{\n  "$schema": ...\n```',
    ],
)
def test_sound_page_passes(faults, text):
    """What works is not complained about; directions are followed."""
    assert [] == faults(text)


def test_blocks_leave_no_trace(faults, tmp_path):
    """Blocks run in a folder of their own, and the page's folder stays as it was."""
    text = "```python\nopen('x', 'w').close()\n```"
    assert [] == faults(text)
    assert ["page.md"] == [path.name for path in tmp_path.iterdir()]


def test_anchors_are_those_of_code_hosts():
    """Lower case, punctuation dropped, blanks to hyphens."""
    assert {"invariant-or-rule", "b"} == anchors("# Invariant or rule?\n\n## `B`")


def test_stale_and_left_over_pages_are_named(tmp_path, monkeypatch):
    """A page that is missing, changed, or generated by nothing is a fault."""
    monkeypatch.setattr(build, "pages", lambda: {"reference/a.md": "A\n", "reference/b.md": "B\n"})
    folder = tmp_path / "docs" / "reference"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("old\n")
    (folder / "c.md").write_text("C\n")
    assert [
        "docs/reference/a.md: out of date; run: python docs/build.py",
        "docs/reference/b.md: out of date; run: python docs/build.py",
        "docs/reference/c.md: nothing generates this page; delete it",
    ] == build.stale(tmp_path)
    assert 2 == len(build.write(tmp_path))
    assert [] == build.write(tmp_path)


def test_docstring_becomes_markdown():
    """Sections become lists, examples become blocks, text stays."""
    doc = """Do it.

    More of it.

    Args:
        a: the first,
            on two lines.
        b: the second.

    Returns:
        The thing.

    Examples:
        >>> 1 + 1
        2
    """
    assert [
        "Do it.", "", "More of it.", "", "",
        "**Args**", "", "- `a`: the first, on two lines.", "- `b`: the second.", "",
        "**Returns:** The thing.", "",
        "```pycon", ">>> 1 + 1", "2", "```", "",
    ] == docstrings.markdown(doc)  # fmt: skip
