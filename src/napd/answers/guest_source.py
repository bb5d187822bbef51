"""Sources of plugins: whatever goes wrong in one makes its file a problem, and loses no other file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import pyarrow as pa
from attrs import define, field

from napd.answers.columns import READ, REQUIRED
from napd.answers.notice import Notice, unreadable
from napd.errors import NapdError
from napd.framework.kinds import Offer
from napd.framework.plugins import PluginFault, Quarantined
from napd.framework.source_formats import SourceFormat
from napd.tables.batch import Batch
from napd.tables.problems import Problem, Report
from napd.tables.source import AnswerSource, AskedForm, Piece
from napd.texts import Message

ONE_AT_A_TIME = Lock()
"""What a plugin may change is that of the whole process, so no two of them run at once."""
Given = TypeVar("Given")
COLUMN = pa.dictionary(pa.int32(), pa.string())


def guest_source(offer: Offer[SourceFormat], path: Path, name: str) -> AnswerSource:
    """The source that a plugin gives for a file; where it cannot, a problem that names the plugin."""
    try:
        with ONE_AT_A_TIME:
            source = offer.ask("open", _opened, offer.value, path, name)
    except PluginFault as fault:
        return Notice(name, [_problem(offer, name, fault)])
    return GuestSource(offer, source)


def left_out(name: str, why: Quarantined) -> Notice:
    """What is said of a file whose plugin is left out."""
    return unreadable(name, Message("problem.unreadable.message", reason=str(why)))


def _opened(found: SourceFormat, path: Path, name: str) -> AnswerSource:
    source = found.open(path, name)
    if lacking := [each for each in ("name", "fictional", "pieces") if not hasattr(source, each)]:
        raise TypeError(f"open() must return a source of answers, and {type(source).__name__} has no {lacking[0]!r}")
    return source


def _problem(offer: Offer[Any], name: str, fault: PluginFault) -> Problem:
    plugin, step = str(offer.plugin), str(fault.step)
    message = Message("problem.unreadable.plugin", plugin=plugin, step=step, fault=str(fault))
    return Problem(problem="unreadable", message=message, hint=Message("problem.unreadable.plugin_hint"), file=name)


@define(eq=False)
class GuestSource:
    """The source of a plugin. A file counts whole or not at all: its rows are all read before the first counts.

    Args:
        offer: the plugin, and its format.
        source: what the plugin gave.
    """

    offer: Offer[SourceFormat]
    source: AnswerSource
    name: str = field(init=False)
    fault: Problem | None = field(default=None, init=False)
    """What went wrong before it was read whole: then it has no rows."""
    read: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self.name = str(self.source.name)

    def __getattr__(self, name: str) -> Any:
        """What only some sources have: `place`, `path`, `stamp`."""
        return getattr(self.source, name)

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional; not of a file that cannot be read."""
        return bool(self._asked(lambda: bool(self.source.fictional)))

    @property
    def forms(self) -> Sequence[AskedForm]:
        """The forms that it is; none of a file that cannot be read."""
        return self._asked(lambda: tuple(getattr(self.source, "forms", ()))) or ()

    @property
    def stories(self) -> Sequence[object]:
        """The drafts of stories that it has; none of a file that cannot be read."""
        return self._asked(lambda: tuple(getattr(self.source, "stories", ()))) or ()

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:  # noqa: ARG002 - its piece has one
        """The whole, as one piece."""
        yield lambda report: self._read(report, wanted)

    def _read(self, report: Report, wanted: Sequence[str]) -> Sequence[Batch]:
        problems: list[Problem] = []
        batches = self._asked(lambda: self._whole(problems.append, wanted))
        if self.fault:
            report(self.fault)
            return ()
        for problem in problems:
            report(problem)
        self.read = True
        return batches or ()

    def _whole(self, report: Report, wanted: Sequence[str]) -> list[Batch]:
        batches = [batch for piece in self.source.pieces(report, wanted) for batch in piece(report)]
        for batch in batches:
            _check(batch, [name for name in REQUIRED if name in wanted])
        return batches

    def _asked(self, call: Callable[[], Given]) -> Given | None:
        """What the plugin says, if it can; None where it failed, now or before.

        Raises:
            NapdError: where it fails after its rows were read, and may count already.
        """
        if self.fault:
            return None
        try:
            with ONE_AT_A_TIME:
                return self.offer.ask("rows", call)
        except PluginFault as fault:
            problem = _problem(self.offer, self.name, fault)
            if self.read:
                raise NapdError(str(problem)) from fault
            self.fault = problem
            return None


def _check(batch: object, wanted: Sequence[str]) -> None:
    """Refuse what would break reading later, where it could not be told whose it is."""
    if not isinstance(batch, Batch):
        raise TypeError(f"a piece must give batches, not {type(batch).__name__}")
    if lacking := [name for name in wanted if name not in batch.columns]:
        raise ValueError(f"a batch has no column {lacking[0]!r}")
    for name, column in batch.columns.items():
        if column.type != COLUMN or len(column) != len(batch):
            raise ValueError(f"column {name!r} of a batch must be {COLUMN} of {len(batch)} rows")
