"""A workbook as a file: written anew from its parts, without a clock."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED = (1980, 1, 1, 0, 0, 0)
"""When every part was written, so that equal content gives equal bytes."""
PROPERTIES = "docProps/core.xml"
END = b"</cp:coreProperties>"


def speaking(file: BytesIO, language: str) -> bytes:
    """A workbook that says of itself in which language it is, for who has it read aloud; XlsxWriter cannot say so."""
    said = f"<dc:language>{language}</dc:language>".encode()
    return rewritten(file, lambda name, part: part.replace(END, said + END) if name == PROPERTIES else part)


def rewritten(file: BytesIO, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same file with every part as `change` makes it of its name and content."""
    made = BytesIO()
    with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, FIXED), change(name, old.read(name)), ZIP_DEFLATED)
    return made.getvalue()
