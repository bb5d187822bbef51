"""A story: who tells it, when, where and of what, and its text."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError
from napd.observations.wording import days
from napd.telling import prose
from napd.texts import Texts


def _given(_: object, __: object, consent: Any) -> None:
    if consent is not True:
        raise ModelError("a story is only shown with the consent of whoever tells it: consent=True")


@frozen(kw_only=True)
class Story:
    """What somebody tells, with consent, to be read beside the levels; never counted, scored or ordered by a score.

    Args:
        title: its title, as text.
        text: its text in Markdown; paragraphs, headings, lists, quotations, emphasis, line breaks and links to https
            are shown as such, and anything else as it was typed.
        told_by: the perspective of whoever tells it, such as "ervaringskenner".
        day: of when it is.
        consent: that whoever tells it agrees that it is shown; always true.
        area: code of the area where it happened; empty if it is of no area.
        area_name: its name.
        indicator: id of the indicator beside which it is read; empty without one.
        action_line: the action line (1-6) of the Nationaal Actieplan Dakloosheid that it is about; None without one.
        link: the address, with https, where there is more to read; empty without one.
        status: how far it is, "concept" or "afgestemd"; empty where that is not said.
        fictional: whether it is invented.

    Raises:
        ModelError: without consent.
    """

    title: str
    text: str
    told_by: str
    day: date
    consent: bool = field(validator=_given)
    area: str = ""
    area_name: str = ""
    indicator: str = ""
    action_line: int | None = None
    link: str = ""
    status: str = ""
    fictional: bool = False

    @property
    def html(self) -> str:
        """Its text as HTML, without any element or address that it may not bring."""
        return prose.html(self.text)

    @property
    def plain(self) -> str:
        """Its text without markup, a line for each paragraph; addresses of links stand behind them."""
        return prose.plain(self.text)

    def heading(self, say: Texts) -> str:
        """Its title, which says it where the story is invented."""
        mark = say("page.mark")
        return f"{mark}: {self.title}" if self.fictional and mark not in self.title else self.title

    def origin(self, say: Texts) -> str:
        """Who tells it, when and where, and of which action line it is where it names no indicator."""
        line = say("story.action_line", self.action_line) if self.action_line and not self.indicator else ""
        told = say("story.told_by", self.told_by)
        return " · ".join(filter(None, (told, days(self.day, self.day, say), self.area_name, line)))

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return {name: getattr(self, name) for name in NAMES} | {"day": self.day.isoformat()}


NAMES = tuple(each.name for each in Story.__attrs_attrs__)
