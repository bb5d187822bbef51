"""Running text: what is content is marked as such, and a term is linked where it first occurs."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from sites import built, parsed
from town import FRAMEWORK, GOOD, table

from napd import score
from napd_report.prose import Marked, Prose
from napd_report.report_data import ReportData

LANG = ' lang="nl"'
PIECES = ["niveau ", "gerealiseerd ", "<b>", "&amp;", "hooguit", "x", "'", '"', "regel", "."]
HARD = st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.fixture(scope="module")
def data():
    """What pages tell of, of the small town."""
    return ReportData.of(score(table(GOOD), FRAMEWORK), None, None)


@given(text=st.one_of(st.text(), HARD))
def test_the_text_stays_what_it_was(data, text):
    """Whatever it holds is shown as it is, and adds no element but marks and links; each term is linked once."""
    for language in ("", LANG):
        prose = Prose(data, Marked(data, language), "../")
        page = parsed(prose(text) + prose(text))
        assert page.raw == 2 * text.replace("\r\n", "\n")
        assert {each.tag for each in page.all()} <= {"a", "span"}
        links = [each.attributes["href"] for each in page.all("a")]
        assert len(links) == len(set(links))


def test_names_of_levels_are_marked(data):
    """In whatever case, as whole words, and the longest; where pages have the language of the content none is."""
    marked = Marked(data, LANG)
    assert marked("“Nog niet op gang” & gerealiseerde") == Markup(
        '“<span lang="nl">Nog niet op gang</span>” &amp; gerealiseerde'
    )
    assert Marked(data, "")("gerealiseerd & meer") == escape("gerealiseerd & meer")


def test_a_term_is_linked_once(data):
    """To its place in the glossary, from wherever the page is; HTML keeps its tags."""
    prose = Prose(data, Marked(data, ""), "../")
    assert prose("Hooguit 3, hooguit 4") == '<a class="term" href="../woorden.html#hooguit">Hooguit</a> 3, hooguit 4'
    assert prose(Markup('<em class="niveau">regels</em>')) == '<em class="niveau">regels</em>'


def test_the_first_use_on_a_page_is_linked(tmp_path):
    """On the pages of regions and indicators, each term at most once; and every link leads to a word."""
    pages = built(score(table(GOOD), FRAMEWORK), tmp_path / "site")
    assert pages.dead_links() == []
    for name, page in pages:
        links = [link.attributes["href"] for link in page.all("a", "term")]
        assert len(links) == len(set(links)), name
    assert [link.text for link in pages["regio/MO0001.html"].all("a", "term")] == ["niveau", "regel"]
    assert "regel" in [link.text for link in pages["indicator/opvang.html"].all("a", "term")]


def test_levels_on_english_pages_are_marked_everywhere(tmp_path):
    """In chips, tiles, labels and tables of charts and sentences: no name of a level is read as English."""
    pages = built(score(table(GOOD), evolve(FRAMEWORK, language="en")), tmp_path / "site")
    for name in ("index.html", "regios.html", "regio/MO0001.html", "indicator/opvang.html"):
        assert [text for text in unmarked(pages[name].one("main")) if "gerealiseerd" in text.casefold()] == [], name


def unmarked(element):
    """The texts in an element that no attribute says the language of."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif "lang" not in child.attributes and child.tag != "option":
            yield from unmarked(child)
