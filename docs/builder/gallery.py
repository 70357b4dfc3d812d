"""The gallery: every script `examples/plot_*.py` with its words, its picture and its code."""

from __future__ import annotations

import ast
import io
import os
import runpy
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "images" / "gallery"

# What a visitor looks for comes first; a script that is not named here stands at the end.
_ORDER = (
    "journey_map", "measured_map", "blueprint", "as_is_to_be", "diff", "several_personas",
    "persona_card", "emotion_curve", "feelings_from_ratings", "satisfaction_drivers", "flow",
    "real_flow", "concept_map", "conformance", "problems", "draft_personas", "funnel",
    "opportunity_matrix", "impact_effort", "action_plan", "monitoring", "before_after", "atlas", "findings",
    "atlas", "log_funnel", "log_groups", "log_comparison", "log_trend", "log_times",
    "log_going_with", "log_transitions", "log_paths", "log_steps", "log_markov", "log_retention",
    "log_quality", "filters", "brand_theme", "dark_theme", "print_theme", "pages", "right_to_left",
    "report",
)  # fmt: skip
_WIDEST = 1600
_COLOURS = 256
_EXACT = 64
_HEAD = """\
# Gallery

Every picture here is drawn by the script below it, and every script runs in the
test suite. The scripts lie in [`examples`](../examples); journeys and people in
them are invented.
"""


@frozen
class Plot:
    """A script of the gallery.

    Attributes:
        name: its file name without suffix.
        title: first line of its docstring.
        about: the rest of its docstring.
        code: what follows the docstring.
    """

    name: str
    title: str
    about: str
    code: str


def plots(root: Path = ROOT) -> list[Plot]:
    """The scripts, the usual pictures first."""
    paths = sorted((root / "examples").glob("plot_*.py"), key=_place)
    return [_read(path) for path in paths]


def gallery_page(root: Path = ROOT) -> str:
    """The page of the gallery."""
    parts = [_HEAD]
    found = plots(root)
    parts.append("\n".join(f"- [{plot.title}](#{_anchor(plot.title)})" for plot in found) + "\n")
    for plot in found:
        parts.append(f"## {plot.title}\n\n{plot.about}\n")
        picture = f"images/gallery/{plot.name}.png"
        parts.append(f"[![{plot.title}]({picture})]({picture})\n")
        parts.append(f"<!-- skip -->\n```python\n{plot.code}\n```\n")
    return "\n".join(parts)


def draw(root: Path = ROOT) -> list[Path]:
    """Run every script, and keep its picture small enough for a page.

    A picture that has not changed keeps its file.
    """
    from PIL import Image

    PICTURES.mkdir(parents=True, exist_ok=True)
    changed = []
    for plot in plots(root):
        with tempfile.TemporaryDirectory() as folder:
            _run(root / "examples" / f"{plot.name}.py", folder)
            image = Image.open(Path(folder) / f"{plot.name}.png").convert("RGB")
        if image.width > _WIDEST:
            size = (_WIDEST, round(image.height * _WIDEST / image.width))
            image = image.resize(size, Image.Resampling.LANCZOS)
        buffer = io.BytesIO()
        _reduced(image).save(buffer, "PNG", optimize=True)
        target = PICTURES / f"{plot.name}.png"
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            target.write_bytes(buffer.getvalue())
            changed.append(target)
    for left in sorted(PICTURES.glob("*.png")):
        if left.stem not in {plot.name for plot in plots(root)}:
            left.unlink()
            changed.append(left)
    return changed


def _reduced(image: Image.Image) -> Image.Image:
    """The picture in few colours: grounds and tints as they are, and something near for all else.

    The colours that matter most have few pixels, which a median cut would sacrifice.
    """
    import numpy as np
    from PIL import Image

    counts = image.getcolors(image.width * image.height) or []
    common = [color for _, color in sorted(counts, reverse=True)[:_EXACT]]
    spread = image.quantize(_COLOURS - len(common), method=Image.Quantize.MAXCOVERAGE)
    others = (spread.getpalette() or [])[: 3 * (_COLOURS - len(common))]
    palette = np.array([*common, *zip(*[iter(others)] * 3, strict=True)], dtype=np.int32)
    pixels = np.asarray(image, dtype=np.int32).reshape(-1, 3)
    kinds, places = np.unique(pixels @ (65536, 256, 1), return_inverse=True)
    colors = np.stack((kinds >> 16, kinds >> 8 & 255, kinds & 255), axis=1)
    # Pillow's own search for the nearest colour is rough: white would turn grey.
    nearest = [((palette - color) ** 2).sum(axis=1).argmin() for color in colors]
    few = Image.fromarray(np.array(nearest, dtype=np.uint8)[places].reshape(image.height, -1), "P")
    few.putpalette(palette.ravel().tolist())
    return few


def missing(root: Path = ROOT) -> list[str]:
    """Say which scripts have no picture, and which pictures no script."""
    scripts = {plot.name for plot in plots(root)}
    drawn = {path.stem for path in (root / "docs" / "images" / "gallery").glob("*.png")}
    hint = "run: python docs/build.py --pictures"
    return [
        f"docs/images/gallery/{name}.png: no picture yet; {hint}" for name in scripts - drawn
    ] + [f"docs/images/gallery/{name}.png: no script draws it; {hint}" for name in drawn - scripts]


def _place(path: Path) -> tuple[int, str]:
    name = path.stem.removeprefix("plot_")
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _read(path: Path) -> Plot:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    title, _, about = (ast.get_docstring(tree) or "").partition("\n")
    after = tree.body[0].end_lineno or 0
    code = "\n".join(source.splitlines()[after:]).strip()
    return Plot(path.stem, title.rstrip("."), about.strip(), code)


def _run(script: Path, folder: str) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        runpy.run_path(str(script), run_name="__main__")
    finally:
        os.chdir(before)


def _anchor(title: str) -> str:
    """What GitHub calls a heading."""
    kept = (c for c in title.lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")
