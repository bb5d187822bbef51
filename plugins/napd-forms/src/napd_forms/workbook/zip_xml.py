"""The package of a workbook: a zip of XML files, opened within bounds.

Nothing in it is trusted. Sizes are checked in the directory of the zip and again while it is unpacked; XML is read as
it comes, never as a tree, without entities, and not deeper or in larger pieces than a workbook has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Self
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from attrs import define

from napd.plugin import Message
from napd_forms.words import message

UNPACKED = 100 << 20
"""Bytes that a workbook may unpack to: a quarter of a million answers."""
FILES = 5000
PIECE = 1 << 16
LARGEST = 8 << 20
"""Bytes of one tag, and signs of one cell; a cell of Excel has at most 32,767 characters."""
SIGNS = 100 << 20
"""Signs in all cells together; a text that stands in many cells counts in each."""
DEEPEST = 200
TAGS = 6_000_000
CELLS = 2_000_000
SHEETS = 1000
STRINGS, SHARED_SIGNS = 1_000_000, 50 << 20
"""Texts that cells share, and the signs of them together; these stay in memory, with up to four bytes for a sign."""
MERGED = 100_000
ENCODINGS = ("utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1", "windows-1252")
"""Of XML that is read. Expat would ask Python for any other, and Python has some that are none of texts."""


class Refused(Exception):  # noqa: N818 - what happens to a file, not an error of the program
    """A file that is not read: why, and what to do."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


AGAIN = message("refused.again")
PASSWORD = message("refused.password"), message("refused.password_hint")


def too_large(what: Message) -> Refused:
    """It holds more than a workbook of answers does."""
    return Refused(message("refused.too_large", what=what), message("refused.too_large_hint"))


@define(eq=False)
class Package:
    """An open package.

    Args:
        zip: the file.
        names: what is in it.
        unpacked, tags, cells, signs: how many bytes, tags, cells and signs in cells were read of it.
    """

    zip: ZipFile
    names: frozenset[str]
    unpacked: int = 0
    tags: int = 0
    cells: int = 0
    signs: int = 0

    @classmethod
    def open(cls, file: Path | BytesIO) -> Self:
        """Open a package.

        Raises:
            Refused: when it is no zip, is cut off, has a password, or is too large.
        """
        try:
            if isinstance(file, Path) and (size := file.stat().st_size) > UNPACKED:
                raise too_large(message("too_large.file", size=size >> 20))
            found = ZipFile(file)
        except OSError as error:
            why = message("refused.not_opened", reason=str(error.strerror or error))
            raise Refused(why, message("refused.not_opened_hint")) from error
        except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise Refused(message("refused.cut_off"), message("refused.cut_off_hint")) from error
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
                        raise too_large(message("too_large.unpacked"))
                    yield piece
        except KeyError:
            raise Refused(message("refused.no_part", part=name), AGAIN) from None
        except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise broken(name) from error

    def count(self, cells: int, signs: int) -> None:
        """Count cells that are not empty, each with as many signs.

        Raises:
            Refused: when there are more than a workbook of answers has.
        """
        self.cells += cells
        self.signs += cells * signs
        if self.cells > CELLS:
            raise too_large(message("too_large.cells", most=CELLS))
        if self.signs > SIGNS:
            raise too_large(message("too_large.signs", most=SIGNS >> 20))


def broken(part: str, why: Message | str = "") -> Refused:
    """A part of it is not as it should be."""
    if not why:
        return Refused(message("refused.broken", part=part), AGAIN)
    return Refused(message("refused.broken_because", part=part, why=why), AGAIN)


def _check(found: ZipFile) -> None:
    files = found.infolist()
    if repeated := [name for name, count in Counter(file.filename for file in files).items() if count > 1]:
        # One program reads the first of them and another the last
        raise Refused(message("refused.two_parts", part=repeated[0][:100]), AGAIN)
    if any(file.flag_bits & 1 for file in files):
        raise Refused(*PASSWORD)
    if len(files) > FILES:
        raise too_large(message("too_large.parts", parts=len(files)))
    if (size := sum(file.file_size for file in files)) > UNPACKED:
        raise too_large(message("too_large.unpacks", size=round(size / (1 << 20)), most=UNPACKED >> 20))
    if any(file.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for file in files):
        raise Refused(message("refused.packed"), AGAIN)


class Handler:
    """Reads one XML file as it comes; its kinds say what to do at a tag's start, in text, and at its end."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag begins; the name of an XLSX tag comes without its prefix."""

    def text(self, text: str) -> None:
        """Text within a tag, or a part of it."""

    def end(self, name: str) -> None:
        """A tag ends."""


class CellText:
    """The text of a cell, which comes in pieces.

    Args:
        part: of the package, in which it stands.
    """

    def __init__(self, part: str) -> None:
        self.part, self.pieces, self.length = part, list[str](), 0

    def clear(self) -> None:
        """Begin anew."""
        self.pieces, self.length = [], 0

    def add(self, some: str, times: int = 1) -> None:
        """Take a piece, or copies of it; Refused when the cell becomes too long."""
        self.length += len(some) * times
        if self.length > LARGEST:
            raise _too_long(self.part)
        self.pieces.append(some * times)

    def __str__(self) -> str:
        return "".join(self.pieces)


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
        raise broken(part, str(error)) from error
    yield


def read(package: Package, part: str, handler: Handler, *, prefixes: bool = False) -> None:
    """Read one XML file of a package whole."""
    for _ in feed(package, part, handler, prefixes=prefixes):
        pass


def _too_long(part: str) -> Refused:
    return too_large(message("too_large.cell", part=part, most=LARGEST >> 20))


def _parser(package: Package, handler: Handler, part: str, *, prefixes: bool) -> Any:
    depth = length = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, length
        depth, length = depth + 1, 0
        package.tags += 1
        if depth > DEEPEST or package.tags > TAGS:
            raise too_large(message("too_large.tags", most=TAGS, deepest=DEEPEST))
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
        raise Refused(message("refused.entities", part=part), message("refused.entities_hint"))

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() not in ENCODINGS:
            raise broken(part, message("broken.encoding", encoding=encoding[:100], known=ENCODINGS))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuse
    parser.XmlDeclHandler = declared
    return parser
