"""What people read, kept as text beside this file, so that every change of it is seen by whoever reviews it.

To renew the texts after a change that is meant, run `NAPD_UPDATE_SNAPSHOTS=1 pytest tests/cli/test_snapshots.py`, and
look at what changed before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"
GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
HERINDELINGEN = [f"examples/herindelingen-FICTIEF/{name}" for name in ("answers.csv", "napd.toml")]
HERINDELINGEN.insert(1, "-f")
LATER = ["--round", "2024-12", "--round", "2025-12"]
ASKED = (
    "regioplan:wonen_eerst_in_plan", "regioplan:herkomst_in_plan", "preventiescan:deelname", "preventiescan:pijlers",
)  # fmt: skip
COMMANDS = {
    "table-regioplan": ["table", "regioplan"],
    "diagram-regioplan": ["table", "regioplan", "--diagram", "-"],
    "indicators": ["indicators"],
    "indicators-opvang-ombouw": ["indicators", "opvang-ombouw"],
    "prove": ["prove"],
    "score-gooi": ["score", GOOI],
    "explain-gooi": ["explain", GOOI, "--area", "MO0402", "--indicator", "regioplan"],
    "explain-FICTIEF": ["explain", NATIONAL, "--area", "MO0402", "--round", "2025-06"],
    "summary": ["summary", NATIONAL, *LATER],
    "figures": ["figures", "preventiescan"],
    "figures-FICTIEF": ["figures", "opvang", "--figures", "examples/cijfers-FICTIEF/figures.csv", "--area", "MO0402"],
    "summary-questions": ["summary", NATIONAL, *LATER, *(word for name in ASKED for word in ("--question", name))],
    "could-be": ["summary", "--could-be", "79%", "--n", "45"],
    "could-be-four": ["summary", "--could-be", "82%", "--could-be", "95%", "--could-be", "79%", "--could-be", "92%"],
    "divergence": ["divergence", NATIONAL, "--round", "2025-12", "--area", "MO0503"],
    "conversation-gooi": ["conversation", GOOI, "--area", "MO0402"],
    "conversation-FICTIEF": ["conversation", NATIONAL, "--area", "MO0361"],
    "conversation-markdown": ["conversation", NATIONAL, "--area", "MO0222", "--format", "markdown"],
    "conversation-beside": [
        "conversation",
        GOOI,
        "--area",
        "MO0402",
        "--figures",
        "examples/cijfers-FICTIEF/figures.csv",
        "--stories",
        "examples/verhalen-FICTIEF",
    ],
    "conversation-silent": ["conversation", NATIONAL, "--area", "MO0402", "--round", "2026-06"],
    "conversation-weesp": ["conversation", *HERINDELINGEN, "--area", "MO0402", "--round", "2022-06"],
    "conversation-wijdemeren": ["conversation", *HERINDELINGEN, "--area", "MO0402", "--round", "2027-06"],
    "compare-FICTIEF": ["compare", NATIONAL, "--from", "2024-12", "--to", "2025-12", "--area", "MO0222"],
    "compare-weesp": ["compare", *HERINDELINGEN, "--from", "2021-12", "--to", "2022-06"],
    "compare-wijdemeren": ["compare", *HERINDELINGEN, "--from", "2026-12", "--to", "2027-06"],
    "check": ["check", "tests/cli/mistakes.csv"],
    "demo": ["demo", "--output"],
}


IN_ENGLISH = (
    "table-regioplan", "indicators-opvang-ombouw", "score-gooi", "explain-gooi", "explain-FICTIEF", "summary",
    "summary-questions", "could-be", "divergence", "conversation-gooi", "conversation-FICTIEF",
    "conversation-beside", "conversation-wijdemeren", "figures", "figures-FICTIEF",
    "compare-FICTIEF", "compare-wijdemeren", "check",
)  # fmt: skip
KEPT = {f"{name}.txt": (name, []) for name in COMMANDS}
KEPT |= {f"{name}.en.txt": (name, ["--lang", "en"]) for name in IN_ENGLISH}


@pytest.mark.parametrize("file", KEPT)
def test_what_people_read(napd, tmp_path, file):
    """The command writes to stdout what is kept of it, in Dutch and in English."""
    name, language = KEPT[file]
    code, out, _ = napd(*language, *COMMANDS[name], *([tmp_path] if name == "demo" else []))
    assert code == (1 if name == "check" else 0)
    kept = SNAPSHOTS / file
    if os.environ.get("NAPD_UPDATE_SNAPSHOTS"):
        kept.write_text(out, encoding="utf-8", newline="\n")
    assert out == kept.read_text(encoding="utf-8")


def test_every_text_is_of_a_command():
    """No text is kept that nothing is held against."""
    assert {path.name for path in SNAPSHOTS.iterdir()} == {*KEPT}
