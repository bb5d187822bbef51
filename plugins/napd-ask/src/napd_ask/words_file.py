"""The sentences of a page as a file: one to write anew in another language, and give back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from napd import NapdError
from napd.plugin import nearest

Words = Mapping[str, Any]
"""Every sentence by its key; some are a list of sentences."""


def words_toml(words: Words) -> str:
    """The sentences as TOML: a key and a sentence on each line."""
    lines = (f"{json.dumps(key)} = {json.dumps(text, ensure_ascii=False)}" for key, text in words.items())
    return "\n".join((*lines, ""))


def read_words(path: Path, known: Words) -> Words:
    """The sentences of another language.

    Args:
        path: a TOML file as `words_toml` writes it.
        known: the sentences that a page has; what is not in the file keeps these.

    Raises:
        NapdError: with a line for each sentence that no page has, or that is a list where the other is none.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise NapdError(f"{path}: it cannot be read: {getattr(error, 'strerror', None) or error}") from error
    faults = [f"{path}: no sentence is called {key!r}.{nearest(key, known)}" for key in found if key not in known]
    for key, text in found.items():
        if key in known and _shape(text) != _shape(known[key]):
            faults.append(f"{path}: {key!r} must be {'a list of sentences' if _shape(known[key]) else 'a sentence'}")
    if faults:
        raise NapdError("\n".join(faults))
    return found


def _shape(text: Any) -> int:
    """0 for a sentence, 1 for a list of them, 2 for anything else."""
    if isinstance(text, list):
        return 1 if all(isinstance(each, str) for each in text) else 2
    return 0 if isinstance(text, str) else 2
