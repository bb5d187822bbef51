"""A dialogue in a terminal: one question at a time, until no answer can change an outcome any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import define, field

from napd import BadValue, MultiChoice, Question, YesNo
from napd.plugin import Texts, as_read
from napd_ask.answers import read_value, unknown_words
from napd_ask.inquiry import Inquiry
from napd_ask.knowledge import Situation

Hear = Callable[[], str | None]
"""Gives what somebody typed, a line at a time; None where there is no more."""


@define(eq=False)
class Dialogue:
    """Asks, hears, explains, goes back and changes.

    Args:
        inquiry: what is asked.
        day: the day that it is about.
        say: takes a line for the person.
        hear: gives a line of the person.
        words: napd's texts of the language.
        tell: the texts of this distribution.
        answers: what was answered, in the order in which it was asked.
    """

    inquiry: Inquiry
    day: date
    say: Callable[[str], None]
    hear: Hear
    words: Texts
    tell: Texts
    answers: dict[str, Any] = field(factory=dict)

    @property
    def case(self) -> Situation:
        """The case as far as it is known."""
        return Situation(self.answers, self.day)

    def run(self) -> Situation:
        """Ask until it is decided, or only weighing is left, or somebody stops."""
        self.say(self.tell("dialogue.help"))
        while (name := self.inquiry.next_question(self.case)) is not None:
            if not self._ask(self.inquiry.advice.question(name)):
                self.say(self.tell("dialogue.stopped"))
                return self.case
        self.say(self.tell("dialogue.done"))
        return self.case

    def _ask(self, question: Question) -> bool:
        """Ask a question until there is an answer, or another question comes first; False where somebody stops.

        A question that was answered keeps its answer until there is another: going back leaves it as it was.
        """
        is_change = question.id in self.answers
        number = [*self.answers, question.id].index(question.id) + 1
        self.say("")
        self.say(f"{self.tell('dialogue.question', number)}. {question.text}")
        for shown in self._choices(question):
            self.say(shown)
        while (line := self.hear()) is not None:
            match self._meant(line):
                case "stop":
                    return False
                case "why":
                    self.say(self._why(question))
                case "back":
                    if is_change or self._back():
                        return True
                case "overview":
                    return self._change()
                case "nothing":
                    self.say(self.tell("dialogue.nothing"))
                case _:
                    if self._take(question, line):
                        return True
        return False

    def _meant(self, line: str) -> str:
        """What somebody wants: a key of `dialogue.keys`, nothing, or to answer."""
        if not line.strip():
            return "nothing"
        asked = (key for key in ("stop", "why", "back", "overview") if as_read(line) in self._keys(key))
        return next(asked, "answer")

    def _keys(self, key: str) -> list[str]:
        return [as_read(word) for word in self.tell.several(f"dialogue.keys.{key}")]

    def _choices(self, question: Question) -> list[str]:
        """What can be answered, by number, in words."""
        lines = [self.tell("dialogue.options", n, words) for n, (_, words) in enumerate(self._options(question), 1)]
        if isinstance(question, MultiChoice):
            return [*lines, self.tell("dialogue.several")]
        return lines or [self._expected(question)]

    def _expected(self, question: Question) -> str:
        """What kind of answer it takes, in words."""
        accepted = question.field()
        if question.options or accepted.shape == "words":
            return self.tell("dialogue.choose") if question.options else accepted.hint
        if accepted.shape == "day":
            return self.tell("dialogue.date")
        low, high = (self.tell("dialogue.any") if end is None else f"{end:g}" for end in (accepted.low, accepted.high))
        key = "dialogue.whole" if accepted.whole else "dialogue.number"
        return self.tell(key, low, high, question.unit).rstrip()

    def _options(self, question: Question) -> list[tuple[str, str]]:
        """The options, each as it is read and as people read it; yes before no."""
        options = [(option.id, question.named(option, self.words)) for option in question.options]
        return sorted(options) if isinstance(question, YesNo) else options

    def _why(self, question: Question) -> str:
        return self.tell("dialogue.why", question.help) if question.help else self.tell("dialogue.no_why")

    def _take(self, question: Question, line: str) -> bool:
        """Keep an answer; False if it is not one, after saying why."""
        try:
            self.answers[question.id] = read_value(question, self._chosen(question, line), unknown_words(self.tell))
        except BadValue as bad:
            if not question.options:
                self.say(f"{self.words.worded(bad.message)}.")
            self.say(self._expected(question))
            return False
        return True

    def _chosen(self, question: Question, line: str) -> str:
        """The options that numbers stand for."""
        options = self._options(question)
        parts = [part.strip() for part in line.split(",")] if isinstance(question, MultiChoice) else [line.strip()]
        if not options or not all(part.isdecimal() and 0 < int(part) <= len(options) for part in parts):
            return line
        return ", ".join(options[int(part) - 1][0] for part in parts)

    def _back(self) -> bool:
        """Forget the last answer, so that it is asked again."""
        if not self.answers:
            self.say(self.tell("dialogue.back_none"))
            return False
        self.answers.popitem()
        return True

    def _said(self, question: Question, name: str) -> str:
        return said(question, self.answers[name], self.words, self.tell)

    def _change(self) -> bool:
        """Show the answers, and ask the one that is chosen again; the others stay. False where somebody stops."""
        self.say(self.tell("dialogue.overview"))
        names = list(self.answers)
        for number, name in enumerate(names, start=1):
            question = self.inquiry.advice.question(name)
            self.say(self.tell("dialogue.answer", number, question.text, self._said(question, name)))
        self.say(self.tell("dialogue.change"))
        while typed := (self.hear() or "").strip():
            if typed.isdecimal() and 0 < int(typed) <= len(names):
                self.say(self.tell("dialogue.changing"))
                return self._ask(self.inquiry.advice.question(names[int(typed) - 1]))
            self.say(self.tell("dialogue.change"))
        return True


def said(question: Question, value: Any, words: Texts, tell: Texts) -> str:
    """An answer in words, or that it is not known."""
    return tell("dialogue.unknown") if value is None else question.in_full(value, words)
