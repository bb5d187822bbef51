"""The texts of this distribution."""

from __future__ import annotations

from typing import Any

from napd.plugin import Message


def message(key: str, **named: Any) -> Message:
    """A sentence of this distribution, still to be said in a language."""
    return Message(key, package="napd_disclosure", **named)
