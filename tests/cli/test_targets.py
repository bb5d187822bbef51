"""Every command that writes, against everything that may stand where it writes: nothing that people typed is lost."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from cli.ways import CASE, CHOSEN, CLUSTER, GIVEN, NAME, NEW, OWN, READ, READING, RECORDS, ROWS, TABLES, WAYS, Way
from commanding import every_command
from openpyxl import load_workbook

from napd import Framework
from napd.cli.inputs import OUTPUTS
from napd_forms.making import form


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """What people have: answers, a form they filled in, and a copy of one with problems that they repaired."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "answers.csv").write_text(ROWS, encoding="utf-8")
    (folder / "empty.xlsx").write_bytes(form(Framework.load(None), "2025-12", "MO0402"))
    book = load_workbook(folder / "empty.xlsx")
    row = next(row for row in book["Regioplan"].iter_rows() if row[0].value == "2025-12|MO0402|regioplan|status")
    book["Regioplan"].cell(row[0].row, 5).value = "concept"
    book.save(folder / "filled.xlsx")
    book.create_sheet("Controle")
    book.save(folder / "repaired.xlsx")
    return folder


@pytest.fixture
def given(typed, tmp_path):
    """What a command reads: the form where it writes into workbooks, a case where it asks about one, or figures."""
    for name in ("answers.csv", "filled.xlsx"):
        shutil.copy(typed / name, tmp_path / name)
    shutil.copy(tmp_path / "filled.xlsx", tmp_path / "second.xlsx")
    shutil.move(tmp_path / "filled.xlsx", tmp_path / "form.xlsx")
    shutil.copy(CASE, tmp_path)
    shutil.copy(OWN, tmp_path)
    shutil.copy(RECORDS, tmp_path)
    (tmp_path / "bsn.csv").write_text("bsn,naam\n111222333,Jan\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text(bytes(range(32)).hex(), encoding="utf-8")
    return lambda way: tmp_path / GIVEN.get(way.command.split()[0], "answers.csv")


def put(way: Way, tmp_path: Path) -> Path:
    """The place where a file comes, in a folder that is there."""
    place = way.place(tmp_path / "out")
    place.parent.mkdir(parents=True)
    return place


def test_every_option_that_writes_is_tried():
    """As the commands have them; an option with a file or folder is for writing, or is known to be read."""
    found, strange = set(), set()
    for name, command in every_command().items():
        for option in command.params:
            if option.name in OUTPUTS:
                found.add(f"{name} --{option.name}")
            elif str(option.metavar).startswith(("FILE", "DIR", "PATH", "CSV")) and option.name not in READ + NEW:
                strange.add(f"{name} --{option.name}")
    assert found == {way.command for way in WAYS.values()} | CLUSTER
    assert strange == set()


@pytest.mark.parametrize("what", ["answers.csv", "filled.xlsx", "repaired.xlsx"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_people_typed_stays(napd, given, typed, tmp_path, way, what):  # noqa: PLR0913, PLR0917 - a table of cases
    """Whatever they call it; the command says so, and does not end as if all were well."""
    place = put(way, tmp_path)
    shutil.copy(typed / what, place)
    code, _, err = napd(*way.arguments(given(way), place))
    assert place.read_bytes() == (typed / what).read_bytes()
    assert code in (1, 2), err
    assert "left as it is" in err
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".napd-")]


@pytest.mark.parametrize("how", ["itself", "another spelling", "a link", "a hard link", "a link to its folder"])
@pytest.mark.parametrize("way", READING.values(), ids=READING)
def test_no_command_writes_over_what_it_reads(napd, given, tmp_path, way, how):
    """By whatever name the place is given; nor does --overwrite let it."""
    place, file = put(way, tmp_path), given(way)
    before = file.read_bytes()
    if how == "a link":
        place.symlink_to(file)
    elif how == "a hard link":
        os.link(file, place)
    else:
        shutil.move(file, place)
        file = place
    if how == "another spelling":
        place = place.parent / ".." / "out" / place.name
    if how == "a link to its folder":
        (tmp_path / "other").symlink_to(place.parent)
        place = tmp_path / "other" / place.name
    over = [] if way.command.startswith("report") else ["--overwrite"]
    code, _, err = napd(*way.arguments(file, place), *over)
    assert file.read_bytes() == before
    assert code in (1, 2), err
    assert "left as it is" in err
    assert place.is_symlink() == (how == "a link")


@pytest.mark.parametrize("mode", [0o600])
@pytest.mark.parametrize("way", CHOSEN.values(), ids=CHOSEN)
def test_a_link_and_a_mode_stay(napd, given, typed, tmp_path, way, mode):  # noqa: PLR0913, PLR0917 - likewise
    """What is behind a link is replaced, and the link stays; a file keeps its mode."""
    place, behind = put(way, tmp_path), tmp_path / "behind"
    behind.write_bytes((typed / "empty.xlsx").read_bytes())
    behind.chmod(mode)
    place.symlink_to(behind)
    over = ["--overwrite"] if way.ending in (".toml", ".svg") else []
    code, _, err = napd(*way.arguments(given(way), place), *over)
    assert code in (0, 1), err
    assert place.is_symlink()
    assert behind.read_bytes() != (typed / "empty.xlsx").read_bytes()
    assert stat.S_IMODE(behind.stat().st_mode) == mode


@pytest.mark.parametrize("way", CHOSEN.values(), ids=CHOSEN)
def test_a_folder_is_no_file(napd, given, tmp_path, way):
    """It is told, and stays."""
    place = put(way, tmp_path)
    place.mkdir()
    (place / "van mij").touch()
    code, _, err = napd(*way.arguments(given(way), place))
    assert code == 2
    assert "it is a folder" in err
    assert [path.name for path in place.iterdir()] == ["van mij"]


@pytest.mark.parametrize("way", CHOSEN.values(), ids=CHOSEN)
def test_a_device_is_written_to(napd, given, tmp_path, way):
    """It is there afterwards, as it was: what is written goes into it."""
    place = put(way, tmp_path)
    place.symlink_to(os.devnull)
    before = Path(os.devnull).stat()
    code, _, err = napd(*way.arguments(given(way), place))
    assert code in (0, 1), err
    assert place.is_symlink()
    after = Path(os.devnull).stat()
    assert (after.st_mode, after.st_rdev, after.st_ino) == (before.st_mode, before.st_rdev, before.st_ino)
    assert stat.S_ISCHR(after.st_mode)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_overwrite_replaces_what_is_not_read(napd, given, typed, tmp_path, way):
    """Where a command has it; those without it have nothing that it could be for."""
    place = put(way, tmp_path)
    shutil.copy(typed / "filled.xlsx", place)
    if way.command.split()[0] in ("demo", "new", "report"):
        assert napd(*way.arguments(given(way), place), "--overwrite").code == 2
        assert place.read_bytes() == (typed / "filled.xlsx").read_bytes()
    else:
        code, _, err = napd(*way.arguments(given(way), place), "--overwrite")
        assert code in (0, 1), err
        assert place.read_bytes() != (typed / "filled.xlsx").read_bytes()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_command_can_be_given_again(napd, given, tmp_path, way):
    """What napd wrote itself, and nobody changed, is no reason to stop; but what is made once is made once."""
    place = put(way, tmp_path)
    place.parent.rmdir()
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    (tmp_path / "out").mkdir()
    first, second = (napd(*way.arguments(given(way), place)) for _ in range(2))
    if way.command in ("indicators --output", "new --output"):
        assert second.code == 2
        assert "already exists" in second.err
    else:
        assert (first.code, first.err) == (second.code, second.err)


@pytest.mark.parametrize("way", TABLES.values(), ids=TABLES)
def test_what_was_written_beside_the_answers_is_written_anew(napd, typed, tmp_path, way):
    """Who works in one folder gives it whole, as `.`, and writes in it: that is no reason to call results answers."""
    shutil.copy(typed / "answers.csv", tmp_path)
    place = way.place(tmp_path / "out")
    place.parent.mkdir()
    for _ in range(2):
        code, _, err = napd(*way.arguments(tmp_path, place))
        assert code == 0, err
    assert (tmp_path / "answers.csv").read_bytes() == (typed / "answers.csv").read_bytes()


def test_of_several_forms_the_others_are_made(napd, given, typed, tmp_path):
    """The one that somebody filled in is left and named; the exit code says that it was."""
    way = WAYS["forms"]
    place = put(way, tmp_path)
    shutil.copy(typed / "filled.xlsx", place)
    code, _, err = napd(*way.arguments(given(way), place))
    assert code == 1
    assert err.splitlines() == [
        f"wrote 1 form for round 2025-12: {place.parent}",
        f"napd: {place}: somebody may have typed in it, so it is left as it is; name another file, or use --overwrite",
    ]
    assert sorted(path.name for path in place.parent.iterdir()) == ["2025-12-MO0014-groningen.xlsx", f"{NAME}.xlsx"]


def test_files_that_the_settings_name_are_read_too(napd, given, tmp_path):
    """No command writes over napd.toml, or over what it names."""
    (tmp_path / "gebieden.csv").write_text("municipality,name,region\n", encoding="utf-8")
    (tmp_path / "napd.toml").write_text('[napd]\nareas = "gebieden.csv"\n', encoding="utf-8")
    code, _, err = napd(
        "summary", given(WAYS["summary"]), "-f", tmp_path / "napd.toml", "-o", tmp_path / "gebieden.csv"
    )
    assert code == 2
    assert "gebieden.csv: it is an input of this command" in err
