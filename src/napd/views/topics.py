"""Topics: what there is to talk about in each indicator, from what a result has to say of one region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from attrs import frozen

from napd.explaining.explain import codes_behind
from napd.explaining.levels import possible_words, score_words
from napd.explaining.records import Explanation, Missing
from napd.explaining.values import answer_words
from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.scale import NOT_APPLICABLE
from napd.model.values import parted
from napd.telling.story import Story
from napd.texts import Texts
from napd.views.asking import Known, asks
from napd.views.topic import MOST, Difference, Gap, Moved, Neighbour, NewAnswer, Noted, Seen, Topic
from napd.views.views import Key, RegionView, Row
from napd.views.words import way_words

ABSENT = "absent"
DECIDES = ("always", "sometimes", "narrows", "together")
"""What a missing answer can do, what matters most first."""


def topics(regional: RegionView) -> tuple[Topic, ...]:
    """A topic for each score, and for each that was there before, in the order of the framework.

    That is by dashboard, theme, action line and id of the indicator, and then by name of the municipality; never by
    level.
    """
    making = Making(regional, regional.material.result.framework)
    return tuple(making.topic(*key) for key in making.keys)


@frozen(eq=False, repr=False)
class Making:
    """Makes the topics of a region."""

    regional: RegionView
    framework: Framework

    @cached_property
    def keys(self) -> list[Key]:
        """The scores that there are or could be, with those that there were, in their order.

        A dashboard on which the region has nothing at all is left out. If it has nothing anywhere, those are shown on
        which others have anything.
        """
        regional, on = self.regional, self.framework.dashboard
        changed = {(row["indicator"], row["area"]) for row in regional.changes}
        noted = {(row["indicator"], self._subject(self._indicator(row["indicator"]), row)) for row in regional.notes}
        found = {*regional.views} | changed | noted
        shown = {on(name) for name, _ in found} or {*regional.material.result.dashboards}
        of_region = [one.id for one in self._in_force if one.area == "region" and on(one.id) in shown]
        return sorted(found | {(name, regional.region) for name in of_region}, key=self._place)

    def _subject(self, indicator: Indicator, row: Row) -> str:
        """Whose score an answer or a note is about."""
        return self.regional.region if indicator.area == "region" else str(row["area"])

    @property
    def _in_force(self) -> Sequence[Indicator]:
        return self.framework.at(self.regional.now.date)

    def _place(self, key: Key) -> tuple[Any, ...]:
        """By what topics are ordered."""
        area = self.framework.areas[key[1]]
        return *self.framework.place(self._indicator(key[0])), self._name(area.code).casefold(), area.code

    def _indicator(self, name: str) -> Indicator:
        return next(indicator for indicator in self._in_force if indicator.id == name)

    def topic(self, name: str, area: str) -> Topic:
        """What there is to talk about in one score."""
        regional, indicator, key = self.regional, self._indicator(name), (name, area)
        why, is_gone = regional.explanations.get(key), not self.framework.areas.exists(area, regional.now.date)
        view = regional.views.get(key, regional.view)
        moved, differences = tuple(self._moved(indicator, area)), tuple(self._differences(indicator, area))
        missing = tuple(sorted(map(_Gaps(why).gap, why.missing), key=_weight)) if why else ()
        codes = codes_behind(regional.material.trail, why) if why else {}
        told = [*self._told(area, view)]
        ask = asks(
            Known(
                self.framework.decider(indicator), why, told, codes, moved, differences, missing, is_gone,
                self.framework.say,
            )
        )  # fmt: skip
        return Topic(
            indicator=name, title=indicator.title, dashboard=self.framework.dashboard(name), theme=indicator.theme,
            action_line=indicator.action_line, version=indicator.version, area=area, name=self._name(area),
            perspective=view, status=why.status if why else ABSENT, level=why.level if why else None,
            now=self._now(key), beside=tuple(self._beside(indicator, area)),
            before=self._before(name, area, view),
            because=why.rules[0].because if why and why.status in ("scored", NOT_APPLICABLE) else "",
            moved=moved, differences=differences, missing=missing, notes=tuple(self._notes(indicator, area)),
            ask=tuple(ask[:MOST]), more=len(ask[MOST:]),
            figures=tuple(self._figures(name, area)), stories=tuple(self._stories(name, area)),
            support=() if is_gone else self._support(indicator, why), wording=indicator.wording,
        )  # fmt: skip

    def _now(self, key: Key) -> str:
        """The level in words, or that there is no score."""
        if why := self.regional.explanations.get(key):
            return why.words
        exists = self.framework.areas.exists(key[1], self.regional.now.date)
        return self._say(f"status.{ABSENT}" if exists else "change.no_score")

    def _beside(self, indicator: Indicator, area: str) -> Iterator[Neighbour]:
        """The indicators that stand beside this one, whichever of them says so, with their levels of the same area."""
        for name, where in self.keys:
            other = self._indicator(name)
            if where == area and (name in indicator.beside or indicator.id in other.beside):
                why, key = self.regional.explanations.get((name, area)), (name, area)
                yield Neighbour(
                    indicator=name, title=other.title, dashboard=self.framework.dashboard(name),
                    perspective=self.regional.views.get(key, self.regional.view),
                    level=why.level if why else None, now=self._now(key),
                )  # fmt: skip

    def _told(self, area: str, view: str) -> Iterator[tuple[Indicator, Explanation]]:
        """The indicators of which an area has a score in a perspective, each with its explanation."""
        for (name, where), why in self.regional.explanations.items():
            if (where, why.perspective) == (area, view):
                yield self._indicator(name), why

    @property
    def _say(self) -> Texts:
        return self.framework.say

    def _name(self, area: str) -> str:
        return "" if area == self.regional.region else self.framework.areas[area].name

    def _before(self, name: str, area: str, view: str) -> str:
        """The level before, in words; empty where there was no such indicator or area."""
        before = self.regional.before
        if before is None or name not in {one.id for one in self.framework.at(before.date)}:
            return ""
        row = self.regional.scores(before).get((name, area, view))
        if row is None:
            return self._say(f"status.{ABSENT}")
        return score_words(self.framework.indicator(name, row["version"]).scale, row, self._say)

    def _support(self, indicator: Indicator, why: Explanation | None) -> tuple[str, ...]:
        """What fits, where the level is not the best, or not known; nothing where the indicator does not apply."""
        if why and (why.level == indicator.scale.ids[-1] or why.status == NOT_APPLICABLE):
            return ()
        return tuple(each.words for each in indicator.support)

    def _figures(self, name: str, area: str) -> Iterator[str]:
        """What stands beside it; beside a score of a municipality its own alone, lest those of the country repeat."""
        found = self.regional.material.figures.beside(name).about(area, self.framework.areas)
        for figure, words in zip(found, found.briefly(), strict=True):
            if area == self.regional.region or area in {each.code for each in figure.areas}:
                yield words

    def _stories(self, name: str, area: str) -> Iterator[Story]:
        """What is told beside it; beside a score of a municipality its own alone, likewise."""
        for story in self.regional.stories:
            if story.indicator == name and area in (self.regional.region, story.area):
                yield story

    # What moved

    def _moved(self, indicator: Indicator, area: str) -> Iterator[Moved]:
        for row in self.regional.changes:
            if (row["indicator"], row["area"]) == (indicator.id, area):
                before, now, steps = way_words(self.framework, row)
                yield Moved(
                    perspective=row["perspective"], change=row["change"], words=self._say(f"change.{row['change']}"),
                    before=before, now=now, causes=parted(row["causes"]),
                    steps=steps if len(steps) > 1 else (self._say(f"cause.{row['causes']}"),),
                    answers=tuple(self._answers(indicator, area, row["perspective"])),
                )  # fmt: skip

    def _answers(self, indicator: Indicator, area: str, view: str) -> Iterator[NewAnswer]:
        """The answers that are others of those that rules ask, by question and then by name."""
        scored = self._scored(indicator)
        rows = [
            row
            for row in self.regional.changed_answers
            if (row["indicator"], row["perspective"]) == (indicator.id, view)
            and area in (self.regional.region, row["area"])
            and row["question"] in scored
        ]
        for row in sorted(rows, key=lambda row: (scored.index(row["question"]), self._name(row["area"]), row["area"])):
            question = indicator.question(row["question"])
            before, now = (row[f"{end}_value"] for end in ("from", "to"))
            yield NewAnswer(
                question=question.id, text=question.text, area=row["area"],
                name="" if row["area"] == area else self._name(row["area"]), cause=row["cause"],
                before=answer_words(question, before, self._say) if before else "",
                now=answer_words(question, now, self._say) if now else "", note=row["to_note"] or "",
            )  # fmt: skip

    def _scored(self, indicator: Indicator) -> list[str]:
        """The questions that rules ask, with those behind a derived value, in the order of the indicator."""
        asked = self.framework.decider(indicator).rubric.questions
        names = {*asked, *(part.id for one in indicator.computed if one.id in asked for part in one.inputs)}
        return [question.id for question in indicator.asked if question.id in names]

    # Where perspectives differ

    def _differences(self, indicator: Indicator, area: str) -> Iterator[Difference]:
        """Each level and question that is seen differently, with every view that is one of two that differ."""
        order = [None, *(question.id for question in indicator.computed)]
        found: dict[tuple[str | None, str], dict[str, Seen]] = {}
        for row in self.regional.differences:
            if (row["indicator"], self._subject(indicator, row)) == (indicator.id, area):
                seen = found.setdefault((row["question"], row["area"]), {})
                for end in ("", "other_"):
                    seen[row[f"{end}perspective"]] = self._seen(indicator, row, end)
        views = self.framework.perspectives.index
        for (name, where), by_view in sorted(found.items(), key=lambda each: (order.index(each[0][0]), each[0][1])):
            yield Difference(
                question=name, text=indicator.question(name).text if name else "", area=where,
                name="" if where == area else self._name(where),
                seen=tuple(sorted(by_view.values(), key=lambda seen: views(seen.perspective))),
            )  # fmt: skip

    def _seen(self, indicator: Indicator, row: Row, end: str) -> Seen:
        value, name = row[f"{end}value"], row["question"]
        if name:
            words = answer_words(indicator.question(name), value, self._say)
        else:
            words = possible_words(indicator.scale, value, self._say)
        return Seen(perspective=row[f"{end}perspective"], words=words, note=row[f"{end}note"] or "")

    # What is noted without an answer

    def _notes(self, indicator: Indicator, area: str) -> Iterator[Noted]:
        order = [question.id for question in indicator.computed]
        views = self.framework.perspectives.index
        mine = [
            row
            for row in self.regional.notes
            if (row["indicator"], self._subject(indicator, row)) == (indicator.id, area)
        ]
        for row in sorted(mine, key=lambda row: (order.index(row["question"]), row["area"], views(row["perspective"]))):
            yield Noted(
                question=row["question"], text=indicator.question(row["question"]).text, area=row["area"],
                name="" if row["area"] == area else self._name(row["area"]), perspective=row["perspective"],
                note=row["note"],
            )  # fmt: skip


# What is missing


@frozen(eq=False)
class _Gaps:
    """Makes gaps of what an explanation says is missing."""

    explanation: Explanation

    def gap(self, missing: Missing) -> Gap:
        """What a missing answer can do, and who did not give it."""
        answer = self.explanation.answer(missing.question)
        parts = [answer, *map(self.explanation.answer, answer.parts)]
        said = (one for part in parts for one in part.said)
        silent = dict.fromkeys(one.name for one in said if one.value is None and one.area != self.explanation.area)
        return Gap(
            question=missing.question, text=missing.text, decides=_decides(missing),
            turns=tuple((turn.answers, turn.words) for turn in missing.turns),
            silent=tuple(silent) if answer.asked else (), asked=answer.asked,
        )  # fmt: skip


def _decides(missing: Missing) -> str:
    known = [turn.outcome.is_known for turn in missing.turns]
    if len(known) == 1:
        return "together"
    return "always" if all(known) else "sometimes" if any(known) else "narrows"


def _weight(gap: Gap) -> tuple[int, int]:
    return DECIDES.index(gap.decides), -len(gap.turns)
