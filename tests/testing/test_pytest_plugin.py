"""`pytest indicator.toml` runs every law on the indicator of a file, and costs nothing where nobody asks for that."""

from __future__ import annotations

import subprocess
import sys

import pytest

from napd.testing import LAWS

pytest_plugins = ["pytester"]
OURS = ("-p", "no:napd", "-p", "napd.testing.pytest_plugin", "-p", "no:cacheprovider")
"""By its module, however napd is installed."""

TEXT = """\
id = "proef"
title = "Proef"
theme = "Thema"
since = 2025-01-01
description = "Een proef."
wording = "Van de proef."

[[questions]]
kind = "YesNo"
id = "klaar"
text = "Is het klaar?"

[[rules]]
level = "gerealiseerd"
when = "klaar"
because = "Het is klaar."

[[rules]]
level = "niet-op-gang"
because = "Het is niet klaar."
"""
CASES = "case,klaar,level,rule\nKlaar,ja,gerealiseerd,1\nNiet klaar,nee,niet-op-gang,2\n"


@pytest.fixture
def folder(pytester):
    """A folder with an indicator and its cases, and TOML that is something else."""
    (pytester.path / "proef.toml").write_text(TEXT, encoding="utf-8")
    (pytester.path / "proef.csv").write_text(CASES, encoding="utf-8")
    (pytester.path / "napd.toml").write_text("perspectives = ['a']", encoding="utf-8")
    return pytester


def test_every_law_of_a_file(folder):
    """Each law is a test of its own, and its cases are found beside it."""
    done = folder.runpytest_inprocess(*OURS, "-v", "proef.toml")
    done.assert_outcomes(passed=len(LAWS))
    done.stdout.fnmatch_lines(["proef.toml::proofs PASSED*", "proef.toml::reached PASSED*"])


def test_what_breaks_a_law_is_shown_in_a_few_lines(folder):
    """A failing law says what is wrong, without the inside of napd."""
    (folder.path / "proef.csv").write_text(CASES.replace("gerealiseerd,1", "niet-op-gang,2"), encoding="utf-8")
    done = folder.runpytest_inprocess(*OURS, "proef.toml")
    done.assert_outcomes(passed=len(LAWS) - 1, failed=1)
    done.stdout.fnmatch_lines(["*proef.toml: cases*", "'proef' breaks the law 'cases': *", "case 'Klaar' of 'proef'*"])
    done.stdout.no_fnmatch_line("*checks.py*")


def test_an_indicator_without_cases(folder):
    """Without a file of cases the two checks on it fail."""
    (folder.path / "proef.csv").unlink()
    folder.runpytest_inprocess(*OURS, "proef.toml").assert_outcomes(passed=len(LAWS) - 2, failed=2)


def test_a_file_with_faults(folder):
    """Every fault of the file is told, with its line."""
    (folder.path / "proef.toml").write_text(TEXT.replace("kind =", "knid ="), encoding="utf-8")
    done = folder.runpytest_inprocess(*OURS, "proef.toml")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*proef.toml: line 8, questions 1 (klaar): it needs kind = one of *, YesNo*"])


def test_a_fault_of_napd_itself_is_shown_whole(folder, monkeypatch):
    """What is no broken law comes with its traceback."""
    monkeypatch.setattr("napd.testing.checks.compile_rubric", lambda _: 1 / 0)
    done = folder.runpytest_inprocess(*OURS, "proef.toml")
    done.stdout.fnmatch_lines(["*ZeroDivisionError*"])


def test_files_that_nobody_names_are_left_alone(folder):
    """A folder with TOML in it is not taken for tests."""
    assert folder.runpytest_inprocess(*OURS, ".").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_it_loads_nothing():
    """Where no file is named, neither arrays nor hypothesis nor the model are loaded."""
    code = "import sys, napd.testing.pytest_plugin as p; print(sorted(m for m in sys.modules if m.startswith('napd')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "['napd', 'napd._version', 'napd.testing', 'napd.testing.pytest_plugin']\n"
