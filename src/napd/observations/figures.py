"""Figures: the measures and observations that are at hand, to be looked up, told, and put in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from os import PathLike
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve, field, frozen

from napd.errors import ModelError, UnknownName, nearest
from napd.model.areas import AreaRegistry
from napd.model.record import all_of, listed
from napd.observations import telling
from napd.observations.combining import why_no_trend
from napd.observations.measure import Measure
from napd.observations.observation import Observation
from napd.observations.reading import read_figures
from napd.observations.status import MISSING
from napd.observations.trend import Trend
from napd.tables.problems import Problem
from napd.texts import LANGUAGE, check_language, texts

if TYPE_CHECKING:
    import pyarrow as pa


@frozen
class NoTrend:
    """Two successive figures that may not be compared.

    Args:
        before: the earlier figure.
        after: the later one.
        reason: why, as the reason of a `MeasureError`.
    """

    before: Observation
    after: Observation
    reason: str


def _observed(figures: Iterable[Observation]) -> tuple[Observation, ...]:
    """In the order of measure, time, area and part: never of size."""
    return tuple(sorted(all_of(Observation, figures, "Figures"), key=_place))


def _measured(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return all_of(Measure, measures, "Figures")


def _noted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problems)


def _place(figure: Observation) -> tuple[Any, ...]:
    names = [area.name for area in figure.areas]
    return figure.measure.id, figure.first, figure.last, names, [*figure.parts.values()], figure.coverage


@frozen(repr=False, eq=False)
class Figures:
    """Measures, and what is known about them.

    Args:
        observations: the figures; kept by measure, time, area and part, never by size.
        measures: the measures that may be used; those of the figures are added by themselves.
        problems: what is wrong in files that were read.
        left_out: plugins whose figures are left out, and why.
        language: the language that napd itself speaks about them: nl or en. What a measure says is in the language
            of its author.

    Raises:
        ModelError: if two measures have the same id.
        NapdError: if napd has no texts in the language.
    """

    observations: tuple[Observation, ...] = field(default=(), converter=_observed)
    measures: tuple[Measure, ...] = field(default=(), converter=_measured)
    problems: tuple[Problem, ...] = field(default=(), converter=_noted)
    left_out: tuple[str, ...] = field(default=(), converter=listed)
    language: str = LANGUAGE

    def __attrs_post_init__(self) -> None:
        check_language(self.language)
        every = [*self.measures, *(figure.measure for figure in self.observations)]
        known: dict[str, Measure] = {}
        for measure in every:
            if known.setdefault(measure.id, measure) != measure:
                raise ModelError(f"two measures have the id {measure.id!r}: give one of them another id")
        object.__setattr__(self, "measures", tuple(known[name] for name in sorted(known)))

    @classmethod
    def from_csv(
        cls,
        path: str | PathLike[str],
        measures: Iterable[Measure] = (),
        areas: AreaRegistry | None = None,
        indicators: Iterable[str] = (),
    ) -> Self:
        """Read figures from a CSV file with the columns of the table `observations`.

        All faults are in `problems`; the good rows are read.

        Args:
            path: the file: UTF-8 or Windows-1252, with commas, semicolons or tabs.
            measures: the measures that its rows may name; a row for another measure describes it in its own cells.
            areas: the areas that exist; by default the Dutch ones.
            indicators: ids of known indicators, to find typing errors; if empty, nothing is checked.

        Raises:
            NapdError: when the file cannot be opened.
        """
        found, problems = read_figures(path, tuple(measures), areas or AreaRegistry.shipped(), tuple(indicators))
        return cls(found, measures, problems)

    def __add__(self, other: Figures) -> Figures:
        """The figures of both, side by side, in the language of the first: nothing is added up.

        Raises:
            ModelError: as a new one does.
        """
        if not isinstance(other, Figures):
            return NotImplemented
        return Figures(
            (*self.observations, *other.observations),
            (*self.measures, *other.measures),
            (*self.problems, *other.problems),
            (*self.left_out, *other.left_out),
            self.language,
        )

    @property
    def fictional(self) -> bool:
        """Whether any of them is invented."""
        return any(figure.fictional for figure in self.observations)

    def named(self, name: str, indicators: Iterable[str] = ()) -> Figures:
        """The figures of one measure, or of every measure shown beside an indicator.

        Args:
            name: id of a measure, or of an indicator.
            indicators: ids of those that there are.

        Raises:
            UnknownName: where it is neither.
        """
        ids = {measure.id for measure in self.measures}
        beside = {each for measure in self.measures for each in measure.beside} | {*indicators}
        if name not in ids | beside:
            hint = nearest(name, ids | beside) or f" Available: {', '.join(sorted(ids)) or 'none'}."
            raise UnknownName(f"there is no measure or indicator {name!r}.{hint}")
        return self._of([measure for measure in self.measures if name in (measure.id, *measure.beside)])

    def beside(self, indicator: str) -> Figures:
        """The figures of every measure shown beside an indicator; may be empty."""
        return self._of([measure for measure in self.measures if indicator in measure.beside])

    def about(self, area: str, areas: AreaRegistry) -> Figures:
        """The figures of an area, of areas in it, and of areas that contain it; so no other region is named.

        Args:
            area: code of the area.
            areas: those that there are.

        Raises:
            UnknownName: if there is no such area.
        """
        near = areas.around(area)
        kept = [figure for figure in self.observations if {found.code for found in figure.areas} <= near]
        return evolve(self, observations=kept, measures=_with(self.measures, kept))

    def latest(self) -> Figures:
        """The figures of each measure's latest time; missing ones are skipped."""
        there = [figure for figure in self.observations if figure.status not in MISSING]
        last = {figure.measure.id: (figure.first, figure.last) for figure in there}  # they stand in order of time
        kept = [figure for figure in there if (figure.first, figure.last) == last[figure.measure.id]]
        return evolve(self, observations=kept)

    def trends(self) -> Iterator[Trend | NoTrend]:
        """For each measure the change from each time to the next, or why there is none; missing figures are skipped.

        All figures of one time are compared with all of the next, so that if totals differ, the part that both have is
        found, if there is one.
        """
        for _, mine in groupby(self.observations, key=lambda figure: figure.measure.id):
            there = [figure for figure in mine if figure.status not in MISSING]
            times = [list(some) for _, some in groupby(there, key=lambda figure: (figure.first, figure.last))]
            for before, after in pairwise(times):
                yield from _between(before, after)

    def text(self) -> str:
        """What each figure counts, in words, with range, day, source, doubt and n; by time, never by size."""
        return "\n".join(telling.lines(self, texts(self.language)))

    def briefly(self) -> list[str]:
        """Each figure by itself, in a sentence: what it counts, when, where, how many, source and doubt."""
        say = texts(self.language)
        return [telling.brief(figure, say) for figure in self.observations]

    def rows(self) -> list[dict[str, Any]]:
        """As rows of the table `observations`, as plain data."""
        return [telling.row(figure) for figure in self.observations]

    def to_dict(self) -> dict[str, Any]:
        """As plain data: figures, the changes from each time to the next, and what is wrong in files and plugins."""
        say = texts(self.language)
        return {
            "fictional": self.fictional,
            "figures": self.rows(),
            "changes": [telling.change_row(each) for each in self.trends()],
            "problems": [problem.to_dict(say) for problem in self.problems],
            "left_out": [*self.left_out],
        }

    def table(self) -> pa.Table:
        """As the table `observations`; its columns are described in `schemas/`. Loads pyarrow."""
        import pyarrow as pa

        from napd.tables.schemas import MARK, schema

        wanted = schema("observations")
        rows = self.rows()
        if self.fictional:
            wanted = wanted.append(MARK)
            rows = [{**row, MARK.name: MARK.name} for row in rows]
        return pa.Table.from_pylist(rows, schema=wanted)

    def _of(self, measures: Sequence[Measure]) -> Figures:
        ids = {measure.id for measure in measures}
        kept = [figure for figure in self.observations if figure.measure.id in ids]
        return evolve(self, observations=kept, measures=measures)

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)

    def __repr__(self) -> str:
        return f"<Figures: {len(self)} of {len(self.measures)} measures>"


def _with(measures: Iterable[Measure], figures: Iterable[Observation]) -> list[Measure]:
    """The measures of which there are figures."""
    ids = {figure.measure.id for figure in figures}
    return [measure for measure in measures if measure.id in ids]


def _between(before: Sequence[Observation], after: Sequence[Observation]) -> Iterator[Trend | NoTrend]:
    """The changes from one time to the next; if there are none, why the first two are no trend."""
    pairs = [(one, other, why_no_trend(one, other)) for one in before for other in after]
    found = [Trend(one, other) for one, other, reason in pairs if not reason]
    if found:
        yield from found
    else:
        yield NoTrend(*pairs[0])
