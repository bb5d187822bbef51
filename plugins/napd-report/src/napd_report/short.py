"""Short: a text that has to fit."""

from __future__ import annotations


def cut(text: str, most: int) -> str:
    """The text, of which no more than so many characters are left; what is cut ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
