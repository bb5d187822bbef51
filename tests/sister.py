"""A second dashboard: one indicator, in a file, and answers to it beside those of the national example."""

from __future__ import annotations

from pathlib import Path

TITLE = "Zusterdashboard"
INDICATOR = """
id = "zusterplan"
title = "Zusterplan"
since = 2023-12-01
dashboard = "Zusterdashboard"
beside = ["regioplan"]

[[questions]]
kind = "Choice"
id = "status"
text = "Hoe ver is het zusterplan?"
options = ["geen", "concept", "vastgesteld"]

[[questions]]
kind = "YesNo"
id = "raad"
text = "Heeft de raad het vastgesteld?"
rollup = { kind = "Share", options = ["ja"] }

[[rules]]
level = "gerealiseerd"
when = 'status == "vastgesteld" and raad >= 50'
because = "Het is er."

[[rules]]
level = "in-ontwikkeling"
when = 'status >= "concept"'
because = "Het wordt gemaakt."

[[rules]]
level = "niet-op-gang"
because = "Het is er niet."
"""
ANSWERS = """round,area,indicator,question,value,FICTIEF
2024-12,MO0402,zusterplan,status,geen,FICTIEF
2025-12,MO0402,zusterplan,status,concept,FICTIEF
2025-12,GM0402,zusterplan,raad,nee,FICTIEF
2025-12,MO0503,zusterplan,status,vastgesteld,FICTIEF
"""


def written(folder: Path) -> tuple[Path, Path]:
    """The file of the indicator, and that of the answers."""
    indicator, answers = folder / "zusterplan.toml", folder / "zuster-FICTIEF.csv"
    indicator.write_text(INDICATOR, encoding="utf-8")
    answers.write_text(ANSWERS, encoding="utf-8")
    return indicator, answers
