"""The names of files that are made of codes and ids, which others chose: one place makes them, for all that is written.

Such a name is one name, wherever it is used: it has no folder in it, is not one that Windows keeps for itself, and is
not too long. Another code gives another name; codes that differ in capitals only, which a disk may take for one, are
refused where areas, rounds and indicators are defined.
"""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)", re.IGNORECASE)
"""Names of devices on Windows, with any ending."""
LONGEST = 80
"""Signs of one part of a name: three of them, with an ending, are a name that every disk takes."""
KEPT = 60


def address(code: str) -> str:
    """A code as a part of the name of a file, in a link or as an id: with no sign that means more."""
    plain = re.sub(r"[^0-9A-Za-z._-]|^[.-]|\.$", lambda found: f"~{ord(found[0]):x}~", code)
    if RESERVED.match(plain):
        plain = f"~{ord(plain[0]):x}~{plain[1:]}"
    if len(plain) > LONGEST:
        plain = f"{plain[:KEPT]}~{sha256(code.encode(errors='surrogatepass')).hexdigest()[:16]}"
    return plain or "~"


def area_file(round_id: str, code: str, name: str, *, ending: str) -> str:
    """The name of a file about an area in a round: with the codes, by which it is found, and the name, to read.

    >>> area_file("2025-12", "MO0402", "Gooi en Vechtstreek", ending=".xlsx")
    '2025-12-MO0402-gooi-en-vechtstreek.xlsx'
    """
    letters = normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^0-9a-z]+", "-", letters)[:KEPT].strip("-")
    return file_name(round_id, code, *([words] if words else []), ending=ending)


def file_name(*codes: str, ending: str) -> str:
    """The name of a file that is about what has these codes; the ending with its point."""
    return f"{'-'.join(map(address, codes))}{ending}"
