from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from distributions import distributions

from napd.cli import main

__all__ = ["distributions", "pd"]  # with pandas loaded already, no command hides it from the tests that run after it

ROOT = Path(__file__).parent.parent.parent


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
