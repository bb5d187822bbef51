"""Stories: those that may be shown, to be looked up by area and indicator, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve, field, frozen

from napd.model.areas import AreaRegistry
from napd.model.indicator import Indicator
from napd.model.record import all_of
from napd.tables.problems import Problem
from napd.telling.story import Story
from napd.texts import LANGUAGE, check_language, texts
from napd.texts.signs import harmless


def _in_order(stories: Iterable[Story]) -> tuple[Story, ...]:
    """The latest first, and then by title: never by what the answers of a region give."""
    every = all_of(Story, stories, "Stories")
    return tuple(sorted(sorted(every, key=lambda story: story.title), key=lambda story: story.day, reverse=True))


def _noted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problems)


@frozen(repr=False, eq=False)
class Stories:
    """Stories that may be shown, and what is wrong with the others.

    Args:
        stories: each with consent; kept with the latest first, and then by title.
        problems: what is wrong where they were read: an error for each reason not to show one.
        language: the language that napd itself speaks about them: nl or en.

    Raises:
        NapdError: if napd has no texts in the language.
    """

    stories: tuple[Story, ...] = field(default=(), converter=_in_order)
    problems: tuple[Problem, ...] = field(default=(), converter=_noted)
    language: str = LANGUAGE

    def __attrs_post_init__(self) -> None:
        check_language(self.language)

    @property
    def fictional(self) -> bool:
        """Whether any of them is invented."""
        return any(story.fictional for story in self.stories)

    def beside(self, indicator: Indicator) -> Stories:
        """Those that name an indicator, and those of its action line that name none."""
        line = indicator.action_line
        return self._those(
            story
            for story in self.stories
            if (story.indicator == indicator.id if story.indicator else line and story.action_line == line)
        )

    def about(self, area: str, areas: AreaRegistry) -> Stories:
        """Those of an area, of areas in it, and of areas that contain it; and those of no area.

        Args:
            area: code of the area.
            areas: those that there are.

        Raises:
            UnknownName: if there is no such area.
        """
        near = areas.around(area)
        return self._those(story for story in self.stories if not story.area or story.area in near)

    def _those(self, stories: Iterable[Story]) -> Stories:
        return evolve(self, stories=stories)

    def text(self) -> str:
        """Each with its title, who tells it, when, where and its text, for people."""
        say = texts(self.language)
        blocks = (
            [harmless(story.heading(say)), harmless(story.origin(say)), *map(harmless, story.plain.splitlines())]
            for story in self.stories
        )
        return "\n\n".join("\n".join(block) for block in blocks)

    def to_dict(self) -> dict[str, Any]:
        """As plain data: the stories, and what is wrong with others."""
        return {
            "fictional": self.fictional,
            "stories": [story.to_dict() for story in self.stories],
            "problems": [problem.to_dict(texts(self.language)) for problem in self.problems],
        }

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    def __repr__(self) -> str:
        return f"<Stories: {len(self)}, and {len(self.problems)} problems>"
