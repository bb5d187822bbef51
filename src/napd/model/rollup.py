"""What every roll-up has; those of napd are in `napd.model.rollups`, and a plugin may bring its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self

from attrs import frozen

from napd.model.record import Record, register, spoken
from napd.texts import Texts

if TYPE_CHECKING:
    from napd.model.questions import Question

ROLLUPS: dict[str, type[Rollup]] = {}
"""Every kind of roll-up by its name in data: those of napd, and those of the plugins that are imported."""
Ends = tuple[Any, Any]
"""The least and the most that a value can be, for each area that is scored; each is an array of exact numbers."""


class Parts(Protocol):
    """What the members of each area answered; made by the engine. Each method gives both ends for all areas at once.

    A member that did not answer, or answered only in part, counts from the least to the most that its answer can be.
    """

    def count(self, options: Sequence[str]) -> Ends:
        """How many members chose one of these options."""

    def share(self, options: Sequence[str]) -> Ends:
        """The percentage of the members that chose one of these options; undefined where no member counts."""

    def total(self) -> Ends:
        """The sum of their numbers."""

    def mean(self) -> Ends:
        """The mean of their numbers."""

    def least(self) -> Ends:
        """The lowest of their answers, in the order from low to high or from worst to best."""

    def most(self) -> Ends:
        """The highest of them."""

    def ranked(self, rank: Callable[[Any], Any]) -> Ends:
        """The answer of one of them, in the same order.

        Args:
            rank: gives which one, from 1, for an int array of how many members there are: `lambda n: (n + 1) // 2`
                is the middle one, or the lower of two.
        """


@frozen
class Rollup(Record, ABC):
    """How the answers of the members of an area become one value of that area.

    A plugin can define its own as a subclass: an attrs class with `@frozen`, named in one word. It is proved, scored,
    printed and explained like those of napd, and is known by the name of its class in JSON and TOML once the plugin is
    imported.

    Attributes:
        described: for a plugin's own: what it makes of the answers, for codebook and decision table; {members} stands
            for those that answered.
        said: for a plugin's own: a value in a sentence, for explanations; {value} stands for it.
        known: "range" if every value between the ends counts as possible; "set" for what `Parts.share` makes, which
            moves in steps of one member and may skip a class.
        divides: whether a value may be a fraction that is no decimal, so that rules cannot add it to another.
        merging: what `merged` does, as a comparison says it: "same", "sum", "least" or "most".
    """

    described: ClassVar[str]
    said: ClassVar[str]
    known: ClassVar[Literal["range", "set"]] = "range"
    divides: ClassVar[bool] = True
    merging: ClassVar[str] = "same"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        register(ROLLUPS, cls, "roll-up")

    @abstractmethod
    def of(self, question: Question) -> Question:
        """The question that the value answers, such as a percentage for a share of the members."""

    @abstractmethod
    def bounds(self, parts: Parts) -> Ends:
        """The value at its lowest and at its highest, from what the members answered.

        Every completion of the answers must lie between them, so a better answer never lowers one and raises the other.
        """

    @property
    def computed(self) -> str:
        """How it makes one value, for the codebook: its name, and the options that it counts."""
        return " ".join([type(self).__name__.lower(), *getattr(self, "options", ())])

    def fault(self, question: Question) -> str | None:  # noqa: ARG002 - some fit every question
        """Say why this question cannot be rolled up in this way; None if it can."""
        return None

    def standard(self, question: Question) -> Self:  # noqa: ARG002 - most name nothing of the question
        """The same with what it names of the question by its ids."""
        return self

    def merged(self, values: Sequence[Any], position: Callable[[Any], float]) -> Any:  # noqa: ARG002 - some need none
        """The answer of members that merged, from the answer of each; None if none follows from these.

        Args:
            values: what each of them said.
            position: where a value stands among others of its question.
        """
        return same(values)

    def called(self, members: str, say: Texts) -> str:
        """What it makes of the answers, for codebook and decision table: "som van de gemeenten"."""
        return spoken(self, "described", "rollups", say).format(members=members)

    def words(self, question: Question, value: str, members: str, say: Texts) -> str:  # noqa: ARG002 - most say nothing of it
        """A value as people say it: "samen 12 plekken".

        Args:
            question: as it is asked of the members.
            value: in words.
            members: who they are, in the plural, such as "gemeenten".
            say: the texts of the language.
        """
        return spoken(self, "said", "said", say).format(value=value, members=members)


def same(values: Sequence[Any]) -> Any:
    """What all of them are; None where they differ."""
    return values[0] if all(value == values[0] for value in values) else None
