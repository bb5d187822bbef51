from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from napd.views.markdown import JOINER, escaped, one_line

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""CommonMark with what GitHub adds to it."""
SIGNS = st.text(st.sampled_from("\\`*_[]()<>&#|~$^{}!+-=.:;/@\"' \n\t\r0123456789abwWxX\u202e\x1b\xa0é"))
WORDS = st.lists(
    st.sampled_from(
        [
            "# kop", "- punt", "1. een", "2) twee", "> citaat", "```", "    code", "[a](b)", "![a](b)", "[a]: b", "<b>",
            "<!-- -->", "&amp;", "&#35;", "***", "===", "---", "|a|b|", "|-|-|", "\n", "\n\n", "\\", "`", "~~", "**",
            "http://a.nl", "www.a.nl", "a@b.nl", "<a@b.nl>", "[x]", "[^1]", "$$", "+ a", "\t", "  ",
        ]
    )
).map(" ".join)  # fmt: skip
PLACES = {"{}": "paragraph_open", "# {}": "heading_open", "- {}": "bullet_list_open", "**{}**": "paragraph_open"}


def blocks(text):
    """The kinds of block in a text of Markdown."""
    return [token.type for token in READER.parse(text)]


@pytest.mark.parametrize("place", PLACES)
@given(text=st.one_of(st.text(), SIGNS, WORDS))
@example(text="1. a")
@example(text="\\")
@example(text="a  ")
def test_a_text_stays_but_a_text(place, text):
    """Wherever it stands on a page, a reader of Markdown sees that text: no markup, list, heading, link or HTML."""
    wanted = one_line(text)
    found = READER.parse(place.format(escaped(text)))
    if not wanted:
        return
    (inline,) = (token for token in found if token.type == "inline")
    signs = [child for child in inline.children if child.type not in ("strong_open", "strong_close")]
    assert {child.type for child in signs} <= {"text"}
    assert "".join(child.content for child in signs).replace(JOINER, "") == wanted.replace(JOINER, "")
    assert [token.type for token in found] == blocks(place.format("a"))


@given(text=WORDS)
def test_pages_of_texts_keep_their_shape(text):
    """Items, paragraphs and headings one after another are as many as there were, whatever stands in them."""
    page = "# {0}\n\n{0}\n\n- {0}\n- {0}\n\n## {0}"
    if one_line(text):
        assert blocks(page.format(escaped(text))) == blocks(page.format("a"))


@pytest.mark.parametrize("text", ["http://a.nl", "HTTPS://a.nl", "www.a.nl", "WWW.a.nl", "ik@a.nl"])
def test_an_address_is_no_link(text):
    """What GitHub would make a link of without any markup is broken up, and looks the same."""
    made = escaped(text)
    assert not any(sign in made for sign in ("p://", "S://", "www.", "WWW.", "ik@a"))
    assert READER.renderInline(made).replace(JOINER, "") == text


def test_one_line_has_no_hidden_signs():
    """Line ends, and signs that steer a terminal or turn the reading direction, are gone."""
    assert one_line(" a\r\n\tb\x1b[2J\u202ec ") == "a b [2J c"
