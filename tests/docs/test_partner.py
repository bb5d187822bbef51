"""A partner adds a source and a command, by following docs/how-to/plugins.md literally."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- partner: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
"""The files that the page shows, by their names."""
MOST = 60
ROW = {"round": "2025-12", "area": "MO0402", "indicator": "regioplan", "question": "status", "value": "geen"}


@pytest.fixture
def run(tmp_path):
    """Run napd where the folder of the plugin stands, with what the page says before the command."""
    for name, text in FILES.items():
        path = tmp_path / "napd-partner" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "napd-partner" / "napd_partner" / "__init__.py").touch()

    def go(*arguments: str) -> tuple[int, str, str]:
        command = [str(Path(sys.executable).with_name("napd")), "--plugin", "napd-partner", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    return go


def test_it_is_short():
    """All three files together."""
    assert sum(len(text.splitlines()) for text in FILES.values()) < MOST
    assert set(FILES) == {"napd_partner/source.py", "napd_partner/command.py", "pyproject.toml"}


def test_both_work_together(run, tmp_path):
    """The command is listed and scores what the source reads; a file that the source cannot read is a problem."""
    (tmp_path / "answers.json").write_text(json.dumps([ROW]), encoding="utf-8")
    assert "  levels " in run("--help")[1]
    assert run("levels", "answers.json")[:2] == (0, "1 niet-op-gang\n")
    (tmp_path / "broken.json").write_text("[", encoding="utf-8")
    code, out, err = run("score", "answers.json", "broken.json")
    assert (code, "nog niet op gang" in out) == (1, True)
    assert "broken.json: het is niet te lezen: in plugin json (napd-partner 0.1.0 not installed) ging iets mis" in err
