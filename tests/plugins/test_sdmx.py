"""SDMX of the national example, read back by pysdmx, the library of the BIS."""

from __future__ import annotations

from pathlib import Path

import pytest

from napd import Framework, score

EXAMPLE = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"


def test_pysdmx_reads_it_back(tmp_path):
    """The structure is valid by the XML Schemas, and by it the data have every number that the tables have."""
    pytest.importorskip("pysdmx.io.xml", reason="pysdmx[data,xml] is not there", exc_type=ImportError)
    from pysdmx.io import get_datasets, read_sdmx

    made = score(EXAMPLE, Framework.installed())
    structure, data = made.write(tmp_path, "sdmx")
    kinds = [type(one).__name__ for one in read_sdmx(str(structure), validate=True).structures]
    assert {"Codelist", "ConceptScheme", "DataStructureDefinition", "Dataflow"} <= set(kinds)
    (dataset,) = get_datasets(str(data), str(structure))
    frame = dataset.data
    assert len(frame) == len(made.scores) + len(made.tables["rollups"])
    known = [row for row in made.tables["rollups"].to_pylist() if row["low"] is not None and row["low"] == row["high"]]
    values = frame[frame["VARIABLE"].str.contains("_")]
    assert sorted(values["OBS_VALUE"].astype(float).dropna()) == sorted(row["low"] for row in known)
    assert values["N"].notna().all()
