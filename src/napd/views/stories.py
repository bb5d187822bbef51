"""Stories beside the indicators: those in files of one's own, and those in the forms that were scored."""

from __future__ import annotations

from pathlib import Path

from napd.framework.framework import Framework
from napd.model.naming import area_named
from napd.scoring.result import Result
from napd.telling.draft import StoryDraft
from napd.telling.reading import read_stories
from napd.telling.stories import Stories
from napd.views.figures import Paths, each_of


def stories(
    found: Paths | Result = (),
    area: str | None = None,
    framework: Framework | str | Path | None = None,
) -> Stories:
    """The stories that may be shown: with consent, and without what looks like personal data.

    Args:
        found: files that end in .md, or folders of these, in addition to those that the framework names; or a result,
            for the stories in the forms that were scored and those that its framework names. What is wrong in them is
            in `problems` of what is given back.
        area: code or name of an area, for its own stories, those of areas in it and of areas that contain it, and
            those of no area; None for all.
        framework: the framework, or the path of its napd.toml; None takes that of the result, ./napd.toml, or else all
            installed plugins.

    Raises:
        UnknownName: for an area that does not exist.
        NapdError: if a file or folder is missing, a folder has no stories, or the framework file has faults.
    """
    result = found if isinstance(found, Result) else None
    if not isinstance(framework, Framework):
        framework = result.framework if result and framework is None else Framework.load(framework)
    paths = [] if isinstance(found, Result) else each_of(found)
    told = read_stories([*framework.stories, *paths], framework, _in_forms(result) if result else ())
    return told if area is None else told.about(area_named(framework.areas, area).code, framework.areas)


def _in_forms(result: Result) -> list[StoryDraft]:
    """The stories of sources that have any, such as forms."""
    sources = result.gathered.sources if result.gathered else ()
    return [draft for source in sources for draft in getattr(source, "stories", ())]
