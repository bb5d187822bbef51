"""Opening a workbook: what kind it is, what is left alone in it, and its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from napd.workbook.cells import Sheet
from napd.workbook.ods import CONTENT, ods_sheets
from napd.workbook.package import AGAIN, Package, Refused
from napd.workbook.xlsx import xlsx_sheets

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What an Office file with a password calls the part that holds the workbook."""


def sheets_of(package: Package) -> Iterator[Sheet]:
    """The sheets of a package, in order; each is to be read before the next.

    Raises:
        Refused: when it is no workbook; while they are read, when they are broken or too large.
    """
    if CONTENT in package.names:
        return ods_sheets(package)
    if any(name.startswith("xl/") for name in package.names):
        return xlsx_sheets(package)
    raise Refused("it is a zip file, but not a workbook", AGAIN)


def left_alone(package: Package) -> Sequence[str]:
    """What a package has that is never looked at: macros, and links to other files."""
    macros = any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in package.names)
    links = any(name.startswith("xl/externalLinks/") for name in package.names)
    return [what for what, has in (("macros", macros), ("links to other files", links)) if has]


def old_office(path: Path) -> tuple[str, str]:
    """Why a file of the old kind of Office cannot be read, and what to do."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if ENCRYPTED in piece:
                return "it is protected by a password", "Take the password off, or save a copy without one."
    return "it is a workbook of an old kind (.xls), or no workbook", AGAIN
