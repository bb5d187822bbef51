"""Words: what is said of records, kept as messages; the sentences are in `texts`."""

from __future__ import annotations

from typing import Any

from napd.plugin import Message, Texts, options, texts

PACKAGE = "napd_counts"


def message(key: str, **named: Any) -> Message:
    """A message of this distribution; see `napd.plugin.Message`."""
    return Message(key, package=PACKAGE, **named)


def telling() -> Texts:
    """The texts of this distribution in the language of the command."""
    return texts(options.language(), PACKAGE)
