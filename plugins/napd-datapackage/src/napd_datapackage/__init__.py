"""The format datapackage for napd: a folder with all tables as CSV, and what every column and code means."""

from __future__ import annotations

from napd import Format, hookimpl


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    from napd_datapackage.package import files

    return Format(files=files)
