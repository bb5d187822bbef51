"""What a conversation has for each indicator: records for programs, whose texts people read."""

from __future__ import annotations

from attrs import frozen

from napd.telling.story import Story

MOST = 3
"""The most questions to ask for an indicator; the others are counted."""


@frozen(kw_only=True)
class NewAnswer:
    """An answer that differs from that in the round before, or is known or missing only now.

    Args:
        question: id of the question.
        text: the question.
        area: code of the area that answers.
        name: its name; empty where it is the area that is scored itself.
        cause: "known", "answers" or "lost", as in the table "changed_answers".
        before: the answer before, in words; empty without one.
        now: the answer now, likewise.
        note: the note that stands with it now; empty without one.
    """

    question: str
    text: str
    area: str
    name: str
    cause: str
    before: str
    now: str
    note: str


@frozen(kw_only=True)
class Moved:
    """A score that moved since the round before, as one perspective sees it.

    Args:
        perspective: whose view it is.
        change: as in the table "changes".
        words: that in words.
        before: what it was, in words.
        now: what it is.
        causes: the causes that moved it, in their order, as in the table "changes".
        steps: each of these in words; of several with what the score was after it.
        answers: the scored answers that are others, in the order of the questions.
    """

    perspective: str
    change: str
    words: str
    before: str
    now: str
    causes: tuple[str, ...]
    steps: tuple[str, ...]
    answers: tuple[NewAnswer, ...]


@frozen(kw_only=True)
class Seen:
    """What one perspective says where perspectives differ.

    Args:
        perspective: whose view it is.
        words: the levels that are possible, or the answer.
        note: the notes that stand with it; empty without one.
    """

    perspective: str
    words: str
    note: str


@frozen(kw_only=True)
class Difference:
    """A level or an answer that perspectives see differently.

    Args:
        question: id of the question; None for the level.
        text: the question; empty for the level.
        area: code of the area that is seen so.
        name: its name; empty where it is the area that is scored itself.
        seen: what each of them says, in the order of the framework.
    """

    question: str | None
    text: str
    area: str
    name: str
    seen: tuple[Seen, ...]


@frozen(kw_only=True)
class Gap:
    """A question that is not wholly answered and can still change the outcome.

    Args:
        question: id of the question.
        text: the question.
        decides: what its answer can do while all else stays as it is: "always" (whatever it is, the level is then
            known), "sometimes" (some answers make it known), "narrows" (it leaves fewer levels), or "together" (nothing
            by itself, only with other answers).
        turns: for each of its answers, what is then left of the outcome, in words.
        silent: the municipalities that did not answer it, by name; empty where the area itself would.
        asked: whether the question is put to the perspective.
    """

    question: str
    text: str
    decides: str
    turns: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    asked: bool = True


@frozen(kw_only=True)
class Noted:
    """A note on a question without an answer that counts: nothing was answered, or what cannot be used.

    Args:
        question: id of the question.
        text: the question.
        area: code of the area that it is from.
        name: its name; empty where it is the area that is scored itself.
        perspective: whose note it is.
        note: the notes, a line each.
    """

    question: str
    text: str
    area: str
    name: str
    perspective: str
    note: str


@frozen(kw_only=True)
class Ask:
    """A question to ask.

    Args:
        kind: what gives rise to it, a key of `napd.views.asking.KINDS`.
        text: the question, in Dutch.
        question: id of the question of the indicator that it is about; None where it is about several.
    """

    kind: str
    text: str
    question: str | None = None


@frozen(kw_only=True)
class Neighbour:
    """An indicator whose level is read beside that of another; nothing is made of the two together.

    Args:
        indicator: its id.
        title: its title.
        dashboard: the id of the dashboard that it is on.
        perspective: whose view the level is.
        level: the level; None where it is not known.
        now: the level in words, with a symbol; or what else there is to say.
    """

    indicator: str
    title: str
    dashboard: str
    perspective: str
    level: str | None
    now: str


@frozen(kw_only=True)
class Topic:
    """What there is to talk about in one indicator.

    Args:
        indicator: its id.
        title: its title.
        dashboard: the id of the dashboard that it is on.
        theme: its theme; empty where it has none.
        action_line: the action line of the Nationaal Actieplan Dakloosheid; None where it has none.
        version: the date since which this version applies.
        area: code of the area that is scored: the region, or one of its municipalities.
        name: the name of that municipality; empty where it is the region.
        perspective: whose view the level is.
        status: as in the table "scores"; "absent" where there is no score.
        level: the level; None where it is not known.
        now: the level in words, with a symbol; or what else there is to say.
        before: the same in the round before; empty if there is none, or the indicator was not there yet.
        because: the reason that the deciding rule gives; empty while more than one can decide.
        beside: the indicators that it is declared to stand beside, or that are declared to stand beside it, in the
            order of the page; only those of which there is something on the page.
        moved: what moved since the round before, in the order of the perspectives.
        differences: where perspectives differ, the level first.
        missing: what is missing, by how much it can decide: what always does, what sometimes does, what leaves fewer
            levels, what only matters together with other answers; of these what leaves the most different outcomes open
            comes first, and then the order of the indicator.
        notes: what is said on questions without an answer that counts, by question, area and perspective.
        ask: questions to ask, at most `MOST`.
        more: how many more there were.
        figures: what is counted or published beside it, of the area and of what it is in: by time and name, in words.
        stories: what people tell beside it, of the area and of what it is in, the latest first.
        support: the offers of support that fit, where the level is not the best; name and offer.
        wording: whose words the questions and rules of the indicator are.
    """

    indicator: str
    title: str
    dashboard: str
    theme: str
    action_line: int | None
    version: str
    area: str
    name: str
    perspective: str
    status: str
    level: str | None
    now: str
    before: str
    because: str
    beside: tuple[Neighbour, ...]
    moved: tuple[Moved, ...]
    differences: tuple[Difference, ...]
    missing: tuple[Gap, ...]
    notes: tuple[Noted, ...]
    ask: tuple[Ask, ...]
    more: int
    figures: tuple[str, ...]
    stories: tuple[Story, ...]
    support: tuple[str, ...]
    wording: str

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing that moved, differs, is missing or is noted, and nothing to ask."""
        return not (self.moved or self.differences or self.missing or self.notes or self.ask)
