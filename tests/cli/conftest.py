from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from distributions import distributions

from napd.cli import main
from napd.texts import texts

__all__ = ["distributions", "pd"]  # with pandas loaded already, no command hides it from the tests that run after it

ROOT = Path(__file__).parent.parent.parent


TOLD = ("told.", "loaded.", "problem.", "place.", "hint.", "answer.", "the_area.", "personal.", "column.check.")
"""What is said of problems, and on stderr."""
IN_FORMS = (".comment", ".error", ".remark", ".look")
"""What stands in comments."""
DUTCH = ("test_language.py", "test_snapshots.py")
"""Which tests quote that in Dutch; all others do in English, beside what stands on stdout in Dutch."""


@pytest.fixture(autouse=True, scope="module")
def _told_in_english(request):
    with pytest.MonkeyPatch.context() as patch:
        for package in ("napd", "napd_forms", "napd_progress", "napd_report") if request.path.name not in DUTCH else ():
            dutch, english = (texts(language, package) for language in ("nl", "en"))
            for mine, theirs in ((dutch._texts, english._texts), (dutch._problems, english._problems)):
                for key in theirs:
                    if key.startswith(TOLD) and not key.endswith(IN_FORMS):
                        patch.setitem(mine, key, theirs[key])
        yield


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def napd(monkeypatch, capsys):
    """Run a command in this process, as `main` does, in the root of the repository unless the test moved."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["napd", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def data(napd):
    """What a command writes as JSON, when all is well."""

    def read(*arguments: object):
        code, out, err = napd(*arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    return read
