"""An atlas is a folder: what is written is read back, and what is broken is told at once."""

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from journeykit.errors import FormatError, InvalidValueError, NotFoundError, WriteError
from journeykit.io import BrokenFilesError, dump_atlas, load_atlas, schema
from journeykit.io.atlas import read_folder
from journeykit.io.convert import to_data
from journeykit.model import Atlas, Channel, Journey, PainPoint, Persona, Phase
from journeykit.testing import strategies as js


@pytest.mark.parametrize("format", ["yaml", "json"])
@settings(max_examples=25)
@given(atlas=js.atlases())
def test_what_is_written_is_read_back(atlas, format, tmp_path_factory):
    """Twice, too: onto itself a folder is written as it was."""
    folder = tmp_path_factory.mktemp("atlas")
    files = dump_atlas(atlas, folder, format=format)
    assert len(files) == len(atlas) + 1
    assert atlas == load_atlas(folder)
    texts = {file: file.read_bytes() for file in files}
    assert set(files) == set(dump_atlas(load_atlas(folder), folder))
    assert texts == {file: file.read_bytes() for file in files}


def write(folder, **texts):
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_all_formats_and_folders_are_read(tmp_path):
    """Folders within count; hidden ones, and Markdown without a journey, do not."""
    write(
        tmp_path,
        atlas_yaml="title: The shop\npersonas: [{name: Mira, goals: [A bike]}]\n",
        a_yaml="title: A\n", inner__b_json='{"title": "B"}', inner__deep__c_toml='title = "C"\n',
        d_mmd="journey\n  title D\n  section S\n    Pay: 3: Mira\n",
        e_md="# Notes\n\n```mermaid\njourney\n  title E\n  section S\n    Pay: 3: Mira\n```\n",
        README_md="# About\n\nEvery journey counts.\n", notes_txt="title: X",
        _git__x_yaml="]broken[", inner__atlas_yaml="title: Z\n",
    )  # fmt: skip
    atlas = load_atlas(tmp_path)
    assert ["a", "b", "c", "d", "e", "z"] == [journey.id for journey in atlas]
    assert "The shop" == atlas.title
    assert ("A bike",) == atlas.personas[0].goals
    assert str(tmp_path / "inner" / "b.json") == atlas.journey("b").origin.file
    assert (2, 1) == atlas.origin.locate(("personas",))


def test_broken_files_are_told_together(tmp_path):
    """With file, line and column each; what can be read comes along."""
    write(tmp_path, a_yaml="title: A\nphase: []\n", b_json="{", c_yaml="title: C\n")
    with pytest.raises(BrokenFilesError) as caught:
        load_atlas(tmp_path)
    lines = str(caught.value).splitlines()
    assert f"{tmp_path}: 2 files cannot be read, beside 1 that can" == lines[0]
    assert lines[1].startswith(f"{tmp_path / 'a.yaml'}:2:1: unknown key 'phase'")
    assert any(line.startswith(f"{tmp_path / 'b.json'}:1:") for line in lines)
    assert ["c"] == [journey.id for journey in caught.value.atlas]
    atlas, errors = read_folder(tmp_path)
    assert (caught.value.atlas, 2) == (atlas, len(errors))


def test_what_is_shared_stands_in_one_file(tmp_path):
    """Two such files would contradict each other."""
    write(tmp_path, atlas_yaml="title: A\n", atlas_json='{"title": "B"}', x_yaml="title: X\n")
    with pytest.raises(FormatError, match=r"what journeys share stands in .*already"):
        load_atlas(tmp_path)


def test_a_key_of_a_journey_is_unknown_to_the_atlas(tmp_path):
    """Phases belong to journeys."""
    write(tmp_path, atlas_yaml="title: A\nphases: []\n")
    with pytest.raises(FormatError, match="unknown key 'phases' in a Atlas"):
        load_atlas(tmp_path)


def test_slips_are_told(tmp_path):
    """A folder that is not there, a file, and a folder of other things."""
    (tmp_path / "maps").mkdir()
    with pytest.raises(NotFoundError, match="no folder .* did you mean"):
        load_atlas(tmp_path / "map")
    write(tmp_path, a_yaml="title: A\n")
    with pytest.raises(InvalidValueError, match=r"jk\.load\(path\) reads a single journey"):
        load_atlas(tmp_path / "a.yaml")
    with pytest.raises(InvalidValueError, match="expected a folder with journeys"):
        load_atlas(tmp_path / "maps")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("mapps/teams", "did you mean '{0}/maps/teams'"),
        ("maps/taems", "did you mean '{0}/maps/teams'"),
        ("maps/x/y", "there is no 'x' in '{0}/maps'"),
        ("elsewhere", "there is no 'elsewhere' in '{0}'"),
        ("mapps/nowhere", "there is no 'mapps' in '{0}'"),
    ],
)
def test_a_folder_that_is_not_there_is_named_only_where_one_is_near(tmp_path, asked, told):
    """Else it is said how far the path goes; neighbours of other names are no help."""
    (tmp_path / "maps" / "teams").mkdir(parents=True)
    with pytest.raises(NotFoundError) as caught:
        load_atlas(tmp_path / asked)
    assert str(caught.value).endswith(told.format(tmp_path) + ("?" if "did" in told else ""))


def test_slips_of_writing_are_told(tmp_path):
    """A journey for an atlas, and a file for a folder."""
    with pytest.raises(InvalidValueError, match="expected an Atlas"):
        dump_atlas(Journey("A"), tmp_path)
    write(tmp_path, a_yaml="title: A\n")
    with pytest.raises(WriteError, match="it is a file"):
        dump_atlas(Atlas(), tmp_path / "a.yaml")


def test_comments_and_files_of_others_stay(tmp_path):
    """A journey is written onto its own file; one that the atlas lacks is left alone."""
    write(
        tmp_path,
        atlas_yaml="# shared\ntitle: A\nchannels:\n  - name: Web # ours\n",
        teams__buy_yaml="# mine\ntitle: Buy\n", other_yaml="title: Other\n",
    )  # fmt: skip
    atlas = load_atlas(tmp_path).without_journey("other")
    atlas = atlas.with_journey(atlas.journey("buy").replace(owner="Ann"))
    atlas = atlas.with_element(Channel("Post")).with_journey(Journey("Atlas"))
    files = dump_atlas(atlas, tmp_path)
    assert ["atlas.yaml", "atlas-2.yaml", "teams/buy.yaml"] == [
        str(file.relative_to(tmp_path)) for file in files
    ]
    assert "# mine\ntitle: Buy\nowner: Ann\n" == (tmp_path / "teams" / "buy.yaml").read_text()
    assert "# ours" in (tmp_path / "atlas.yaml").read_text()
    assert ["atlas", "buy", "other"] == [journey.id for journey in load_atlas(tmp_path)]


def test_files_of_journeys_that_are_gone_are_deleted_when_asked(tmp_path):
    """Those alone: notes, what is no journey, and the file of what is shared stay."""
    write(
        tmp_path,
        atlas_yaml="title: A\n", buy_yaml="title: Buy\n", teams__other_json='{"title": "Other"}',
        notes_md="# Notes\n", data_csv="a,b\n",
    )  # fmt: skip
    atlas = load_atlas(tmp_path).without_journey("other")
    dump_atlas(atlas, tmp_path, prune=True)
    assert ["atlas.yaml", "buy.yaml", "data.csv", "notes.md"] == sorted(
        path.name for path in tmp_path.rglob("*.*")
    )
    assert atlas == load_atlas(tmp_path)


def test_a_file_that_may_hold_more_than_a_journey_is_not_deleted(tmp_path):
    """It is refused before anything is written."""
    diagram = "# Ours\n```mermaid\njourney\n  title Other\n  section Look\n    Ad: 3: Ann\n```\n"
    write(tmp_path, buy_yaml="title: Buy\n", other_md=diagram)
    atlas = load_atlas(tmp_path).without_journey("other").with_journey(Journey("New"))
    with pytest.raises(InvalidValueError, match="other.md.*delete it yourself"):
        dump_atlas(atlas, tmp_path, prune=True)
    assert ["buy.yaml", "other.md"] == sorted(path.name for path in tmp_path.iterdir())


def test_nothing_is_written_where_something_is_broken(tmp_path):
    """The broken file may be the one that is to be replaced."""
    write(tmp_path, a_yaml="title: [")
    with pytest.raises(BrokenFilesError):
        dump_atlas(Atlas(Journey("A")), tmp_path)
    assert ["a.yaml"] == [path.name for path in Path(tmp_path).iterdir()]


def test_a_file_that_is_only_read_is_not_replaced(tmp_path):
    """A TOML file stays, and no second file of the journey appears."""
    write(tmp_path, a_toml='title = "A"\n')
    with pytest.raises(InvalidValueError, match="only read"):
        dump_atlas(load_atlas(tmp_path), tmp_path)
    assert ["a.toml"] == [path.name for path in Path(tmp_path).iterdir()]


def test_journeys_of_one_id_keep_their_order(tmp_path):
    """Eleven of them, so that counting and spelling differ."""
    journeys = [Journey("Buy", [Phase(f"Phase {number}")]) for number in range(11)]
    dump_atlas(Atlas(journeys, personas=Persona("Mira"), pain_points=PainPoint("Slow")), tmp_path)
    assert journeys == list(load_atlas(tmp_path))


@settings(max_examples=25)
@given(atlas=js.atlases())
def test_what_is_shared_fits_its_schema(atlas):
    """What is written, an editor takes."""
    jsonschema.Draft202012Validator(schema("atlas")).validate(to_data(atlas))


def test_the_schema_refuses_what_belongs_to_journeys():
    """Phases, and the journeys themselves, stand in other files."""
    validator = jsonschema.Draft202012Validator(schema("atlas"))
    validator.check_schema(schema("atlas"))
    for key in ("phases", "journeys", "origin"):
        assert not validator.is_valid({"title": "Shop", key: []})
    with pytest.raises(NotFoundError, match="no schema of a file named 'atlass'; did you mean"):
        schema("atlass")
