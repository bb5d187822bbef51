"""Deliveries: what one region sent in a round, in one view, with how far it is; a record each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from napd import Area, Result
from napd.plugin import (
    TO_CONFIRM,
    AnswerTally,
    Double,
    Filled,
    Incoming,
    OpenQuestion,
    Problem,
    ReceivedFile,
    Selection,
)

STATUSES = ("absent", "nothing", "unreadable", "empty", "part", "complete", "aligned")
"""How far a region is; "absent" only once the round is closed."""


@frozen(eq=False, repr=False)
class Delivery:
    """What one region sent in a round, as one perspective sees it.

    Args:
        area: the region.
        view: the perspective.
        status: one of `STATUSES`.
        files: what came in of it; where nothing of it can be read, what seems to be of it by the name of the file.
        doubles: files that answer the same questions as another.
        filled: by indicator.
        problems: what is to be mended, confirmed or looked at; two copies of one form are in `doubles`.
        open: the questions without an answer that counts.
    """

    area: Area
    view: str
    status: str
    files: Sequence[ReceivedFile]
    doubles: Sequence[Double]
    filled: Sequence[Filled]
    problems: Sequence[Problem]
    open: Sequence[OpenQuestion]

    def total(self, name: str) -> int:
        """The sum of an attribute of `Filled` over all indicators."""
        return sum(getattr(one, name) for one in self.filled)

    def of(self, severity: str) -> list[Problem]:
        """Its problems of one severity, without what is to be confirmed, which is counted by itself."""
        return [one for one in self.problems if one.severity == severity and one.problem != TO_CONFIRM]

    @property
    def changed(self) -> str | None:
        """When the last of its files was written."""
        return max((file.changed for file in self.files if file.changed), default=None)

    def row(self, round_id: str) -> dict[str, Any]:
        """Its row in the table "progress"."""
        totals = {name: self.total(name) for name in ("answered", "asked", "aligned", "to_confirm")}
        return self._who(round_id) | totals | {
            "name": self.area.name, "status": self.status, "files": len(self.files), "doubles": len(self.doubles),
            "errors": len(self.of("error")), "remarks": len(self.of("remark")), "changed": self.changed,
        }  # fmt: skip

    def filled_rows(self, round_id: str) -> Iterator[dict[str, Any]]:
        """Its rows in the table "filled"."""
        for one in self.filled:
            counts = {name: getattr(one, name) for name in ("answered", "asked", "aligned", "to_confirm")}
            yield self._who(round_id) | {"indicator": one.indicator.id} | counts

    def received_rows(self, round_id: str) -> Iterator[dict[str, Any]]:
        """Its rows in the table "received"; none where nothing of it can be read."""
        doubles = {one.other: one for one in self.doubles}
        for file in self.files if self.status != "unreadable" else ():
            row = self._who(round_id) | {"file": file.name, "changed": file.changed}
            row["status"] = "empty" if file.is_empty else "read"
            if double := doubles.get(file.name):
                row |= {"double_of": double.file, "differing": double.differing, "more": double.more}
            yield row

    def _who(self, round_id: str) -> dict[str, Any]:
        return {"round": round_id, "region": self.area.code, "perspective": self.view}


def deliveries(result: Result, incoming: Incoming, chosen: Selection, *, closed: bool) -> list[Delivery]:
    """What each region sent, in order of name; other views than the first only where anything came in."""
    framework = result.framework
    tally = AnswerTally.of(result, incoming, chosen)
    regions = framework.areas.regions(framework.rounds[incoming.round_id].date)
    found = []
    for area in sorted(regions, key=lambda area: area.name.casefold()):
        for view in framework.perspectives:
            files = incoming.of_region((area.code, view))
            if files or view == framework.perspectives[0]:
                found.append(_delivery(incoming, tally, (area, view), files, closed=closed))
    return found


def _delivery(
    incoming: Incoming,
    tally: AnswerTally,
    whose: tuple[Area, str],
    files: Sequence[ReceivedFile],
    *,
    closed: bool,
) -> Delivery:
    area, view = whose
    key = area.code, view
    own = [one for file in files for one in incoming.problems(file, key)]
    filled = tally.filled(key, own, files)
    unread = [file for file in incoming.files if file.fault and file.code_in_name([area.code])]
    broken = unread if view == incoming.perspectives[0] else []
    status = _status(filled, files, broken, closed=closed)
    doubles = list(incoming.doubles(key))
    open_ = list(tally.open(key, files)) if files else []
    return Delivery(area, view, status, files or broken, doubles, filled, own, open_)


def _status(
    filled: Sequence[Filled],
    files: Sequence[ReceivedFile],
    broken: Sequence[ReceivedFile],
    *,
    closed: bool,
) -> str:
    answered, asked, aligned, waiting = (
        sum(getattr(one, name) for one in filled) for name in ("answered", "asked", "aligned", "to_confirm")
    )
    if not files:
        return "unreadable" if broken else "absent" if closed else "nothing"
    if all(file.is_empty for file in files):
        return "empty"
    if answered < asked:
        return "part"
    return "aligned" if aligned == answered and not waiting else "complete"
