"""Names: in which order areas stand, and what the pages of what has a code are called."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from napd.model.areas import Area


def by_name(area: Area) -> tuple[str, str]:
    """By what areas are ordered: always their name as in an index, never a level."""
    return letters(area.name), area.code


def letters(name: str) -> str:
    """A name without accents and capitals."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()


def address(code: str) -> str:
    """A code in the name of a file, in a link or as an id: another for each code, and with no sign that means more."""
    return re.sub("[^0-9A-Za-z._-]", lambda found: f"~{ord(found[0]):x}~", code)
