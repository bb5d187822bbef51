"""Polars, loaded when it is first used: listing figures or layouts does without it."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import Any, cast


def polars() -> ModuleType:
    """The module, as the documentation of `importlib` makes one that is loaded later; the one that is there, if any."""
    if "polars" in sys.modules:
        return sys.modules["polars"]
    spec = cast("ModuleSpec", find_spec("polars"))  # it is there: the distribution requires it
    loader = spec.loader = LazyLoader(cast("Any", spec.loader))
    module = sys.modules["polars"] = module_from_spec(spec)
    loader.exec_module(module)
    return module


pl = polars()
