"""The head of a CSV file: by which sign its cells are apart, and on which line the names of its columns stand.

The header need not be the first line. Excel writes `sep=;` before it, people a title or an empty line, and programs
that paste files together a second mark of the order of the bytes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import BufferedReader, StringIO
from operator import itemgetter

from attrs import frozen

from napd.answers.columns import MARK, required_in
from napd.answers.lines import cells_of_any_length

SIZE = 1 << 16
LONGEST = 1 << 24
"""Bytes in which the header is looked for; and of its line, where that is longer."""
PEEK = 50
"""Lines in which it is looked for."""
SEPARATORS = ",;\t|"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
SAYS_SEPARATOR = re.compile(r'\s*"?sep=(.)"?[\s,;|]*', re.IGNORECASE)
"""What Excel writes, and reads, on a line of its own."""


@frozen
class Head:
    """What comes before the rows.

    Args:
        separator: the sign between the cells.
        names: of the columns, as they stand there.
        line: on which the names stand.
        lines: how many lines come before the first row.
        size: how many bytes of UTF-8 these are.
        passed: the lines before the names that say something, by number.
        empty: whether the file has nothing in it.
        alone: whether nothing but empty lines follows the names.
        marked: whether there may be a quotation mark in the file; where there is none, a line is a row.
    """

    separator: str
    names: list[str]
    line: int
    lines: int
    size: int
    passed: dict[int, str]
    empty: bool
    alone: bool
    marked: bool


def head_of(file: BufferedReader) -> Head:
    """Read the head of a file of UTF-8."""
    data = file.read(SIZE)
    data += file.readline(LONGEST)
    text = data.decode(errors="replace")
    lines = [line for line in LINE.findall(text) if line]
    at, separator = _header_in(lines)
    names, count = _names("".join(lines[at:]), separator)
    before = "".join(lines[: at + count])
    passed = {n: line.strip() for n, line in enumerate(lines[:at], start=1) if line.strip(f"{MARK}{SEPARATORS} \t\r\n")}
    said = {n: line for n, line in passed.items() if not _said_separator(line)}
    rest = text[len(before) :]
    more = bool(file.read(1))
    return Head(
        separator, names, at + 1, at + count, len(before.encode()), said,
        empty=not text.strip(f"{MARK} \t\r\n"), alone=not rest.strip() and not more, marked=more or '"' in text,
    )  # fmt: skip


def _header_in(lines: Sequence[str]) -> tuple[int, str]:
    """The number of lines before the header, and the separator; of no header that is known, the first line is one."""
    for number, line in enumerate(lines[:PEEK]):
        known, separator = max(((_known(line, sign), sign) for sign in SEPARATORS), key=itemgetter(0))
        if known > 1:
            return number, separator
    said = next(filter(None, map(_said_separator, lines[:1])), "")
    first = next(
        (number for number, line in enumerate(lines) if line.strip(f"{MARK} \t\r\n") and not _said_separator(line)), 0
    )
    line = lines[first] if lines else ""
    return first, said or max(SEPARATORS, key=line.count)


def _known(line: str, separator: str) -> int:
    """How many columns of answers a line names, be it in Dutch, which is told apart later."""
    return len(required_in(part.strip(f'{MARK}" \r\n') for part in line.split(separator)))


def _said_separator(line: str) -> str:
    found = SAYS_SEPARATOR.fullmatch(line.lstrip(MARK))
    return found[1] if found else ""


def _names(text: str, separator: str) -> tuple[list[str], int]:
    """The names at the start of a text, and on how many lines they stand; of a name in quotation marks on several."""
    first = LINE.match(text)[0]  # type: ignore[index]  # it matches any text
    with cells_of_any_length():
        some = first if first.count('"') % 2 == 0 else text
        reader = csv.reader(StringIO(some.lstrip(MARK), newline=""), delimiter=separator)
        names = next(reader, [])
    return names, reader.line_num
