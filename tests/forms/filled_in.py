"""What is typed in a form in which all is right, and what scoring says of one."""

from __future__ import annotations

from datetime import datetime

OPVANG, SAMEN = "2025-12|MO0001|opvang|{}".format, "2025-12|{}|samen|{}".format
RIGHT = {
    OPVANG("plan"): "Ja", OPVANG("fase"): "vastgesteld", OPVANG("bereik"): 80, OPVANG("plekken"): "12",
    OPVANG("sinds"): datetime(2025, 3, 1), OPVANG("uitleg"): "Alles.", OPVANG("wie|zorg"): "ja",  # noqa: DTZ001
    OPVANG("wie|wonen"): "x", OPVANG("wie|werk"): "nee", SAMEN("GM0001", "mee"): True,
    SAMEN("GM0002", "mee"): "nee", SAMEN("GM0001", "bedden"): 10, SAMEN("GM0001", "kamers"): 30,
    SAMEN("GM0002", "bedden"): 0, SAMEN("GM0002", "kamers"): 0.0, SAMEN("GM0001", "laatst"): "01-06-2025",
    SAMEN("GM0002", "laatst"): "2025-05-04", SAMEN("GM0001", "zorg"): "goed", SAMEN("GM0002", "zorg"): "Matig",
}  # fmt: skip
"""What is typed where nothing is wrong."""


def told(result):
    """Each problem: sheet, cell and kind."""
    return sorted((row["sheet"], row["cell"], row["problem"]) for row in result.problems.to_pylist())


def values(result):
    """The answers that count, by area and question."""
    return {(row["area"], row["question"]): row["value"] for row in result.answers.to_pylist() if row["value"]}
