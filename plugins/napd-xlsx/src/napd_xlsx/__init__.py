"""The format xlsx for napd: all result tables in one workbook, a sheet for each."""

from __future__ import annotations

from napd import Format, hookimpl


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    from napd_xlsx.workbook import write  # with XlsxWriter, when it is asked for

    return Format(write, ending="xlsx", together=True, labels=True)
