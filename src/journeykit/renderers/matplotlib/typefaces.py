"""The font files of this machine: of which family, weight and slant each is.

matplotlib keeps a list of typefaces for the whole process. It is read here and
never added to: what `FontManager.addfont` adds would reach everybody's figures,
and other threads' while they draw. Typefaces that matplotlib does not know, since
they come as Python packages or are named by their files, are kept in tables of
our own, which never change.

Imported on first use only, because it loads matplotlib.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import frozen
from matplotlib import get_data_path
from matplotlib.font_manager import FontPath, fontManager, ttfFontProperty, weight_dict
from matplotlib.ft2font import FT2Font

from journeykit.errors import RenderError

__all__ = ["Catalogue", "Cut", "catalogue_of", "is_file"]

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")

# By these a package says that it brings font files: https://github.com/pimoroni/fonts-python.
_GROUPS = ("fonts_ttf", "fonts_otf")

# Bring font files without saying so; importing them would change global settings.
_PACKAGES = ("matplotlib-fontja",)


@frozen
class Cut:
    """One file of a family.

    Attributes:
        weight: from 100 to 900; 400 is regular, 600 semibold, 700 bold.
        slanted: whether it is italic or oblique.
        path: where it is, with the number of the face within it.
    """

    weight: int
    slanted: bool
    path: Any


Catalogue: TypeAlias = Mapping[str, tuple[Cut, ...]]
"""The cuts of each family."""


def catalogue_of(families: Iterable[str]) -> tuple[tuple[str, ...], Catalogue]:
    """All typefaces there are, those included that are named by their files.

    Args:
        families: names of families, and paths of font files.

    Returns:
        The families by name, and the cuts of each family there is. Files of one
        family, such as its regular and its semibold, count as one.

    Raises:
        RenderError: if there is no such file, or it is no font.
    """
    named: dict[str, None] = {}
    own: dict[str, list[Cut]] = {}
    for family in families:
        if not is_file(family):
            named[family] = None
            continue
        for name, cut in _named_file(family):
            named[name] = None
            own.setdefault(name, []).append(cut)
    if not own:
        return tuple(named), _installed()
    # Whoever names a file wants that file, even if the family is installed as well.
    mixed = {**_installed(), **{name: tuple(cuts) for name, cuts in own.items()}}
    return tuple(named), MappingProxyType(mixed)


def is_file(family: str) -> bool:
    """Tell whether a typeface is named by its file rather than by its family.

    Examples:
        >>> is_file("brand/Brand-Regular.ttf"), is_file("Source Sans Pro")
        (True, False)
    """
    return family.lower().endswith(_SUFFIXES)


@lru_cache(maxsize=1)
def _installed() -> Catalogue:
    """Typefaces that matplotlib knows, and those that are installed as Python packages."""
    found: dict[str, dict[tuple[int, bool], Cut]] = {}
    for name, cut in (*_known(), *_packaged()):
        # Of two files alike the first counts, as for matplotlib.
        found.setdefault(name, {}).setdefault((cut.weight, cut.slanted), cut)
    return MappingProxyType({name: tuple(cuts.values()) for name, cuts in found.items()})


def _known() -> Iterator[tuple[str, Cut]]:
    own = get_data_path() if os.getenv("MPL_IGNORE_SYSTEM_FONTS") else ""
    for entry in fontManager.ttflist:
        if entry.fname.startswith(own) and entry.stretch == entry.variant == "normal":
            yield entry.name, _cut(entry, FontPath(entry.fname, entry.index))


def _packaged() -> Iterator[tuple[str, Cut]]:
    packages = {
        point.dist.name: point.dist
        for group in _GROUPS
        for point in entry_points(group=group)
        if point.dist
    }
    for name in _PACKAGES:
        try:
            packages.setdefault(name, distribution(name))
        except PackageNotFoundError:
            continue
    for _, package in sorted(packages.items()):
        files = [file for file in package.files or () if is_file(file.name)]
        # Many bring each cut in both formats; TrueType is embedded in PDF as it is.
        for file in sorted(files, key=lambda file: (file.suffix.lower() != ".ttf", str(file))):
            try:
                yield from _faces(str(file.locate()))
            except (OSError, RuntimeError):
                # One broken file of a package is no reason not to draw with the others.
                continue


def _named_file(path: str) -> list[tuple[str, Cut]]:
    where = f"Theme.families: {path!r}"
    if not Path(path).is_file():
        msg = f"{where}: there is no such font file; expected the name of a family or a file"
        raise RenderError(msg)
    try:
        return list(_faces(path))
    except (OSError, RuntimeError) as error:
        msg = f"{where}: expected a TrueType or OpenType font; it cannot be read as one ({error})"
        raise RenderError(msg) from error


def _faces(path: str) -> Iterator[tuple[str, Cut]]:
    """The faces of a file, each with its family."""
    path = os.path.realpath(path)
    count = FT2Font(path).num_faces if path.lower().endswith("c") else 1
    for index in range(count):
        face = FT2Font(path, face_index=index)
        yield _family(face), _cut(ttfFontProperty(face), FontPath(path, index))


def _family(face: FT2Font) -> str:
    """The family that a designer would name, not one for each weight.

    Fonts with more than four cuts may say both; the former is name 16 of the OpenType
    specification's table `name`: https://learn.microsoft.com/typography/opentype/spec/name.
    """
    name = face.get_sfnt().get((3, 1, 0x0409, 16), b"").decode("utf-16-be", "replace")
    return name or str(face.family_name)


def _cut(entry: Any, path: FontPath) -> Cut:
    weight = entry.weight if isinstance(entry.weight, int) else weight_dict[entry.weight]
    return Cut(int(weight), entry.style != "normal", path)
