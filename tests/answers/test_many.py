from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv, feather, parquet
from town import FRAMEWORK, GOOD, answer, problems, same, scored, table

from napd import score
from napd.tables.problems import FEW

MANY = 1_000_000


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    """A file of a million bad rows, of three kinds and with as many texts, among a few that are good."""
    path = tmp_path_factory.mktemp("many") / "answers.parquet"
    numbers = np.arange(MANY)
    texts = pa.array([f"x{number}" for number in range(0, MANY, 64)]).take(pa.array(numbers // 64))
    areas = pa.array(["MO0001", "MO9999"]).take(pa.array(numbers % 2))
    fixed = {"round": "2025-12", "indicator": "opvang", "question": "bereik"}
    bad = pa.table({**{name: pa.repeat(text, MANY) for name, text in fixed.items()}, "area": areas, "value": texts})
    good = table(GOOD).drop_columns(["note"])
    parquet.write_table(pa.concat_tables([bad, good], promote_options="default"), path, row_group_size=1 << 18)
    return path


@pytest.mark.unmeasured
def test_a_million_bad_rows_stay_bounded(million):
    """All are counted, the first of each kind are listed, and the good rows are scored as if alone."""
    result = scored(million)
    assert result.problem_counts == {("not_a_number", "error"): MANY, ("unknown_area", "error"): MANY // 2}
    assert len(result.problems) == 2 * (FEW + 1)
    assert set(problems(result, "problem")) == {"not_a_number", "unknown_area"}
    assert result.scores.equals(scored(table(GOOD)).scores)


@pytest.mark.unmeasured
def test_all_of_many_problems_can_be_had(million, monkeypatch):
    """Whoever asks gets every one, part by part, and no more at a time than a part has."""
    monkeypatch.setattr("napd.answers.table_source.PIECE", 10_000)
    sizes = []
    some = parquet.read_table(million).slice(0, MANY // 10)
    score(some, FRAMEWORK, every=lambda problems: sizes.append(len(list(problems))))
    assert sum(sizes) == (MANY + MANY // 2) // 10
    assert max(sizes) == 15_000


def test_judgements_beyond_what_is_remembered_are_the_same(monkeypatch):
    """However many different texts are no answer, each is told as what it is."""
    rows = [
        answer("bereik", text, area) for area in ("MO0001", "MO0002") for text in ("veel", "101", "-1", "x", "veel")
    ]
    expected = scored(table(rows)).problems
    monkeypatch.setattr("napd.answers.parsing.REMEMBERED", 1)
    assert scored(table(rows)).problems.equals(expected)
    assert len(expected) == len(rows)


@pytest.mark.unmeasured
def test_a_folder_of_many_small_files_is_one_set_of_answers(tmp_path):
    """A hundred files of one row each, of every format and at any depth, say what one file says."""
    rows = [answer("plan", value, area, round=round_, perspective=view)
            for value, area in (("ja", "MO0001"), ("nee", "MO0002")) for round_ in ("2024-12", "2025-12")
            for view in FRAMEWORK.perspectives]  # fmt: skip
    rows = [*GOOD, *[row for row in rows if row["perspective"] != "gemeente"]] * 3
    write = (parquet.write_table, feather.write_feather, csv.write_csv)
    for number, row in enumerate(rows[:100]):
        path = tmp_path / f"{number % 7}" / f"{number}.{('parquet', 'arrow', 'csv')[number % 3]}"
        path.parent.mkdir(exist_ok=True)
        write[number % 3](table([row]), path)
    assert same(scored(tmp_path), scored(table(rows[:100])))
    assert len(scored(tmp_path).problems) == len(scored(table(rows[:100])).problems)
