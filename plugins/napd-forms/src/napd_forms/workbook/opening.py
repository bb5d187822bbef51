"""Opening a workbook: what kind it is, what is left alone in it, and its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from napd.plugin import Message
from napd_forms.words import message
from napd_forms.workbook.cells import Sheet
from napd_forms.workbook.ods import CONTENT, ods_sheets
from napd_forms.workbook.xlsx import xlsx_sheets
from napd_forms.workbook.zip_xml import AGAIN, PASSWORD, Package, Refused

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What an Office file with a password calls the part that holds the workbook."""
MANIFEST, KIND = "META-INF/manifest.xml", "mimetype"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
OTHERS = {"word/": "word", "ppt/": "powerpoint", "Index/": "numbers"}
"""By the folder that it has, what else a zip may be: the last part of the key of its text."""
PIECE = 1 << 20


def sheets_of(package: Package) -> Iterator[Sheet]:
    """The sheets of a package, in order; each is to be read before the next.

    Raises:
        Refused: when it is no workbook, or has a password; while they are read, when they are broken or too large.
    """
    if MANIFEST in package.names and _has(package, MANIFEST, b"encryption-data"):
        raise Refused(*PASSWORD)
    if CONTENT in package.names:
        if KIND in package.names and not _has(package, KIND, SPREADSHEET):
            raise Refused(message("refused.no_spreadsheet"), AGAIN)
        return ods_sheets(package)
    if any(name.startswith("xl/") for name in package.names):
        return xlsx_sheets(package)
    what = next((what for folder, what in OTHERS.items() if any(n.startswith(folder) for n in package.names)), "zip")
    raise Refused(message(f"refused.is_{what}"), AGAIN)


def _has(package: Package, part: str, what: bytes) -> bool:
    """Whether something stands in a part."""
    before = b""
    for piece in package.pieces(part):
        if what in before + piece:
            return True
        before = piece[-len(what) :]
    return False


def left_alone(package: Package) -> Sequence[str]:
    """What a package has that is never looked at, "macros" and "links": to other files."""
    macros = any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in package.names)
    links = any(name.startswith("xl/externalLinks/") for name in package.names)
    return [what for what, has in (("macros", macros), ("links", links)) if has]


def old_office(path: Path) -> tuple[Message, Message]:
    """Why a file of the old kind of Office cannot be read, and what to do."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if ENCRYPTED in before + piece:
                return PASSWORD
            before = piece[-len(ENCRYPTED) :]
    return message("refused.old"), AGAIN
