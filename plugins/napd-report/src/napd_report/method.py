"""The page on method: where the content comes from, what is not known, what made these pages, and the tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from napd.plugin import FICTIONAL
from napd_report.overview import counted_otherwise
from napd_report.report_data import ReportData

FORMATS = {"parquet": "Parquet", "csv": "CSV", "xlsx": "Excel"}


def facts(data: ReportData, files: Sequence[Path]) -> dict[str, Any]:
    """What the page on method tells.

    Args:
        data: what all pages tell of.
        files: the tables to download, beside the pages.
    """
    codebook = data.tell.table("codebook")  # the columns that the page shows; the files have all
    current = {(one.id, one.version) for one in data.indicators}
    rows = data.result.tables["indicators"].to_pylist()
    rules = dict.fromkeys(row["rule"] for row in data.material.summary if row["kind"] == "indicator")
    return {
        "indicators": data.indicators,
        "rules": list(rules),
        "codebook": [
            [_shown(name, row[name]) for name in codebook]
            for row in rows
            if (row["indicator"], row["version"]) in current
        ],
        "headings": list(codebook.values()),
        "receipt": json.dumps(data.result.receipt, indent=2, ensure_ascii=False, sort_keys=True),
        "downloads": _downloads(files),
        "about": data.tell.table("table"),
        "rounds": [(data.label(one), one.note) for one in data.rounds if one.note],
        "absent": data.legends.statuses["absent"].words,
        "counted_otherwise": counted_otherwise(data),
        "total": len(data.regions(data.round)),
        "problems": sum(data.result.problem_counts.values()),
    }


def _shown(name: str, value: str | None) -> str:
    return (value or "").replace("|", " · ") if name == "options" else value or ""


def _downloads(files: Sequence[Path]) -> dict[str, list[tuple[str, str]]]:
    """For each table its files, each with the name of its format."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in files:
        form = path.suffix.removeprefix(".")
        found.setdefault(path.stem.removesuffix(f"-{FICTIONAL}"), []).append((FORMATS.get(form, form), path.name))
    return found
