"""Signs that cannot be seen, in texts from people and plugins: what steers a terminal, hides, or turns the direction.

A text is cleared of them at the door through which it is shown, and nowhere before: on the screen (`on_screen`, in
`napd.cli.terminal`), on a page or in the words of a form (`on_page`), in a line of Markdown or of a table (`harmless`).
What is data in a file stays as it is; JSON and TOML escape such signs (`escaped`), and so give them back.

A console that cannot show the sign of a level, an arrow or a quotation mark shows one of ASCII in its place (`ASCII`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from unicodedata import category, normalize

STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Of Unicode: controls, formats (bidirectional, of no width), half signs, and separators of lines and paragraphs."""
JOINED = re.compile("(?<=[^\0-\u036f])[\u200c\u200d](?=[^\0-\u036f])")
"""What joins, or keeps apart, two signs of an emoji, or of a script that needs that."""
ASCII = "napd-ascii"
"""The name by which streams find what stands for signs that their code page does not have."""
IN_ASCII = {
    sign: plain
    for plain, signs in {
        "v": "✓✔☑✅🗸", "x": "✕✖✗✘❌☒❎×", "o": "◐◑◒◓◔◕", "_": "○◌◯", "*": "●•★☆", "#": "◊◇", ".": "·…",
        "-": "\u2010\u2011–—−─", "+": "✎", ">": "→\u203a", "<": "←\u2039", "^": "↑", "|": "↓", ">=": "≥", "<=": "≤",
        "~": "≈", "'": "‘’\u201a\u2032", '"': "“”„″", "EUR": "€",
    }.items()
    for sign in signs
}  # fmt: skip
"""The signs of levels and statuses stay distinct, each beside its word; so do those that compare."""


def harmless(text: str) -> str:
    """A text in one line, with a blank for each sign that cannot be seen; as long as it was."""
    return text if text.isprintable() else on_screen(text).replace("\n", " ")


def on_screen(text: str) -> str:
    """The same, with its line ends: what may be written to a terminal. Costs one look at each sign."""
    odd = {ord(sign): " " for sign in set(text) if sign != "\n" and not sign.isprintable()}
    return text.translate(odd) if odd else text


def on_page(text: str) -> str:
    """A text for a page or a form: with its line ends, all its blanks, and emoji and scripts that join their signs."""
    if text.isprintable():  # as nearly all are; no sign that steers is
        return text
    odd = {ord(sign): " " for sign in set(text) if sign not in "\n\t" and category(sign) in STEERING}
    if not odd:
        return text
    signs = list(text.translate(odd))
    for found in JOINED.finditer(text):
        signs[found.start()] = found[0]
    return "".join(signs)


def escaped(text: str, escape: Callable[[str], str] | None = None) -> str:
    """A text of TOML, or a formula, with an escape for each sign that cannot be seen, but for line ends.

    Args:
        text: in which such signs stand between quotes alone.
        escape: gives the escape of a sign, where it is not that of TOML and Python.
    """
    odd = {ord(sign): (escape or _escape)(sign) for sign in set(text) if sign != "\n" and not sign.isprintable()}
    return text.translate(odd) if odd else text


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 2**16 else f"\\U{ord(sign):08x}"


def in_ascii(text: str) -> str:
    """A text in ASCII: its signs by `IN_ASCII`, a letter without its accents, and ? for anything else."""
    return "".join(IN_ASCII.get(sign) or _letter(sign) or "?" for sign in text)


def _letter(sign: str) -> str:
    return normalize("NFKD", sign).encode("ascii", "ignore").decode()


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """What a stream writes in the place of signs that its code page does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]), error.end


codecs.register_error(ASCII, _stand_in)
