# ruff: noqa: INP001, T201 - a script, which speaks to who runs it
"""Writes the generated pages of the documentation, and checks all pages.

    python docs/build.py            write the generated pages
    python docs/build.py --check    check, and change nothing
    python docs/build.py --pictures draw the pictures of the gallery again

A page is checked for what rots: links and paths lead somewhere, Python blocks run,
journeys in YAML blocks load, and commands print what the page says they print.
Blocks of one page run in order in one empty folder and share their names, as the
cells of a notebook do. A comment before a block directs it:

    <!-- skip -->               do not run this
    <!-- needs: polars -->      run it where this module is installed
    <!-- file: bike.yaml -->    save the block under this name first
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from builder.gallery import draw, missing
from builder.reference import pages
from builder.verify import check_page

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent


def written(root: Path = ROOT) -> list[Path]:
    """All pages: those of the documentation and those at the root of the project."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def stale(root: Path = ROOT) -> list[str]:
    """Say which generated pages are missing, out of date, or left over."""
    expected = pages()
    faults = []
    for name, text in expected.items():
        path = root / "docs" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            faults.append(f"docs/{name}: out of date; run: python docs/build.py")
    for path in sorted((root / "docs" / "reference").rglob("*.md")):
        name = path.relative_to(root / "docs").as_posix()
        if name not in expected:
            faults.append(f"docs/{name}: nothing generates this page; delete it")
    return faults


def write(root: Path = ROOT) -> list[Path]:
    """Write the generated pages that have changed, and return their paths."""
    changed = []
    for name, text in pages().items():
        path = root / "docs" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def main(argv: list[str] | None = None) -> int:
    """Write or check, and return the exit code."""
    parser = argparse.ArgumentParser(description=re.split(r"\n\n", __doc__ or "")[0])
    parser.add_argument("--check", action="store_true", help="check, and change nothing")
    parser.add_argument("--pictures", action="store_true", help="draw the gallery again")
    arguments = parser.parse_args(argv)
    if arguments.pictures:
        for path in draw():
            print(path.relative_to(ROOT))
        return 0
    if not arguments.check:
        for path in write():
            print(path.relative_to(ROOT))
        return 0
    faults = stale() + missing() + [fault for page in written() for fault in check_page(page, ROOT)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(written())} pages, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
