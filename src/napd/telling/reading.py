"""Reading stories: the files in folders, and the drafts that forms hold, become stories that may be shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from napd.errors import NapdError
from napd.framework.framework import Framework
from napd.tables.problems import Problem
from napd.telling.draft import StoryDraft
from napd.telling.head import draft_in
from napd.telling.reader import story_of
from napd.telling.stories import Stories

ENDING = ".md"
ENVIRONMENT = "pyvenv.cfg"
"""What a virtual environment has."""
README = "readme.md"
"""What a folder says of itself, and is no story."""


def read_stories(paths: Iterable[Path], framework: Framework, drafts: Iterable[StoryDraft] = ()) -> Stories:
    """The stories in files and folders, and in drafts, that may be shown; and what is wrong with the others.

    Args:
        paths: files that end in .md, and folders of these.
        framework: the areas, perspectives and indicators that they may name.
        drafts: further ones.

    Raises:
        NapdError: when a file cannot be read, or a folder has no stories.
    """
    problems: list[Problem] = []
    every = [*_drafts(paths, framework, problems), *drafts]
    found = [story_of(draft, framework, problems.append) for draft in every]
    return Stories([story for story in found if story is not None], problems, framework.language)


def _drafts(paths: Iterable[Path], framework: Framework, problems: list[Problem]) -> Iterator[StoryDraft]:
    for path in {file.resolve(): file for each in paths for file in story_files(each)}.values():
        if draft := draft_in(path, str(path), framework.language, problems.append):
            yield draft


def story_files(path: Path) -> list[Path]:
    """The file itself; or the files of a folder, and of folders in it, that end in .md, but README.md and hidden ones.

    Raises:
        NapdError: when a folder has none.
    """
    if not path.is_dir():
        return [path]
    found = [each for each in _walk(path) if _is_story(each)]
    if not found:
        raise NapdError(f"{path}: the folder has no stories; they are files ending in {ENDING}")
    return found


def _walk(top: Path) -> Iterator[Path]:
    """Every file in a folder, in order of name; none of folders that are hidden or hold a virtual environment."""
    for folder, folders, files in os.walk(top):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not (_is_hidden(name) or (here / name / ENVIRONMENT).exists()))
        yield from (here / name for name in sorted(files))


def _is_story(path: Path) -> bool:
    """Whether a file of a folder is a story, by its name."""
    is_named = path.suffix.casefold() == ENDING and path.name.casefold() != README
    return is_named and not _is_hidden(path.name) and path.is_file()


def _is_hidden(name: str) -> bool:
    return name.startswith(".")
