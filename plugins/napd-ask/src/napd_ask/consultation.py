"""A consultation: one case, asked in a terminal or read from a file, and what is written about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from json import dumps
from pathlib import Path
from typing import Any

from attrs import define, field

from napd import NapdError
from napd.plugin import Texts, anything, holds_answers, say, show_json, texts, write_whole
from napd_ask.answers import answers_toml, read_answers
from napd_ask.cases import CaseFile, table_bytes
from napd_ask.dialogue import Dialogue
from napd_ask.inquiry import Assessment, Inquiry
from napd_ask.knowledge import Situation
from napd_ask.letter import Letter
from napd_ask.page import page
from napd_ask.page_data import page_words
from napd_ask.receipt import receipt
from napd_ask.signing import tables_to_sign
from napd_ask.words_file import read_words, words_toml

MADE_ANEW = {"page", "cases"}
"""What may replace a file: it can be made again. All else is about one case, or somebody writes in it."""


@define(eq=False)
class Consultation:
    """One case. What was answered is gone when this is, but for what is written to a file.

    Args:
        inquiry: what is asked.
        language: of what is said.
        day: the day that it is about; that of the answers goes before it, unless `is_named`.
        is_named: whether somebody named the day.
        translated: the sentences of a page in another language.
    """

    inquiry: Inquiry
    language: str
    day: date
    is_named: bool = False
    translated: Mapping[str, Any] = field(factory=dict)
    case: Situation = field(init=False)
    words: Texts = field(init=False)
    tell: Texts = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.case = Situation({}, self.day)
        self.words, self.tell = texts(self.language), texts(self.language, "napd_ask")

    def hear(self) -> None:
        """Ask in the terminal; what is said before the first question comes first."""
        advice = self.inquiry.advice
        say(advice.title, "", *advice.before, "")
        try:
            self.case = Dialogue(self.inquiry, self.day, say, _line, self.words, self.tell).run()
        except KeyboardInterrupt:
            say("", self.tell("dialogue.interrupted"))
            raise
        say("")

    def read(self, path: Path) -> int:
        """Take the answers from a file; gives how many of its lines were of no use, after saying which and why."""
        problems: list[str] = []
        answers = read_answers(path, self.inquiry.advice, self.tell, problems.append)
        given = answers.pop(self.inquiry.advice.day, None)
        self.case = Situation(answers, given if given and not self.is_named else self.day)
        if problems:
            say(*problems, self.tell("problem.told", len(problems)))
        return len(problems)

    def translate(self, path: Path) -> None:
        """Take the sentences of a page from a file."""
        self.translated = read_words(path, page_words(self.inquiry, self.words, self.tell))

    def decide(self, path: Path, targets: Sequence[Path], *, json: bool, overwrite: bool) -> int:
        """Say what follows for each case of a file, as a table to files, or as CSV or JSON to stdout.

        Gives how many distinct answers were of no use, after saying which and why.
        """
        problems: list[str] = []
        table = CaseFile(self.inquiry, path, self.tell, problems.append).decide()
        say(*self.inquiry.advice.notice, *problems)
        for target in targets:
            write_whole(target, table_bytes(table, target.suffix.lower()), overwrite=overwrite)
            say(self.tell("problem.wrote", target))
        if json:
            show_json(table.to_pylist())
        elif not targets:
            sys.stdout.write(table_bytes(table, ".csv").decode())
        return len(problems)

    @property
    def found(self) -> Assessment:
        """What follows."""
        return self.inquiry.assess(self.case)

    @property
    def letter(self) -> str:
        """The letter."""
        return Letter(self.inquiry, self.case, self.found, self.words, self.tell).text()

    def write(self, targets: Iterable[tuple[Path, str]], *, overwrite: bool) -> None:
        """Write files, each whole or not at all.

        Args:
            targets: each with what it is: a letter, a receipt, the answers, a page, its sentences, or the tables.
            overwrite: whether what stands there may be replaced.

        Raises:
            NapdError: with a line for each that could not be written, or is spared and says something else; the others
                are written.
        """
        faults: list[str] = []
        for path, kind in targets:
            try:
                write_whole(path, self._content(kind), spared(kind), overwrite=overwrite)
                say(self.tell("problem.wrote", path))
            except NapdError as fault:
                faults.append(str(fault))
        if faults:
            raise NapdError("\n".join(faults))

    def _content(self, kind: str) -> str:
        match kind:
            case "letter":
                return self.letter
            case "receipt":
                return dumps(receipt(self.inquiry, self.found), ensure_ascii=False, indent=2) + "\n"
            case "answers":
                day = {self.inquiry.advice.day: self.case.day} if self.inquiry.advice.day else {}
                return answers_toml(self.inquiry.advice, {**day, **self.case.answers})
            case "tables":
                return tables_to_sign(self.inquiry, self.words, self.tell)
            case "words":
                return words_toml(page_words(self.inquiry, self.words, self.tell))
        return page(self.inquiry, self.words, self.tell, self.translated)


def spared(kind: str) -> Callable[[Path], str]:
    """Which files are left alone, where something of this kind is to be written."""
    return holds_answers if kind in MADE_ANEW else anything


def _line() -> str | None:
    """A line that somebody typed, after a sign that it is their turn; None where there is no more."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None
