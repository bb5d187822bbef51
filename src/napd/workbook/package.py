"""The package of a workbook: a zip of XML files, opened within bounds.

Nothing in it is trusted. Sizes are checked in the directory of the zip and again while it is unpacked; XML is read as
it comes, never as a tree, without entities, and not deeper or in larger pieces than a workbook has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from attrs import define

UNPACKED = 100 << 20
"""Bytes that a workbook may unpack to: a quarter of a million answers."""
FILES = 5000
PIECE = 1 << 16
LARGEST = 8 << 20
"""Bytes of one tag or text; a cell of Excel has at most 32,767 characters."""
DEEPEST = 200
TAGS = 6_000_000
CELLS = 2_000_000
STRINGS = 1_000_000
MERGED = 100_000


class Refused(Exception):  # noqa: N818 - what happens to a file, not an error of the program
    """A file that is not read: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


AGAIN = "Open it in Excel or LibreOffice, and save it again as .xlsx or .ods."
TOO_MUCH = "Take out what does not belong to the answers, or give a large table as CSV or Parquet."


def too_large(what: str) -> Refused:
    """It holds more than a workbook of answers does."""
    return Refused(f"it is too large to be a workbook of answers: {what}", TOO_MUCH)


@define(eq=False)
class Package:
    """An open package.

    Args:
        zip: the file.
        names: what is in it.
        unpacked, tags: how many bytes and tags were read of it.
    """

    zip: ZipFile
    names: frozenset[str]
    unpacked: int = 0
    tags: int = 0

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a package.

        Raises:
            Refused: when it is no zip, is cut off, has a password, or is too large.
        """
        try:
            found = ZipFile(path)
        except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise Refused("it begins as a workbook, but is broken or cut off", "Save or send it again.") from error
        try:
            _check(found)
        except Refused:
            found.close()
            raise
        return cls(found, frozenset(found.namelist()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file of the package, piece by piece.

        Raises:
            Refused: when it is not there or broken, or all that was read becomes too much.
        """
        try:
            with self.zip.open(name) as file:
                while piece := file.read(PIECE):
                    self.unpacked += len(piece)
                    if self.unpacked > 2 * UNPACKED:
                        raise too_large("it unpacks to more than it says")
                    yield piece
        except KeyError:
            raise Refused(f"it has no {name}", AGAIN) from None
        except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise Refused(f"its part {name} is broken", AGAIN) from error


def _check(found: ZipFile) -> None:
    files = found.infolist()
    if any(file.flag_bits & 1 for file in files):
        raise Refused("it is protected by a password", "Take the password off, or save a copy without one.")
    if len(files) > FILES:
        raise too_large(f"it has {len(files):,} parts")
    if (size := sum(file.file_size for file in files)) > UNPACKED:
        raise too_large(f"it unpacks to {size / (1 << 20):,.0f} MiB, and {UNPACKED >> 20} is the most")
    if any(file.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for file in files):
        raise Refused("it is packed in a way that workbooks are not", AGAIN)


class Handler:
    """Reads one XML file as it comes; its kinds say what to do at a tag's start, in text, and at its end."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag begins; the name of an XLSX tag comes without its prefix."""

    def text(self, text: str) -> None:
        """Text within a tag, or a part of it."""

    def end(self, name: str) -> None:
        """A tag ends."""


def feed(package: Package, part: str, handler: Handler, *, prefixes: bool = False) -> Iterator[None]:
    """Read an XML file of a package; gives way after each piece.

    Args:
        package: has the file.
        part: its name.
        handler: takes the tags and the texts.
        prefixes: whether it takes the names of tags with their prefixes.

    Raises:
        Refused: when it is no XML, defines entities, or is deeper or longer than it should be.
    """
    parser = _parser(package, handler, part, prefixes=prefixes)
    fed = 0
    try:
        for piece in package.pieces(part):
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes no names
            fed += len(piece)
            if fed - parser.CurrentByteIndex > LARGEST:
                raise _too_long(part)
            yield
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise Refused(f"its part {part} is broken: {error}", AGAIN) from error
    yield


def read(package: Package, part: str, handler: Handler, *, prefixes: bool = False) -> None:
    """Read one XML file of a package whole."""
    for _ in feed(package, part, handler, prefixes=prefixes):
        pass


def _too_long(part: str) -> Refused:
    return too_large(f"one cell or tag of {part} is longer than {LARGEST >> 20} MiB")


def _parser(package: Package, handler: Handler, part: str, *, prefixes: bool) -> Any:
    depth = length = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, length
        depth, length = depth + 1, 0
        package.tags += 1
        if depth > DEEPEST or package.tags > TAGS:
            raise too_large(f"it has more than {TAGS:,} tags, or {DEEPEST} within each other")
        handler.start(name if prefixes else name[name.find(":") + 1 :], attributes)

    def text(some: str) -> None:
        nonlocal length
        length += len(some)
        if length > LARGEST:
            raise _too_long(part)
        handler.text(some)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name if prefixes else name[name.find(":") + 1 :])

    def refuse(*_: object) -> None:
        raise Refused(f"its part {part} defines entities, which no workbook needs", "Do not trust this file.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuse
    return parser
