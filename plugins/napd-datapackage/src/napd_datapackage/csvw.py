"""The format csvw for napd: each table as CSV, and beside it what its columns mean, as the W3C describes it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from napd import Format, hookimpl

if TYPE_CHECKING:
    from napd.plugin import Publication, WriteFile
    from napd_datapackage.resources import Column, Resource

TYPES = {"string": "string", "integer": "integer", "number": "double", "boolean": "boolean"}


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    return Format(files=files)


def files(tables: Publication) -> dict[str, WriteFile]:
    """What writes each file, by its name."""
    from napd_datapackage.resources import resources

    written: dict[str, WriteFile] = {}
    for one in resources(tables, codes={}):
        written |= {one.path: one.write, metadata_name(one): partial(write_json, metadata(one))}
    return written


def metadata_name(one: Resource) -> str:
    """The name of the file with metadata, by which programs find it."""
    return f"{one.path}-metadata.json"


def write_json(data: Any, file: BinaryIO) -> None:
    """Write data for people and programs, always the same."""
    file.write(f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode())


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
