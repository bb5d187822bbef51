"""What stands beside the levels: files that options and napd.toml name, and what is wrong in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from napd.cli.options import words
from napd.cli.terminal import say
from napd.errors import NapdError, nearest

if TYPE_CHECKING:
    from napd.framework.local import Local
    from napd.observations.figures import Figures
    from napd.scoring.result import Result
    from napd.tables.problems import Problem, Severity
    from napd.telling.stories import Stories
    from napd.texts import Texts

FEW = 10
"""How many problems are told one by one where they are not what was asked for."""


def there(named: Sequence[Path], given: Sequence[str] | None) -> list[Path]:
    """The paths that napd.toml names and those of an option; that each is there is seen before answers are read.

    Raises:
        NapdError: with a line for each that is not.
    """
    paths = [*named, *map(Path, given or ())]
    if missing := [path for path in paths if not path.exists()]:
        raise NapdError("\n".join(f"{path}: there is no such file.{_near(path)}" for path in missing))
    return paths


def _near(path: Path) -> str:
    """The name in its folder that it may have been."""
    return nearest(path.name, [other.name for other in path.parent.iterdir()]) if path.parent.is_dir() else ""


def told_among(answers: Sequence[str], local: Local) -> tuple[list[str], list[str]]:
    """Which of the paths that are given have answers, and the stories among them.

    Args:
        answers: paths of files and folders; a folder may hold both.
        local: plugins that read further files.
    """
    asked, told = list[str](), list[str]()
    for path in answers:
        own = [str(file) for file in stories_among(Path(path))]
        told += own
        if not own or _has_answers(Path(path), local):
            asked.append(path)
    return asked, told


def stories_among(path: Path) -> list[Path]:
    """A file that ends as stories do; of a folder those files that begin as stories do, too."""
    from napd.telling.head import is_story
    from napd.telling.reading import ENDING, story_files

    if not path.is_dir():
        return [path] if path.suffix.casefold() == ENDING else []
    with suppress(NapdError):  # it has none
        return [file for file in story_files(path) if is_story(file)]
    return []


def _has_answers(path: Path, local: Local) -> bool:
    from napd.answers.folders import files_in

    with suppress(NapdError):  # it has none
        return path.is_dir() and bool(files_in(path, local))
    return False


class Beside(NamedTuple):
    """What stands beside the levels of a result."""

    figures: Figures
    stories: Stories

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with them."""
        return (*self.figures.problems, *self.stories.problems)

    @property
    def counts(self) -> Counter[tuple[str, Severity]]:
        """How many problems there are of each kind and severity."""
        return Counter((problem.problem, problem.severity) for problem in self.problems)

    @property
    def accepted(self) -> str:
        """How many stories can be shown; '' if there are none."""
        shown = len(self.stories)
        return words()("told.stories", count=shown) if self.stories or self.stories.problems else ""


def beside(result: Result) -> Beside:
    """What stands beside the levels of a result: that of its framework, and that of the forms that were scored."""
    from napd.views.figures import figures
    from napd.views.stories import stories

    return Beside(figures(framework=result.framework), stories(result))


def say_beside(result: Result) -> bool:
    """Say what is wrong with the figures and stories beside a result; gives whether any of them are left out."""
    found = beside(result)
    return any((say_figures(found.figures), _say(found.stories.problems)))


def say_figures(found: Figures) -> bool:
    """Say what is wrong with figures; gives whether any are left out."""
    say(*(f"napd: {each}" for each in found.left_out))
    return _say(found.problems) or bool(found.left_out)


def _say(problems: Sequence[Problem]) -> bool:
    """Say the first problems; gives whether any is an error."""
    say(*first_lines(problems, words()))
    return any(problem.severity == "error" for problem in problems)


def first_lines(problems: Sequence[Problem], tell: Texts) -> Iterator[str]:
    """The first problems in a line each, and how to see the others."""
    yield from (f"  {problem.text(tell)}" for problem in problems[:FEW])
    if len(problems) > FEW:
        yield f"  {tell('told.more', more=len(problems) - FEW)}"
