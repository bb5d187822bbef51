"""The files of a package: its tables, its descriptor, and beside each table its metadata for the web."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from napd_datapackage.codes import code_tables
from napd_datapackage.csvw import metadata, metadata_name, write_json
from napd_datapackage.owner import owner
from napd_datapackage.resources import Resource, resources, titled

if TYPE_CHECKING:
    from napd.plugin import Publication, WriteFile

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0"
MISSING = [
    {"value": "", "label": "onbekend, niet van toepassing of verborgen: de kolommen met een status zeggen welke"}
]
"""How no value is written. A table with figures says in each row, by the letters of SDMX, why there is none."""
GUARD = (
    "In tekst staat een apostrof voor wat een rekenblad als formule zou lezen; napd haalt die weer weg. "
    "Niveaus zijn een volgorde en worden niet opgeteld of gemiddeld."
)


def files(tables: Publication) -> dict[str, WriteFile]:
    """What writes each file of the package, by its name."""
    found = resources(tables, code_tables(tables.framework))
    named: dict[str, Any] = {DESCRIPTOR: descriptor(tables, found)}
    written: dict[str, WriteFile] = {}
    for one in found:
        written[one.path] = one.write
        named[metadata_name(one)] = metadata(one)
    return written | {name: partial(write_json, data) for name, data in sorted(named.items())}


def descriptor(tables: Publication, found: list[Resource]) -> dict[str, Any]:
    """The datapackage.json."""
    receipt, fictional = tables.receipt, tables.receipt["answers"]["fictional"]
    said = owner(tables.settings)
    name = said.pop("name", "napd")
    title = said.pop("title", "Indicatoren van dakloosheid")
    description = said.pop("description", "Tabellen van napd.")
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": f"{name}-fictief" if fictional else name,
        "title": titled(title, tables),
        "description": f"{'De antwoorden zijn verzonnen. ' if fictional else ''}{description} {GUARD}",
        **said,
        **_sources(tables),
        "resources": [_resource(one) for one in found],
        "napd": receipt,
    }


def _sources(tables: Publication) -> dict[str, Any]:
    """Where the content of the indicators comes from."""
    if tables.framework is None:
        return {}
    sources = [source for indicator in tables.framework.indicators for source in indicator.sources]
    named = dict.fromkeys((one.cited, one.link) for one in sources)
    return {"sources": [{"title": title, **({"path": link} if link else {})} for title, link in named]} if named else {}


def _resource(one: Resource) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILE}/dataresource.json",
        "name": one.name,
        "type": "table",
        "title": one.title,
        **({"description": one.description} if one.description else {}),
        "path": one.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{PROFILE}/tableschema.json",
            "fields": [_field(column.name, column.type, column.meaning, column.categories) for column in one.columns],
            "missingValues": MISSING,
            **({"primaryKey": list(one.key)} if one.key else {}),
            **({"foreignKeys": [_points(column, to) for column, to in one.points.items()]} if one.points else {}),
        },
    }


def _points(column: str, resource: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": resource, "fields": [resource.removesuffix("s")]}}


def _field(name: str, kind: str, meaning: str, categories: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        **({"description": meaning} if meaning else {}),
        **({"categories": categories} if categories else {}),
    }
