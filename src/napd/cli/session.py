"""A session: one command at work. It loads the framework, scores with progress, says what is wrong, and how it ended.

Exit codes: 0 clean; 1 done, with problems; 2 could not run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from attrs import evolve, frozen

from napd.cli.beside import first_lines, there
from napd.cli.options import GLOBAL, speak, words
from napd.cli.start import local, pyarrow_without_pandas
from napd.cli.terminal import progress, say, show_json, steps
from napd.errors import NapdError

if TYPE_CHECKING:
    import pyarrow as pa

    from napd.cli.output import Output
    from napd.framework.framework import Framework
    from napd.model.area_kinds import AreaKind
    from napd.model.areas import Area
    from napd.scoring.result import Result
    from napd.tables.problems import Problem, Severity
    from napd.tables.source import AnswerSource


class Deliverable(Protocol):
    """What a view found: an Arrow table with its receipt, plain data and text."""

    @property
    def table(self) -> pa.Table:
        """The table."""

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made it."""

    def to_dict(self) -> Any:
        """All of it, for JSON."""

    def text(self) -> str:
        """All of it, for people."""


@frozen
class Session:
    """One command at work.

    Args:
        framework: the one in use.
        json: whether a program reads what comes on stdout.
    """

    framework: Framework
    json: bool = False

    @classmethod
    def of(
        cls,
        framework: str | None,
        *,
        json: bool = False,
        publish: bool = False,
        as_of: str | None = None,
        figures: Sequence[str] | None = None,
        dashboard: Sequence[str] | None = None,
        stories: Sequence[str] | None = None,
        without_indicators: bool = False,
    ) -> Session:
        """Load the framework, with what the options add; what had to be left out is said on stderr, one line each.

        Args:
            framework: the path of the napd.toml, or None.
            json: whether a program reads what comes on stdout.
            publish: whether only aligned answers count, whatever the file says.
            as_of: the round or day whose rules score every round, or None.
            figures: paths of files with figures, in addition to those that the napd.toml names.
            stories: paths of files and folders with stories, likewise.
            dashboard: ids or titles of the dashboards to show; all if none is named.
            without_indicators: whether there need not be any: figures stand by themselves.

        Raises:
            NapdError: when there are no indicators at all and there must be, there is no such round, day or dashboard,
                or a file of figures or stories is not there.
        """
        from napd.framework.framework import Framework  # with numpy, which listing areas and plugins does not need

        used = Framework.load(framework, local())
        asked = {
            "publish": publish, "language": GLOBAL.get().language,
            "figures": there(used.figures, figures), "stories": there(used.stories, stories),
        }  # fmt: skip
        if said := {name: value for name, value in asked.items() if value}:
            used = evolve(used, **said)  # type: ignore[arg-type]
        speak(used.language)
        for left_out in used.quarantined:
            say(f"napd: {left_out}")
        if not used.indicators and not without_indicators:
            none = 'there are no indicators: install some, such as with pip install "napd[nap]"'
            raise NapdError("no indicator is left to work with" if used.quarantined else none)
        used = used.showing(dashboard) if dashboard else used
        return cls(used.dated(as_of) if as_of else used, json)

    def score(
        self,
        answers: Sequence[Any],
        doing: str = "",
        *,
        every: Callable[[Iterable[Problem]], None] | None = None,
    ) -> Result:
        """Score answers, and count on stderr how far it is.

        Args:
            answers: what they are read from.
            doing: what stands before the count, if not that it scores.
            every: takes every problem, piece by piece; see `napd.score`.
        """
        pyarrow_without_pandas()
        from napd.answers.sources import sources_of
        from napd.scoring.run import score

        sources = sources_of(list(answers), local=self.framework.local)
        with _counting(doing or words()("told.scoring"), sources) as count:
            return score(list(sources), self.framework, progress=count, every=every)

    def area(self, name: str) -> str:
        """The code of the area that somebody names; said on stderr where the name leaves room for another.

        Raises:
            UnknownName: as `napd.model.naming.area_named`.
        """
        from napd.model.naming import area_named

        return self._told(name, area_named(self.framework.areas, name))

    def region(self, name: str, round_id: str | None = None, also: Collection[AreaKind] = ()) -> str:
        """The code of the region that somebody names, in a round or in the last; a municipality stands for its region.

        Raises:
            NapdError: as `napd.model.naming.region_named`.
        """
        from napd.model.naming import region_named

        return self._told(name, region_named(self.framework.areas, self.framework.rounds, name, round_id, also))

    def _told(self, name: str, area: Area) -> str:
        """The code of an area, which is said where the name is not its own, or not its own alone."""
        from napd.model.naming import is_plain

        tell, meant = self.framework.say, self.framework.areas.names.named(name)
        if [one.kind for one in meant] == ["municipality"] and meant[0] != area:
            say(tell("named.stands_for", meant[0].name, meant[0].code, area.name, area.code))
        elif not is_plain(name, area):
            say(tell("named.is_taken", name, area.name, area.code))
        return area.code

    def deliver(self, name: str, found: Deliverable, output: Output | None) -> None:
        """Write what was found to a file, or show it on stdout: as JSON, or as the text that people read.

        Args:
            name: of its table.
            found: that.
            output: where it goes, or None.
        """
        if output:
            output.write(name, found.table, found.receipt, self.framework)
        elif self.json:
            show_json(found.to_dict())
        elif text := found.text():
            print(text)

    def made_up(self, found: Any) -> str:
        """What stands before the words on stderr where answers are fictional; nothing where they are not.

        Args:
            found: a result, or what was made of one.
        """
        return f"{self.framework.say('explain.fictional')} " if found.fictional else ""

    def say_problems(self, result: Result) -> None:
        """Say how many problems there are, and the first of them; nothing if there are none."""
        if len(result.problems):
            say(*self.problem_lines(result))

    def problem_lines(self, result: Result) -> list[str]:
        """How many problems there are, and the first of them in a line each."""
        from napd.tables.problems import Problem

        found = [Problem(**row) for row in result.problems.to_pylist()]
        return [self.counted(result.problem_counts), *first_lines(found, self.framework.say)]

    def counted(self, counts: Mapping[tuple[str, Severity], int], *, in_answers: bool = True) -> str:
        """How many problems there are, from how many there are of each kind and severity.

        Args:
            counts: that.
            in_answers: whether all of them are in the answers.
        """
        tell = self.framework.say
        errors, remarks = (sum(n for (_, own), n in counts.items() if own == kind) for kind in ("error", "remark"))
        if not errors and not remarks:
            return tell("told.no_problems")
        both = {"errors": tell("told.errors", count=errors), "remarks": tell("told.remarks", count=remarks)}
        return tell("told.in_answers" if in_answers else "told.both", **both)

    def keeps_back(self, result: Result, region: str | None = None) -> bool:
        """Whether notes or answers are not shown, since they may have personal data in them; says which, and why.

        Args:
            result: what was scored.
            region: the code of the only region that is shown; None for all.
        """
        from napd.views.remarks import withheld

        found = [problem for problem in withheld(result, area=region) if region in (None, problem.region)]
        if found:
            say(self.framework.say("told.not_shown"), *first_lines(found, self.framework.say))
        return bool(found)

    def code(self, *results: Result, left: bool = False) -> int:
        """The exit code: 1 where anything was left out or could not be used, else 0.

        Args:
            results: what was scored.
            left: whether the command itself left something out.
        """
        counts = [kind for result in results for kind in result.problem_counts]
        return int(left or bool(self.framework.quarantined) or any(severity == "error" for _, severity in counts))


@contextmanager
def _counting(doing: str, sources: Sequence[AnswerSource]) -> Iterator[Callable[[int], None]]:
    """Show how far reading is: of a folder of forms, each of which is read as a whole, how many are done; else rows."""
    from napd.answers.guest_source import GuestSource
    from napd.answers.notice import Notice

    read = [source for source in sources if not isinstance(source, Notice)]
    if all(isinstance(source, GuestSource) for source in read):
        with steps(doing, len(read)) as done:
            yield lambda _: done()
    else:
        with progress(doing) as count:
            yield count
