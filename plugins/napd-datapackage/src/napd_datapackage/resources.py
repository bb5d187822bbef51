"""The tables of a package: what each is called, what writes it, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
from attrs import frozen

from napd_datapackage.codes import MEANINGS, WORDS, categories

if TYPE_CHECKING:
    from collections.abc import Callable

    from napd.plugin import Publication

FICTIONAL = "FICTIEF"
MARK = "that the answers are made up"
KEYS = {
    "answers": ("round", "area", "perspective", "indicator", "question"),
    "scores": ("round", "area", "perspective", "indicator"),
    "rollups": ("round", "area", "perspective", "indicator", "question"),
    "indicators": ("indicator", "version", "question"),
    "areas": ("area",),
    "rounds": ("round",),
    "levels": ("indicator", "version", "level"),
}
TITLES = {
    "answers": "Antwoorden", "scores": "Scores", "rollups": "Waarden van regio's uit hun gemeenten",
    "problems": "Wat er mis is met de antwoorden", "indicators": "Codeboek", "decision_table": "Beslistabellen",
    "trace": "Waarom elke score is wat hij is", "divergence": "Waarover perspectieven verschillen",
    "summary": "Aantallen en delen, met hun noemer", "changes": "Wat er veranderde tussen twee rondes",
    "changed_answers": "Antwoorden die anders zijn", "carried": "Antwoorden van samengevoegde gemeenten",
    "areas": "Gebieden", "rounds": "Rondes", "levels": "Niveaus",
}  # fmt: skip
POINTS = {"area": "areas", "region": "areas", "round": "rounds"}
"""Columns whose codes stand in a table of codes, in its column of the same kind."""


@frozen
class Column:
    """A column: its name, its type (string, integer, number or boolean), what it means, and which codes it may hold."""

    name: str
    type: str
    meaning: str
    categories: list[dict[str, str]]


@frozen
class Resource:
    """One table.

    Args:
        name: its name, and that of its file.
        title: what people call it.
        description: what it is.
        columns: its columns, in order.
        key: the columns by which a row is known; empty where none are.
        points: the tables of codes in which its columns are explained, by the column.
        write: writes it as CSV.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    points: dict[str, str]
    write: Callable[[BinaryIO], None]

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


def resources(tables: Publication, codes: dict[str, pa.Table]) -> list[Resource]:
    """Every table, and after them the tables of codes, by the name of each."""
    ours = [_resource(tables, name, tables.schema(name), codes) for name in tables]
    return ours + [_resource(tables, name, table.schema, codes) for name, table in codes.items()]


def _resource(tables: Publication, name: str, schema: pa.Schema, codes: dict[str, pa.Table]) -> Resource:
    columns = tuple(_columns(tables, schema, is_code=name in codes))
    points = {one.name: POINTS[one.name] for one in columns if POINTS.get(one.name) in codes and name not in codes}
    # Problems name whatever was typed, so what they are about need not be an area
    return Resource(
        name, titled(TITLES.get(name, name), tables), WORDS.get(name, ""), columns,
        KEYS.get(name, ()), {} if name == "problems" else points,
        partial(_write, tables, codes.get(name, name)),
    )  # fmt: skip


def _write(tables: Publication, table: str | pa.Table, file: BinaryIO) -> None:
    tables.write_csv(file, table)


def titled(title: str, tables: Publication) -> str:
    """A title that says FICTIEF where the answers are fictional."""
    return f"{title} ({FICTIONAL})" if tables.receipt["answers"]["fictional"] else title


def _columns(tables: Publication, schema: pa.Schema, *, is_code: bool) -> Iterator[Column]:
    for field in schema:
        said = (field.metadata or {}).get(b"meaning", b"").decode()
        meaning = MEANINGS[field.name] if is_code else MARK if field.name == FICTIONAL else said
        allowed = [] if is_code else categories(field.name, tables.framework)
        yield Column(field.name, _type(field.type), meaning, allowed)
    if tables.receipt["answers"]["fictional"] and FICTIONAL not in schema.names:
        yield Column(FICTIONAL, "string", MARK, [])


def _type(kind: Any) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    return "number" if pa.types.is_floating(kind) else "string"
