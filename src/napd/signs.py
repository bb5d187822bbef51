"""Signs that cannot be seen, in texts from people and plugins: what steers a terminal, hides, or turns the direction.

A text is cleared of them at the door through which it is shown, and nowhere before: on the screen (`on_screen`, in
`napd.cli.terminal`), on a page or in the words of a form (`on_page`), in a line of Markdown or of a table (`harmless`).
What is data in a file stays as it is; JSON and TOML escape such signs (`escaped`), and so give them back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category

STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Of Unicode: controls, formats (bidirectional, of no width), half signs, and separators of lines and paragraphs."""
JOINED = re.compile("(?<=[\u0370-\U0010ffff])[\u200c\u200d](?=[\u0370-\U0010ffff])")
"""What joins, or keeps apart, two signs of an emoji, or of a script that needs that."""


def harmless(text: str) -> str:
    """A text in one line, with a blank for each sign that cannot be seen; as long as it was."""
    return text if text.isprintable() else on_screen(text).replace("\n", " ")


def on_screen(text: str) -> str:
    """The same, with its line ends: what may be written to a terminal. Costs one look at each sign."""
    odd = {ord(sign): " " for sign in set(text) if sign != "\n" and not sign.isprintable()}
    return text.translate(odd) if odd else text


def on_page(text: str) -> str:
    """A text for a page or a form: with its line ends, all its blanks, and emoji and scripts that join their signs."""
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
