from __future__ import annotations

from distributions import distributions

__all__ = ["distributions"]
