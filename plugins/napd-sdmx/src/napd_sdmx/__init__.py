"""The format sdmx for napd: observations as SDMX-CSV 2.0 and as SDMX-ML 3.0, with their structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from napd import Format, hookimpl

if TYPE_CHECKING:
    from napd.plugin import Publication, WriteFile


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    return Format(files=_files, takes=("scores", "rollups", "observations"))


def _files(tables: Publication) -> dict[str, WriteFile]:
    from napd_sdmx.data import write_csv, write_ml
    from napd_sdmx.flow import Flow
    from napd_sdmx.structure import write_structure

    flow = Flow(tables)
    mark = "-FICTIEF" if flow.fictional else ""
    return {
        f"structure{mark}.xml": lambda file: write_structure(flow, file),
        f"data{mark}.csv": lambda file: write_csv(flow, file),
        f"data{mark}.xml": lambda file: write_ml(flow, file),
    }
