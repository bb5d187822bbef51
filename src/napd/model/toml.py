"""TOML from people: read within bounds, and with the line of everything that stands in it.

`tomllib` works for minutes on a key of a thousand parts, and recurses into nested lists. So a text is first gone
through once, word by word, which refuses what no file of ours needs, and notes on which line each setting stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from attrs import define, field

from napd.errors import KeyPath, NapdError

MOST = 2**19
"""Of a TOML file, in bytes: ten times the largest indicator that we know."""
DEEPEST, LONGEST_KEY, LONGEST_NUMBER, SHOWN = 64, 16, 100, 40
"""How deep lists and tables may stand in one another, of how many parts a key may be, and of how many signs a number;
how much of a setting's name is shown."""

# Each alternative takes what it has begun, so that no sign is looked at twice; a text without an end goes on to the end
WORD = re.compile(
    r"""
      (?P<text> \"{3} (?: [^"\\]++ | \\. | "{1,2}(?!") )*+ (?:"{3,5})?+ | '{3} (?: [^']++ | '{1,2}(?!') )*+ (?:'{3,5})?+
              | " (?: [^"\\\n]++ | \\. )*+ "?+ | ' [^'\n]*+ '?+ )
    | (?P<comment> \#[^\n]*+ )
    | (?P<sign> [\[\]{}=,.\n] )
    | (?P<bare> [^\s"'\#\[\]{}=,.]++ )
    | [^\S\n]++
    """,
    re.VERBOSE | re.DOTALL,
)


class Document(NamedTuple):
    """What a text says, and the line of each table, setting and part of a list in it."""

    data: dict[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, place: KeyPath) -> int:
        """The line of the nearest thing around a place that has one."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def read_toml(text: str, name: str) -> Document:
    """Read a text of TOML that goes by a name. Its cost grows with its length alone.

    Raises:
        NapdError: when it is not TOML, or has more depth, longer keys or longer numbers than is of any use.
    """
    text = text.replace("\r\n", "\n")
    try:
        lines = line_numbers(text)
        return Document(tomllib.loads(text), lines)
    except tomllib.TOMLDecodeError as error:
        raise NapdError(f"{name}: it is not TOML: {error}") from None
    except NapdError as error:
        raise NapdError(f"{name}: it is not TOML{error}") from None


def line_numbers(text: str) -> dict[KeyPath, int]:
    """The line of each table, setting and part of a list, by the keys and places in lists that lead to it.

    Raises:
        NapdError: where the text has more depth, longer keys or longer numbers than is of any use.
    """
    scan = _Scan()
    for number, kind, word in _words(text):
        scan.take(number, kind, word)
    return scan.lines


def _words(text: str) -> Iterator[tuple[int, str, str]]:
    """Each word or sign with its line and kind; blanks and comments are passed over."""
    number = 1
    for found in WORD.finditer(text):
        kind, word = found.lastgroup, found[0]
        if kind and kind != "comment":
            yield number, kind, word
        number += word.count("\n")


@define
class _Scan:
    """Where in a TOML text the reading is. Of what is not TOML it makes something or other, and raises nothing else."""

    lines: dict[KeyPath, int] = field(factory=lambda: {(): 1})
    counts: dict[KeyPath, int] = field(factory=dict)
    """How many tables a list of them has so far."""
    table: KeyPath = ()
    """That of the last heading."""
    around: list[tuple[str, KeyPath]] = field(factory=list)
    """The lists and inline tables that are open, each with its place."""
    place: KeyPath = ()
    """Of the value that comes, or is being read."""
    keys: list[str] = field(factory=list)
    """The parts of a key, or of a heading, so far."""
    heading: int = 0
    """The brackets before a heading."""
    value: bool = False
    """Whether a value comes, and not a key."""

    def take(self, number: int, kind: str, word: str) -> None:
        """Take the next word, which stands on this line."""
        if kind in ("bare", "text"):
            self._said(number, word)
        elif word in "[{":
            self._open(number, word)
        elif word in "]}":
            self._close(number)
        elif word == "=" and not self.value:
            self._setting(number)
        elif word == ",":
            self._next()
        elif word == "\n" and not self.around:
            self.keys, self.heading, self.value = [], 0, False

    def _said(self, number: int, word: str) -> None:
        if self.value:
            self.lines.setdefault(self.place, number)
            if len(word) > LONGEST_NUMBER and word[0] not in "\"'":
                self._refuse(number, " that can be read: a number has more than", f"{LONGEST_NUMBER} characters")
            return
        self.keys.append(word)
        if len(self.keys) > LONGEST_KEY:
            self._refuse(number, " that can be read: a key has more than", f"{LONGEST_KEY} parts")

    def _open(self, number: int, word: str) -> None:
        if not self.value:
            self.heading += 1
            return
        self.lines.setdefault(self.place, number)
        self.around.append((word, self.place))
        if len(self.around) > DEEPEST:
            self._refuse(number, ": nested too deeply: more than", f"{DEEPEST} brackets inside one another")
        self.keys, self.value = [], word == "["
        self.place = (*self.place, 0) if self.value else self.place

    def _close(self, number: int) -> None:
        if self.around:
            _, self.place = self.around.pop()
            self.value = True
        elif self.heading and self.keys:
            self._table(number)

    def _setting(self, number: int) -> None:
        base = self.around[-1][1] if self.around else self.table
        names = self._names()
        for depth in range(1, len(names) + 1):
            self.lines.setdefault((*base, *names[:depth]), number)
        self.place, self.keys, self.value = (*base, *names), [], True

    def _next(self) -> None:
        """After a comma: the next part of a list, or the next key of an inline table."""
        kind, place = self.around[-1] if self.around else ("{", ())
        if kind == "{":
            self.value, self.keys = False, []
        else:
            self.place = (*place, int(self.place[len(place)]) + 1)

    def _table(self, number: int) -> None:
        """The place that a heading leads to: in a list of tables the one after the last."""
        place: KeyPath = ()
        names = self._names()
        for name in names[:-1]:
            place = (*place, name)
            self.lines.setdefault(place, number)
            place = (*place, self.counts[place] - 1) if place in self.counts else place
        place = (*place, names[-1])
        if self.heading > 1:
            self.lines.setdefault(place, number)
            self.counts[place] = self.counts.get(place, 0) + 1
            place = (*place, self.counts[place] - 1)
        self.lines[place] = number
        self.table, self.keys, self.heading = place, [], 0

    def _names(self) -> tuple[str, ...]:
        """The keys as they are meant, without quotes."""
        return tuple(map(_name, self.keys))

    def _refuse(self, number: int, what: str, bound: str) -> None:
        place = (*self.table, *(self.keys if not self.value else self.place[len(self.table) :]))
        setting = ".".join(str(step) for step in place if isinstance(step, str))[:SHOWN]
        raise NapdError(f"{what} {bound} (line {number}, {setting})")


def _name(key: str) -> str:
    """A part of a key, without its quotes."""
    if key[0] not in "\"'":
        return key
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        return key
