"""Checking a story: what it says must be known, it must have consent, and nothing in it may tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from typing import TypeVar

from attrs import field, frozen

from napd.errors import UnknownName
from napd.framework.framework import ALIGNED, STATUSES, Framework
from napd.model.areas import Area
from napd.model.days import parse_date
from napd.model.links import is_web_address
from napd.model.naming import area_named
from napd.model.spelling import as_read, slip_of
from napd.model.values import NO, YES, YES_NO, BadValue
from napd.tables.personal import code_of, shown_in
from napd.tables.problems import Problem, Severity
from napd.tables.schemas import FICTIONAL
from napd.telling import prose
from napd.telling.draft import NEEDED, StoryDraft
from napd.telling.story import Story
from napd.texts import Message
from napd.texts.hints import available, did_you_mean, meant_instead

LONGEST = 10_000
"""Characters of a text."""
TITLE = 200
"""Those of a title."""
LINES = range(1, 7)
"""The action lines of the Nationaal Actieplan Dakloosheid."""
LINE = re.compile(r"\D*?(\d+)")
BROKEN = ("\ufffd", "\0")
WORDS = ("title", "text", "link")
"""What may have personal data in it."""
FEW = 5
"""Areas that are named where a name can be that of several."""
Given = TypeVar("Given")


def story_of(draft: StoryDraft, framework: Framework, report: Callable[[Problem], None]) -> Story | None:
    """The story of a draft; None where it may not be shown, or cannot be.

    Args:
        draft: as it was written.
        framework: the areas, perspectives and indicators that it may name; whether only what is aligned is published;
            and what may be published although it looks like personal data.
        report: takes everything that is wrong, in the order of the fields.
    """
    reading = StoryReading(draft, framework, report)
    return reading.story()


@frozen(eq=False)
class StoryReading:
    """Reads the fields of one story, and remembers whether any of them keeps it from being shown."""

    draft: StoryDraft
    framework: Framework
    report: Callable[[Problem], None]
    _kept_back: list[str] = field(factory=list, init=False)

    def story(self) -> Story | None:
        """The story, if it may be shown; one about an indicator that is set aside is passed over without a word."""
        if self._is_aside():
            return None
        get = self.draft.get
        self._needed()
        told_by, day, area = self._told_by(), self._day(), self._area()
        indicator, line, link = self._indicator(), self._action_line(), self._link()
        status, fictional = self._status(), self._yes(FICTIONAL)
        self._words()
        self._consent()
        if self._kept_back or day is None:
            return None
        self._recognisable(area, day)
        return Story(
            title=get("title"), text=get("text"), told_by=told_by, day=day, consent=True,
            area=area.code if area else "", area_name=area.name if area else "", indicator=indicator,
            action_line=line, link=link, status=status, fictional=bool(fictional),
        )  # fmt: skip

    def _refuse(self, kind: str, name: str, message: Message | str, hint: Message | str) -> None:
        self._say(kind, name, message, hint, "error")
        self._kept_back.append(name)

    def _say(self, kind: str, name: str, message: Message | str, hint: Message | str, severity: Severity) -> None:
        self.report(self.draft.problem(kind, name, message, hint, severity))

    def _needed(self) -> None:
        for name, text in self.draft.texts.items():
            if any(sign in text for sign in BROKEN):
                message, hint = Message("problem.broken_text.story"), Message("problem.broken_text.story_hint")
                self._refuse("broken_text", name, message, hint)
        for name in NEEDED:
            if not self.draft.get(name):
                message = Message("problem.empty_cell.story", what=Message(f"answer.story.{name}"))
                self._refuse("empty_cell", name, message, HINTS[name])
        for name, most in (("title", TITLE), ("text", LONGEST)):
            if len(self.draft.get(name)) > most:
                message = Message("problem.out_of_range.long", what=Message(f"answer.story.the.{name}"), most=most)
                self._refuse("out_of_range", name, message, Message("problem.out_of_range.long_hint"))

    # What the framework has to know

    def _told_by(self) -> str:
        return self._one_of("told_by", self.framework.perspectives, "perspective")

    def _status(self) -> str:
        status = self._one_of("status", STATUSES, "status")
        if self.framework.publish and status != STATUSES[ALIGNED]:
            message = Message("problem.not_aligned.story", status=STATUSES[ALIGNED])
            hint = Message("problem.not_aligned.story_hint", status=STATUSES[ALIGNED])
            self._say("not_aligned", "status", message, hint, "remark")
            self._kept_back.append("status")
        return status

    def _one_of(self, name: str, names: tuple[str, ...], what: str) -> str:
        text = self.draft.get(name)
        found = next((each for each in names if as_read(each) == as_read(text)), "")
        if text and not found:
            near = slip_of(text, names)
            hint = Message("hint.meant", name=near) if near else available(names)
            self._refuse(f"unknown_{what}", name, Message(f"problem.unknown_{what}.message", value=text), hint)
        return found

    def _day(self) -> date | None:
        if not (text := self.draft.get("day")):
            return None
        try:
            return parse_date(text)
        except BadValue as bad:
            self._refuse(bad.kind, "day", bad.message, bad.hint)
            return None

    def _area(self) -> Area | None:
        if not (text := self.draft.get("area")):
            return None
        try:
            return area_named(self.framework.areas, text)
        except UnknownName:
            names = self.framework.areas.names
            meant = meant_instead(f"{one.code} ({one.name})" for one in names.named(text)[:FEW]) or names.hint(text)
            message = Message("problem.unknown_area.message", value=text)
            self._refuse("unknown_area", "area", message, meant or Message("problem.unknown_area.hint"))
            return None

    def _indicator(self) -> str:
        if not (text := self.draft.get("indicator")):
            return ""
        found = {as_read(name): one.id for one in self.framework.indicators for name in (one.title, one.id)}
        if as_read(text) not in found:
            ids = sorted({one.id for one in self.framework.indicators})
            message = Message("problem.unknown_indicator.message", value=text)
            self._refuse("unknown_indicator", "indicator", message, did_you_mean(text, ids) or available(ids))
        return found.get(as_read(text), "")

    def _is_aside(self) -> bool:
        aside = self.framework.aside
        return as_read(self.draft.get("indicator")) in {as_read(name) for name in (*aside, *aside.values())}

    def _action_line(self) -> int | None:
        if not (text := self.draft.get("action_line")):
            return None
        found = LINE.fullmatch(text)
        if found is None or len(found[1]) > 1 or int(found[1]) not in LINES:
            message = Message("problem.out_of_range.line", value=text)
            self._refuse("out_of_range", "action_line", message, Message("problem.out_of_range.line_hint"))
            return None
        return int(found[1])

    # What it says

    def _link(self) -> str:
        link = self.draft.get("link")
        if link and not is_web_address(link):
            message = Message("problem.not_a_link.message", value=link)
            self._refuse("not_a_link", "link", message, Message("problem.not_a_link.hint"))
        return link

    def _words(self) -> None:
        """Look for personal data, and for links that are none."""
        for name in WORDS:
            text = self.draft.get(name)
            if (found := self._personal(text)) and not self._is_confirmed(text, name):
                what = Message(f"answer.story.the.{name}")
                message = Message("problem.personal_data.story", what=what, found=found)
                self._refuse("personal_data", name, message, Message("problem.personal_data.hint", code=code_of(text)))
        if unused := prose.unused_links(self.draft.get("text")):
            message, hint = (
                Message("problem.not_a_link.typed", value=unused[0]),
                Message("problem.not_a_link.typed_hint"),
            )
            self._say("not_a_link", "text", message, hint, "remark")

    def _personal(self, text: str) -> tuple[Message, ...]:
        """What may be personal data, in the text as it is typed and as it is read."""
        return shown_in(text) or shown_in(prose.plain(text))

    def _is_confirmed(self, text: str, name: str) -> bool:
        file = self.draft.place(name).file
        return not {code_of(text), file, PurePath(file).name}.isdisjoint(self.framework.confirmed)

    def _consent(self) -> None:
        agreed = self._yes("consent")
        if agreed is None and self.draft.get("consent"):
            return  # which is said already
        if not agreed:
            message, hint = Message("problem.no_consent.message"), Message("problem.no_consent.hint")
            self._refuse("no_consent", "consent", message, hint)

    def _yes(self, name: str) -> bool | None:
        """Whether a field says yes; None where it says nothing, or something else."""
        said = {**YES_NO, "x": YES}.get(as_read(self.draft.get(name)), "")
        if not said and self.draft.get(name):
            message = Message("problem.not_yes_no.message", value=self.draft.get(name))
            self._refuse("not_yes_no", name, message, Message("problem.not_yes_no.hint"))
        return {YES: True, NO: False}.get(said)

    def _recognisable(self, area: Area | None, day: date) -> None:
        """Remark on a story of one municipality: few people may live there, and napd does not know how many do."""
        if area is None or area.kind not in ("municipality", "region"):
            return
        members = [area] if area.kind == "municipality" else self.framework.areas.members(area.code, day)
        if len(members) == 1:
            message = Message("problem.recognisable.message", name=members[0].name)
            hint = Message("problem.recognisable.hint")
            self._say("recognisable", "area", message, hint, "remark")


HINTS = {
    "title": Message("problem.empty_cell.title"),
    "told_by": Message("problem.empty_cell.told_by"),
    "day": Message("problem.empty_cell.story_day"),
    "text": Message("problem.empty_cell.text"),
}
"""What to do about a field that is needed, and empty."""
