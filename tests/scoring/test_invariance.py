from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import feather, parquet
from town import COLUMNS, FRAMEWORK, GOOD, answer, csv_text, problems, same, scored, table
from worlds import table_of, worlds

from napd import score

EXPECTED = scored(table(GOOD))
INTEGERS = [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()]


def test_answers_are_good():
    """What the other tests compare with is without problems, and has a score of every status."""
    assert problems(EXPECTED) == []
    assert set(EXPECTED.scores["status"].to_pylist()) == {"scored", "undetermined", "unanswered"}


# Files


def quoted(sign):
    """Every cell between quotation marks."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=sign, quoting=csv.QUOTE_ALL, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(GOOD)
    return text.getvalue()


TEXTS = {
    "comma": quoted(","),
    "semicolon": csv_text(GOOD, sign=";"),
    "tab": csv_text(GOOD, sign="\t"),
    "bar": quoted("|"),
    "CRLF": csv_text(GOOD, sign=";").replace("\n", "\r\n"),
    "CR": csv_text(GOOD, sign=";").replace("\n", "\r"),
    "no last line end": csv_text(GOOD, sign=";").removesuffix("\n"),
    "empty lines": csv_text(GOOD, sign=";").replace("\n", "\n\n").removesuffix("\n"),
    "lines of separators": csv_text([*GOOD[:5], {}, *GOOD[5:], {}], sign=";"),
}
FILES = [(text, encoding) for text in TEXTS for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be")]


@pytest.mark.parametrize(("name", "encoding"), FILES)
def test_csv_says_the_same_however_it_is_written(tmp_path, name, encoding):
    """Separator, quotation marks, line ends and encoding make no difference."""
    path = tmp_path / "answers.csv"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + TEXTS[name]).encode(encoding))
    result = scored(path)
    assert same(result, EXPECTED)
    assert not problems(result)


def write_stream(rows, path):
    """Write an Arrow IPC stream."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, rows.schema) as writer:
        writer.write_table(rows)


WRITERS = {
    "parquet": parquet.write_table,
    "arrow": feather.write_feather,
    "arrow stream": write_stream,
}


@pytest.mark.parametrize("name", WRITERS)
def test_binary_files_say_the_same(tmp_path, name):
    """Parquet, Arrow IPC files and streams make no difference, whatever the file is called."""
    path = tmp_path / "answers.bin"
    WRITERS[name](table(GOOD), path)
    assert same(scored(path), EXPECTED)
    assert same(scored(str(path)), EXPECTED)


def test_folder_says_the_same_as_its_files(tmp_path):
    """The files of a folder and of the folders in it count together; other files are left alone."""
    (tmp_path / "deel.csv").mkdir()
    (tmp_path / "deel.csv" / "een.CSV").write_text(csv_text(GOOD[:5], sign=";"), encoding="utf-8")
    parquet.write_table(table(GOOD[5:9]), tmp_path / "twee.parquet")
    feather.write_feather(table(GOOD[9:]), tmp_path / "drie.arrow")
    (tmp_path / "lees mij.txt").write_text("Dit zijn antwoorden.", encoding="utf-8")
    assert same(scored(tmp_path), EXPECTED)
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".txt")
    assert same(scored(files), EXPECTED)


# Objects


def typed_tables():
    """The same answers, each with a value of its own type."""
    kinds = {
        "bereik": (float, pa.float64()),
        "plekken": (int, pa.int16()),
        "bedden": (Decimal, pa.decimal128(9, 2)),
        "kamers": (float, pa.float32()),
        "plan": (lambda value: value == "ja", pa.bool_()),
        "sinds": (date.fromisoformat, pa.date32()),
        "laatst": (datetime.fromisoformat, pa.timestamp("ns")),
        "wie": (lambda value: value.split("|"), pa.list_(pa.string())),
    }
    for question in {row["question"] for row in GOOD}:
        rows = [row for row in GOOD if row["question"] == question]
        read, kind = kinds.get(question, (str, pa.large_string()))
        values = pa.array([read(row["value"]) for row in rows], kind)
        yield table(rows).set_column(4, "value", values)


OBJECTS = {
    "pyarrow": lambda: table(GOOD),
    "large_string": lambda: table(GOOD, kind=pa.large_string()),
    "string_view": lambda: table(GOOD, kind=pa.string_view()),
    "binary": lambda: table(GOOD, kind=pa.binary()),
    "large_binary": lambda: table(GOOD, kind=pa.large_binary()),
    "record batch": lambda: table(GOOD).combine_chunks().to_batches()[0],
    "record batch reader": lambda: table(GOOD).to_reader(max_chunksize=3),
    "chunks": lambda: pa.concat_tables([table(GOOD[n : n + 4]) for n in range(0, len(GOOD), 4)]),
    "slices": lambda: [table(GOOD).slice(n, 3) for n in range(0, len(GOOD), 3)],
    "lists in lists": lambda: [[table(GOOD[:7])], (table(GOOD[7:8]), [table(GOOD[8:])])],
    "types": lambda: list(typed_tables()),
    "pandas": lambda: pd.DataFrame(GOOD, columns=COLUMNS),
    "pandas object": lambda: pd.DataFrame(GOOD, columns=COLUMNS, dtype=object),
    "pandas category": lambda: pd.DataFrame(GOOD, columns=COLUMNS).astype("category"),
    "polars": lambda: pl.DataFrame(GOOD, schema=dict.fromkeys(COLUMNS, pl.String)),
    "polars categorical": lambda: pl.DataFrame(GOOD, schema=dict.fromkeys(COLUMNS, pl.Categorical)),
    "polars enum": lambda: pl.DataFrame(GOOD, schema={name: pl.Enum(texts(name)) for name in COLUMNS}),
    "duckdb": lambda: duckdb.connect().from_arrow(table(GOOD)),
    **{
        f"dictionary of {width}": lambda width=width: table(GOOD).cast(
            pa.schema([(name, pa.dictionary(width, pa.string())) for name in COLUMNS])
        )
        for width in INTEGERS
    },
}


def texts(column):
    """The distinct texts of a column."""
    return sorted({row[column] for row in GOOD if column in row})


@pytest.mark.parametrize("name", OBJECTS)
def test_objects_say_the_same(name):
    """Whatever hands over Arrow gives the same scores and the same fingerprint, whatever the type of its columns."""
    result = scored(OBJECTS[name]())
    assert problems(result) == []
    assert same(result, EXPECTED)


def list_array(lists, kind):
    """Lists as an array of some type of list."""
    made = pa.array(lists, pa.list_(pa.string()))
    return pa.array(lists, kind) if pa.types.is_list_view(kind) else made.cast(kind)


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()), pa.large_list(pa.large_string()), pa.list_(pa.string_view()), pa.list_view(pa.string()),
        pa.list_(pa.dictionary(pa.int8(), pa.string())), pa.list_(pa.string(), 2),
    ],
    ids=str,
)  # fmt: skip
def test_lists_are_several_options(kind):
    """A list is written with | between its parts; no list, and parts that are null, say nothing."""
    lists = [["zorg", "werk"], None, ["wonen", None]]
    rows = [answer("wie", "", area) for area in ("MO0001", "MO0002", "MO0002")]
    made = table(rows).set_column(4, "value", list_array(lists, kind))
    expected = scored(table([answer("wie", "zorg|werk"), answer("wie", "wonen", "MO0002")]))
    assert same(scored(made), expected)
    assert same(scored(made.slice(1)), scored(table([answer("wie", "wonen", "MO0002")])))


# Rows and columns


def loose(rng, text):
    """A text in other capitals, with blanks around it."""
    return rng.choice((text, f" {text}", f"{text} \t", text.upper(), text.title()))


@pytest.mark.unmeasured
@given(world=worlds(), seed=st.integers(0, 2**32))
def test_order_and_split_make_no_difference(world, seed):
    """Rows in any order, in any number of tables, with columns in any order and others between, score the same."""
    rng, rows = random.Random(seed), table_of(*world)  # noqa: S311 - hypothesis draws the seed
    order = rng.sample(range(len(rows)), len(rows))
    shuffled = rows.take(pa.array(order, pa.int64())).append_column("datum", pa.nulls(len(rows)))
    columns = rng.sample(shuffled.column_names, shuffled.num_columns)
    cuts = sorted(rng.choices(range(len(rows) + 1), k=2))
    tables = [shuffled.select(columns)[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    assert same(score(tables, world.framework), score(rows, world.framework))


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32))
def test_capitals_and_blanks_make_no_difference(seed):
    """Codes, ids, options and column names are known in any capitals, with blanks around them."""
    rng = random.Random(seed)  # noqa: S311 - hypothesis draws the seed
    rows = [{name: text if "Alles" in text else loose(rng, text) for name, text in row.items()} for row in GOOD]
    written = table(rows).rename_columns([loose(rng, name) for name in COLUMNS])
    assert same(scored(written), EXPECTED)


def test_first_perspective_is_that_of_answers_that_do_not_say():
    """An empty perspective, and one that is not there, is the first of the framework."""
    named = [{"perspective": FRAMEWORK.perspectives[0]} | row for row in GOOD]
    assert same(scored(table(named)), EXPECTED)
    without = table([row for row in GOOD if "perspective" not in row], COLUMNS[:5])
    assert same(scored(without), scored(table([row for row in GOOD if "perspective" not in row])))


# The fingerprint


def fingerprint(rows):
    """The fingerprint of answers without problems."""
    result = scored(table(rows))
    assert not [kind for kind in problems(result, "problem") if kind != "empty_file"]
    return result.receipt["answers"]["fingerprint"]


OTHERS = {"ja": "nee", "nee": "ja", "vastgesteld": "geen", "zorg|werk": "wonen", "geen": "zorg", "goed": "matig"}


def another(value):
    """Another answer to the same question."""
    return OTHERS.get(value) or (value.replace("2025", "2024") if "2025" in value else f"1{value}"[:2])


def test_fingerprint_changes_with_any_answer():
    """Another value, round, area, perspective or question, or a row more or less, gives another fingerprint."""
    seen = {fingerprint(GOOD), fingerprint([])}
    for place, row in enumerate(GOOD):
        rest = [*GOOD[:place], *GOOD[place + 1 :]]
        seen |= {fingerprint(rest), fingerprint([*rest, row | {"value": another(row["value"])}])}
        seen.add(fingerprint([*rest, row | {"perspective": "clientvertegenwoordiger"}]))
    assert len(seen) == 2 + 3 * len(GOOD)


def test_fingerprint_tells_answers_that_changed_places():
    """Answers that areas, rounds or questions exchange do not cancel out."""
    areas, rounds = ("MO0001", "MO0002"), ("2024-12", "2025-12")

    def board(*values):
        places = [(area, round_) for area in areas for round_ in rounds]
        return fingerprint([answer("plan", v, a, round=r) for v, (a, r) in zip(values, places, strict=True) if v])

    boards = [("ja", "nee", "nee", "ja"), ("nee", "ja", "ja", "nee"), ("ja", "", "", "ja"), ("", "ja", "ja", "")]
    assert len({board(*values) for values in boards}) == 4


def test_fingerprint_is_that_of_the_meaning():
    """The same answer in other words, twice, or in a row without a value beside it, has the same fingerprint."""
    said = fingerprint([answer("plan", "ja")])
    assert said == fingerprint([answer("plan", "Yes")])
    assert said == fingerprint([answer("plan", "1"), answer("fase", ""), answer("onzin", " ")])
    twice = scored(table([answer("plan", "ja"), answer("plan", "waar")]))
    assert twice.receipt["answers"] == {"count": 1, "fingerprint": said, "fictional": False}
    against = scored(table([answer("plan", "nee"), answer("plan", "ja"), answer("fase", "geen")]))
    assert against.receipt["answers"]["fingerprint"] == fingerprint([answer("fase", "geen")])
