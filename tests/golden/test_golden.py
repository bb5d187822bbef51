"""What earlier releases left is still run, read and given: plugins of their contract, files of results, forms."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from pyarrow import feather, parquet
from release import ALSO, FORM, framework_of

from napd import Reported, read_indicator, score
from napd.framework.hooks import FORMATS, SECTIONS
from napd.framework.kinds import format_named, sections
from napd.model.reading import indicator_from_data
from napd.tables.schemas import schema_id

RELEASES = sorted(path for path in Path(__file__).parent.iterdir() if (path / "napd-golden").is_dir())
READ = {"parquet": parquet.read_table, "arrow": feather.read_table}
WORDS = {
    "problems": ("message", "hint"),
    "trace": ("answer",),
    "decision_table": ("row", "question", "answers", "rule", "level", "because", "cells", "stage"),
}
"""Columns with words of napd, which may become better; the decision tables themselves have a hash in the receipt."""
SAME_BYTES = ("scores", "rollups", "answers", "indicators")
"""Tables without such columns: as CSV, which has no metadata, they stay byte for byte."""


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def folder(request, monkeypatch):
    """The folder of a release, which is where we are; its plugin is forgotten afterwards."""
    monkeypatch.chdir(request.param)
    yield request.param
    sys.modules.pop("napd_golden", None)


@pytest.fixture
def framework(folder):
    """The framework of its plugin."""
    used, _ = framework_of(folder)
    return used


def kept(table, name):
    """The rows of a table, without the words."""
    return table.drop_columns([column for column in WORDS.get(name, ()) if column in table.column_names]).to_pylist()


def test_there_is_a_release():
    """The first contract is among them."""
    assert RELEASES[0].name == "0.1"


def test_a_plugin_of_its_contract_runs(folder):
    """Nothing of it is left out: indicators in several versions, areas and a format."""
    framework, given = framework_of(folder)
    assert framework.quarantined == ()
    assert {plugin.made_for for plugin in given.plugins} == {f">={folder.name}"}
    ids = [(indicator.id, indicator.version) for indicator in framework.indicators]
    assert ids == [("golden-breed", "2023-12-01"), ("golden-breed", "2025-06-01"), ("golden-tellen", "2023-12-01")]
    assert str(framework.areas_from) == "golden (napd-golden 1.0 not installed)"


def test_its_answers_have_the_same_scores(framework, folder):
    """Every table, but for words of napd, has the columns and rows that it had; so have the receipts.

    The hashes of decision tables are others since these are made of a diagram.
    """
    result = score("answers.csv", framework)
    for path in sorted((folder / "parquet").glob("*.parquet")):
        then, now = parquet.read_table(path), result.tables[path.stem]
        assert kept(now.select(then.column_names), path.stem) == kept(then, path.stem), path.stem
        receipt = json.loads(then.schema.metadata[b"napd.receipt"])
        assert result.receipt["decision_tables"].keys() == receipt["decision_tables"].keys()
        assert result.receipt | {name: receipt[name] for name in ("napd", "decision_tables")} == receipt


@pytest.mark.parametrize("kind", READ)
def test_its_tables_are_read(folder, kind):
    """Each file is read, says which schema it has, and is marked as fictional; both kinds hold the same."""
    for path in sorted((folder / kind).iterdir()):
        table = READ[kind](path)
        assert table.equals(parquet.read_table(folder / "parquet" / f"{path.stem}.parquet"))
        assert table.schema.metadata[b"napd.schema"].decode().startswith(f"napd.{path.stem}/")
        assert json.loads(table.schema.metadata[b"napd.receipt"])["answers"]["fictional"] is True


MARK = re.compile(rb',("FICTIEF")?$', re.MULTILINE)
"""The end of each row that says that answers are fictional; 0.1 said so in the header of the answers alone."""


def test_its_csv_stays_byte_for_byte(framework, folder, tmp_path):
    """As long as a table has the same schema, its CSV does not change by a byte, but for FICTIEF at the end."""
    score("answers.csv", framework).write(tmp_path, "csv", ALSO)
    for name in SAME_BYTES:
        then = parquet.read_schema(folder / "parquet" / f"{name}.parquet").metadata[b"napd.schema"].decode()
        if then == schema_id(name):
            before = (folder / "csv" / f"{name}.csv").read_bytes()
            now = (tmp_path / f"{name}.csv").read_bytes()
            assert MARK.sub(b"", now) == MARK.sub(b"", before)


def test_its_format_writes_the_same(folder, tmp_path):
    """The hook for a format is called as it was, with the same rows; tables may have more columns."""
    framework, given = framework_of(folder)
    score("answers.csv", framework).write(tmp_path, format_named("golden", given.among(FORMATS)))
    then, now = (_sizes(where / "tables.txt") for where in (folder, tmp_path))
    assert [(name, rows) for name, rows, _ in now] == [(name, rows) for name, rows, _ in then]
    assert all(after >= before for (*_, before), (*_, after) in zip(then, now, strict=True))


def _sizes(path):
    """The name, rows and columns of each table, as the plugin writes them."""
    found = (re.fullmatch(r"(\w+): (\d+) x (\d+)", line) for line in path.read_text(encoding="utf-8").splitlines())
    return [(one[1], int(one[2]), int(one[3])) for one in found]


def test_its_section_tells_the_same(folder):
    """The hook for a section is called as it was."""
    framework, given = framework_of(folder)
    (offer,), left_out = sections(plugin for plugin in given.plugins if plugin.gives(SECTIONS))
    scored = score("answers.csv", framework)
    rounds = scored.scores["round"].cast("string")
    named = tuple(one.id for one in framework.rounds if one.id in rounds.unique().to_pylist())
    told = offer.value.tell(Reported(scored.tables, named, "gemeente"))
    assert (left_out, offer.value.indicator) == ([], "golden-breed")
    assert told.rows == tuple((name, str(rounds.to_pylist().count(name))) for name in named)
    assert told.paragraphs == ("Zoals gemeente het ziet.",)


@pytest.mark.parametrize("kind", ["csv", "parquet", "arrow"])
def test_its_answers_are_read_as_answers(framework, folder, kind):
    """The table of answers that it wrote gives the same scores as those that it was made from."""
    again = score(folder / kind / f"answers.{kind}", framework)
    assert again.scores.equals(score("answers.csv", framework).scores)
    assert again.fictional


def test_a_form_of_its_making_is_read(framework):
    """A form that was sent out then, and comes back now, gives the answers that stand in it."""
    round_, region = FORM
    rows = [row for row in score("form.xlsx", framework).answers.to_pylist() if row["value"]]
    wanted = score("answers.csv", framework).answers.to_pylist()
    members = [area.code for area in framework.areas.members(region, framework.rounds[round_].date)]
    mine = [row for row in wanted if row["round"] == round_ and row["area"] in (region, *members)]
    names = ("round", "area", "indicator", "question", "value")
    assert mine
    assert sorted(tuple(row[n] for n in names) for row in rows) == sorted(tuple(row[n] for n in names) for row in mine)


def test_its_indicators_are_read(framework, folder):
    """The TOML and the JSON that it wrote are the indicators of its plugin."""
    for indicator in framework.indicators:
        path = folder / f"{indicator.id} {indicator.version}"
        assert read_indicator(f"{path}.toml") == indicator
        assert indicator_from_data(json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))) == indicator
