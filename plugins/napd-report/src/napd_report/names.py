"""Names: in which order areas stand."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from napd import Area


def by_name(area: Area) -> tuple[str, str]:
    """By what areas are ordered: always their name as in an index, never a level."""
    return letters(area.name), area.code


@cache
def letters(name: str) -> str:
    """A name without accents and capitals."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()
