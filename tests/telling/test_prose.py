from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import parsed

from napd.model.links import is_web_address
from napd.telling.prose import html, plain, unused_links

WHOLE = """# Een kop

Eerst *dit*, **dan** dat\\
en op een nieuwe regel [meer](https://a.nl/x?a=1&b=2 "titel") of <https://b.nl>.

- een
- twee

3. drie
4. vier

> Zei zij, en
> zij lachte: &lt;b&gt; \\*ster\\*
"""
SHOWN = """<p class="heading">Een kop</p>
<p>Eerst <em>dit</em>, <strong>dan</strong> dat<br>
en op een nieuwe regel <a href="https://a.nl/x?a=1&amp;b=2" rel="noreferrer nofollow">meer</a> of \
<a href="https://b.nl" rel="noreferrer nofollow">https://b.nl</a>.</p>
<ul>
<li>een</li>
<li>twee</li>
</ul>
<ol start="3">
<li>drie</li>
<li>vier</li>
</ol>
<blockquote>
<p>Zei zij, en
zij lachte: &lt;b&gt; *ster*</p>
</blockquote>
"""
SAID = """Een kop
Eerst dit, dan dat
en op een nieuwe regel meer (https://a.nl/x?a=1&b=2) of https://b.nl.
• een
• twee
3. drie
4. vier
Zei zij, en zij lachte: <b> *ster*"""


def test_the_safe_part_of_markdown_is_shown():
    """As HTML, and as text for where there is none; headings are no headings of the page."""
    assert html(WHOLE) == SHOWN
    assert plain(WHOLE) == SAID
    assert unused_links(WHOLE) == []


TYPED = {
    "script": "<script>alert(1)</script>",
    "element": '<img src=x onerror="alert(1)">',
    "comment": "<!-- weg -->",
    "code": "`x` en ```y```",
    "table": "|a|b|\n|-|-|\n|c|d|",
    "reference": "[a]: https://a.nl",
    "http": "[a](http://a.nl)",
    "javascript": "[a](javascript:alert(1))",
    "data": "[a](data:text/html,x)",
    "name": "[a](https://jan:geheim@a.nl)",
    "no host": "[a](https://)",
    "relative": "[a](//a.nl) [b](/x) [c](#y)",
    "mail": "<jan@a.nl> <mailto:jan@a.nl>",
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_all_else_is_shown_as_it_is_typed(text):
    """Nothing is lost, and nothing becomes an element or a link."""
    page = parsed(html(text))
    assert {each.tag for each in page.all()} == {"p"}
    assert page.text == " ".join(text.split())


def test_links_and_images_that_are_none_are_named():
    """So that whoever wrote them knows."""
    assert unused_links("[a](http://a.nl) ![b](x.png) en <ftp://c.nl>, [d](https://d.nl)") == [
        "[a](http://a.nl)", "![b](x.png)", "<ftp://c.nl>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://a.nl", True), ("https://www.a.nl:443/x?y=z#w", True), ("https://é.nl/ü", True),
        ("http://a.nl", False), ("a.nl", False), ("https://lokaal", False), ("https://.", False),
        ("https://jan@a.nl", False), ("https://a.nl/ x", False), ("https://a.nl\\x", False), ("https://[a.nl", False),
        ("https://a.nl/\u202e", False), ("javascript:https://a.nl", False), ("", False),
    ],
)  # fmt: skip
def test_which_address_is_one_on_the_web(text, is_one):
    """With https and a host, and nobody's name before it."""
    assert is_web_address(text) is is_one


ALLOWED = {"p", "a", "em", "strong", "br", "ul", "ol", "li", "blockquote"}
ATTRIBUTES = {"class", "href", "rel", "start"}
SIGNS = st.sampled_from("<>[]()!\"'`*_#>-\\&;:/ \n=\u202e\x1b")
HOSTILE = st.text(st.one_of(SIGNS, st.characters(exclude_categories=["Cs"])), max_size=80)
PIECES = st.lists(st.one_of(HOSTILE, st.sampled_from([*TYPED.values(), "](", "<a href=", "https://a.nl"])), max_size=6)


@given(PIECES.map("".join))
def test_nothing_that_is_written_is_more_than_text(text):
    """Whatever it is: these elements and attributes alone, links with https alone, and each is closed."""
    page = parsed(html(text))
    for each in page.all():
        assert each.tag in ALLOWED
        assert set(each.attributes) <= ATTRIBUTES
        assert re.match("https://", each.attributes.get("href", "https://"))
    assert isinstance(plain(text), str)
