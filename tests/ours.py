"""Where the cases stand of each indicator that comes with napd."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from napd import Framework

INSTALLED = Framework.installed()


def cases_of(name: str) -> Path:
    """The file of cases of an indicator: `cases.csv` of its plugin, or that by its id where the plugin has several."""
    folder = Path(str(files(INSTALLED.plugins[name].entry_point.value)))
    several = folder / "cases" / f"{name}.csv"
    return several if several.is_file() else folder / "cases.csv"
