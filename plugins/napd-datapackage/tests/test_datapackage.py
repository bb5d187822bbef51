from __future__ import annotations

import csv
import io
import json
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pytest

from napd import Choice, Framework, Indicator, LevelStyle, NapdError, Rule, score
from napd_datapackage import napd_format
from napd_datapackage.codes import categories
from napd_datapackage.owner import owner
from napd_datapackage.package import DESCRIPTOR, files
from napd_datapackage.source import open_package
from napd_datapackage.zipped import napd_format as zipped

ROOT = Path(__file__).parents[1]
NAMES = ["scores", "rollups", "problems", "indicators", "decision_table", "areas", "rounds", "levels"]
plan = Choice("plan", "Is er een plan?", options=("geen", "concept"))
INDICATOR = Indicator(
    id="plan",
    title="Plan",
    since="2023-12-01",
    questions=[plan],
    rules=[Rule("gerealiseerd", plan == "concept", because="Ja."), Rule("niet-op-gang", because="Nee.")],
)


def result(*values, fictional=False, said=None, note=""):
    """A result: one region after another gives one of the answers."""
    framework = Framework(indicators=[INDICATOR], formats={"datapackage": said or {}, "datapackage-zip": said or {}})
    row = {"round": "2025-12", "indicator": "plan", "question": "plan", "note": note} | (
        {"FICTIEF": "ja"} if fictional else {}
    )
    codes = [area.code for area in framework.areas.regions()]
    rows = [row | {"area": code, "value": value} for code, value in zip(codes, values, strict=False)]
    return score(pa.Table.from_pylist(rows), framework)


def descriptor(folder):
    """What the package says of itself."""
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))


def rows(path):
    """The rows of a CSV file, its header first."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_announced():
    """The installed distribution announces what its pyproject says: the package as a folder, and as one file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-datapackage").entry_points.select(group="napd.formats")
    assert {point.name: point.value for point in points} == project["entry-points"]["napd.formats"]
    assert napd_format().files
    assert (zipped().ending, zipped().together) == ("datapackage.zip", True)


@pytest.mark.parametrize("fictional", [False, True])
def test_every_column_is_described_as_it_stands_in_its_file(tmp_path, fictional):
    """Each table is a resource; its fields are the header of its file, and its metadata for the web has the same."""
    written = result("concept", "misschien", fictional=fictional).write(tmp_path, "datapackage", ["answers", "trace"])
    assert {path.name for path in written} == {path.name for path in tmp_path.iterdir()}
    found = {one["name"]: one for one in descriptor(tmp_path)["resources"]}
    assert sorted(found) == sorted([*NAMES, "answers", "trace"])
    for name, one in found.items():
        header, *_ = rows(tmp_path / one["path"])
        fields = one["schema"]["fields"]
        web = json.loads((tmp_path / f"{one['path']}-metadata.json").read_text(encoding="utf-8"))
        assert header == [field["name"] for field in fields] == [each["name"] for each in web["tableSchema"]["columns"]]
        assert all(field["description"] for field in fields), name
        assert ("FICTIEF" in header) == fictional
        assert ("FICTIEF" in one["title"]) == ("FICTIEF" in web["dc:title"]) == fictional


def test_codes_are_explained(tmp_path):
    """Every code of an area, a round or a level that stands in the scores stands in the tables of codes."""
    made = result("concept", "geen")
    made.write(tmp_path, "datapackage")
    known = {name: [row[0] for row in rows(tmp_path / f"{name}.csv")[1:]] for name in ("areas", "rounds")}
    assert set(made.scores["area"].to_pylist()) <= set(known["areas"])
    assert set(made.scores["round"].to_pylist()) <= set(known["rounds"])
    levels = {row[2]: (row[3], row[4]) for row in rows(tmp_path / "levels.csv")[1:]}
    assert levels == {
        "niet-op-gang": ("1", "nog niet op gang"),
        "in-ontwikkeling": ("2", "in ontwikkeling"),
        "gerealiseerd": ("3", "gerealiseerd"),
    }
    fields = {field["name"]: field for field in descriptor(tmp_path)["resources"][0]["schema"]["fields"]}
    assert {one["value"]: one["label"] for one in fields["level"]["categories"]} == {
        code: label for code, (_, label) in levels.items()
    }


def test_a_label_that_two_codes_share_is_left_out():
    """Labels of categories have to differ; a column that may hold anything has none."""
    same = Framework(indicators=[INDICATOR], levels={"gerealiseerd": LevelStyle(label="in ontwikkeling")})
    assert categories("level_low", same) == [
        {"value": "niet-op-gang", "label": "nog niet op gang"}, {"value": "in-ontwikkeling"}, {"value": "gerealiseerd"},
    ]  # fmt: skip
    assert [one["value"] for one in categories("perspective", same)] == list(same.perspectives)
    assert categories("value", same) == categories("level", None) == []
    assert {one["value"] for one in categories("conf_status", None)} == set("FCDSN")


def test_answers_are_read_back(tmp_path):
    """From a package with answers come the same scores, and the same fingerprint."""
    made = result("concept", "geen", "=1+1", fictional=True)
    made.write(tmp_path, "datapackage", ["answers"])
    again = score(tmp_path / "answers.csv", made.framework)
    assert again.scores.equals(made.scores)
    assert again.receipt["answers"] == made.receipt["answers"]


def test_answers_are_read_back_from_one_file(tmp_path):
    """So they are from the zip, with signs of spreadsheets and lines in them; of one without answers that is said."""
    made = result("concept", "geen", fictional=True, note="=1+1, of\n'nee'; -2")
    (path,) = made.write(tmp_path, "datapackage-zip", ["answers"])
    again = score(path, made.framework)
    assert again.scores.equals(made.scores)
    assert again.receipt["answers"] == made.receipt["answers"]
    assert open_package(path, "x").table["note"].to_pylist() == made.answers["note"].to_pylist()
    assert "=1+1" in made.answers["note"][0].as_py()
    (bare,) = made.write(tmp_path / "b", "datapackage-zip")
    with pytest.raises(ValueError, match=r"^it has no answers\.csv: write the package with --with-answers$"):
        open_package(bare, "x")
    (told,) = score(bare, made.framework).problems.to_pylist()
    assert "it has no answers.csv" in told["message"]


def test_answers_that_are_too_large_are_not_unpacked(tmp_path, monkeypatch):
    """How large they are stands in the zip."""
    (path,) = result("concept").write(tmp_path, "datapackage-zip", ["answers"])
    monkeypatch.setattr("napd_datapackage.source.MOST", 10)
    with pytest.raises(ValueError, match="is larger than 10 bytes: unpack it"):
        open_package(path, "x")


def test_nothing_that_was_typed_runs(tmp_path):
    """Of what people typed no cell begins with a sign by which a spreadsheet takes it for a formula."""
    result("concept", "=1+1", "@x").write(tmp_path, "datapackage")
    cells = [cell for path in tmp_path.glob("*.csv") for row in rows(path) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


@pytest.mark.parametrize("form", ["datapackage", "datapackage-zip"])
def test_equal_tables_give_equal_bytes(tmp_path, form):
    """There is no clock in it, nor anything else that differs."""
    first, second = (result("concept", "x").write(tmp_path / name, form) for name in "ab")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_zip_holds_the_folder(tmp_path):
    """The same files with the same bytes, but for what is said to the one and to the other in napd.toml."""
    made = result("concept", fictional=True)
    folder = made.write(tmp_path / "a", "datapackage", ["answers"])
    (path,) = made.write(tmp_path / "b", "datapackage-zip", ["answers"])
    assert path.name == "tables.datapackage.zip"
    with ZipFile(path) as package:
        assert {name: package.read(name) for name in package.namelist()} == {
            file.name: file.read_bytes() for file in folder
        }


def test_csv_with_its_metadata_alone(tmp_path):
    """The format csvw: each table as the package has it, with the same metadata beside it, and no more."""
    made = result("concept", "=1+1", fictional=True)
    package = {path.name: path.read_bytes() for path in made.write(tmp_path / "a", "datapackage")}
    plain = {path.name: path.read_bytes() for path in made.write(tmp_path / "b", "csvw")}
    assert set(plain) == {f"{name}.csv{end}" for name in NAMES[:5] for end in ("", "-metadata.json")}
    assert plain.items() <= package.items()


SAID = {
    "name": "dakloosheid-2025", "title": "Dakloosheid", "homepage": "https://www.example.org", "version": "2025-12",
    "licenses": [{"name": "CC-BY-4.0"}], "contributors": [{"title": "De eigenaar", "roles": ["publisher"]}],
    "keywords": ["opvang"],
}  # fmt: skip


def test_what_the_owner_says(tmp_path):
    """It stands in the descriptor; what the owner does not say is not made up."""
    result("concept", said=SAID).write(tmp_path / "a", "datapackage")
    found = descriptor(tmp_path / "a")
    assert {key: found[key] for key in SAID} == SAID
    result("concept").write(tmp_path / "b", "datapackage")
    assert not {"licenses", "contributors", "version", "created", "homepage"} & set(descriptor(tmp_path / "b"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"titel": "x"}, "has no setting 'titel'; there are: name, title,"),
        ({"title": 1}, "title: write a text"),
        ({"title": " "}, "title: write a text"),
        ({"name": "Mijn naam"}, "name: write small letters, digits, dots, _ and -"),
        ({"keywords": "opvang"}, "keywords: write a list of words"),
        ({"licenses": "CC0"}, r"licenses: write a table for each, under \[\[formats.datapackage.licenses\]\]"),
        ({"licenses": [{"title": "vrij"}]}, "licenses: each needs a name such as CC-BY-4.0, or a path"),
        ({"licenses": [{"naam": "x"}]}, "licenses has no setting 'naam'; there are: name, path, title"),
        ({"contributors": [{"title": "x", "roles": "publisher"}]}, "contributors: write texts, and for roles a list"),
    ],
)
def test_what_the_owner_cannot_say(said, told):
    """Each fault is told with its setting."""
    with pytest.raises(NapdError, match=rf"^napd\.toml: \[formats\.datapackage\] {told}"):
        owner(said)


def test_tables_that_know_no_framework():
    """There are then no tables of codes, and no sources."""
    made = result("concept")

    class Bare(dict):
        receipt, framework, settings = made.receipt, None, {}

        def schema(self, name):
            return self[name].schema

    names = files(Bare(mine=pa.table({"a": [1], "b": [True], "c": [0.5]})))
    assert list(names) == ["mine.csv", DESCRIPTOR, "mine.csv-metadata.json"]
    names[DESCRIPTOR](file := io.BytesIO())
    fields = json.loads(file.getvalue())["resources"][0]["schema"]["fields"]
    assert fields == [
        {"name": "a", "type": "integer"}, {"name": "b", "type": "boolean"}, {"name": "c", "type": "number"},
    ]  # fmt: skip
