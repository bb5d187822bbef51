"""The text of a story: a safe part of Markdown, as HTML and as plain text.

What Markdown has beyond that, such as HTML and images, is shown as it was typed: nothing is lost, and nothing runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from napd.model.links import is_web_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SAFE = (
    "autolink", "blockquote", "emphasis", "entity", "escape", "heading", "link", "list", "newline", "balance_pairs",
    "fragments_join", "text_join",
)  # fmt: skip
"""The rules of markdown-it for what may be in a text, beside paragraphs."""
KEPT = 1 << 8
"""Texts that are kept as they were made: a story of no area stands on the page of each region."""
OUTSIDE = {"rel": "noreferrer nofollow"}
"""What a link to elsewhere says: the other site is not told where its reader comes from."""
UNUSED = re.compile(r"!?\[[^\[\]]*\]\([^()\s]*\)|<[a-z]+:[^<>\s]*>", re.IGNORECASE)
"""A link or an image that stands in the text as it was typed."""


@lru_cache(maxsize=KEPT)
def html(text: str) -> str:
    """A text as HTML."""
    tokens = _tokens(text)
    for token in _all(tokens):
        if token.type == "link_open":
            token.attrs = {"href": token.attrs["href"], **OUTSIDE}
        elif token.type in ("heading_open", "heading_close"):  # a page has its own headings, and their order
            token.tag = "p"
            token.attrs = {"class": "heading"} if token.nesting > 0 else {}
    found: str = _parser().renderer.render(tokens, _parser().options, {})
    return found


@lru_cache(maxsize=KEPT)
def plain(text: str) -> str:
    """A text without markup: a line for each paragraph, heading and item, and addresses behind what leads to them."""
    return "\n".join(_lines(_tokens(text)))


def unused_links(text: str) -> list[str]:
    """Links and images that are shown as they were typed."""
    typed = (token.content for token in _all(_tokens(text)) if token.type == "text")
    return [found for content in typed for found in UNUSED.findall(content)]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("zero", {"html": False}).enable(SAFE)
    made.validateLink = is_web_address  # type: ignore[assignment,method-assign]  # as its documentation says
    return made


def _tokens(text: str) -> list[Token]:
    return _parser().parse(text)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "inline":
            yield f"{mark}{''.join(_words(token.children or ()))}"
            mark = ""


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    shown, address = "", ""
    for token in tokens:
        match token.type:
            case "link_open":
                shown, address = "", str(token.attrs["href"])
            case "link_close":
                yield "" if token.markup == "autolink" or shown == address else f" ({address})"
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case _:
                shown += token.content
                yield token.content
