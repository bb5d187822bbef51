"""Markdown in which any text may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def plain(text: object) -> str:
    """A text that is no markup: its signs stand for themselves, and what stands in backticks is code."""
    parts = re.split(r"(`[^`]*`)", " ".join(str(text).split()))
    return "".join(part if part.startswith("`") else re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", part) for part in parts)


def code(text: object) -> str:
    """A text as code; nothing where it is empty."""
    return f"`{text}`".replace("|", r"\|") if str(text) else ""


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; without rows nothing. The cells are Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    head = [f"| {' | '.join(heading)} |", "|---" * len(heading) + "|"]
    return "\n".join([*head, *lines]) if lines else ""


def items(lines: Iterable[str]) -> str:
    """A list of Markdown lines."""
    return "\n".join(f"- {line}" for line in lines)


def joined(*parts: str) -> str:
    """The parts that are not empty, each a block of its own."""
    return "\n\n".join(filter(None, parts))
