"""SDMX of the national example, read back by pysdmx, the library of the BIS."""

from __future__ import annotations

from pathlib import Path

import pytest

from napd import Framework, score

EXAMPLES = Path(__file__).parents[2] / "examples"


pytest.importorskip("pysdmx.io.xml", reason="pysdmx[data,xml] is not there", exc_type=ImportError)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The result, and its structure and data."""
    made = score(EXAMPLES / "landelijk-FICTIEF" / "answers.csv", Framework.installed())
    return made, *made.write(tmp_path_factory.mktemp("sdmx"), "sdmx")


@pytest.mark.parametrize("place", [1, 2], ids=["csv", "xml"])
def test_pysdmx_reads_it_back(written, place):
    """Structure and data are valid by the XML Schemas, and the data have every number that the tables have."""
    from pysdmx.io import get_datasets, read_sdmx

    made, structure, *data = written
    kinds = [type(one).__name__ for one in read_sdmx(str(structure), validate=True).structures]
    assert {"Codelist", "ConceptScheme", "DataStructureDefinition", "Dataflow"} <= set(kinds)
    (dataset,) = get_datasets(str(data[place - 1]), str(structure), validate=True)
    frame = dataset.data
    assert len(frame) == len(made.scores) + len(made.tables["rollups"])
    known = [row for row in made.tables["rollups"].to_pylist() if row["low"] is not None and row["low"] == row["high"]]
    values = frame[frame["VARIABLE"].str.contains("_")]
    assert sorted(values["OBS_VALUE"].astype(float).dropna()) == sorted(row["low"] for row in known)
    assert values["N"].notna().all()


def test_both_data_are_equal(written):
    """Pysdmx reads the same observations from CSV and from XML."""
    from pysdmx.io import get_datasets

    _, structure, *data = written
    first, second = (get_datasets(str(path), str(structure))[0] for path in data)
    assert first.short_urn == second.short_urn
    columns = sorted(first.data.columns)
    assert first.data[columns].to_csv() == second.data[columns].to_csv()
