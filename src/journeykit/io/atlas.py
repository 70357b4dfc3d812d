"""Many journeys to and from a folder: one file each, and one for what they share."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from journeykit.errors import FormatError, InvalidValueError, WriteError, did_you_mean, shown
from journeykit.io.files import write_whole
from journeykit.io.registry import FORMATS, FileFormat, find_format
from journeykit.io.source import FileMissingError, Source, read_bytes
from journeykit.io.transfer import dump, read_source, writable, write_text
from journeykit.model.atlas import Atlas
from journeykit.model.garbage import no_collection
from journeykit.model.journey import Journey
from journeykit.model.text import slug

__all__ = ["BrokenFilesError", "dump_atlas", "load_atlas", "read_folder"]

STEM = "atlas"
"""The name, without its ending, of the file that holds what journeys share."""

_SUFFIXES = {suffix: known for known in FORMATS if known.reads for suffix in known.suffixes}
_DIAGRAM = re.compile(
    rb"^[ \t]*(`{3,}|~{3,})[ \t]*mermaid\b.*?^[ \t]*journey\b",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_DIGITS = re.compile(r"(\d+)")


class BrokenFilesError(FormatError):
    """Files of an atlas that cannot be read, all of them.

    Attributes:
        errors: what is wrong with each, by file.
        atlas: what the other files hold.
    """

    def __init__(self, folder: str, errors: tuple[FormatError, ...], atlas: Atlas) -> None:
        self.errors = errors
        self.atlas = atlas
        one = len(errors) == 1
        super().__init__(
            f"{len(errors)} file{'' if one else 's'} cannot be read, beside {len(atlas)} that can",
            file=folder,
        )

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *map(str, self.errors)])


class FolderMissingError(FileMissingError):
    """There is no such folder; the message names one nearly of that name, or how far the path goes."""

    def __str__(self) -> str:
        text = f"no folder {shown(self.name)}"
        if self.choices:
            return f"{text}; did you mean {self.choices[0]!r}?"
        path = Path(str(self.name)).absolute()
        there = next((up for up in path.parents if up.is_dir()), None)
        if there is None:
            return text
        name = path.relative_to(there).parts[0]
        return f"{text}; there is no {name!r} in {str(there)!r}"


def load_atlas(folder: str | os.PathLike[str]) -> Atlas:
    """Read all journeys of a folder, and of the folders in it.

    Each file in a format that is read is a journey, but for one called `atlas`
    (`atlas.yaml`, `atlas.json`, `atlas.toml`) in the folder itself, which holds
    what the journeys share. Markdown files without a Mermaid journey are left
    out, and so is what is hidden: names that begin with a dot.

    Args:
        folder: the folder.

    Returns:
        The atlas. Each journey knows its file, and where everything stands in it.

    Raises:
        BrokenFilesError: if files cannot be read, with all of them, and what the others hold.
        NotFoundError: if there is no such folder.
        InvalidValueError: if it is no folder, or holds no journey.
    """
    atlas, errors = read_folder(folder)
    if errors:
        raise BrokenFilesError(os.fspath(folder), errors, atlas)
    return atlas


def read_folder(folder: str | os.PathLike[str]) -> tuple[Atlas, tuple[FormatError, ...]]:
    """Read what can be read of a folder, and say what cannot. See `load_atlas`."""
    with no_collection():
        return _read_folder(Path(folder))


def _read_folder(root: Path) -> tuple[Atlas, tuple[FormatError, ...]]:
    _check_folder(root)
    journeys: list[Journey] = []
    shared: list[Atlas] = []
    errors: list[FormatError] = []
    for path, known in _files(root):
        try:
            content = read_bytes(path)
            if path.suffix.lower() == ".md" and not _DIAGRAM.search(content):
                continue
            source = Source.decoded(content, str(path))
            if path.stem == STEM and path.parent == root and known.name != "mermaid":
                shared.append(read_source(source, known, Atlas))
                if len(shared) > 1:
                    raise source.error(
                        f"what journeys share stands in {shared[0].origin and shared[0].origin.file} "
                        "already",
                        at=(1, 1), hint="keep one of the two files",
                    )  # fmt: skip
            else:
                journeys.append(read_source(source, known, Journey))
        except FormatError as error:
            errors.append(error)
    if not (journeys or shared or errors):
        raise InvalidValueError(
            "load_atlas", "folder", expected=f"a folder with journeys ({', '.join(_SUFFIXES)})",
            got=str(root),
        )  # fmt: skip
    atlas = shared[0] if shared else Atlas()
    return atlas.replace(journeys=journeys, origin=atlas.origin), tuple(errors)


def _check_folder(root: Path) -> None:
    if root.is_dir():
        return
    if root.exists():
        raise InvalidValueError(
            "load_atlas", "folder", expected="a folder", got=str(root),
            hint="jk.load(path) reads a single journey",
        )  # fmt: skip
    raise FolderMissingError("folder", str(root), _nearly(root))


def _nearly(root: Path) -> list[str]:
    """The folder that is meant, where one part of the path is nearly the name of one that is there."""
    for up in root.parents:
        if up.is_dir():
            name, *rest = root.relative_to(up).parts
            with suppress(OSError):
                near = did_you_mean(name, sorted(one.name for one in up.iterdir() if one.is_dir()))
                meant = near and up.joinpath(near, *rest)
                return [str(meant)] if meant and meant.is_dir() else []
            break
    return []


def _files(root: Path) -> Iterator[tuple[Path, FileFormat]]:
    """The files of a folder that may hold journeys, in the order in which people count them."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted((name for name in inner if not name.startswith(".")), key=_counted)
        for name in sorted(names, key=_counted):
            known = _SUFFIXES.get(os.path.splitext(name)[1].lower())
            if known is not None and not name.startswith("."):
                yield Path(folder, name), known


def _counted(name: str) -> tuple[object, ...]:
    """A key that sorts `buy-2` after `buy`, and `buy-10` after `buy-9`."""
    parts = _DIGITS.split(os.path.splitext(name)[0])
    return (*(int(part) if part.isdigit() else part for part in parts), name)


def dump_atlas(
    atlas: Atlas, folder: str | os.PathLike[str], *, format: str = "yaml", prune: bool = False
) -> tuple[Path, ...]:
    """Write an atlas into a folder: each journey to a file, and what they share to `atlas`.

    A journey that stands in a file of the folder already is written onto it, so
    that comments stay (see `dump`); a new one gets a file named after its id.
    Files of journeys that the atlas does not have stay, unless `prune` is set. No
    other file is ever deleted.

    Args:
        atlas: the atlas.
        folder: where to; it is made where it is not there.
        format: name of a format that is written, for files that are new.
        prune: whether files of journeys that the atlas does not have are deleted, after all
            else is written. Files that are only read, such as TOML, or that may hold
            more than a journey, such as Markdown, are refused before anything is written.

    Returns:
        The files that were written, that of the atlas first.

    Raises:
        NotFoundError: if there is no such format.
        InvalidValueError: if the format is only read, it is given no atlas, or a file
            would have to be deleted that is only read.
        BrokenFilesError: if the folder holds files that cannot be read; nothing is written.
        WriteError: if a file cannot be written or deleted.
    """
    if not isinstance(atlas, Atlas):
        raise InvalidValueError(
            "dump_atlas", "atlas", expected="an Atlas", got=atlas,
            hint="jk.dump(journey, path) writes a single journey",
        )  # fmt: skip
    known = writable(find_format(format))
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise WriteError(root, "it is a file", hint="give the name of a folder") from None
    except OSError as error:
        raise WriteError(root, (error.strerror or str(error)).lower()) from error
    there, errors = _there(root)
    if errors:
        raise BrokenFilesError(os.fspath(folder), errors, there)
    own = _file_of(there) or root / f"{STEM}{known.suffixes[0]}"
    homes: dict[str, list[Path]] = {}
    for journey in there:
        homes.setdefault(journey.id, []).append(_file_of(journey) or root)
    taken = {path.with_suffix("") for paths in homes.values() for path in paths} | {root / STEM}
    targets: list[tuple[Journey, Path]] = []
    for journey in atlas:
        paths = homes.get(journey.id)
        path = paths.pop(0) if paths else _free(root / slug(journey.id), taken, known)
        writable(find_format(None, path))
        targets.append((journey, path))
    others = [path for paths in homes.values() for path in paths] if prune else []
    for path in others:
        if not find_format(None, path).writes:
            raise InvalidValueError(
                "dump_atlas", "prune", expected="files that are written, of journeys to delete",
                got=path.relative_to(root).as_posix(), hint="delete it yourself, or keep its journey",
            )  # fmt: skip
    written = [write_whole(own, _shared_text(atlas.replace(journeys=()), own).encode())]
    written += [dump(journey, path) for journey, path in targets]
    for path in others:
        _delete(path)
    return tuple(written)


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(path, (error.strerror or str(error)).lower()) from error


def _there(root: Path) -> tuple[Atlas, tuple[FormatError, ...]]:
    return read_folder(root) if any(_files(root)) else (Atlas(), ())


def _file_of(value: Atlas | Journey) -> Path | None:
    origin = value.origin
    return None if origin is None or origin.file is None else Path(origin.file)


def _free(path: Path, taken: set[Path], known: FileFormat) -> Path:
    """A path that no journey has yet, with the ending of its format."""
    free, number = path, 1
    while free in taken:
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    taken.add(free)
    return free.with_name(free.name + known.suffixes[0])


def _shared_text(shared: Atlas, path: Path) -> str:
    """What journeys share as the text of a file; comments of the YAML file that is there stay."""
    known = writable(find_format(None, path))
    if known.name != "yaml" or not path.is_file():
        return write_text(shared, known)
    from journeykit.io.yaml.merge import write_onto

    return write_onto(shared, path.read_text(encoding="utf-8"))[0]
