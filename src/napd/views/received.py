"""What came in: for each file what it holds of a round, and of whom, also where nothing in it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePath
from sys import maxsize

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from napd.answers.check import AnswerCheck
from napd.answers.intake import Gathered
from napd.answers.notice import Notice
from napd.answers.stamp import insist_unchanged
from napd.scoring.result import Result
from napd.tables.arrays import distinct
from napd.tables.problems import Log, Problem
from napd.tables.seal import is_sealed
from napd.tables.source import AnswerSource, AskedForm
from napd.views.remarks import remarks

Ints = NDArray[np.int64]
Whose = tuple[str, str]
"""The code of a region, and a perspective."""
TO_CONFIRM = "unconfirmed"
AGAIN = ("duplicate", "contradiction")
"""Kinds of problem that two copies of one form give for each answer; they are said once, as `Double`."""


@frozen(eq=False, repr=False)
class ReceivedFile:
    """A file that came in.

    Args:
        name: how problems name it.
        changed: when it was last written, to the minute; None where it is no file.
        forms: the forms in it, filled in or not.
        addresses: int64, the places in the grid of the answers in it in which nothing is wrong, ascending.
        prints: uint64, the fingerprints of these answers.
        others: int64, the places of the notes in it, and of the values that do not count.
        touched: whether anybody may have typed in it since napd made it.
        fictional: whether it says that its answers are.
        problems: everything that is wrong with it, and what is to be looked at in the round.
    """

    name: str
    changed: str | None
    forms: Sequence[AskedForm]
    addresses: Ints
    prints: NDArray[np.uint64]
    others: Ints
    touched: bool
    fictional: bool
    problems: Sequence[Problem]

    @cached_property
    def by_region(self) -> Mapping[str, Sequence[Problem]]:
        """Its problems by the code of their region, which may be empty."""
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            found.setdefault(problem.region, []).append(problem)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether nobody filled anything in: nothing counts, and nobody typed a note or what cannot be used either.

        Notes that were taken over stand in a form that is just as napd made it.
        """
        typed = self.touched and (len(self.others) or any(one.severity == "error" for one in self.problems))
        return not len(self.addresses) and not typed

    @property
    def fault(self) -> Problem | None:
        """Why nothing in it can be read; None where something can."""
        is_empty = not self.forms and not len(self.addresses)
        return next((one for one in self.problems if is_empty and one.severity == "error"), None)

    def code_in_name(self, codes: Sequence[str]) -> str:
        """The code of the region that stands in the name of the file; empty if there is none."""
        words = re.split(r"[^0-9a-z]+", PurePath(self.name).stem.casefold())
        return next((code for code in codes if code.casefold() in words), "")


@frozen
class Double:
    """Two files with answers to the same questions.

    Args:
        file: the first.
        other: the second.
        differing: how many questions they answer differently; these answers do not count.
        more: how many questions only one of them answers.
    """

    file: str
    other: str
    differing: int
    more: int


@frozen(eq=False, repr=False)
class Incoming:
    """Everything that came in, seen from one round.

    Args:
        gathered: what was read.
        round: the number of the round.
        files: what came in, in the order in which it was read.
    """

    gathered: Gathered
    round: int
    files: Sequence[ReceivedFile]
    _whose: dict[str, list[Whose]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, result: Result, round_id: str) -> Incoming:
        """Read what was scored again, file by file, with all that is wrong with each.

        Raises:
            NapdError: if an engine for several machines scored, or a file has changed since.

        Costs one pass over the answers, and another for the notes; and 16 bytes for each answer.
        """
        said = result.reader.full.whole
        gathered = said.gathered
        told: dict[str, list[Problem]] = {}
        for problem in (*_within(gathered.problems), *remarks(result, [round_id], most=maxsize)):
            told.setdefault(problem.file, []).append(problem)
        texts = [(one.addresses, one.sources) for one in (said.notes.placed, said.refused.placed)]
        files: list[ReceivedFile] = []
        for number, source in enumerate(gathered.sources):
            others = np.concatenate([addresses[sources == number] for addresses, sources in texts])
            files += [
                evolve(one, problems=[*one.problems, *told.get(one.name, ())])
                for one in _read(source, gathered, others)
            ]
        return cls(gathered, list(result.framework.rounds).index(result.framework.rounds[round_id]), files)

    @cached_property
    def perspectives(self) -> Sequence[str]:
        """All of the framework, the first of which has a delivery of every region."""
        return self.gathered.judge.layout.framework.perspectives

    @cached_property
    def regions(self) -> Sequence[str]:
        """For each area by number, the code of its region in the round; empty where it has none."""
        layout = self.gathered.judge.layout
        return [layout.region_of(self.round, area) for area in range(len(layout.areas))]

    def places(self, addresses: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """The numbers of round, perspective, area and slot of some addresses."""
        pages, areas, slots = np.unravel_index(addresses, self.gathered.grid.shape)
        rounds, views = np.divmod(pages, len(self.gathered.judge.layout.framework.perspectives))
        return rounds, views, areas - 1, slots

    def whose(self, file: ReceivedFile) -> list[Whose]:
        """Of which regions, and in whose view, a file has a form or answers in the round."""
        if file.name not in self._whose:
            framework = self.gathered.judge.layout.framework
            views_of = {name.casefold(): name for name in framework.perspectives}
            forms = [
                (one.area, views_of.get(one.perspective.casefold(), framework.perspectives[0]))
                for one in file.forms
                if one.round == self.round_id
            ]
            rounds, views, areas, _ = self.places(np.concatenate([file.addresses, file.others]))
            here = rounds == self.round
            pairs = np.unique(np.stack([views[here], areas[here]]), axis=1).T.tolist()
            answered = [(self.regions[area], framework.perspectives[view]) for view, area in pairs]
            known = {*self.regions} - {""}
            self._whose[file.name] = [one for one in dict.fromkeys([*forms, *answered]) if one[0] in known]
        return self._whose[file.name]

    @property
    def round_id(self) -> str:
        """The id of the round."""
        return self.gathered.judge.layout.round_ids[self.round]

    def problems(self, file: ReceivedFile, whose: Whose) -> list[Problem]:
        """What is wrong with a file that is to be told to a region, in the first of its views.

        What is of no region is told to the one that the file is of, if it is of one only.
        """
        own = self.whose(file)
        if next((view for region, view in own if region == whose[0]), None) != whose[1]:
            return []
        alone = len({region for region, _ in own}) == 1
        return [*file.by_region.get(whose[0], ()), *(file.by_region.get("", ()) if alone else ())]

    def of_region(self, whose: Whose) -> list[ReceivedFile]:
        """The files that have a form or answers of a region, in a view, in the round."""
        return [file for file in self.files if whose in self.whose(file)]

    def rounds(self, file: ReceivedFile) -> list[str]:
        """The rounds that a file is about."""
        layout = self.gathered.judge.layout
        answered = [layout.round_ids[number] for number in distinct(self.places(file.addresses)[0]).tolist()]
        return list(dict.fromkeys([*(one.round for one in file.forms), *answered]))

    def doubles(self, whose: Whose) -> Iterator[Double]:
        """The files of a region, in a view, that answer the same questions as one before them."""
        known: list[tuple[str, Mapping[int, int]]] = []
        files = self.of_region(whose)
        for file in files if len(files) > 1 else ():
            mine = self._answers(file, whose)
            for name, others in known:
                if both := mine.keys() & others.keys():
                    differing = sum(mine[one] != others[one] for one in both)
                    yield Double(name, file.name, differing, len(mine) + len(others) - 2 * len(both))
                    break
            known.append((file.name, mine))

    def _answers(self, file: ReceivedFile, whose: Whose) -> dict[int, int]:
        """The answers in a file of a region, in a view: their fingerprints by their addresses."""
        rounds, views, areas, _ = self.places(file.addresses)
        view = self.gathered.judge.layout.framework.perspectives.index(whose[1])
        in_region = np.array([region == whose[0] for region in self.regions], dtype=bool)
        rows = (rounds == self.round) & (views == view) & in_region[areas]
        return dict(zip(file.addresses[rows].tolist(), file.prints[rows].tolist(), strict=True))


def asked_forms(result: Result) -> Iterator[AskedForm]:
    """Every form that came in, of any round, filled in or not."""
    for source in result.reader.full.gathered.sources:
        yield from getattr(source, "forms", ())


def _within(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Where one file answers a question twice; of two files it is said once, that they are doubles."""
    return (one for one in problems if one.problem in AGAIN and one.other and one.other.file == one.file)


def _read(source: AnswerSource, gathered: Gathered, others: Ints) -> Iterator[ReceivedFile]:
    """What a source holds; what is said of files in a folder that are not read is of each of these."""
    insist_unchanged(source)
    log, judge, grid = Log(maxsize), gathered.judge, gathered.grid
    batches = (batch for piece in source.pieces(log) for batch in piece(log))
    accepted = [AnswerCheck(judge, batch, log, grid).accepted() for batch in batches]
    addresses = np.concatenate([np.zeros(0, np.int64), *(one.addresses for one in accepted)])
    prints = np.concatenate([np.zeros(0, np.uint64), *(one.prints for one in accepted)])
    order = np.argsort(addresses, kind="stable")
    by_file: dict[str, list[Problem]] = {} if isinstance(source, Notice) else {source.name: []}
    for problem in log:
        by_file.setdefault(problem.file or source.name, []).append(problem)
    for name, problems in by_file.items():
        forms = getattr(source, "forms", ()) if name == source.name else ()
        rows = order if name == source.name else order[:0]
        mine = others[: len(others) if name == source.name else 0]
        path = Path(getattr(source, "path", name))
        touched, fictional = not (forms and is_sealed(path)), source.fictional
        yield ReceivedFile(
            name, _changed(path), forms, addresses[rows], prints[rows], mine, touched, fictional, problems
        )


def _changed(path: Path) -> str | None:
    if not path.is_file():
        return None
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
