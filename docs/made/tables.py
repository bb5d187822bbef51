"""The columns of tables, from their schemas."""

from __future__ import annotations

from made.markdown import code, joined, plain, table
from napd.tables.schemas import as_data

WORDS = {"dictionary<values=string, indices=int32, ordered=0>": "string, dictionary-encoded", "double": "float64"}
"""What is written plainer than Arrow does."""


def columns(name: str) -> str:
    """The columns of a table: name, Arrow type and meaning."""
    data = as_data(name)
    rows = ((code(one["name"]), WORDS.get(one["type"], one["type"]), plain(one["meaning"])) for one in data["columns"])
    return joined(f"Schema `{data['id']}`.", table(("column", "type", "meaning"), rows))
