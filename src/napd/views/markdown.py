"""Markdown: texts of users as Markdown that says just that text, whatever is in it."""

from __future__ import annotations

import re

from napd.texts.signs import harmless

MARKUP = re.compile(r"[\\`*_\[\]<>&#|~$^{}]")
"""What is, or ends, a piece of markup anywhere in a line, in CommonMark or in what is often added to it."""
AT_FIRST = re.compile(r"^(?=[-+=:])|^\d{1,9}(?=[.)])")
"""What makes a list, a heading, a table or a definition of a line that begins with it."""
ADDRESS = re.compile(r"(?i)(?=://)|(?<=www)(?=\.)")
"""Where an address has become one that is a link without any markup."""
MAIL = re.compile(r"(?<=[\w.+-])@(?=[\w-])")
JOINER = "\u2060"
"""Has no width, and stands in no address of mail: a backslash does not keep that from becoming a link."""


def one_line(text: str) -> str:
    """A text in one line, without signs that cannot be seen; these steer terminals, or turn the reading direction."""
    return " ".join(harmless(text).split())


def escaped(text: str) -> str:
    """A text as Markdown in one line, which shows that text and nothing else: no markup, list, link or HTML.

    It can stand after the sign of a heading or of a list, or as a paragraph.
    """
    safe = MARKUP.sub(lambda found: f"\\{found[0]}", one_line(text))
    safe = AT_FIRST.sub(lambda found: f"{found[0]}\\", safe)
    return MAIL.sub(f"@{JOINER}", ADDRESS.sub(r"\\", safe))
