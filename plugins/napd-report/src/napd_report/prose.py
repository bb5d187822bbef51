"""Prose: running text as HTML, with what is content marked as such, and words explained where they first occur."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from napd_report.report_data import ReportData

if TYPE_CHECKING:
    from markupsafe import Markup

HTML = r"<[^>]*>|&#?\w+;"
"""What is not a word of a text: a tag, or a character reference."""


class Marked:
    """Marks the names of levels in a text, where these are in another language than the page."""

    def __init__(self, data: ReportData, language: str) -> None:
        """For the levels of all scales.

        Args:
            data: what the pages tell of.
            language: the attribute that says in which language content is; '' where that of the pages is the same.
        """
        from markupsafe import Markup, escape

        self._html, self._escape = Markup, escape
        labels = {level.label for scale in data.legends.scales for level in scale.levels} if language else ()
        self._change = _changing(labels, lambda label: f"<span{language}>{label}</span>")

    def __call__(self, text: str) -> Markup:
        """The text as HTML, escaped if it was not that yet."""
        return self._html(self._change(str(self._escape(text))))


class Prose:
    """The running text of one page, in which what is a term is linked to the glossary, the first time alone."""

    def __init__(self, data: ReportData, marked: Marked, root: str) -> None:
        """For one page.

        Args:
            data: what the pages tell of.
            marked: marks the names of levels.
            root: the way from the page to the folder of the first.
        """
        self._left = {word.casefold(): key for key, word in data.tell.table("words.linked").items()}
        self._change, self._marked, self._root = _changing(tuple(self._left), self._linked), marked, root

    def __call__(self, text: str) -> Markup:
        """The text as HTML, escaped if it was not that yet; it may hold no link."""
        from markupsafe import Markup

        return Markup(self._change(str(self._marked(text))))  # noqa: S704 - it was escaped

    def _linked(self, word: str) -> str:
        key = self._left.pop(word.casefold(), None)
        return f'<a class="term" href="{self._root}woorden.html#{key}">{word}</a>' if key else word


def _changing(words: Iterable[str], change: Callable[[str], str]) -> Callable[[str], str]:
    """Changes each of some words where it stands in HTML by itself, the longest first, in whatever case."""
    from markupsafe import escape

    longest = sorted((re.escape(str(escape(word))) for word in words), key=len, reverse=True)
    if not longest:
        return str
    pattern = re.compile(rf"{HTML}|(?<!\w)({'|'.join(longest)})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: change(found[1]) if found[1] else found[0], text)
