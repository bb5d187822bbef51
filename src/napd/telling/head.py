"""A file with a story: a small head of lines such as `titel: Een kamer`, between lines of dashes, and then the text.

The head looks as that of many programs for pages, and is simpler: what stands behind the first colon of a line is the
field, as it is typed; it needs no quotation marks, whatever signs are in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from napd.model.content import content
from napd.model.spelling import as_read
from napd.tables.decoding import UTF8, decoded, marked
from napd.tables.problems import Place, Report, problem_at
from napd.telling.draft import FIELDS, StoryDraft, called, spellings
from napd.texts import Message, shortened
from napd.texts.hints import did_you_mean

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


def draft_in(path: Path, name: str, language: str, report: Report) -> StoryDraft | None:
    """The story in a file; None, and what is wrong, where it has no head.

    Args:
        path: the file: UTF-8, UTF-16 with its mark, or Windows-1252.
        name: how problems name it.
        language: that in which fields are called.
        report: takes what is wrong with the file and its head.

    Raises:
        NapdError: when it cannot be read.
    """
    lines = decoded(name, content(path, LARGEST), report).splitlines()
    ends = [number for number, line in enumerate(lines) if DASHES.fullmatch(line.strip())][:2]
    if not ends or any(line.strip() for line in lines[: ends[0]]):
        example = f"{called('title', language)}: …"
        message = Message("problem.unreadable.no_head", example=example)
        report(problem_at(Place(name, 1), "unreadable", message, Message("problem.unreadable.no_head_hint")))
        return None
    if len(ends) == 1:
        message, hint = Message("problem.unreadable.no_end"), Message("problem.unreadable.no_end_hint")
        report(problem_at(Place(name, ends[0] + 1), "unreadable", message, hint))
        return None
    return StoryHead(name, language, ends[0] + 1, lines[: ends[1]], lines[ends[1] + 1 :], report).draft


def is_story(path: Path) -> bool:
    """Whether a file begins as a story does, and as no page of another program: with a field that only a story has."""
    try:
        with path.open("rb") as file:
            start = file.read(PEEK)
    except OSError:
        return False
    lines = start.decode(marked(start) or UTF8, errors="replace").splitlines()
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
            message = Message("problem.unreadable.no_field", value=line.strip())
            self._say(number, "", "unreadable", message, Message("problem.unreadable.no_field_hint", names=self._every))
            return
        shown = parts["name"]
        name = spellings().get(as_read(shown))
        if name is None or name == "text":
            self._unknown(number, shown)
        elif name in found:
            message = Message("problem.repeated_column.field", name=shown, line=str(found[name][0]))
            self._say(number, shown, "repeated_column", message, Message("problem.repeated_column.hint"))
        else:
            found[name] = number, shown, _unquoted(parts["text"].strip())

    def _unknown(self, number: int, shown: str) -> None:
        hint = did_you_mean(shown, self._every) or Message("problem.unknown_column.fields", names=self._every)
        self._say(number, shown, "unknown_column", Message("problem.unknown_column.field", name=shown), hint)

    @property
    def _every(self) -> tuple[str, ...]:
        """What the fields of a head are called."""
        return tuple(called(name, self.language) for name in FIELDS if name != "text")

    def _say(self, number: int, column: str, kind: str, message: Message, hint: Message) -> None:
        self.report(evolve(problem_at(Place(self.file, number), kind, message, hint), column=shortened(column)))


def _unquoted(text: str) -> str:
    """A text without the quotation marks around it that some programs put there."""
    found = QUOTED.fullmatch(text)
    return text if found is None else found["double"] or found["single"] or ""
