"""The kinds of area, and which has which in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

AreaKind = Literal["region", "municipality", "province", "country"]
ABOVE: tuple[AreaKind, ...] = ("province", "country")
"""Kinds of area of which the members are regions."""
BELOW: Mapping[AreaKind, tuple[AreaKind, ...]] = {
    "municipality": (), "region": ("municipality",), "province": ("region", "municipality"),
    "country": ("region", "municipality"),
}  # fmt: skip
"""The kinds of area that an area of each kind has in it, nearest first."""
