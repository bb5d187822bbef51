"""What people typed, as far as a file shows it without being read as what it is: such a file is not replaced."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from napd.tables.seal import is_sealed

Spared = Callable[[Path], str]
"""Why a file that stands in a place is left alone, as the end of "it ..."; '' where it may be replaced."""
ANSWERS = frozenset(("round", "area", "indicator", "question", "value"))
"""The columns that all answers have."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BINARY = (b"PAR1", b"ARROW1", b"\xff\xff\xff\xff")
MINE = re.compile(r'"\w+"(,"\w+")*')
"""A header as napd writes it: every spreadsheet and most people leave the marks out."""
DIFFERENCES = "other_value"
"""A column of the table of differences between perspectives, which has those of answers too."""
OWN = b"napd.receipt"
"""What stands in the metadata of each Parquet and Arrow file that napd writes, which nobody edits by hand."""
END = 1 << 20
HEAD = 1 << 16
LINES = 50
"""A header stands below titles at most so far down."""


def holds_answers(path: Path) -> str:
    """Spare what people may have typed in: a workbook that is not just as napd wrote it, or a table of answers.

    A Parquet or Arrow file of napd is none, whatever it holds: nobody types in it. Nor is a table as napd writes it to
    CSV, but for that of answers, which is there to be repaired and given back.
    """
    try:
        with path.open("rb") as file:
            start = file.read(HEAD)
            file.seek(max(0, file.seek(0, os.SEEK_END) - END))
            end = file.read()
    except OSError:
        return "it cannot be read to see what it holds"
    if start.startswith((ZIP, OLE)):
        return typed_in(path)
    if start.startswith(BINARY):
        mine = OWN in end or OWN in start
        return "" if mine or not all(name.encode() in start + end for name in ANSWERS) else "it holds answers"
    return "it holds answers" if any(map(_is_header, _lines(start))) else ""


def typed_in(path: Path) -> str:
    """Spare all but a form, or another workbook, that is just as napd wrote it: nobody typed in that."""
    return "" if is_sealed(path) else "somebody may have typed in it"


def anything(_: Path) -> str:
    """Spare whatever is there."""
    return "it already exists"


def _lines(start: bytes) -> list[str]:
    coding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return start.decode(coding, errors="replace").splitlines()[:LINES]


def _is_header(line: str) -> bool:
    """Whether a line heads answers, be they right or wrong; or another table of napd that somebody saved anew."""
    names = {part.strip(" \"'\xa0").casefold() for part in re.split(r"[,;\t|]", line)}
    if MINE.fullmatch(line):
        return names >= ANSWERS and DIFFERENCES not in names
    return len(names & ANSWERS) > 1
