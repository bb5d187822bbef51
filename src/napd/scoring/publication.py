"""What a format of a plugin is given: some tables, with what is known of their values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
from attrs import frozen

from napd.framework.formats import Tables
from napd.framework.framework import Framework
from napd.framework.kinds import Offer
from napd.scoring.data_points import DataPoint, Variable, data_points, variables
from napd.scoring.writers import write_csv
from napd.tables.hidden import without_hidden
from napd.tables.schemas import meanings
from napd.texts import LANGUAGE


@frozen
class TableSelection:
    """Those of some tables that go into one file, or into files that belong together."""

    tables: Tables
    names: tuple[str, ...]
    settings: Mapping[str, Any]

    @classmethod
    def of(cls, offer: Offer[Any], tables: Tables, names: tuple[str, ...]) -> TableSelection:
        """Those of the tables that a format takes, with what napd.toml says to it."""
        takes, framework = offer.value.takes, framework_of(tables)
        said = framework.formats.get(offer.plugin.name, {}) if framework else {}
        return cls(tables, tuple(name for name in names if not takes or name in takes), said)

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made them."""
        return self.tables.receipt

    @property
    def framework(self) -> Framework | None:
        """What they are about."""
        return framework_of(self.tables)

    @property
    def language(self) -> str:
        """That of the framework; Dutch where there is none."""
        return self.framework.language if self.framework else LANGUAGE

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def schema(self, name: str) -> pa.Schema:
        """The schema of a table, in which each field has its meaning."""
        own, said = self.tables.schema(name), meanings(name)
        fields = [one.with_metadata({"meaning": said[one.name]}) if one.name in said else one for one in own]
        return pa.schema(fields, metadata=own.metadata)

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, in parts, without what is hidden."""
        return map(without_hidden, self.tables.batches(name))

    def variables(self) -> list[Variable]:
        """What they have numbers of."""
        return variables(self)

    def data_points(self) -> Iterator[DataPoint]:
        """Every number in them, with its status."""
        return data_points(self)

    def write_csv(self, file: BinaryIO, table: str | pa.Table) -> None:
        """Write a table as CSV, as napd does."""
        if isinstance(table, str):
            write_csv(file, self.tables.batches(table), self.tables.schema(table))
        else:
            made_by = {"napd.receipt": json.dumps(self.receipt)}
            write_csv(file, table.to_batches(), table.schema.with_metadata(made_by))


def framework_of(tables: Tables) -> Framework | None:
    """What some tables are about, where they say it."""
    framework = getattr(tables, "framework", None)
    return framework if isinstance(framework, Framework) else None
