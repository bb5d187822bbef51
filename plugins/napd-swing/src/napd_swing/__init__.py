"""The format swing for napd: workbooks to load in ABF Swing, which publishes Waar staat je gemeente."""

from __future__ import annotations

from napd import Format, hookimpl


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    from napd_swing.files import files  # with XlsxWriter, when it is asked for

    return Format(files=files, takes=("scores", "rollups", "observations"))
