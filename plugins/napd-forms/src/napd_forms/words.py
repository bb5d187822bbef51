"""Words: what is said of workbooks and forms, kept as messages; the sentences are in `texts`."""

from __future__ import annotations

from typing import Any

from napd.plugin import Message


def message(key: str, **named: Any) -> Message:
    """A message of this distribution; see `napd.plugin.Message`."""
    return Message(key, package="napd_forms", **named)
