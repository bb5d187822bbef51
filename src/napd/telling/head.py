"""A file with a story: a small head of lines such as `titel: Een kamer`, between lines of dashes, and then the text.

The head looks as that of many programs for pages, and is simpler: what stands behind the first colon of a line is the
field, as it is typed; it needs no quotation marks, whatever signs are in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from napd.errors import nearest
from napd.model.content import content
from napd.model.spelling import as_read
from napd.tables.decoding import decoded
from napd.tables.problems import Place, Problem, Report, problem_at, shortened
from napd.telling.draft import FIELDS, StoryDraft, called, spellings

LARGEST = 1 << 20
"""Bytes of a file with a story."""
PEEK = 1 << 12
"""Bytes that show whether there is a head."""
OWN = ("told_by", "consent", "area", "indicator", "action_line")
"""The fields that heads of other programs do not have."""
DASHES = re.compile(r"-{3,}|[–—]+-*")
"""What stands above and below the head; a word processor makes longer dashes of three."""
FIELD = re.compile(r"(?P<name>[^:]+?)\s*:(?P<text>.*)")
QUOTED = re.compile(r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'")
LACKS = "it does not begin with a head: a line with ---, lines such as '{}', and again a line with ---"


def draft_in(path: Path, name: str, language: str, report: Report) -> StoryDraft | None:
    """The story in a file; None, and what is wrong, where it has no head.

    Args:
        path: the file: UTF-8 or Windows-1252.
        name: how problems name it.
        language: that in which fields are called.
        report: takes what is wrong with the file and its head.

    Raises:
        NapdError: when it cannot be read.
    """
    lines = decoded(name, content(path, LARGEST), report).splitlines()
    ends = [number for number, line in enumerate(lines) if DASHES.fullmatch(line.strip())][:2]
    if not ends or any(line.strip() for line in lines[: ends[0]]):
        message = LACKS.format(f"{called('title', language)}: …")
        hint = "Write one above the text; `napd check` then says what else is missing."
        report(_fault(name, 1, "unreadable", message, hint))
        return None
    if len(ends) == 1:
        hint = "Put a line with --- between the head and the text."
        report(_fault(name, ends[0] + 1, "unreadable", "the head does not end", hint))
        return None
    return StoryHead(name, language, ends[0] + 1, lines[: ends[1]], lines[ends[1] + 1 :], report).draft


def is_story(path: Path) -> bool:
    """Whether a file begins as a story does, and as no page of another program: with a field that only a story has."""
    try:
        with path.open("rb") as file:
            lines = file.read(PEEK).decode("utf-8-sig", errors="replace").split("\n")
    except OSError:
        return False
    filled = [line.strip() for line in lines if line.strip()]
    names = (found["name"] for line in filled[1:] if (found := FIELD.fullmatch(line)))
    return bool(filled and DASHES.fullmatch(filled[0])) and any(spellings().get(as_read(name)) in OWN for name in names)


@frozen(eq=False)
class StoryHead:
    """A head, and the text below it.

    Args:
        file: how problems name the file.
        language: that in which fields are called.
        first: how many lines stand above the fields.
        lines: the lines above the text.
        below: the lines of the text.
        report: takes what is wrong.
    """

    file: str
    language: str
    first: int
    lines: Sequence[str]
    below: Sequence[str]
    report: Report

    @property
    def draft(self) -> StoryDraft:
        """The story."""
        found: dict[str, tuple[int, str, str]] = {}
        for number, line in enumerate(self.lines[self.first :], start=self.first + 1):
            if line.strip() and not line.lstrip().startswith("#"):
                self._take(number, line, found)
        begun = next((number for number, line in enumerate(self.below, start=1) if line.strip()), 1)
        places = {name: number for name, (number, _, _) in found.items()}
        places["text"] = len(self.lines) + 1 + begun
        texts = {name: text for name, (_, _, text) in found.items()} | {"text": "\n".join(self.below).strip()}
        return StoryDraft(texts, lambda name: Place(self.file, places.get(name, self.first)), self._names(found))

    def _names(self, found: Mapping[str, tuple[int, str, str]]) -> dict[str, str]:
        """What each field is called in this file, or would be."""
        return {name: found[name][1] if name in found else called(name, self.language) for name in FIELDS}

    def _take(self, number: int, line: str, found: dict[str, tuple[int, str, str]]) -> None:
        """Read a line of the head."""
        parts = FIELD.fullmatch(line.strip())
        if parts is None:
            names = ", ".join(called(name, self.language) for name in FIELDS if name != "text")
            message = f"{shortened(line.strip())!r} is not a field of a story"
            self._say(number, "", "unreadable", message, f"Write a name, a colon and a text; the names are: {names}.")
            return
        shown = parts["name"]
        name = spellings().get(as_read(shown))
        if name is None or name == "text":
            self._unknown(number, shown)
        elif name in found:
            message = f"the field {shown!r} is given twice, also on line {found[name][0]}"
            self._say(number, shown, "repeated_column", message, "Keep one of them.")
        else:
            found[name] = number, shown, _unquoted(parts["text"].strip())

    def _unknown(self, number: int, shown: str) -> None:
        names = [called(name, self.language) for name in FIELDS if name != "text"]
        hint = nearest(shown, names).strip() or f"Its fields are: {', '.join(names)}."
        self._say(number, shown, "unknown_column", f"a story has no field {shortened(shown)!r}; it is not read", hint)

    def _say(self, number: int, column: str, kind: str, message: str, hint: str) -> None:
        self.report(evolve(_fault(self.file, number, kind, message, hint), column=shortened(column)))


def _fault(file: str, line: int, kind: str, message: str, hint: str) -> Problem:
    return problem_at(Place(file, line), kind, message, hint)


def _unquoted(text: str) -> str:
    """A text without the quotation marks around it that some programs put there."""
    found = QUOTED.fullmatch(text)
    return text if found is None else found["double"] or found["single"] or ""
