"""Ways to write with a command: each option that names a place, and what the command is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROWS = (
    "round,area,indicator,question,value,note\n"
    "2024-12,MO0402,regioplan,status,geen,\n"
    "2025-12,MO0402,regioplan,status,concept,van ons\n"
)


NAME = "2025-12-MO0402-gooi-en-vechtstreek"


CASE = Path(__file__).parents[2] / "examples" / "gelijke-behandeling-FICTIEF" / "answers.toml"


RECORDS = Path(__file__).parents[2] / "examples" / "opvang-FICTIEF" / "records.csv"


OWN = Path(__file__).parents[2] / "examples" / "cijfers-FICTIEF" / "figures.csv"


GIVEN = {
    "ask": "answers.toml", "comments": "form.xlsx", "figures": "figures.csv", "merge": "form.xlsx",
    "count": "records.csv", "key": "bsn.csv", "quality": "records.csv", "records": "records.csv",
}  # fmt: skip
"""What commands read that do not read the answers of regions."""


READ = (
    "framework", "indicator", "plugin", "figures", "questions", "stories", "answers", "cases", "words",
    "before", "earlier", "facilities", "secret",
)  # fmt: skip
"""The options with a file or folder that is read."""


CLUSTER = {"dask --output", "spark --output"}
"""Those that write as `score` does, by the same lines; to try them takes an engine, as tests/cluster has."""


NEW = ("new_secret",)
"""Those whose file may not be there yet, which their distributions try."""


class Way(NamedTuple):
    """A way to write.

    Args:
        command: with the option by which it writes.
        arguments: what is given, from a file that is read and the place where a file is to come.
        name: what that file is called, without its ending; '' where a person chooses.
        ending: of a name that a person chooses, or of what comes in a folder.
    """

    command: str
    arguments: Callable[[Path, Path], list[object]]
    name: str = ""
    ending: str = ".csv"

    def place(self, folder: Path) -> Path:
        """Where the file comes."""
        return folder / f"{self.name or 'ours'}{self.ending}"


WAYS = {
    "ask": Way(
        "ask --output",
        lambda given, at: ["ask", "gelijke-behandeling", "--answers", given, "-o", at],
        ending=".toml",
    ),
    "check": Way("check --output", lambda given, at: ["check", given, "-o", at]),
    "check to a workbook": Way("check --output", lambda given, at: ["check", given, "-o", at], ending=".xlsx"),
    "comments": Way("comments --output", lambda given, at: ["comments", given, "-o", at], ending=".xlsx"),
    "comments of a folder": Way(
        "comments --output", lambda given, at: ["comments", given, "-o", at.parent], "form", ".xlsx"
    ),
    "compare": Way("compare --output", lambda given, at: ["compare", given, "-o", at]),
    "conversation": Way(
        "conversation --output", lambda given, at: ["conversation", given, "--area", "MO0402", "-o", at], ending=".md"
    ),
    "conversations": Way(
        "conversation --output", lambda given, at: ["conversation", given, "--all", "-o", at.parent], NAME, ".txt"
    ),
    "demo": Way(
        "demo --output", lambda _, at: ["demo", "-o", at.parent.parent], "landelijk-FICTIEF/scores", ".parquet"
    ),
    "divergence": Way("divergence --output", lambda given, at: ["divergence", given, "-o", at]),
    "figures": Way("figures --output", lambda given, at: ["figures", "--figures", given, "-o", at]),
    "figures in a format": Way(
        "figures --output",
        lambda given, at: ["figures", "--figures", given, "-o", at.parent, "--format", "csv"],
        "observations",
    ),
    "count": Way(
        "count --output",
        lambda given, at: ["count", given, "--measure", "opvang-stand", "--day", "2025-03-01", "-o", at.parent],
        "observations-FICTIEF",
    ),
    "key": Way(
        "key --output",
        lambda given, at: ["key", given, "--column", "bsn", "--secret", given.with_name("secret.txt"), "-o", at],
    ),
    "quality": Way(
        "quality --output", lambda given, at: ["quality", given, "--layout", "monitor-dakloosheid", "-o", at]
    ),
    "records": Way("records --output", lambda given, at: ["records", "monitor-dakloosheid", given, "-o", at]),
    "form": Way(
        "form --output",
        lambda given, at: ["form", "--area", "MO0402", "--round", "2025-12", "--previous", given, "-o", at],
        ending=".xlsx",
    ),
    "forms": Way(
        "form --output",
        lambda _, at: ["form", "--area", "MO0402", "--area", "MO0014", "--round", "2025-12", "-o", at.parent],
        NAME,
        ".xlsx",
    ),
    "indicators": Way(
        "indicators --output", lambda _, at: ["indicators", "regioplan", "--toml", "-o", at], ending=".toml"
    ),
    "merge": Way(
        "merge --output", lambda given, at: ["merge", given, at.parent.parent / "second.xlsx", "-o", at], ending=".xlsx"
    ),
    "new": Way("new --output", lambda _, at: ["new", "proef", "-o", at.parent.parent], "napd-proef/README", ".md"),
    "progress": Way("progress --output", lambda given, at: ["progress", given, "-o", at]),
    "progress by mail": Way(
        "progress --mail", lambda given, at: ["progress", given, "--mail", at.parent], NAME, ".txt"
    ),
    "report": Way("report --output", lambda given, at: ["report", given, "-o", at.parent], "antwoorden"),
    "score": Way("score --output", lambda given, at: ["score", given, "-o", at.parent, "--format", "csv"], "scores"),
    "score with answers": Way(
        "score --output",
        lambda given, at: ["score", given, "-o", at.parent, "--format", "csv", "--with-answers"],
        "answers",
    ),
    "score to a workbook": Way(
        "score --output", lambda given, at: ["score", given, "-o", at.parent, "--format", "xlsx"], "tables", ".xlsx"
    ),
    "score to one workbook": Way("score --output", lambda given, at: ["score", given, "-o", at], ending=".xlsx"),
    "score, wide": Way("score --output", lambda given, at: ["score", given, "-o", at, "--wide"]),
    "summary": Way("summary --output", lambda given, at: ["summary", given, "-o", at]),
    "diagram": Way("table --diagram", lambda _, at: ["table", "regioplan", "--diagram", at], ending=".svg"),
    "table": Way("table --output", lambda _, at: ["table", "regioplan", "-o", at]),
}


CHOSEN = {name: way for name, way in WAYS.items() if not way.name}


NOT_READING = ("demo", "diagram", "forms", "indicators", "new", "table")


READING = {name: way for name, way in WAYS.items() if name not in NOT_READING}


TABLES = {name: way for name, way in READING.items() if way.command.split()[0] not in {*GIVEN, "form"}}
"""Those that read answers of regions, and write none, as forms are."""
