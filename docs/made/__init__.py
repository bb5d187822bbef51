"""What Sphinx needs to make the pages of napd: parts that are made of napd itself, and links that hold on the site.

A page says where such a part comes by a comment on a line of its own, such as `<!-- made: columns scores -->`: the name
of a maker, and its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from made import codebook, commands, indicator_file, tables
from made.links import on_site
from pygments.lexers.special import TextLexer

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
PART = re.compile(r"^<!-- made: (\w+) ?(.*?) -->$", re.MULTILINE)
MAKERS = {
    "codebook": codebook.every_indicator,
    "columns": tables.columns,
    "commands": commands.every_command,
    "file": lambda name: (ROOT / name).read_text(encoding="utf-8"),
    "keys": indicator_file.every_key,
    "pages": lambda folder, *first: pages(folder, first),
}
"""What each maker gives is Markdown, as if it stood in the page."""
BORROWED = {"index": "README.md", "contributing": "CONTRIBUTING.md", "changelog": "CHANGELOG.md"}
"""Pages that are a file of the repository."""


def pages(folder: str, first: Sequence[str]) -> str:
    """The pages of a folder for a table of contents: these first, then any other."""
    names = [path.stem for path in sorted((DOCS / folder).glob("*.md"))]
    return "\n".join(f"{folder}/{name}" for name in (*first, *(name for name in names if name not in first)))


def filled(text: str) -> str:
    """A page with its parts made."""
    return PART.sub(lambda found: MAKERS[found[1]](*found[2].split()), text)


def read(_: Any, name: str, source: list[str]) -> None:
    """Fill a page as Sphinx reads it, and let its links lead to pages."""
    text, page = filled(source[0]), DOCS / f"{name}.md"
    origin = ROOT / BORROWED[name] if name in BORROWED else page
    source[0] = on_site(text, origin, page)


def setup(app: Any) -> dict[str, bool]:
    """Have Sphinx do so."""
    app.connect("source-read", read)
    for name in ("csv", "form"):  # kinds of blocks without colours
        app.add_lexer(name, TextLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
