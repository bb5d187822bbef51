"""Follow docs/tutorials/indicator.md literally: `follow.py FOLDER` types each command and writes each file.

Run it with the Python of a fresh environment that has napd with its indicators, and pip. It changes that, as the
tutorial does, so it is no test of pytest; the nox session `scaffold` runs it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorials" / "indicator.md"
STEP = re.compile(r"(?:^`(\S+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCORE = "napd score antwoorden.csv"
MUST_SHOW = {
    "pytest napd-wachtlijsten": " passed",
    "napd table wachtlijsten": "voor de hele regio",
    SCORE: "in ontwikkeling",
    "napd explain antwoorden.csv --area MO0402 --indicator wachtlijsten": "(regel 2)",
}
SEVERAL = {"wachtlijsten", "regioplan", "preventiescan"}
"""The indicators that must have a score in one table."""


def follow(folder: Path) -> None:
    """Do every step in a folder; stops at the first that fails, or leads elsewhere than the tutorial says."""
    shown = {}
    for name, kind, text in STEP.findall(TUTORIAL.read_text(encoding="utf-8")):
        if name:
            (folder / name).write_text(text, encoding="utf-8")
        for command in text.splitlines() if kind == "sh" else ():
            shown[command] = typed(command, folder)
    for command, words in MUST_SHOW.items():
        assert words in shown[command], f"{command} does not show {words!r}"
    missing = [name for name in SEVERAL if not re.search(rf"gemeente +{name} ", shown[SCORE])]
    assert not missing, f"{SCORE} has no score of {missing}"
    assert (folder / "uit" / "scores.parquet").is_file()


def typed(command: str, folder: Path) -> str:
    """What a command prints, when somebody types it."""
    sys.stderr.write(f"$ {command}\n")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(  # noqa: S602 - the commands of our own tutorial
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    sys.stderr.write(ran.stdout)
    return ran.stdout


if __name__ == "__main__":
    follow(Path(sys.argv[1]))
    sys.stderr.write("The tutorial leads where it says.\n")
