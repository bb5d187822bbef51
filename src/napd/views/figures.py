"""Figures beside the indicators: those of the plugins, and those in files of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from napd.errors import ModelError
from napd.framework.framework import Framework
from napd.framework.hooks import MEASURES
from napd.framework.kinds import Offer, each_offered
from napd.framework.plugins import Quarantined
from napd.model.naming import area_named
from napd.observations.figures import Figures

if TYPE_CHECKING:
    from napd.tables.lazy import LazyTables

OBSERVATIONS = "observations"
Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


def figures(
    files: Paths = (),
    name: str | None = None,
    area: str | None = None,
    framework: Framework | str | Path | None = None,
) -> Figures:
    """The figures that plugins provide, and those in files: as ranges, each with day, source, doubt and n.

    Args:
        files: CSV files with the columns of the table `observations`, or one, in addition to those that the framework
            names; what is wrong in them is in `problems` of the result.
        name: id of a measure, or of an indicator for all measures beside it; None for all.
        area: an area, by its code or name, for its own figures, those of areas in it, and those of areas that contain
            it; None for all.
        framework: the framework, or the path of its napd.toml; None takes ./napd.toml, or else all installed plugins.

    Raises:
        UnknownName: for a name or an area that does not exist.
        ModelError: if a file describes a measure differently from another file.
        NapdError: if a file is missing, or the framework file has faults.
    """
    if not isinstance(framework, Framework):
        framework = Framework.load(framework)
    indicators = tuple(dict.fromkeys((*(each.id for each in framework.indicators), *framework.aside)))
    found = of_plugins(framework)
    for path in {path.resolve(): path for path in (*framework.figures, *each_of(files))}.values():
        found += Figures.from_csv(path, found.measures, framework.areas, indicators)
    found = found if name is None else found.named(name, indicators)
    return found if area is None else found.about(area_named(framework.areas, area).code, framework.areas)


def figure_tables(found: Figures, framework: Framework, **more: Any) -> LazyTables:
    """Figures as the table `observations`, with what made it, as formats take it.

    Args:
        found: the figures; of what is hidden no number gets into a file.
        framework: whose areas they are about.
        more: what the receipt says beside that, by name.
    """
    from napd.scoring.receipt import UNANSWERED, made_by
    from napd.tables.lazy import LazyTables
    from napd.tables.schemas import schema

    answers = {**UNANSWERED, "fictional": found.fictional}
    columns = schema(OBSERVATIONS).names  # whatever writes them adds that they are fictional
    receipt = {**made_by(framework), **more, "answers": answers}
    return LazyTables({OBSERVATIONS: lambda: found.table().select(columns)}, receipt, framework)


def each_of(paths: Paths) -> list[Path]:
    """Each of some paths, or the one."""
    return [*map(Path, [paths] if isinstance(paths, str | PathLike) else paths)]


def of_plugins(framework: Framework) -> Figures:
    """The figures that the plugins of a framework give, of areas that it has; imports each of these plugins.

    A plugin that fails, or that gives a measure differently from one before it, is left out; `left_out` says why.
    """
    found, left_out = Figures(language=framework.language), list[str]()
    for given in each_offered(framework.local.among(MEASURES), MEASURES):
        if isinstance(given, Quarantined):
            left_out.append(str(given))
            continue
        try:
            found += _within(given, framework)
        except ModelError as error:
            left_out.append(str(Quarantined(given.plugin, "conflict", str(error), cause=error)))
    return evolve(found, left_out=left_out)


def _within(given: Offer[Figures], framework: Framework) -> Figures:
    """The figures of areas that the framework has."""
    kept = [figure for figure in given.value if all(area in framework.areas for area in figure.areas)]
    return evolve(given.value, observations=kept)
