"""The work: parts of the answers, scored one by one, make the whole; and what travels is little."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from answers import FRAMEWORK, in_bytes, plain, same, table
from attrs import evolve, frozen

import napd
from napd import NapdError
from napd.answers.columns import READ
from napd.scoring.result import ON_REQUEST
from napd_cluster import work
from napd_cluster.homes import HOME, HOMED, RegionBuckets, homed
from napd_cluster.whole import FramePlan, known, named
from napd_cluster.work import KEY, PARTS, TABLES, PackedFramework, packed, score_table, shape

HOMES = RegionBuckets(FRAMEWORK)


def parts(answers, count):
    """Answers in so many parts, each with whole homes."""
    rows = homed(answers, HOMES)
    bucket = np.asarray(rows[HOME]) % count
    return [rows.filter(pa.array(bucket == number)) for number in range(count)]


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("name", ["scores", "rollups"])
def test_parts_make_the_whole(name, count):
    """Scores and roll-ups of the parts are together those of all answers, in whatever number of parts."""
    answers = table(count)
    made = pa.concat_tables(score_table(part, FRAMEWORK, name) for part in parts(answers, count))
    assert made.schema.equals(shape(name))
    assert in_bytes(made) == in_bytes(napd.score(answers, FRAMEWORK).tables[name])


@pytest.mark.parametrize("seed", range(4))
def test_the_result_of_packed_parts_is_that_of_one_machine(seed):
    """Tables in the same order, every problem, and the same receipt, whose fingerprint misses and doubles nothing.

    The answers themselves stay where they are.
    """
    answers = table(seed)
    plan = FramePlan.of({"answers": answers.schema}, FRAMEWORK)
    packs = [packed(part, FRAMEWORK) for part in reversed(parts(answers, 3))]
    expected = napd.score(answers, FRAMEWORK)
    result = plan.result(pa.concat_tables(packs))
    assert same(result, expected)
    assert {name: table.schema for name, table in result.tables.items()} == {
        name: table.schema for name, table in expected.tables.items() if name not in ON_REQUEST
    }
    with pytest.raises(NapdError, match="stayed with the engine"):
        _ = result.answers


def test_the_random_answers_have_everything_in_them():
    """What the other tests compare is there: every status, bounds, and the problems that need two rows to meet."""
    results = [napd.score(table(seed), FRAMEWORK) for seed in range(4)]
    kinds = {kind for result in results for kind in result.problems["problem"].to_pylist()}
    assert {"duplicate", "contradiction", "unknown_area", "unknown_round", "area_not_in_round"} <= kinds
    for result in results:
        assert {"scored", "undetermined"} <= set(result.scores["status"].to_pylist())


def test_a_problem_tells_its_row():
    """Instead of a line that means nothing there stands what is in the row, and no place of another part."""
    answers = table(3)
    made = pa.concat_tables(score_table(part, FRAMEWORK, "problems") for part in parts(answers, 3))
    assert made["line"].null_count == len(made)
    assert not pc.any(pc.match_substring(made["message"], "line ")).as_py()
    told = made.select([*KEY, "column", "value"]).to_pylist()
    rows = answers.to_pylist()
    given = {tuple(row[name] for name in KEY) for row in rows}
    assert {tuple(row[name] for name in KEY) for row in told} <= given
    assert all((row[row["column"]] or "") == row["value"] for row in told if row["column"] in KEY)


def test_a_problem_of_the_result_says_which_row_it_is_about():
    """For people the row stands before the message."""
    row = {"round": "2025-12", "area": "MO0001", "indicator": "opvang", "question": "plan", "value": "wellicht"}
    answers = pa.Table.from_pylist([row])
    (part,) = parts(answers, 1)
    (problem,) = FramePlan.of({"x": answers.schema}, FRAMEWORK).result(packed(part, FRAMEWORK)).problems.to_pylist()
    assert problem["message"].startswith("2025-12 MO0001 opvang plan: ")
    assert (problem["file"], problem["line"], problem["value"]) == ("answers", None, "wellicht")


def test_columns_that_need_not_be_there():
    """The pure function takes answers without perspective and status, and does not mind other columns."""
    answers = table(5).drop_columns(["perspective", "status"]).append_column("note", pa.nulls(len(table(5))))
    expected = napd.score(answers, FRAMEWORK)
    assert in_bytes(score_table(answers, FRAMEWORK)) == in_bytes(expected.scores)
    problems = score_table(answers, FRAMEWORK, "problems")
    assert problems["perspective"].null_count == len(problems) == len(expected.problems)


def test_no_rows_give_empty_tables():
    """An empty part is no fault of anybody's."""
    for name in TABLES:
        assert score_table(HOMED.empty_table(), FRAMEWORK, name).equals(shape(name).empty_table())
    assert packed(HOMED.empty_table(), FRAMEWORK).equals(PARTS.empty_table())


def test_no_answers_at_all_are_a_problem():
    """As on one machine, the result then says that there are no rows."""
    empty = table(1).slice(0, 0)
    result = FramePlan.of({"answers": empty.schema}, FRAMEWORK).result(PARTS.empty_table())
    assert same(result, napd.score(empty, FRAMEWORK))
    assert result.problems["problem"].to_pylist() == ["empty_file"]


def test_frames_whose_columns_are_wrong():
    """Whoever wants scores is told at once; a result has the problems, and that an unknown column is not used."""
    good = pa.schema([(name, pa.string()) for name in (*READ, "FICTIEF", "valeu")])
    bad = pa.schema([(name, pa.string()) for name in READ if name not in ("value", "area")])
    plan = FramePlan.of({"one": good, "other": bad}, FRAMEWORK)
    assert plan.readable == ["one"]
    with pytest.raises(NapdError, match=r"(?s)^other: the column 'area' is missing.*\nother: .*'value'"):
        plan.insist()
    result = plan.result(PARTS.empty_table())
    assert {(row["file"], row["problem"]) for row in result.problems.to_pylist()} == {
        ("one", "unknown_column"), ("one", "empty_file"), ("other", "missing_column"),
    }  # fmt: skip
    assert result.fictional
    FramePlan.of({"one": good}, FRAMEWORK).insist()


def test_names_of_tables():
    """The three tables are known by name; another name gets the nearest."""
    assert [known(name) for name in TABLES] == list(TABLES)
    with pytest.raises(NapdError, match=r"no table 'score'.*Did you mean \"scores\""):
        known("score")
    assert named("x") == {"answers": "x"}
    assert named({"a": 1}) == {"a": 1}


def test_the_framework_is_opened_once():
    """However often it is asked for, and however many copies arrive: a process opens it once."""
    parcel = PackedFramework.of(FRAMEWORK)
    copy = pickle.loads(pickle.dumps(parcel))  # noqa: S301 - made here
    assert copy == parcel
    assert copy.framework is parcel.framework
    assert copy.homes.framework is parcel.framework


def test_the_parcel_is_small():
    """Our indicators with all Dutch areas travel in less than 30 kB: tables of integers, and no plugin."""
    framework = napd.Framework.load()
    parcel = PackedFramework.of(framework)
    assert len(parcel.data) < 30_000
    assert not parcel.framework.plugins
    assert len(parcel.framework.indicators) == len(framework.indicators) >= 6


def test_a_worker_needs_no_plugin(tmp_path):
    """A parcel with indicators of plugins, and one from __main__, opens where no plugin can be imported."""
    here = napd.Framework.load()
    path = tmp_path / "parcel"
    path.write_bytes(PackedFramework.of(here).data)
    code = f"""
import sys
class Refuse:
    def find_spec(self, name, *_):
        if name.startswith("napd_") and "cluster" not in name: raise ImportError(name)
sys.meta_path.insert(0, Refuse())
from pathlib import Path
import pyarrow as pa
from napd_cluster.work import PackedFramework, score_table
framework = PackedFramework(Path({str(path)!r}).read_bytes()).framework
row = dict(round="2025-12", area="MO0402", indicator="regioplan", question="status", value="vastgesteld")
loaded = [name for name in sys.modules if name.startswith("napd_") and "cluster" not in name]
print(score_table(pa.Table.from_pylist([row]), framework).num_rows, *loaded)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    (row,) = [{"round": "2025-12", "area": "MO0402", "indicator": "regioplan", "question": "status"}]
    expected = napd.score(pa.Table.from_pylist([{**row, "value": "vastgesteld"}]), here)
    assert ran.stdout.split() == [str(len(expected.scores))]


def test_what_cannot_travel_is_refused():
    """A class of a function cannot be found again elsewhere; the message says what to do."""

    @frozen
    class Odd(napd.Round):
        pass

    odd = Odd("2030-01", FRAMEWORK.rounds.rounds[0].date.replace(year=2030), "januari 2030")
    framework = evolve(FRAMEWORK, indicators=FRAMEWORK.deciders, rounds=napd.Rounds([odd]))
    with pytest.raises(NapdError, match=r"cannot be sent to other machines: .*Odd.*Define its classes in a module"):
        PackedFramework.of(framework)


def test_parts_are_data():
    """What comes back is Arrow and JSON: no code runs where it is opened."""
    (part,) = parts(table(1), 1)
    pack = packed(part, FRAMEWORK)
    assert pack.schema.equals(PARTS)
    data = dict(zip(*pack.to_pydict().values(), strict=True))
    assert json.loads(data.pop("answers"))["count"] > 0
    assert {name: pa.ipc.open_stream(one).schema.names for name, one in data.items()} == {
        name: shape(name).names for name in TABLES
    }
    assert plain(work.unpacked(pack, "scores")).equals(plain(napd.score(part.select(READ), FRAMEWORK).scores))


def test_answers_that_stand_twice_are_told_without_lines():
    """Another row is all that is said of where the other answer stands: no line of the part is left."""
    answers = pa.concat_tables([table(1), table(1)])
    found = score_table(answers, FRAMEWORK, "problems").to_pylist()
    twice = [row["message"] for row in found if row["problem"] in ("duplicate", "contradiction")]
    assert len(twice) > 9
    assert all(" in another row; it counts" in text and "line" not in text for text in twice)
