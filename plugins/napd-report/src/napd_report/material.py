"""Material: what is laid side by side: what changed since the round before, how many there are of each, and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from napd import Comparison, Indicator, Result, Round, Rounds, summary
from napd.plugin import FICTIONAL, Views, web_address
from napd_report.badges import Badges
from napd_report.charts import Chart, spread_chart

Row = Mapping[str, Any]


@frozen(eq=False, repr=False)
class Material:
    """What the rounds of a report have, side by side.

    Args:
        result: what scoring gave.
        rounds: the rounds of the pages, the earliest first; the last one stands in the middle.
        perspective: whose view the levels give.
    """

    result: Result
    rounds: Sequence[Round]
    perspective: str

    @cached_property
    def views(self) -> Views:
        """What the regions have in common to talk about."""
        return Views(self.result)

    @property
    def comparison(self) -> Comparison | None:
        """What changed since the round before; None in the first."""
        if not self.rounds[1:]:
            return None
        before, now = self.rounds[-2:]
        return self.views.comparison(before.id, now.id)

    def changed(self, indicator: str, area: str) -> Sequence[Row]:
        """The changes since the round before of an area in an indicator, as the perspective of the pages sees it."""
        return self._changed.get((indicator, area), ())

    @cached_property
    def _changed(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.comparison.changes.to_pylist() if self.comparison else ():
            if row["perspective"] == self.perspective:
                found.setdefault((row["indicator"], row["area"]), []).append(row)
        return found

    @cached_property
    def summary(self) -> list[Row]:
        """The rows of the summary."""
        rounds = [each.id for each in self.rounds]
        return list[Row](summary(self.result, round=rounds, perspective=self.perspective).to_dict())

    def summed(self, round_: Round, indicator: Indicator) -> Sequence[Row]:
        """Those of an indicator in a round; none where it had other levels then."""
        return [row for row in self._summed(indicator) if row["round"] == round_.id]

    def chart(self, indicator: Indicator, chips: Badges, rounds: Rounds) -> Chart | None:
        """The spread of its levels over the rounds in which it had the levels of this version; None if in none.

        Args:
            indicator: the indicator.
            chips: how its levels look.
            rounds: the rounds, as the pages call them.
        """
        rows = self._summed(indicator)
        if not rows:
            return None
        made = spread_chart(indicator.title, rows, chips, rounds, self.result.framework.language)
        mark = f"-{FICTIONAL}" if self.result.fictional else ""
        return evolve(made, name=f"{web_address(indicator.id)}{mark}")

    def _summed(self, indicator: Indicator) -> Sequence[Row]:
        return self._by_scale.get((indicator.id, "|".join(indicator.scale.ids)), ())

    @cached_property
    def _by_scale(self) -> dict[tuple[str, str], list[Row]]:
        """The rows of the summary that are about an indicator, by that and by the levels that it had."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.summary:
            if row["kind"] == "indicator":
                found.setdefault((row["indicator"], row["scale"]), []).append(row)
        return found
