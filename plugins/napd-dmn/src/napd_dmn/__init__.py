"""The format dmn for napd: the rules of each indicator as DMN decision tables, in a file for each version."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from napd import Format, Indicator, NapdError, hookimpl
from napd_dmn.model import Unwritable

if TYPE_CHECKING:
    from napd.plugin import Publication, WriteFile

__all__ = ["Unwritable", "dmn", "napd_format"]


def dmn(indicator: Indicator) -> bytes:
    """The rules of an indicator as a DMN 1.3 document; equal rules give equal bytes.

    Raises:
        Unwritable: a `NapdError`, where its conditions come to more rows than a table can show.
    """
    from napd_dmn.document import document
    from napd_dmn.rubrics import model_of

    return document(model_of(indicator))


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    return Format(files=_files, takes=("decision_table",))


def _files(tables: Publication) -> dict[str, WriteFile]:
    """What writes each version of each indicator."""
    if tables.framework is None:
        raise NapdError("dmn writes the rules of indicators, and these tables have none: use it with `napd score`")
    return {f"{one.id}-{one.version}.dmn": partial(_write, one) for one in tables.framework.indicators}


def _write(indicator: Indicator, file: BinaryIO) -> list[str]:
    """Write one; where it cannot be said in DMN, an empty model that says so."""
    from napd_dmn.document import document
    from napd_dmn.model import Model

    try:
        file.write(dmn(indicator))
    except Unwritable as why:
        file.write(document(Model(indicator.id, indicator.version, indicator.title, str(why))))
        return [str(why)]
    return []
