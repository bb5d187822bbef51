"""Rounds: the moments of assessment, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, total_ordering
from importlib.resources import as_file, files
from os import PathLike
from typing import Self

from attrs import field, frozen

from napd.errors import UnknownName
from napd.model.days import as_day, months_of
from napd.model.record import all_of
from napd.model.rows import DefinitionRow, Definitions, check_code, check_day, check_text, fault, is_code, refuse
from napd.model.spelling import as_read, slip_of
from napd.texts import Message
from napd.texts.hints import meant_instead


@total_ordering
@frozen
class Round:
    """A moment of assessment; ordered by date, and by id where the dates are the same.

    ModelError if the id is not a code, the label is not a text, or the date is not a day; a text may name a day.

    Attributes:
        id: unique, such as "2025-12".
        date: the reference date; it decides which municipalities, and which version of an indicator, count.
        label: what a reader calls it, such as "december 2025".
        note: what people should know about it.
    """

    id: str = field(validator=check_code)
    date: dt.date = field(converter=as_day, validator=check_day)
    label: str = field(validator=check_text)
    note: str = field(default="", validator=check_text)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Round):
            return NotImplemented
        return (self.date, self.id) < (other.date, other.id)


def _in_order(rounds: Iterable[Round]) -> tuple[Round, ...]:
    return tuple(sorted(all_of(Round, rounds, "Rounds")))


@frozen(repr=False)
class Rounds:
    """A collection of rounds, earliest first; `in` and `[...]` take ids.

    >>> rounds = Rounds([Round("2025-12", dt.date(2025, 12, 1), "december 2025")])
    >>> "2025-12" in rounds, rounds["2025-12"].label, rounds.previous("2025-12")
    (True, 'december 2025', None)

    Raises:
        ModelError: naming each round that takes the id or the date of another.
    """

    rounds: tuple[Round, ...] = field(converter=_in_order)
    _by_id: dict[str, Round] = field(init=False, eq=False)

    @_by_id.default
    def _index(self) -> dict[str, Round]:
        return {each.id: each for each in self.rounds}

    def __attrs_post_init__(self) -> None:
        clashes = [(self.rounds[index], column, why) for index, column, why in _clashes(self.rounds)]
        refuse("Rounds", [fault(f'round "{r.id}"', name, str(getattr(r, name)), why) for r, name, why in clashes])

    @classmethod
    def from_csv(cls, path: str | PathLike[str]) -> Self:
        """Read rounds from a CSV file with the columns id, date, label and, if wanted, note.

        Raises:
            ModelError: naming every fault of the file at once.
            NapdError: when the file cannot be opened.
        """
        table = Definitions.read(path, required=("id", "date", "label"), optional=("note",))
        sound = [(row, found) for row in table.rows if not row.faults and (found := _round(row))]
        for index, column, why in _clashes([each for _, each in sound]):
            sound[index][0].refuse(column, why)
        table.refuse()
        return cls(each for _, each in sound)

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """Give the rounds of the dashboard that come with napd (`data/rounds.csv`)."""
        with as_file(files("napd") / "data" / "rounds.csv") as path:
            return cls.from_csv(path)

    def previous(self, round_id: str) -> Round | None:
        """Give the round before this one, None for the first; UnknownName if there is no such round."""
        place = self.rounds.index(self[round_id])
        return self.rounds[place - 1] if place else None

    def coming(self, day: dt.date) -> Round:
        """Give the first round on a day or after it, or else the last there is; UnknownName if there are none."""
        if not self.rounds:
            raise UnknownName("There are no rounds yet.")
        return next((each for each in self if each.date >= day), self.rounds[-1])

    def hint(self, text: str) -> Message | None:
        """Name the rounds that a text that is not an id can mean, as 'Did you mean ...?'; None where there are none.

        Another month is never meant; a month in another form is, such as one that a spreadsheet made a day of.
        """
        if named := [each.id for each in self if as_read(each.label) == as_read(text)]:
            return Message("hint.meant", name=named[0])
        if slip := slip_of(text, self._by_id):
            return Message("hint.meant", name=slip)
        months = months_of(text)
        meant = meant_instead(f'"{each.id}"' for each in self if (each.date.year, each.date.month) in months)
        return meant and Message("hint.made_a_date", meant=meant)

    def __getitem__(self, round_id: str) -> Round:
        """Find a round by its id; otherwise UnknownName, with the id that seems to be meant and all ids."""
        if found := self._by_id.get(round_id):
            return found
        known = f"{self.hint(round_id) or ''} The rounds are: {', '.join(self._by_id) or 'none yet'}.".strip()
        raise UnknownName(f'There is no round "{round_id}". {known}')

    def __contains__(self, item: object) -> bool:
        return self._by_id.get(item.id) == item if isinstance(item, Round) else item in self._by_id

    def __iter__(self) -> Iterator[Round]:
        return iter(self.rounds)

    def __len__(self) -> int:
        return len(self.rounds)

    def __repr__(self) -> str:
        return f"<Rounds: {', '.join(self._by_id) or 'none'}>"


def _clashes(rounds: Sequence[Round]) -> Iterator[tuple[int, str, str]]:
    """Give place, column and reason of each round that takes the id or the date of one before it."""
    ids: dict[str, Round] = {}
    dates: dict[dt.date, Round] = {}
    for index, each in enumerate(rounds):
        if (first := ids.setdefault(each.id.casefold(), each)) is not each:  # answers take no account of capitals
            yield index, "id", f"this is already the id of the round of {first.date}. Change one of the two."
        if (first := dates.setdefault(each.date, each)) is not each:
            yield index, "date", f'this is already the date of round "{first.id}". Change one of the two.'


def _round(row: DefinitionRow) -> Round | None:
    round_id, date = row.code("id"), row.date("date", required=True)
    label, note = row.text("label", required=True), row.text("note")
    return Round(round_id, date, label, note) if date and is_code(round_id) else None
