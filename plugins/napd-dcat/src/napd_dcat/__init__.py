"""The format dcat for napd: a description of the tables for data portals, by DCAT-AP-NL 3, as Turtle and JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from napd import Format, hookimpl

if TYPE_CHECKING:
    from napd.plugin import Publication, WriteFile


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    return Format(files=_files)


def _files(tables: Publication) -> dict[str, WriteFile]:
    from napd_dcat.catalogue import catalogue
    from napd_dcat.writing import write_json, write_turtle

    triples = catalogue(tables)
    mark = "-FICTIEF" if tables.receipt["answers"]["fictional"] else ""
    return {
        f"catalog{mark}.ttl": lambda file: write_turtle(triples, file),
        f"catalog{mark}.jsonld": lambda file: write_json(triples, file),
    }
