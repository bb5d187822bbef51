"""Explanations: those that were asked for, as records, as an Arrow table and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import pyarrow as pa
from attrs import field, frozen

from napd.explaining.records import Explanation
from napd.model.values import joined

BETWEEN = f"\n\n{'─' * 100}\n\n"
KEYS = ("round", "area", "perspective", "indicator", "version", "status", "level")
SCHEMA = pa.schema([(name, pa.string()) for name in (*KEYS, "possible", "words", "text")])


@frozen(repr=False)
class Explanations(Sequence[Explanation]):
    """Explanations in the order of the dashboards and indicators, one for each requested indicator.

    Args:
        each: the explanations.
        titles: by the id of an indicator the title of its dashboard, where that is shown.
    """

    each: tuple[Explanation, ...]
    titles: Mapping[str, str] = field(factory=dict, hash=False)

    @overload
    def __getitem__(self, place: int) -> Explanation: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Explanation]: ...

    def __getitem__(self, place: int | slice) -> Explanation | Sequence[Explanation]:
        return self.each[place]

    def __len__(self) -> int:
        return len(self.each)

    def __iter__(self) -> Iterator[Explanation]:
        return iter(self.each)

    def to_dict(self) -> list[dict[str, Any]]:
        """Each explanation as plain data, for JSON."""
        return [one.to_dict() for one in self.each]

    @property
    def table(self) -> pa.Table:
        """A row for each: `KEYS` and "possible" as in the scores, the outcome in "words", and the whole "text"."""
        return pa.Table.from_pylist([_row(one) for one in self.each], SCHEMA)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table, for whatever reads Arrow."""
        return self.table.__arrow_c_stream__(requested_schema)

    def text(self) -> str:
        """The explanations for people, in their language, one after another."""
        return BETWEEN.join(self._texts())

    def _texts(self) -> Iterator[str]:
        shown = ""
        for one in self.each:
            title = self.titles.get(one.indicator, "")
            yield f"{title}\n\n{one.text()}" if title != shown else one.text()
            shown = title

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanations: {', '.join(map(repr, self.each))}>"


def _row(one: Explanation) -> dict[str, str | None]:
    keys = {name: getattr(one, name) for name in KEYS}
    return {**keys, "possible": joined(one.outcome.possible), "words": one.words, "text": one.text()}
