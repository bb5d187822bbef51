"""Progress: who has delivered what in a round, what is still open, and what is to be corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from attrs import frozen

from napd import Area, Framework, NapdError, Result
from napd.plugin import FICTIONAL, Incoming, LazyTables, ReceivedFile, Selection, Texts, asked_forms
from napd_progress.delivery import Delivery, deliveries
from napd_progress.letters import letter
from napd_progress.lines import lines

Row = dict[str, Any]


@frozen(eq=False, repr=False)
class Progress:
    """How far the regions are with a round.

    Args:
        tables: "progress", "filled" and "received"; each a pyarrow.Table with the schema that `napd.plugin.schema`
            states, the receipt in its metadata.
        deliveries: what each region delivered, by name of the region; the first perspective comes first.
        framework: that of the result.
        round: id of the round.
    """

    tables: LazyTables
    deliveries: Sequence[Delivery]
    framework: Framework
    round: str

    @property
    def table(self) -> pa.Table:
        """The main table, "progress": a row for each region, and for each further perspective that it sent."""
        return self.tables["progress"]

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made the result."""
        return self.tables.receipt

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional."""
        return bool(self.receipt["answers"]["fictional"])

    def to_dict(self) -> dict[str, Any]:
        """The receipt, the round, and the records of each table as plain data, for JSON."""
        return {
            "receipt": self.receipt,
            "round": self.round,
            **{name: table.to_pylist() for name, table in self.tables.items()},
        }

    def text(self) -> str:
        """For each region how far it is, then what deserves attention, in the language of the framework."""
        mark = [self.framework.say("page.mark"), ""] if self.fictional else []
        return "\n".join(
            [*mark, *lines(self.framework, self.round, self.deliveries, self.tables["received"].to_pylist())]
        )

    def letters(self) -> Iterator[tuple[Area, str]]:
        """For each region, in order of name, a text to paste into an e-mail: thanks, what is missing, what to correct.

        A text is marked as fictional if a file of its region is; if none of these can be read, only if every
        file that can be read is.
        """
        round_, others = self.framework.rounds[self.round], _marks(self.deliveries) or {self.fictional}
        for one in self.deliveries:
            if one.view == self.framework.perspectives[0]:
                found = [other for other in self.deliveries if other.area == one.area]
                marks = _marks(found)
                fictional = any(marks) if marks else all(others)
                yield one.area, letter(self.framework, round_, found, fictional=fictional)

    def __len__(self) -> int:
        """How many records the main table has."""
        return len(self.deliveries)

    def __str__(self) -> str:
        return self.text()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The main table, for whatever reads Arrow."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Progress: {len(self)} rows of round {self.round}>"


def progress(
    result: Result,
    *,
    round: str | None = None,  # noqa: A002 - the word users know
    indicator: str | Iterable[str] | None = None,
    dashboard: str | Iterable[str] | None = None,
    closed: bool = False,
) -> Progress:
    """Who has delivered what in a round: how much is filled in and aligned, what is to be confirmed or mended.

    Args:
        result: what scoring gave.
        round: id of the round; by default the last of which anything came in.
        indicator: ids of the indicators to count; by default every one that applies in the round.
        dashboard: ids or titles of the dashboards to count; by default each that has answers, or that a form asks for.
        closed: whether the round is over: a region that sent nothing did not take part. Before that nobody knows.

    Returns:
        The progress, with `text()`, `letters()`, and three tables: "progress" has a row for each region and, where it
        sent those too, for each further perspective; "filled" one for each of these and each indicator; "received" one
        for each file, region and perspective. Only required questions are counted, a question to municipalities once
        for each. Regions come in order of name.

    Raises:
        UnknownName: for a round, indicator or dashboard that the framework does not have.
        NapdError: if nothing came in of any round and none is given, a file has changed since it was scored, or an
            engine for several machines scored.

    Costs three passes over the answers, and 16 bytes for each. The days on which files changed are those of the disk,
    so the same answers in other files do not give the same bytes.
    """
    some = _dashboards(result) if dashboard is None else dashboard
    chosen = Selection.of(result.framework, round=round, indicator=indicator, dashboard=some)
    incoming = Incoming.of(result, round or _last(result))
    found = deliveries(result, incoming, chosen, closed=closed)
    id_ = incoming.round_id
    mark = {FICTIONAL: FICTIONAL} if result.fictional else {}
    tables = result.tables
    makers = {
        name: _maker(tables.schema(name), [row | mark for row in rows])
        for name, rows in (
            ("progress", [one.row(id_) for one in found]),
            ("filled", [row for one in found for row in one.filled_rows(id_)]),
            ("received", list(_received(incoming, found, result.framework.say))),
        )
    }
    return Progress(LazyTables(makers, result.receipt, result.framework), found, result.framework, id_)


def _marks(found: Iterable[Delivery]) -> set[bool]:
    """Whether files that can be read say that they are fictional."""
    return {file.fictional for one in found for file in one.files if file.fault is None}


def _maker(columns: pa.Schema, rows: Sequence[Row]) -> Callable[[], pa.Table]:
    return lambda: pa.Table.from_pylist(rows, columns)


def _dashboards(result: Result) -> set[str]:
    """Those on which anything was answered, or asked by a form."""
    asked = {indicator for form in asked_forms(result) for _, indicator, _ in form.places}
    known = {one.id for one in result.framework.indicators}
    return {*result.dashboards, *(result.framework.dashboard(name) for name in asked & known)}


def _last(result: Result) -> str:
    """The last round of which anything came in."""
    rounds = {form.round for form in asked_forms(result)}
    rounds |= set(result.scores["round"].unique().to_pylist())
    known = [round_.id for round_ in result.framework.rounds if round_.id in rounds]
    if not known:
        raise NapdError("nothing came in of any round: name the round")
    return known[-1]


def _received(incoming: Incoming, found: Sequence[Delivery], say: Texts) -> Iterator[Row]:
    """A row for each file of each delivery, then those that are of none."""
    for one in found:
        yield from one.received_rows(incoming.round_id)
    codes = [one.area.code for one in found]
    for file in incoming.files:
        if not incoming.whose(file) and (file.problems or file.forms or len(file.addresses)):
            yield _elsewhere(incoming, file, codes, say)


def _elsewhere(incoming: Incoming, file: ReceivedFile, codes: Sequence[str], say: Texts) -> Row:
    """The row of a file that has nothing of a region in the round, by what it has instead."""
    row = {"file": file.name, "changed": file.changed, "round": incoming.round_id}
    if others := [one for one in file.forms if one.round == incoming.round_id]:  # such as that of a province
        return row | {"status": "read", "region": others[0].area, "perspective": others[0].perspective}
    if rounds := incoming.rounds(file):
        return row | {"status": "other_round", "round": "|".join(rounds), "region": file.code_in_name(codes) or None}
    if fault := file.fault:
        guess = file.code_in_name(codes) or None
        return row | {"status": "unreadable", "region": guess, "message": say.worded(fault.message)}
    return row | {"status": "not_read", "message": say.worded(file.problems[0].message)}
