"""Lines of CSV, and cells of any length."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 2**31 - 1


def lines_of(text: str) -> list[str]:
    """The lines of a text, as CSV counts them."""
    return re.split(r"\r\n|\r|\n", text)


@contextmanager
def cells_of_any_length() -> Iterator[None]:
    """Let the csv module read cells of any length: a lone quotation mark can make one of half a file."""
    limit = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
