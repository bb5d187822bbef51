"""The schemas of the tables that napd reads and writes, each from its one source in `schemas/`.

That folder stands at the root of the repository, where a reader looks, and travels in the wheel. A table whose columns
change gets the next number in its id: what was written before says by it which columns it has.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

FICTIONAL = "FICTIEF"
"""A column of this name marks answers as fictional."""
MARK = pa.field(FICTIONAL, pa.string())
INDICATOR = "indicator"
"""The schema that is not of a table, but of the file of an indicator."""
WORD = pa.dictionary(pa.int32(), pa.string())
TYPES = {
    str(kind): kind
    for kind in (WORD, pa.string(), pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.float64())
}


def schema(table: str) -> pa.Schema:
    """The schema of a table, by its name: one of `tables()`."""
    data = as_data(table)
    fields = [pa.field(column["name"], TYPES[column["type"]]) for column in data["columns"]]
    return pa.schema(fields, metadata={"napd.schema": data["id"]})


def meanings(table: str) -> dict[str, str]:
    """What each column of a table means, in English; nothing of a table that a plugin has by a name of its own."""
    columns = as_data(table)["columns"] if table in tables() else ()
    return {column["name"]: column["meaning"] for column in columns}


@cache
def headings(language: str) -> dict[str, str]:
    """How the columns of all tables are called above tables for people; one name has one heading in all of them."""
    each = (column for table in tables() for column in as_data(table)["columns"])
    return {column["name"]: column["heading"][language] for column in each if language in column["heading"]}


def schema_id(table: str) -> str:
    """The id of a schema, such as napd.scores/2: it changes whenever the schema does."""
    found: str = as_data(table)["id"]
    return found


@cache
def tables() -> tuple[str, ...]:
    """The names of the tables."""
    return tuple(sorted(path.stem for path in _folder().glob("*.json") if path.stem != INDICATOR))


@cache
def as_data(table: str) -> dict[str, Any]:
    """A schema as it stands in `schemas/`: id, and name, type and meaning of each column. Read once; leave it as it is.

    Costs a tenth of a millisecond the first time.
    """
    data: dict[str, Any] = json.loads((_folder() / f"{table}.json").read_text(encoding="utf-8"))
    return data


def _folder() -> Path:
    """Inside an installed napd, or at the root of its repository."""
    package = Path(__file__).parents[1]
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parents[1] / "schemas"
