"""The Data Package, as programs that others wrote judge it."""

from __future__ import annotations

import copy
import csv
import json
from pathlib import Path

import pytest
from attrs import evolve

from napd import Framework, Interval, figures, score
from napd.framework.hooks import FORMATS
from napd.framework.kinds import format_named
from napd.framework.plugins import installed
from napd.scoring.writing import write_tables
from napd.views.figures import figure_tables

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def made():
    """The national example."""
    return score(EXAMPLES / "landelijk-FICTIEF" / "answers.csv", Framework.installed())


@pytest.fixture(scope="module")
def package(tmp_path_factory, made):
    """The national example as a package, with the answers, and where it is."""
    folder = tmp_path_factory.mktemp("package")
    made.write(folder, "datapackage", ["answers"])
    return folder, json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_frictionless(package):
    """It holds every row: types, keys, and that areas and rounds are explained.

    It knows version 1 of the standard, so what only version 2 has is left out: the label of the missing value.
    """
    frictionless = pytest.importorskip("frictionless", reason="frictionless judges the rows: pip install frictionless")
    folder, own = package
    shared = copy.deepcopy(own)
    for part in (shared, *shared["resources"], *(one["schema"] for one in shared["resources"])):
        part.pop("$schema")
        part.update({"missingValues": [""]} if "missingValues" in part else {})
    report = frictionless.Package.from_descriptor(shared, basepath=str(folder)).validate()
    assert (report.valid, report.stats["tasks"]) == (True, len(own["resources"])), report.flatten(["type", "note"])


def test_published_schema(package):
    """The descriptor is right by the published JSON Schema of version 2 of the standard, as dplib-py carries it."""
    dplib = pytest.importorskip("dplib", reason="dplib-py carries the published JSON Schema: pip install dplib-py")
    profile = Path(dplib.__file__).parent / "profiles" / "2.0" / "datapackage.json"
    schema = json.loads(profile.read_text(encoding="utf-8"))
    validator = pytest.importorskip("jsonschema").Draft7Validator(schema)
    assert [error.message for error in validator.iter_errors(package[1])] == []
    wrong = copy.deepcopy(package[1])
    wrong["resources"][0]["schema"]["fields"][0]["type"] = "tekst"
    assert not validator.is_valid(wrong)


@pytest.mark.parametrize("name", ["answers", "scores", "rollups", "levels"])
def test_csvw(package, name):
    """Each row is read by the metadata beside its file, with the types that it states and its key."""
    insist_on_csvw(package[0] / f"{name}.csv")


@pytest.mark.parametrize("name", ["scores", "rollups", "indicators", "decision_table", "problems"])
def test_csvw_without_a_package(tmp_path_factory, made, name):
    """So it is by the format csvw, of each table."""
    folder = tmp_path_factory.mktemp("csvw")
    made.write(folder, "csvw")
    insist_on_csvw(folder / f"{name}.csv")


def test_csvw_of_figures(tmp_path):
    """Of figures too: numbers, ranges, and cells that are empty because they are hidden."""
    framework = Framework.installed()
    found = figures(EXAMPLES / "cijfers-FICTIEF" / "figures.csv", framework=framework)
    hidden = evolve(found.observations[0], value=Interval.unknown(), n=9, status="Q")
    offer = format_named("csvw", installed(FORMATS), ("csv",))
    tables = figure_tables(evolve(found, observations=(*found.observations[1:], hidden)), framework)
    path, _ = write_tables(offer, tables, ["observations"], tmp_path)
    insist_on_csvw(path)


def insist_on_csvw(path):
    """Each row is there, of the types that the metadata states, by a reader of others."""
    csvw = pytest.importorskip("csvw", reason="csvw reads a CSV by its metadata: pip install csvw")
    read = csvw.CSVW(f"{path}-metadata.json", validate=True)
    assert read.is_valid, read.warnings
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(read.tables[0])) == len(list(csv.DictReader(file)))
