"""Write answers.csv: FICTIEF answers of every region and municipality. None of them is about the real ones.

    python examples/landelijk-FICTIEF/make.py

It follows the areas, rounds and question lists of the installed napd and its plugins; how likely which answer is
stands in chances.py, beside which it writes. The same versions give the same bytes.
"""  # noqa: INP001 - a script with modules of its own, no package

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from math import nan
from pathlib import Path

import chances
from attrs import frozen
from chances import HABITS, PUBLISHED, VIEWS
from habits import (
    ABSENT,
    BETTER,
    DIFFERS,
    DRAFT,
    GAINED,
    LOST,
    LOWER,
    NOTED,
    OPEN,
    OTHERWISE,
    ROUNDS,
    SILENT,
    SKIPPED,
    VIEW,
    WORSE,
    Day,
    Habit,
    Share,
)  # fmt: skip
from walks import Value, course, draw, moved, rank, text, with_option

from napd import DEFAULT_SCALE, Framework, Indicator, Round, score
from napd.model.questions import Question

ANSWERS = Path(chances.__file__).with_name("answers.csv")
COLUMNS = ("round", "area", "perspective", "indicator", "question", "value", "note", "status", "FICTIEF")
KEY = COLUMNS[:5]

Said = Mapping[tuple[str, str, str], int]  # by round, region and question: 1 for yes, 0 for no
Row = dict[str, str]


@frozen
class Sheet:
    """What a region and its municipalities fill in for an indicator, in the round at a place of ROUNDS."""

    framework: Framework
    place: int
    region: str
    indicator: Indicator

    @property
    def round(self) -> Round:
        """The round."""
        return self.framework.rounds[ROUNDS[self.place]]

    @property
    def key(self) -> tuple[str, str, str]:
        """On what its draws hang."""
        return self.round.id, self.region, self.indicator.id

    def is_there(self) -> bool:
        """Tell whether the region takes part in the round, and answers the indicator at all."""
        absent = draw("absent", self.round.id, self.region) < ABSENT[self.round.id]
        return not absent and draw("skipped", *self.key) >= SKIPPED

    def applies(self, habit: Habit) -> list[bool]:
        """Tell whether a question applies, in each round up to this one."""
        name, least = habit.needs
        if not name:
            return [True] * (self.place + 1)
        gate = course(self.indicator.id, self.indicator.question(name), self.region, self.region)
        return [place >= least for place in gate[: self.place + 1]]

    def value(self, question: Question, area: str, said: Said) -> Value:
        """Give the answer of an area, as its gemeente sees it."""
        habit = HABITS[self.indicator.id][question.id]
        applies = self.applies(habit)
        if not applies[-1]:
            return habit.otherwise
        if isinstance(habit, Share):
            return said.get((self.round.id, self.region, question.id))
        if isinstance(habit, Day):
            since = len(applies) - [*reversed(applies), False].index(False)
            days = 1 + int(180 * draw("day", ROUNDS[since], self.region))
            return self.framework.rounds[ROUNDS[since]].date - timedelta(days=days)
        value = course(self.indicator.id, question, self.region, area)[self.place]
        in_plan = said.get((self.round.id, self.region, "wonen_eerst_in_plan"))
        if question.id == "actielijnen" and in_plan is not None:  # the two say the same thing
            return with_option(question, value, "wonen eerst", there=bool(in_plan))
        return value

    def rows(self, said: Said) -> Iterator[Row]:
        """Give the rows of every perspective."""
        for question in self.indicator.asked:
            if self.indicator.answered_by(question) == "municipality":
                yield from self.rows_of_municipalities(question, said)
            else:
                yield from self.rows_of_region(question, said)

    def rows_of_municipalities(self, question: Question, said: Said) -> Iterator[Row]:
        """Give a row for each municipality that does not leave the indicator open."""
        for area in self.framework.areas.members(self.region, self.round.date):
            value = self.value(question, area.code, said)
            silent = draw("silent", *self.key, area.code) < SILENT["municipality"]
            if value is not None and not silent:
                yield self.row(area.code, "gemeente", question, value)

    def rows_of_region(self, question: Question, said: Said) -> Iterator[Row]:
        """Give the row of the gemeente, which may be empty, and those of the other perspectives."""
        value = self.value(question, self.region, said)
        if value is None:
            return
        silent = question.required and draw("silent", *self.key, question.id) < SILENT["region"]
        told = None if silent else value
        yield self.row(self.region, "gemeente", question, told, OPEN if silent else "")
        for perspective in self.heard() if question.required else ():
            seen = self.seen(question, value, perspective)
            note = "" if told in (None, seen) else OTHERWISE
            yield self.row(self.region, perspective, question, seen, note)

    def heard(self) -> list[str]:
        """Give the perspectives that speak about the indicator here, beside gemeente."""
        names = [name for name, indicators in VIEWS.items() if self.indicator.id in indicators]
        return [name for name in names if self.place and draw("heard", name, self.region) < VIEW]

    def seen(self, question: Question, value: Value, perspective: str) -> Value:
        """Give an answer as another perspective sees it; what other questions hang on, all see alike."""
        habits = HABITS[self.indicator.id]
        gates = [habit.needs[0] for habit in habits.values()]
        key = (*self.key, question.id, perspective)
        if question.id in gates or not self.applies(habits[question.id])[-1] or draw("same", *key) >= DIFFERS:
            return value
        return moved(question, value, -1 if draw("lower", *key) < LOWER else 1, draw("which", *key))

    def row(self, area: str, perspective: str, question: Question, value: Value, note: str = "") -> Row:
        """Write an answer down."""
        noted = draw("noted", *self.key, area, perspective, question.id) < NOTED
        draft = draw("draft", *self.key, perspective) < DRAFT
        cells = (
            self.round.id, area, perspective, self.indicator.id, question.id, text(question, value),
            note if noted else "", "concept" if draft else "afgestemd", "FICTIEF",
        )  # fmt: skip
        return dict(zip(COLUMNS, cells, strict=True))


def counts(percent: int, n: int) -> list[int]:
    """Give every number out of n that is this percentage, rounded half up."""
    return [count for count in range(n + 1) if (200 * count + n) // (2 * n) == percent]


def denominators(most: int) -> list[int]:
    """Give every n up to `most` of which all published percentages can be shares."""
    percents = [percent for by_round in PUBLISHED.values() for percent in by_round.values()]
    return [n for n in range(1, most + 1) if all(counts(percent, n) for percent in percents)]


def said_in(sheets: Sequence[Sheet], question: str, habit: Share) -> Said:
    """Give who says yes to a question of which only the share is known, among the sheets of one round."""
    n = max(denominators(len(sheets)))
    asked = [sheet for sheet in sheets if sheet.is_there() and sheet.applies(habit)[-1]]
    telling = sorted(asked, key=lambda sheet: draw("tells", sheet.region) + draw("tells", *sheet.key) / 4)[:n]
    order = sorted(telling, key=lambda sheet: draw(question, sheet.region) + draw(question, *sheet.key) / 4)
    round_id = sheets[0].round.id
    yes = ({**habit.percent, **PUBLISHED[question]}[round_id] * len(order) + 50) // 100
    return {(round_id, sheet.region, question): int(place < yes) for place, sheet in enumerate(order)}


def answers(framework: Framework) -> list[Row]:
    """Give all rows, in order."""
    rows: list[Row] = []
    for place, round_id in enumerate(ROUNDS):
        day = framework.rounds[round_id].date
        for indicator in framework.at(day):
            sheets = [Sheet(framework, place, region.code, indicator) for region in framework.areas.regions(day)]
            said: dict[tuple[str, str, str], int] = {}
            for question, habit in HABITS[indicator.id].items():
                if isinstance(habit, Share):
                    said |= said_in(sheets, question, habit)
            rows += [row for sheet in sheets if sheet.is_there() for row in sheet.rows(said)]
    return sorted(rows, key=lambda row: [row[column] for column in KEY])


def known_levels(path: Path, framework: Framework) -> dict[tuple[str, ...], int]:
    """Score a file: the place of each known level on the scale, by round, area, perspective and indicator."""
    scores = score(path, framework).scores.to_pylist()
    return {
        tuple(row[name] for name in KEY[:4]): DEFAULT_SCALE.ids.index(row["level"]) for row in scores if row["level"]
    }


def explain(rows: Sequence[Row], framework: Framework, levels: Mapping[tuple[str, ...], int]) -> None:
    """Note, at some answers that changed along with the level of their indicator, what they were before."""
    questions = {(i.id, question.id): question for i in framework.indicators for question in i.asked}
    before = dict(zip(ROUNDS, ("", *ROUNDS), strict=False))
    values = {tuple(row[name] for name in KEY): row["value"] for row in rows}
    for row in rows:
        now = tuple(row[name] for name in KEY)
        was = (before[now[0]], *now[1:])
        question, old = questions[row["indicator"], row["question"]], values.get(was, "")
        rise = levels.get(now[:4], nan) - levels.get(was[:4], nan)
        change = rank(question, row["value"]) - rank(question, old)
        if question.required and rise * change > 0 and draw("told", *now) < NOTED:
            row["note"] = note_on(old, row["value"], draw("sentence", *now), better=change > 0)


def note_on(old: str, new: str, which: float, *, better: bool) -> str:
    """Write how an answer changed: of several options those that came or went, else what it was."""
    if "|" in old + new:
        more, less = (new, old) if better else (old, new)
        options = [option for option in more.split("|") if option not in less.split("|")]
        return (GAINED if better else LOST).format(", ".join(options))
    sentences = BETTER if better else WORSE
    return sentences[int(which * len(sentences))].format(old)


def installed() -> Framework:
    """Give the framework of the indicators in chances.py; stop where they have other questions than it knows."""
    framework = Framework(indicators=[one for one in Framework.installed().indicators if one.id in HABITS])
    asked = {indicator.id: [question.id for question in indicator.asked] for indicator in framework.indicators}
    for name, habits in HABITS.items():
        if sorted(asked.get(name, [])) != sorted(habits):
            now = ", ".join(asked.get(name, [])) or "nothing"
            raise SystemExit(f"chances.py: {name} is installed with the questions {now}; it has {', '.join(habits)}")
    return framework


def write(rows: Sequence[Row]) -> None:
    """Write the rows to answers.csv."""
    with ANSWERS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write the answers, and once more with notes where the levels that they give have changed."""
    framework = installed()
    rows = answers(framework)
    write(rows)
    explain(rows, framework, known_levels(ANSWERS, framework))
    write(rows)


if __name__ == "__main__":
    main()
