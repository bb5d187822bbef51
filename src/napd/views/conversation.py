"""Conversation: a page for one region, to talk by. What moved and why, what is seen differently, what to ask.

It is an aid for conversation, and no instrument to hold anyone to account. It names no other region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from attrs import asdict, field, frozen

from napd.answers.selection import Selection
from napd.errors import NapdError
from napd.explaining.records import Explanation, plain
from napd.framework.framework import Framework
from napd.model.areas import Area
from napd.model.naming import region_named
from napd.model.rounds import Round
from napd.scoring.result import Result
from napd.telling.story import Story
from napd.texts import LANGUAGE, Texts, texts
from napd.views.topic import Topic
from napd.views.topics import topics
from napd.views.views import RegionView, Views

_WORDS = ("area", "indicator", "version", "perspective", "status", "level", "now", "before", "because")
TOPIC = pa.schema(
    [(name, pa.string()) for name in ("round", "region", *_WORDS)]
    + [(name, pa.list_(pa.string())) for name in ("ask", "support")]
)


@frozen(kw_only=True, repr=False)
class Conversation:
    """What there is to talk about with one region.

    Args:
        area: code of the region.
        name: its name.
        round: id of the round.
        round_label: how a reader calls it.
        before: id of the round before; None if there was none.
        before_label: what a reader calls it; may be empty.
        perspective: whose view comes first.
        perspectives: all perspectives that answered in this round, in the order of the framework.
        fictional: whether the answers are marked as fictional.
        joined: the municipalities that joined the region since the round before, by name.
        left: those that left it, or merged into another; with the name of that other, if it is in the region.
        dashboards: the titles of the dashboards on the page, by their ids; empty if one, which nobody chose, is all.
        topics: one for each score, by dashboard, theme, action line and indicator, and then by name of the
            municipality.
        stories: what people tell that stands beside no topic, the latest first.
        language: the language of its words.
    """

    area: str
    name: str
    round: str
    round_label: str
    before: str | None
    before_label: str
    perspective: str
    perspectives: tuple[str, ...]
    fictional: bool
    joined: tuple[str, ...]
    left: tuple[str, ...]
    dashboards: Mapping[str, str] = field(hash=False)
    topics: tuple[Topic, ...]
    stories: tuple[Story, ...] = ()
    language: str = LANGUAGE

    @property
    def say(self) -> Texts:
        """The texts of its language."""
        return texts(self.language)

    def to_dict(self) -> dict[str, Any]:
        """The page as nested dicts and lists, for JSON."""
        data: dict[str, Any] = plain(asdict(self))
        del data["language"]  # that of the framework
        return data

    @property
    def table(self) -> pa.Table:
        """A row for each topic: its score, now and before, in words; what to ask; and which support fits."""
        about = {"round": self.round, "region": self.area}
        return pa.Table.from_pylist([about | _row(topic) for topic in self.topics], TOPIC)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table, for whatever reads Arrow."""
        return self.table.__arrow_c_stream__(requested_schema)

    def text(self) -> str:
        """The page for people, in its language; lines of at most 100 characters where words allow it."""
        from napd.views.page import page_of, text_of

        return text_of(page_of(self))

    def markdown(self) -> str:
        """The same as Markdown (CommonMark); no text of an answer, a note or a name can become markup."""
        from napd.views.page import markdown_of, page_of

        return markdown_of(page_of(self))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Conversation: {self.name} ({self.area}) in {self.round}, {len(self.topics)} topics>"


def _row(topic: Topic) -> dict[str, Any]:
    words = {name: getattr(topic, name) for name in _WORDS}
    return {**words, "ask": [one.text for one in topic.ask], "support": list(topic.support)}


def conversation(
    result: Result,
    area: str,
    round: str | None = None,  # noqa: A002 - the word users know
    before: str | None = None,
    perspective: str | None = None,
) -> Conversation:
    """Make the page for one region: what moved since the round before and why, what differs, what to ask.

    Args:
        result: what scoring gave.
        area: the region: its code, its name, or a part of that; a municipality stands for its region.
        round: id of the round; by default the last in which the region, or one of its municipalities, answered, or else
            the last that anybody answered.
        before: id of the round before it; by default the last before it in which the region answered.
        perspective: whose view comes first; by default the first, in the order of the framework, that answered.

    Raises:
        UnknownName: for an area, round or perspective that the framework does not have.
        NapdError: if the area is no region, or is not there in that round, the round before is not before it, nothing
            was answered at all, or the answers stayed with an engine for several machines or changed since they were
            scored.

    Costs as much as `napd.compare` and `napd.explain` together.
    """
    return next(conversations(result, [area], round, before, perspective))


def conversations(
    result: Result,
    areas: Iterable[str] | None = None,
    round: str | None = None,  # noqa: A002 - the word users know
    before: str | None = None,
    perspective: str | None = None,
) -> Iterator[Conversation]:
    """Make the pages of several regions, one after another; rounds are compared, and answers read, once for all.

    Args:
        result: what scoring gave.
        areas: regions, by code or name; by default each that has answers (in the round, if one is given), by code.
        round: as for `conversation`; if it is not given, each region has its own.
        before: likewise.
        perspective: likewise.

    Raises:
        UnknownName, NapdError: as `conversation`.

    Costs as much as `napd.compare` once for all regions and, for each round that is the last of some region, and each
    perspective, one pass over the answers and the memory to hold them.
    """
    check_names(result.framework, round, before, perspective)
    _ = result.trail  # what cannot be talked about is told before anything else
    codes = answered(result, round) if areas is None else list(areas)
    regions = [region_named(result.framework.areas, result.framework.rounds, code, round) for code in codes]
    material = Views(result, None if areas is None else tuple(region.code for region in regions))
    for region in regions:
        yield talk(material, region, round, before, perspective)


def check_names(framework: Framework, round_id: str | None, before: str | None, perspective: str | None) -> None:
    """Whether the rounds and the perspective that are asked for are in the framework.

    Raises:
        UnknownName: for what is not, with the nearest that is.
        NapdError: where the round before is not before the other.
    """
    Selection.of(framework, round=[name for name in (round_id, before) if name is not None], perspective=perspective)
    if before is not None and round_id is not None:
        _insist_on_order(framework.rounds[before], framework.rounds[round_id])


def _insist_on_order(before: Round, now: Round, why: str = "") -> None:
    if not before < now:
        raise NapdError(f"round {before.id} is not before round {now.id}{why}")


def answered(result: Result, round: str | None = None) -> list[str]:  # noqa: A002 - the word users know
    """The codes of the regions from which there are answers or notes, in a round or at all."""
    material = Views(result)
    there = {area.code: material.rounds(area.code) for area in result.framework.areas.regions()}
    return [code for code, rounds in there.items() if rounds and (round is None or round in rounds)]


def talk(  # noqa: PLR0913, PLR0917 - as `conversation`, and what is there already
    material: Views,
    area: Area,
    round_id: str | None = None,
    before: str | None = None,
    perspective: str | None = None,
    told: Sequence[Explanation] = (),
) -> Conversation:
    """Make the page of one region from what all regions have in common.

    Args:
        material: that.
        area: the region.
        round_id: as for `conversation`.
        before: likewise.
        perspective: likewise.
        told: explanations of its scores in that round that are there already.

    Raises:
        NapdError: as `conversation`.
    """
    framework, by_round = material.result.framework, material.scores(area.code)
    now = framework.rounds[round_id or _last(material, area, material.rounds(area.code))]
    earlier = [name for name in by_round if framework.rounds[name] < now]
    previous = framework.rounds[before] if before else framework.rounds[earlier[-1]] if earlier else None
    if previous is not None:
        _insist_on_order(previous, now, f", the last that {area.code} ({area.name}) answered")
    seen = {row["perspective"] for row in by_round.get(now.id, ())}
    views = tuple(view for view in framework.perspectives if view in seen)
    first = perspective or next(iter(views), framework.perspectives[0])
    joined, left = _moves(framework, area.code, previous, now)
    region = RegionView(material, area.code, now, previous, first, by_round, told)
    found = topics(region)
    return Conversation(
        area=area.code, name=area.name, round=now.id, round_label=now.label,
        before=previous.id if previous else None, before_label=previous.label if previous else "",
        perspective=first, perspectives=views, fictional=material.result.fictional, joined=joined, left=left,
        dashboards=framework.titles(topic.dashboard for topic in found), topics=found,
        stories=tuple(_others(region.stories, found)), language=framework.language,
    )  # fmt: skip


def _others(stories: Iterable[Story], topics: Sequence[Topic]) -> Iterator[Story]:
    """The stories that stand beside none of the topics, but those of indicators that the page is not about."""
    shown = [story for topic in topics for story in topic.stories]
    names = {"", *(topic.indicator for topic in topics)}
    return (story for story in stories if story.indicator in names and story not in shown)


def _last(material: Views, area: Area, own: list[str]) -> str:
    """The last round that a region answered, or else the last that anybody did while it was there."""
    framework = material.result.framework
    if own:
        return own[-1]
    there = set(material.result.scores["round"].unique().to_pylist())
    rounds = [each for each in framework.rounds if each.id in there and framework.areas.exists(area.code, each.date)]
    if not rounds:
        raise NapdError(f"nothing was answered that {area.code} ({area.name}) could talk about")
    return rounds[-1].id


def _moves(
    framework: Framework, region: str, before: Round | None, now: Round
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the municipalities that joined a region between two rounds, and of those that left it."""
    if before is None:
        return (), ()
    areas = framework.areas
    then, there = (areas.members(region, each.date) for each in (before, now))
    heirs = {area: areas[areas.successor(area.code, now.date)] for area in then if area not in there}
    # Where one merged into another of the region, that is told; into which of another region is not
    left = (
        framework.say("page.now", area.name, heir.name) if heir in there else area.name for area, heir in heirs.items()
    )
    return tuple(sorted(area.name for area in there if area not in then)), tuple(sorted(left))
