"""What a format of a plugin is given, and the files that it writes."""

from __future__ import annotations

import io
import json
from importlib.metadata import EntryPoint

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import Format, Framework, Indicator, NapdError, Rule, YesNo, score
from napd.framework.hooks import FORMATS
from napd.framework.kinds import Offer
from napd.framework.plugins import Plugin
from napd.scoring.publication import TableSelection
from napd.scoring.writing import NotWritten, write_offered
from napd.tables.hidden import HIDES, without_hidden
from napd.tables.schemas import meanings

klaar = YesNo("klaar", "Is het klaar?")
EEN = Indicator(
    id="een",
    title="Een",
    since="2023-12-01",
    questions=[klaar],
    rules=[Rule("gerealiseerd", klaar, because="Het is klaar."), Rule("niet-op-gang", because="Het is niet klaar.")],
)
FRAMEWORK = Framework(indicators=[EEN], formats={"lijst": {"code": "x"}})
COLUMNS = {"round": ["2025-12"], "area": ["MO0402"], "indicator": ["een"], "question": ["klaar"], "value": ["ja"]}


def result(framework=FRAMEWORK, **more):
    """A result with one score."""
    return score(pa.table(COLUMNS | {name: [value] for name, value in more.items()}), framework)


def offer(form):
    """A format, as a plugin gives it."""
    return Offer(Plugin("lijst", "napd-lijst", "1.0", EntryPoint("lijst", "napd_lijst", FORMATS), group=FORMATS), form)


def test_what_a_format_is_given():
    """Of each table it takes, the meaning of every field; the framework, and what is said to it in napd.toml."""
    made = result()
    chosen = TableSelection.of(offer(Format(print, "x", takes="scores")), made.tables, ("rollups", "scores"))
    assert list(chosen) == ["scores"]
    assert {one.name: one.metadata[b"meaning"].decode() for one in chosen.schema("scores")} == meanings("scores")
    assert chosen.framework is made.framework
    assert chosen.settings == {"code": "x"}
    assert chosen.receipt == made.receipt
    assert pa.Table.from_batches(chosen.batches("scores")).equals(made.scores)


def test_tables_without_a_framework():
    """A format then knows what it is told by the tables alone."""
    made = result()

    class Bare(dict):
        receipt = made.receipt

        def schema(self, name):
            return self[name].schema

    chosen = TableSelection.of(offer(Format(print, "x")), Bare(mine=pa.table({"a": [1]})), ("mine",))
    assert (chosen.framework, chosen.settings) == (None, {})
    assert chosen.schema("mine").field("a").metadata is None


@pytest.mark.parametrize("mark", [{}, {"FICTIEF": "ja"}])
def test_csv_for_a_format_is_that_of_napd(tmp_path, mark):
    """To the byte, with the mark of what is fictional."""
    made, file = result(**mark), io.BytesIO()
    made.write(tmp_path, "csv")
    TableSelection.of(offer(Format(print, "x")), made.tables, ("scores",)).write_csv(file, "scores")
    assert file.getvalue() == (tmp_path / "scores.csv").read_bytes()
    assert (b"FICTIEF" in file.getvalue()) == bool(mark)


@pytest.mark.parametrize("mark", [{}, {"FICTIEF": "ja"}])
def test_csv_of_a_table_of_ones_own(mark):
    """It is written likewise."""
    chosen = TableSelection.of(offer(Format(print, "x")), result(**mark).tables, ())
    chosen.write_csv(file := io.BytesIO(), pa.table({"a": ["=1"]}))
    more = (',"FICTIEF"', ',"FICTIEF"') if mark else ("", "")
    assert file.getvalue().decode().splitlines() == [f'"a"{more[0]}', f'"\'=1"{more[1]}']


LETTERS = st.sampled_from([None, "A", "F", "P", *(letter for letters in HIDES.values() for letter in letters)])


@given(st.lists(st.tuples(LETTERS, LETTERS, st.integers(0, 9)), max_size=6))
def test_what_is_hidden_has_no_numbers(rows):
    """Of a row that either column hides every number is taken out, its n too; of the others none, and no text."""
    status, conf, value = ([row[place] for row in rows] for place in range(3))
    table = pa.record_batch({
        "obs_status": pa.array(status, pa.string()).dictionary_encode(), "conf_status": pa.array(conf, pa.string()),
        "value": pa.array(value, pa.float64()), "n": pa.array(value, pa.int64()),
        "text": pa.array(map(str, value), pa.string()),
    })  # fmt: skip
    kept = without_hidden(table).to_pylist()
    for row, shown, number in zip(rows, kept, value, strict=True):
        hidden = row[0] in HIDES["obs_status"] or row[1] in HIDES["conf_status"]
        assert [shown["value"], shown["n"]] == ([None, None] if hidden else [number, number])
        assert (shown["obs_status"], shown["conf_status"], shown["text"]) == (row[0], row[1], str(number))


def test_nothing_is_left_under_a_null():
    """A file of Arrow has what stands in memory where a null is, so that is no number of what is hidden either."""
    rows = {"value": [1.5, 2.5, None], "n": [7, 8, 9], "obs_status": ["Q", "A", "Q"]}
    kept = without_hidden(pa.record_batch(rows).slice(0))
    assert [kept["value"].to_pylist(), kept["n"].to_pylist()] == [[None, 2.5, None], [None, 8, None]]
    bare = [pa.Array.from_buffers(column.type, 3, [None, column.buffers()[1]]) for column in kept.columns[:2]]
    assert [column.to_pylist() for column in bare] == [[0.0, 2.5, 0.0], [0, 8, 0]]
    assert without_hidden(pa.record_batch(rows).slice(1))["n"].to_pylist() == [8, None]


def hidden_tables():
    """A table with a hidden row, as a plugin that counts would hand over."""
    table = pa.table({"value": [1, 7], "conf_status": ["C", "F"]}, metadata={"napd.receipt": "{}"})

    class Counted(dict):
        receipt = result().receipt

        def schema(self, name):
            return self[name].schema

        def batches(self, name):
            return iter(self[name].to_batches())

    return Counted(counted=table)


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow"])
def test_what_is_hidden_is_in_no_file_of_napd(tmp_path, form):
    """Nor does a format of a plugin ever see it, in batches or as CSV."""
    from napd.scoring.writing import write_tables

    (path,) = write_tables(form, hidden_tables(), ["counted"], tmp_path)
    if form == "csv":
        assert path.read_text(encoding="utf-8").split() == ['"value","conf_status"', ',"C"', '7,"F"']
    chosen = TableSelection.of(offer(Format(print, "x")), hidden_tables(), ("counted",))
    assert [batch["value"].to_pylist() for batch in chosen.batches("counted")] == [[None, 7]]
    chosen.write_csv(file := io.BytesIO(), "counted")
    assert b"1" not in file.getvalue()


def two_files(tables):
    """Two files, of which the second says that something does not fit."""
    names = ",".join(tables).encode()
    return {
        "een.txt": lambda file: file.write(names) and None,
        "twee.json": lambda file: file.write(b"{}") and ["much"],
    }


def test_several_files(tmp_path):
    """Each is there, by the name that the format gives it, and what does not fit is told with that name."""
    with pytest.raises(NotWritten) as told:
        write_offered(
            offer(Format(files=two_files, takes=["scores"])), result().tables, ["scores", "rollups"], tmp_path
        )
    assert str(told.value) == f"{tmp_path / 'twee.json'}: much"
    assert told.value.written == [tmp_path / "een.txt", tmp_path / "twee.json"]
    assert (tmp_path / "een.txt").read_bytes() == b"scores"
    assert json.loads((tmp_path / "twee.json").read_bytes()) == {}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (lambda _: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda _: {"../een.txt": print}, r"ValueError: '\.\./een\.txt' is no name for a file"),
        (lambda _: {".een": print}, r"ValueError: '\.een' is no name for a file"),
    ],
)
def test_files_that_cannot_be(tmp_path, files, message):
    """Nothing is written, and the plugin is named."""
    with pytest.raises(NotWritten, match=rf"^nothing is written to .*: plugin lijst .* at the step 'write': {message}"):
        write_offered(offer(Format(files=files)), result().tables, ["scores"], tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_a_person_has_to_mend_is_no_fault_of_the_plugin(tmp_path):
    """It is told as the plugin says it."""

    def odd(_):
        raise NapdError("napd.toml: [formats.lijst] code: write a text")

    with pytest.raises(NapdError, match=r"^napd\.toml: \[formats\.lijst\] code: write a text$"):
        write_offered(offer(Format(files=odd)), result().tables, ["scores"], tmp_path)


def test_a_format_is_one_or_the_other():
    """It writes a file, whose ending it says, or several."""
    for given_ in ({}, {"write": print}, {"ending": "x"}, {"write": print, "ending": "x", "files": print}):
        with pytest.raises(TypeError, match="either write with an ending, or files"):
            Format(**given_)
