"""What is read of a folder, and what is said of the rest; paths that are no files; names that are no text."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import feather, parquet
from town import GOOD, answer, csv_text, problems, same, scored, table

from napd import NapdError
from napd.answers import folders
from napd.answers.folders import files_in, found_in
from napd.cli.terminal import show_json

EXPECTED = scored(table(GOOD))
CONTRARY = csv_text([answer("plan", "nee")])
"""What contradicts the good answers, were it read."""


@pytest.fixture
def folder(tmp_path):
    """A folder with the good answers in it."""
    there = tmp_path / "antwoorden"
    there.mkdir()
    (there / "a.csv").write_text(csv_text(GOOD), encoding="utf-8")
    return there


def put(path, text=CONTRARY):
    """A file, in folders that are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(result, kind="not_read"):
    """What is said of files and folders."""
    return [row for row in result.problems.to_pylist() if row["problem"] == kind]


OTHER = [
    "b.tsv", "b.TXT", "b.zip", "b.csv.gz", "b.xltx", "b.json", "b.sqlite", "onder/b.dat",
]  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_other_files_that_may_have_answers_are_named(folder, name):
    """A file that is not read, for its kind, is named with a remark, and the others are read."""
    put(folder / name)
    result = scored(folder)
    (found,) = told(result)
    assert (found["file"], found["severity"]) == (str(folder / name), "remark")
    assert same(result, EXPECTED)


@pytest.mark.parametrize("name", ["b.xlsb", "b.numbers", "b.fods", "b.xls", "b.wk1"])
def test_workbooks_that_cannot_be_read_are_errors(folder, name):
    """A workbook of a kind that napd cannot read has answers, which are missed: that is an error."""
    (folder / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1")
    result = scored(folder)
    assert problems(result, "file", "problem", "severity") == [(str(folder / name), "unreadable", "error")]
    assert same(result, EXPECTED)


@pytest.mark.parametrize(
    "name",
    ["~$a.xlsx", ".~lock.a.csv#", "._a.csv", "__MACOSX/a.csv", "onder/__MACOSX/x/._a.csv", "lees.pdf", ".DS_Store"],
)
def test_what_programs_leave_behind_is_passed_over(folder, name):
    """Locks, and what a Mac keeps beside files, are neither read nor named; nor is what cannot have answers."""
    put(folder / name)
    result = scored(folder)
    assert problems(result) == []
    assert same(result, EXPECTED)


LEFT = {
    "a hidden folder": (".git/b.csv", ".git (hidden)"),
    "a virtual environment": ("venv/lib/b.csv", "venv (a virtual environment)"),
    "one of conda": ("env/lib/b.csv", "env (a virtual environment)"),
}


@pytest.mark.parametrize("name", LEFT)
def test_folders_that_hold_no_answers_are_left_alone(folder, name):
    """Examples in an environment, and whatever is hidden, is not read; one remark names each folder."""
    path, said = LEFT[name]
    put(folder / path)
    put(folder / "venv" / "pyvenv.cfg", "")
    put(folder / "env" / "conda-meta" / "x", "")
    result = scored(folder)
    (found,) = told(result)
    assert found["file"] == str(folder)
    assert said in found["message"]
    assert same(result, EXPECTED)
    assert same(scored(folder / path), scored(table([answer("plan", "nee")])))


def test_hidden_file_is_named(folder):
    """A hidden file with answers is not read, and named."""
    put(folder / ".b.csv")
    assert [row["file"] for row in told(scored(folder))] == [str(folder / ".b.csv")]


def test_many_folders_are_named_in_one_line(folder):
    """Of many folders that are left alone the first are named, and the others counted."""
    for number in range(30):
        put(folder / f".x{number:02}" / "b.csv")
    (found,) = told(scored(folder))
    assert ".x19 (hidden), and 10 more" in found["message"]


# What napd wrote


@pytest.mark.parametrize("format", ["csv", "parquet", "arrow", "xlsx"])
@pytest.mark.parametrize("where", [".", "uit", "uit/2025"])
def test_what_napd_wrote_is_left_alone(folder, format, where):  # noqa: A002
    """Results within the folder of the answers change nothing when that is scored again, and can be read by name."""
    first = scored(folder)
    written = first.write(folder / where, format, also=["answers", "trace"])
    (folder / "a.csv").write_text(csv_text([answer("plan", "nee"), *GOOD[1:]]), encoding="utf-8")
    again = scored(folder)
    (found,) = told(again)
    assert "that napd wrote" in found["message"]
    assert [row for row in problems(again, "problem") if row != "not_read"] == []
    assert same(again, scored(table([answer("plan", "nee"), *GOOD[1:]])))
    if format != "xlsx":
        answers = next(path for path in written if path.stem == "answers")
        assert again.scores.equals(scored(folder / "a.csv").scores)
        assert scored(answers).scores.equals(first.scores)


@pytest.mark.parametrize("format", ["csv", "parquet", "arrow"])
def test_folder_of_results_gives_its_answers(tmp_path, format):  # noqa: A002
    """A folder named itself that has nothing but results is read for the answers in it."""
    EXPECTED.write(tmp_path, format, also=["answers"])
    assert [path.name for path in files_in(tmp_path)] == [f"answers.{format}"]
    assert scored(tmp_path).scores.equals(EXPECTED.scores)


def packaged(folder, **more):
    """A Data Package as napd writes one: tables of its own, what describes them, and the answers."""
    EXPECTED.write(folder, "csv", also=["answers"])
    put(folder / "levels.csv", "indicator,version,level,place\nopvang,2024-01-01,gerealiseerd,3\n")
    put(folder / "levels.csv-metadata.json", "{}")
    names = ["levels.csv", *(f"{name}.csv" for name in ("answers", "scores"))]
    package = {"name": "napd", "resources": [{"path": name} for name in names], **more}
    put(folder / "datapackage.json", json.dumps(package))
    return folder


def test_a_package_is_read_for_its_answers(tmp_path):
    """Nothing else in it is taken for answers; what somebody puts beside it is read instead."""
    folder = packaged(tmp_path / "pakket", napd={"napd": "0.1.0"})
    again = scored(folder)
    assert again.scores.equals(EXPECTED.scores)
    assert [each["problem"] for each in again.problems.to_pylist()] == ["not_read"]
    put(folder / "nieuw.csv")
    assert [path.name for path in files_in(folder)] == ["nieuw.csv"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(text, id=str(n))
        for n, text in enumerate(["{", "[]", '{"napd": 1}', '{"napd": 1, "resources": [1]}', "[" * 100_000])
    ],
)
def test_a_package_that_is_none(folder, content):
    """A descriptor of others, or a damaged one, keeps nothing from being read."""
    put(folder / "datapackage.json", content)
    assert [path.name for path in files_in(folder)] == ["a.csv"]
    others = packaged(folder / "van-anderen")
    assert others / "levels.csv" in files_in(folder)


def test_results_of_fictional_answers_are_known_too(folder):
    """Their tables have a column more."""
    marked = scored(table(GOOD).append_column("FICTIEF", pa.nulls(len(GOOD), pa.string())))
    marked.write(folder / "uit", "csv", also=["answers"])
    assert same(scored(folder), EXPECTED)


def test_answers_by_themselves_are_answers(folder, tmp_path):
    """The table of answers, moved to where no other results are, is read as any file."""
    EXPECTED.write(tmp_path / "uit", "parquet", also=["answers"])
    (tmp_path / "uit" / "answers.parquet").rename(folder / "oud.parquet")
    (folder / "a.csv").unlink()
    assert scored(folder).scores.equals(EXPECTED.scores)


def test_damaged_files_are_no_results(folder):
    """What cannot be looked into is read, so that it is reported."""
    for name in ("b.parquet", "b.arrow", "b.xlsx", "leeg.csv"):
        (folder / name).write_bytes({"b.parquet": b"PAR1", "b.arrow": b"ARROW1", "b.xlsx": b"PK"}.get(name, b""))
    assert sorted(problems(scored(folder), "problem")) == ["empty_file", "unreadable", "unreadable", "unreadable"]


# Links, devices, rights


def test_links_are_followed_to_files_alone(folder, tmp_path):
    """A link to a file is read; one to nothing or to a folder is named, and does not lead in a circle."""
    (folder / "a.csv").rename(tmp_path / "elders.csv")
    (folder / "a.csv").symlink_to(tmp_path / "elders.csv")
    (folder / "dood.csv").symlink_to("nergens.csv")
    (folder / "kring").symlink_to(folder)
    result = scored(folder)
    assert problems(result, "file", "problem") == [
        (str(folder / "dood.csv"), "unreadable"), (str(folder / "kring"), "not_read"),
    ]  # fmt: skip
    assert same(result, EXPECTED)


def test_pipe_in_a_folder_is_not_waited_for(folder):
    """A pipe may never end: one that lies in a folder is named, and not read."""
    os.mkfifo(folder / "b.csv")
    assert [row["file"] for row in told(scored(folder))] == [str(folder / "b.csv")]


def test_folder_that_may_not_be_opened_is_named(folder, monkeypatch):
    """A folder within without the right to read it is an error; the others are read."""
    put(folder / "dicht" / "b.csv")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "dicht":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(folders.os, "scandir", refuse)
    result = scored(folder)
    assert problems(result, "file", "problem", "message") == [
        (str(folder / "dicht"), "unreadable", "it cannot be opened: Permission denied")
    ]
    assert same(result, EXPECTED)
    (folder / "a.csv").unlink()
    assert problems(scored(folder), "problem") == ["unreadable"]


def test_folder_without_answers_says_what_it_has(tmp_path):
    """Where nothing can be read, the refusal names what may have been meant."""
    put(tmp_path / "b.tsv")
    put(tmp_path / ".x" / "b.csv")
    with pytest.raises(NapdError) as error:
        scored(tmp_path)
    assert str(tmp_path / "b.tsv") in str(error.value)
    assert ".x (hidden)" in str(error.value)


@pytest.mark.parametrize("path", ["a\0b.csv", "x" * 5000 + ".csv", "", "a.csv/b.csv"])
def test_path_that_cannot_be_is_refused(path):
    """No path ends in a traceback: with a NUL, too long, empty, or under a file."""
    with pytest.raises(NapdError):
        scored(path)
    with pytest.raises(NapdError):
        scored([path])


def test_path_that_may_not_be_looked_at_is_refused(monkeypatch):
    """So it is where the system says no."""

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(NapdError, match=r"^a.csv: it cannot be opened: Permission denied$"):
        found_in(Path("a.csv"))


# Names that are no text


def test_name_that_is_no_utf8_can_be_written_everywhere(tmp_path, capsys):
    """A file name of other bytes stands in problems, tables, JSON and refusals as text, and is read."""
    for write, ending in (
        (lambda _, path: path.write_text(csv_text(GOOD), encoding="utf-8"), "csv"),
        (lambda made, path: parquet.write_table(made, path.with_name("x.parquet")), "parquet"),
        (lambda made, path: feather.write_feather(made, path.with_name("x.arrow")), "arrow"),
    ):
        path = tmp_path / os.fsdecode(f"caf\udce9.{ending}".encode(errors="surrogateescape"))
        write(table(GOOD), path)
        if ending != "csv":
            path.with_name(f"x.{ending}").rename(path)
        assert same(scored(path), EXPECTED)
    result = scored([path, table([answer("plan", "nee")])])
    for table_ in (result.problems, result.scores):
        table_.validate(full=True)
    assert any("caf\\xe9.arrow" in message for message in problems(result, "message"))
    result.write(tmp_path / "uit")
    with pytest.raises(NapdError) as error:
        scored(tmp_path / os.fsdecode(b"caf\xe8.csv"))
    assert "caf\\xe8.csv: there is no such file" in str(error.value)
    show_json({"files": [str(path)]})
    json.loads(capsys.readouterr().out)
