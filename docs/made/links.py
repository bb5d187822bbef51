"""Links of the repository as they are on the site: to pages where there are, to files where there are not."""

from __future__ import annotations

import os
import re
from pathlib import Path

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s#]+)(#[^()\s]*)?\)")
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "schemas": "reference/tables.md",
}
"""What of the repository has a page: its path, and that of the page."""


def on_site(text: str, origin: Path, page: Path) -> str:
    """The text of a file of the repository, with its links as they are in a page.

    Args:
        text: Markdown.
        origin: the file, which its relative links are seen from.
        page: the page that it comes to stand in.
    """

    def link(found: re.Match[str]) -> str:
        words, target, place = found[1], found[2], found[3] or ""
        if "://" in target or target.startswith("mailto:"):
            return found[0]
        path = _page(Path(os.path.normpath(origin.parent / target)))
        if path.is_dir() or (path.suffix == ".md" and DOCS not in path.parents):
            return words  # there is no page of it, and a reader of the site may not have the repository
        return f"[{words}]({os.path.relpath(path, page.parent)}{place})"

    return LINK.sub(link, text)


def _page(path: Path) -> Path:
    """The page of a path, where it has one."""
    found = PAGES.get(path.relative_to(ROOT).as_posix())
    return DOCS / found if found else path
