"""What Sphinx needs to make the pages of napd: parts that are made of napd itself, and links that hold on the site.

A page says where such a part comes by a comment on a line of its own, such as `<!-- made: columns scores -->`: the name
of a maker, and its arguments. What stands under it, for who reads the page elsewhere, gives way:
an italic line that begins with "On the site" or "The site".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

from made import codebook, commands, indicator_file, tables
from made.links import on_site

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
PART = re.compile(r"^<!-- made: (\w+) ?(.*?) -->$(?:\n+_(?:On the site|The site).*?_$)?", re.MULTILINE)
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
ASKS = re.compile(
    r'<(?:script|img|iframe|link rel="(?:stylesheet|preconnect|preload)")[^>]*(?:src|href)="(?:https?:)?//[^"]*"'
)
"""What makes a browser load something from elsewhere; a link that a reader follows is none."""


def pages(folder: str, first: Sequence[str]) -> str:
    """The pages of a folder for a table of contents: these first, as far as they are there, then any other."""
    names = [path.stem for path in sorted((DOCS / folder).glob("*.md"))]
    order = [*(name for name in first if name in names), *(name for name in names if name not in first)]
    return "\n".join(f"{folder}/{name}" for name in order)


def filled(text: str) -> str:
    """A page with its parts made."""
    return PART.sub(lambda found: MAKERS[found[1]](*found[2].split()), text)


def read(_: Any, name: str, source: list[str]) -> None:
    """Fill a page as Sphinx reads it, and let its links lead to pages."""
    text, page = filled(source[0]), DOCS / f"{name}.md"
    origin = ROOT / BORROWED[name] if name in BORROWED else page
    source[0] = on_site(text, origin, page)


def alone(app: Any, error: Exception | None) -> None:
    """See to it that no page of the site asks anything of another."""
    pages = () if error else sorted(Path(app.outdir).rglob("*.html"))
    asking = [f"{page}: {found[0]}" for page in pages for found in ASKS.finditer(page.read_text(encoding="utf-8"))]
    if asking:
        raise ValueError("a page asks something of the internet:\n" + "\n".join(asking))


def setup(app: Any) -> dict[str, bool]:
    """Have Sphinx do so."""
    app.connect("source-read", read)
    app.connect("build-finished", alone)
    for name in ("csv", "form", "message"):  # kinds of blocks without colours
        app.add_lexer(name, TextLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
