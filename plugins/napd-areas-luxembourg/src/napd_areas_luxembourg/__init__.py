"""The areas of Luxembourg: a canton is a region, a commune a municipality. Where they come from, the README says."""

from __future__ import annotations

from importlib.resources import as_file, files

from napd import AreaRegistry, hookimpl


@hookimpl
def napd_areas() -> AreaRegistry:
    """Give the cantons and communes, with the mergers of 1 September 2023."""
    with as_file(files(__name__) / "areas.csv") as path:
        return AreaRegistry.from_csv(path)
