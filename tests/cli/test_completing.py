"""Completion in the shell: areas, rounds, indicators and questions, for every command, and never a message."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

ROOT_OF = {"_NAPD_COMPLETE": "complete_bash"}


def completed(words: str, cwd: object = None) -> list[str]:
    """What a shell offers after these words."""
    command = f"napd {words}"
    environment = {**os.environ, **ROOT_OF, "COMP_WORDS": command, "COMP_CWORD": str(len(command.split(" ")) - 1)}
    ran = subprocess.run(
        [sys.executable, "-m", "napd"], env=environment, capture_output=True, text=True, check=False, cwd=cwd
    )
    assert ran.stderr == ""
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("explain --area goo", ["gooi-en-vechtstreek", "gooise-meren"]),
        ("explain --area MO040", ["MO0400", "MO0402", "MO0405"]),
        ("areas bergen-o", ["bergen-op-zoom"]),
        ("form --area HILVERS", ["hilversum"]),
        ("compare --from 2025", ["2025-06", "2025-12"]),
        ("report --round 2023", ["2023-12"]),
        ("summary --indicator regio", ["regioplan"]),
        ("table regio", ["regioplan"]),
        ("summary --question regioplan:stat", ["regioplan:status"]),
        ("conversation --perspective aan", ["aanbieder"]),
        ("explain --area zzz", []),
    ],
)
def test_a_word_that_is_begun_is_completed(words, offered):
    """In any capitals, by code or name, for the commands of plugins too."""
    assert sorted(completed(words)) == offered


def test_what_napd_toml_says_is_offered(tmp_path):
    """Its rounds, perspectives and indicators; where it has a fault nothing is, and nothing is said."""
    settings = tmp_path / "napd.toml"
    settings.write_text(
        'indicators = ["regioplan"]\nperspectives = ["wij", "zij"]\n'
        '[[rounds]]\nid = "2031-06"\ndate = 2031-06-01\nlabel = "juni 2031"\n',
        encoding="utf-8",
    )
    assert completed("explain --round 2031", tmp_path) == ["2031-06"]
    assert completed(f"explain -f {settings} --perspective ") == ["wij", "zij"]
    assert completed("table ", tmp_path) == ["regioplan"]
    settings.write_text("rounds = 3\n", encoding="utf-8")
    assert completed("explain --round 2031", tmp_path) == []


def test_nothing_is_compiled_for_it():
    """Areas and rounds load no plugin, and indicators no numpy."""
    code = (
        "import json, sys; from napd.cli.completing import COMPLETED\n"
        "found = {}\n"
        "for name in ('area', 'round', 'indicator'):\n"
        "    list(COMPLETED[name](None))\n"
        "    found[name] = [one for one in ('napd_regioplan', 'numpy', 'pyarrow', 'pandas') if one in sys.modules]\n"
        "print(json.dumps(found))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == {"area": [], "round": [], "indicator": ["napd_regioplan"]}
