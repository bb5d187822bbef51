"""What an explanation holds: records for programs, whose texts people read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from napd.decision.outcomes import Outcome
from napd.texts import LANGUAGE, Texts, texts

if TYPE_CHECKING:
    from napd.explaining.parts import Part


def silence(say: Texts, *, asked: bool) -> str:
    """What stands where there is no answer: that nobody gave one, or that nobody was asked."""
    return say("explain.no_answer" if asked else "explain.unasked")


@frozen(kw_only=True)
class Decided:
    """A rule that decides, or can still decide.

    Args:
        stage: the id of the stage whose rule it is; empty for the level itself.
        text: the stage as a question; empty likewise.
        rule: its number, from 1.
        result: the level that it gives, "not_applicable", or the option of the stage.
        words: that in words.
        because: the reason, as the indicator gives it.
        source: where the rule comes from; empty where the indicator names none.
    """

    stage: str
    text: str
    rule: int
    result: str
    words: str
    because: str
    source: str


@frozen(kw_only=True)
class RawAnswer:
    """What one area said on one question.

    Args:
        area: code of the area.
        name: its name.
        value: the answer in its standard form; None without a usable answer.
        words: the answer in words; empty without one.
        note: the explanation (toelichting) that came with it, also where there is no answer.
        status: how far it is; empty where that is not said.
        unusable: what stands there all the same: texts that are no answer, or answers that contradict each other.
    """

    area: str
    name: str
    value: str | None
    words: str
    note: str
    status: str
    unusable: tuple[str, ...]

    def worded(self, words: str) -> RawAnswer:
        """The same with words for the answer; `attrs.evolve` would take several times as long, and there are many."""
        return RawAnswer(
            area=self.area, name=self.name, value=self.value, words=words, note=self.note, status=self.status,
            unusable=self.unusable,
        )  # fmt: skip


@frozen(kw_only=True)
class ExplainedAnswer:
    """What is known of the answer to one question, for the area that is scored.

    Args:
        question: id of the question.
        text: the question.
        words: the answer in words; of a value that comes from municipalities its range; empty where nothing is known.
        counts_as: the answers that the rules do not tell from this one, in words; empty where that says nothing more.
        known: "yes", "partly" (some municipalities did not answer) or "no".
        decisive: whether it is one of the smallest set of answers that alone fix the outcome.
        open: whether it can still change the outcome.
        scored: whether any rule asks it.
        asked: whether it is put to the perspective; it may be answered all the same.
        low: the lowest value possible, of a value that comes from municipalities; None where it has no bound or is
            undefined.
        high: the highest value possible, likewise.
        answered: how many municipalities answered; None where the area itself does.
        members: n, the number of its municipalities; None likewise.
        said: who said what; of a derived value nobody did.
        parts: the questions it is derived from.
    """

    question: str
    text: str
    words: str
    counts_as: str
    known: str
    decisive: bool
    open: bool
    scored: bool
    asked: bool
    low: float | None
    high: float | None
    answered: int | None
    members: int | None
    said: tuple[RawAnswer, ...]
    parts: tuple[str, ...]

    def in_words(self, say: Texts) -> str:
        """The answer in words, or that there is none, and why."""
        return self.words or silence(say, asked=self.asked)


@frozen(kw_only=True)
class Effect:
    """What is left of the outcome when an open question turns out in one way.

    Args:
        answers: the answers, in words.
        words: what is then left, in words.
        outcome: the same for programs.
    """

    answers: str
    words: str
    outcome: Outcome


@frozen(kw_only=True)
class Missing:
    """A question that is not, or not wholly, answered and can still change the outcome.

    Args:
        question: id of the question.
        text: the question.
        turns: what is left for each of its answers; a single one where it changes nothing by itself, only together
            with other answers.
    """

    question: str
    text: str
    turns: tuple[Effect, ...]


@frozen(kw_only=True)
class Change:
    """One question whose answer would have to be another, or known.

    Args:
        question: id of the question.
        text: the question.
        now: its answer in words; may be empty.
        known: whether that is known: "yes", "partly" or "no".
        asked: whether it is put to the perspective.
        would: the answers that would do, in words.
    """

    question: str
    text: str
    now: str
    known: str
    asked: bool
    would: str

    def now_words(self, say: Texts) -> str:
        """Its answer in words, or that there is none, and why."""
        return self.now or silence(say, asked=self.asked)


@frozen(kw_only=True)
class LevelChange:
    """Answers that together would give a higher level, whatever is not named turns out to be.

    Args:
        level: the lowest level that they make certain.
        words: that in words.
        highest: whether no level is higher.
        changes: the questions.
    """

    level: str
    words: str
    highest: bool
    changes: tuple[Change, ...]


@frozen(kw_only=True)
class Next:
    """What would give the next level. It says what would change the score, and advises nothing.

    Args:
        level: the next level above the lowest that is possible now.
        words: that in words.
        count: the fewest questions that would have to be answered differently; 0 where no answers give it.
        ways: ways that take so few.
        complete: whether these are all of them.
        skipped: why no ways were sought; empty where they were.
    """

    level: str
    words: str
    count: int
    ways: tuple[LevelChange, ...]
    complete: bool
    skipped: str

    @property
    def given(self) -> str:
        """The level that all ways give, in words; the next level, if they give several."""
        levels = {way.words for way in self.ways}
        return levels.pop() if len(levels) == 1 else self.words


@frozen(kw_only=True, repr=False)
class Explanation:
    """Why one score is what it is.

    Args:
        round: id of the round.
        round_label: what a reader calls it.
        area: code of the area.
        area_name: its name.
        perspective: whose view the answers give.
        indicator: id of the indicator.
        title: its title.
        version: the date since which this version applies.
        fictional: whether the answers are marked as fictional.
        outcome: what the score is, or can still be.
        words: the same in words with a symbol.
        rules: the rule that decides; while answers are missing, every rule that can.
        stages: the rule that decides each stage, or each that can.
        answers: what is known about each question, in the order of the indicator.
        decisive: the questions of a smallest set of answers that alone fix the outcome; None if nobody answered
            anything, or if it would take too long to find them.
        missing: the questions that can still change it.
        next: what would give the next level; None if there is no next level, or no answers yet.
        support: the offers of support that fit the indicator: name and offer.
        sources: where the indicator comes from.
        doubts: what is uncertain about its content.
        wording: whose words its questions and rules are.
        language: the language of its words.
    """

    round: str
    round_label: str
    area: str
    area_name: str
    perspective: str
    indicator: str
    title: str
    version: str
    fictional: bool
    outcome: Outcome
    words: str
    rules: tuple[Decided, ...]
    stages: tuple[Decided, ...]
    answers: tuple[ExplainedAnswer, ...]
    decisive: tuple[str, ...] | None
    missing: tuple[Missing, ...]
    next: Next | None
    support: tuple[str, ...]
    sources: tuple[str, ...]
    doubts: tuple[str, ...]
    wording: str
    language: str = LANGUAGE

    @property
    def say(self) -> Texts:
        """The texts of its language."""
        return texts(self.language)

    @property
    def status(self) -> str:
        """The status of the score: scored, undetermined, unanswered or not_applicable."""
        return self.outcome.status

    @property
    def level(self) -> str | None:
        """The level; None where it is not known."""
        return self.outcome.level

    def answer(self, question: str) -> ExplainedAnswer:
        """What is known about one question."""
        return next(answer for answer in self.answers if answer.question == question)

    def parts(self) -> tuple[Part, ...]:
        """What it tells, heading by heading, in words, as `text()` prints it; the first says what the score is."""
        from napd.explaining.parts import parts_of

        return tuple(parts_of(self))

    def to_dict(self) -> dict[str, Any]:
        """The explanation as nested dicts and lists, for JSON."""
        data: dict[str, Any] = plain(asdict(self, value_serializer=lambda _, __, value: _as_columns(value)))
        del data["language"]  # that of the framework
        return data

    def text(self) -> str:
        """The explanation for people, in its language."""
        from napd.explaining.text import text_of

        return text_of(self)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanation: {self.indicator} of {self.area} in {self.round}: {self.words}>"


def _as_columns(value: Any) -> Any:
    """An outcome under the names of the columns of the scores table."""
    return value.to_dict() if isinstance(value, Outcome) else value


def plain(value: Any) -> Any:
    """Nested dicts and tuples with lists for the tuples, and days as texts, as JSON has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, tuple | list) else value
