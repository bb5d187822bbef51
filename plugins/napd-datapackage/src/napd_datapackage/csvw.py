"""CSVW: what stands beside a CSV file so that programs of the web know its columns."""

from __future__ import annotations

from typing import Any

from napd_datapackage.resources import Column, Resource

TYPES = {"string": "string", "integer": "integer", "number": "double", "boolean": "boolean"}


def metadata(one: Resource) -> dict[str, Any]:
    """The metadata of a table, which a program finds by the name of its file."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": one.path,
        "dc:title": one.title,
        "tableSchema": {
            "columns": [_column(column, is_key=column.name in one.key) for column in one.columns],
            **({"primaryKey": list(one.key)} if one.key else {}),
        },
    }


def _column(column: Column, *, is_key: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": TYPES[column.type],
        **({"dc:description": {"@value": column.meaning, "@language": "en"}} if column.meaning else {}),
        **({"required": True} if is_key else {}),
    }
