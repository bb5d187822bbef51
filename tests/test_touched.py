"""How many files a change touches: each kind of change by its nearest likeness, and no more of them than there are now.

A new kind of question touches about the files that name `Date`, a new column of the scores those that name
`may_not_apply`. Not counted are tests, documents, and `napd.testing`, which must share no code with what it checks.
After a change that makes a count smaller, lower it here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
CORE, COMMANDS, REPORT = "src/napd/**/*.*", "src/napd/cli/*.py", "plugins/napd-report/src/**/*.*"
EVERYWHERE = (CORE, "plugins/*/src/**/*.*", "schemas/*.json")
READ = (".py", ".toml", ".json", ".html")


class Likeness(NamedTuple):
    """What a change would touch.

    Args:
        pattern: what the files say that have to do with the likeness.
        where: which files are looked at.
        most: as many as there are now.
    """

    pattern: str
    where: tuple[str, ...]
    most: int


TOUCHED = {
    "a kind of question": Likeness(r"\bDate\b", (CORE,), 5),
    "a roll-up": Likeness(r"\bMean\b", (CORE,), 4),
    "a kind of problem": Likeness(r"\bsmall_percentage\b", EVERYWHERE, 2),
    "an option of a command": Likeness(r"\bas_of\b", (COMMANDS,), 2),
    "a column of the scores": Likeness(r"\bmay_not_apply\b", EVERYWHERE, 3),
    # Its own text, twice, where it is listed and linked; and the overview, which says where the counts are explained
    "a page of the report": Likeness(r"\bmethode\.html|\bmethod\.facts|\[method\]|\"method\.lead\"", (REPORT,), 5),
    "a format of tables": Likeness(r'"arrow"', (CORE,), 3),
    "a language": Likeness(r'"en"', (CORE, "plugins/*/src/**/*.py"), 4),
    "a command or source of a distribution": Likeness(r"\bnapd_(?:cluster|forms|report)\b", (CORE,), 1),
}


def files(like: Likeness) -> list[str]:
    """The files that a change would touch."""
    found = {path for pattern in like.where for path in ROOT.glob(pattern) if path.suffix in READ}
    said = re.compile(like.pattern)
    paths = (path for path in found if "testing" not in path.parts and said.search(path.read_text(encoding="utf-8")))
    return sorted(str(path.relative_to(ROOT)) for path in paths)


@pytest.mark.parametrize("change", TOUCHED)
def test_no_more_files_than_now(change):
    """The count may only fall; each has some, or the likeness is gone."""
    like = TOUCHED[change]
    found = files(like)
    assert found
    assert len(found) <= like.most, found
