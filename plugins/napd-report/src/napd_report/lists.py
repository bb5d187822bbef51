"""Lists: who gave which answer, what has come in, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from attrs import frozen

from napd import Indicator, who
from napd_progress import progress
from napd_report.material import Row
from napd_report.names import by_name
from napd_report.report_data import ReportData

ANSWERED = "answered"
"""The status of an answer in the table "who"."""


@frozen(eq=False)
class Givers:
    """Which areas gave which answer to each question in the round, of all indicators together.

    Args:
        data: what all pages tell of.
    """

    data: ReportData

    @cached_property
    def _rows(self) -> Mapping[str, list[Row]]:
        """The rows of the table "who" by indicator. Costs a pass over the answers."""
        data = self.data
        found: dict[str, list[Row]] = {}
        asked = [one.id for one in data.in_force(data.round)]
        for row in who(data.result, asked, round=data.round.id, perspective=data.perspective).table.to_pylist():
            found.setdefault(row["indicator"], []).append(row)
        return found

    def of(self, indicator: Indicator) -> list[dict[str, Any]]:
        """For each question its text, and by answer the names of the areas, in alphabetical order."""
        by_question = groupby(self._rows.get(indicator.id, ()), key=lambda row: str(row["question"]))
        return [
            {"text": indicator.question(name).text, "answers": self._answers(indicator, name, list(some))}
            for name, some in by_question
        ]

    def _answers(self, indicator: Indicator, name: str, some: Sequence[Row]) -> list[tuple[str, list[str]]]:
        """By answer; an option that nobody chose is told too, and who gave none comes last."""
        question, areas = indicator.question(name), self.data.framework.areas
        labels = {option.id: question.named(option, self.data.say) for option in question.options}
        found: dict[str, list[Any]] = {label: [] for label in labels.values()}
        for row in some:
            outcome = row["outcome"]
            words = labels.get(outcome, str(outcome)) if outcome else self._status(str(row["status"]))
            found.setdefault(words, []).append(areas[row["area"]])
        return [(words, [each.name for each in sorted(named, key=by_name)]) for words, named in found.items()]

    def _status(self, status: str) -> str:
        """What is said of areas that gave no answer, or one that has no words of its own, as a text."""
        if status == ANSWERED:
            return self.data.say("summary.answered")
        return self.data.legends.statuses[status].words


def received(data: ReportData) -> dict[str, Any]:
    """What came in of each region in the round that is open, by name; nothing of what is wrong in it, and no file."""
    found = progress(data.result, round=data.round.id)
    first = data.framework.perspectives[0]
    names = data.tell.table("progress.status")
    rows = [
        {
            "area": one.area, "status": names[one.status],
            "answered": one.total("answered"), "asked": one.total("asked"),
            "members": [each.name for each in data.framework.areas.members(one.area.code, data.round.date)],
            "came": one.status not in ("nothing", "absent"),
        }
        for one in sorted(found.deliveries, key=lambda one: by_name(one.area))
        if one.view == first
    ]  # fmt: skip
    return {"rows": rows, "received": sum(row["came"] for row in rows), "label": data.label(data.round)}


def terms(data: ReportData) -> Iterator[tuple[str, str, str]]:
    """The words of the pages, in alphabetical order: the id of each, the word, and what it means."""
    words, meanings = data.tell.table("words.term"), data.tell.table("words.meaning")
    yield from ((key, words[key], meanings[key]) for key in sorted(words, key=lambda key: words[key].casefold()))
