"""SDMX-CSV 2.0: an observation on each line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from napd_sdmx.flow import Flow

HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
INFORMATION = "I"
"""The action: it informs, and neither adds to what a receiver has nor replaces it."""


def write_data(flow: Flow, file: BinaryIO) -> None:
    """Write every observation."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*HEAD, *flow.columns])
    which = f"{flow.settings['agency']}:{flow.id}({flow.settings['version']})"
    writer.writerows(["dataflow", which, INFORMATION, *row] for row in flow.rows())
    text.detach()
