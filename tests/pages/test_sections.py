"""Sections of plugins: shown as text on the page of their indicator; one that fails takes nothing with it."""

from __future__ import annotations

import pytest
from distributions import distributions
from sites import built, rows
from town import FRAMEWORK, GOOD, answer, table

from napd import Section, Told, score
from napd.framework.hooks import SECTIONS
from napd.framework.local import Local

__all__ = ["distributions"]
CODE = """
from napd import Section, Told, hookimpl

def tell(reported):
    TELL

@hookimpl
def napd_section():
    return Section("opvang", "Nog <b>iets</b>", tell)
"""
GOOD_ONE = """
    count = sum(len(batch) for batch in reported.tables.batches("scores"))
    said = f"{' '.join(reported.rounds)} {reported.perspective} {count}"
    return Told((said, "<script>alert(1)</script>", "half \\ud800 teken"), ("wat", "n"), [("a & b", "3")])
"""


@pytest.fixture
def made(distributions, tmp_path):
    """The report of the town with the sections of plugins, each by the code of its `tell`; and what went wrong."""
    result = score(table(GOOD), FRAMEWORK)

    def make(*, given=Local(), **tells: str):  # noqa: B008 - it cannot change
        for name, code in tells.items():
            text = code if "hookimpl" in code or "import" in code else CODE.replace("TELL", code.strip())
            distributions.add(f"napd-{name}", text, SECTIONS)
        blocked = Local(given.plugins, (), ("xlsx", "opvang-ombouw", *given.blocked))
        site = {}
        pages = built(result, tmp_path / "site", given=blocked, told=site)
        return pages, site["site"].faults

    return make


def sections(pages, indicator="opvang"):
    """What plugins say on the page of an indicator: headings and sections."""
    page = pages[f"indicator/{indicator}.html"]
    return [one for one in page.all("section") if one.attributes["aria-labelledby"].startswith("extra-")]


def test_a_section_is_shown_as_text(made):
    """Its title, paragraphs and table stand on the page of its indicator, whatever is in them, with whose they are."""
    pages, faults = made(good=GOOD_ONE)
    assert faults == ()
    (section,) = sections(pages)
    assert section.one("h2").text == "Nog <b>iets</b>"
    assert [each.text for each in section.all("p")] == [
        "2024-12 2025-12 gemeente 22", "<script>alert(1)</script>", "half \ufffd teken", "Uit good (napd-good 1.0).",
    ]  # fmt: skip
    assert [each.text for each in section.one("thead").all("th")] == ["wat", "n"]
    assert {name: cell.text for name, (cell,) in rows(section.one("table")).items()} == {"a & b": "3"}
    assert sections(pages, "samen") == []


def test_sections_stand_by_the_name_of_their_plugin(made):
    """Of one indicator there may be several, and one needs no table."""
    pages, _ = made(zet="return Told('z')", aap="return Told('a')")
    assert [one.one("p", "quiet").text.split()[1] for one in sections(pages)] == ["aap", "zet"]
    assert not list(sections(pages)[0].all("table"))


BROKEN = {
    "raises": ("1 / 0", "ZeroDivisionError: division by zero (line 5 of napd_broken)"),
    "leaves": ("raise SystemExit(3)", "it called sys.exit(3) (line 5 of napd_broken)"),
    "tells nothing": ("pass", "its tell() must return a napd.Told, not None"),
    "tells a text": ("return 'x'", "its tell() must return a napd.Told, not str 'x'"),
    "tells no text": ("return Told([1])", "TypeError"),
    "has a row too wide": (
        "return Told((), ('a', 'b'), [('1', '2'), ('1', '2', '3')])",
        "ValueError: row 2 has 3 cells, but there are 2 headings (line 5 of napd_broken)",
    ),
}


@pytest.mark.parametrize(("code", "message"), BROKEN.values(), ids=BROKEN)
def test_a_section_that_fails(made, code, message):
    """It is left out and told in one line; the others and all pages are there."""
    pages, (fault,) = made(broken=code, good=GOOD_ONE)
    assert fault.startswith("plugin broken (napd-broken 1.0) gives no section: ")
    assert message in fault
    assert len(fault.splitlines()) == 1
    assert len(sections(pages)) == 1
    assert pages.dead_links() == []


@pytest.mark.parametrize("code", ["import not_there", CODE.replace("TELL", "pass").replace('"opvang"', '""')])
def test_a_plugin_that_is_broken(made, code):
    """A plugin that cannot be imported, or describes its section wrongly, is left out as everywhere."""
    pages, (fault,) = made(broken=code, good=GOOD_ONE)
    assert fault.startswith("plugin broken (napd-broken 1.0) is left out, at the step '")
    assert len(sections(pages)) == 1


def test_one_that_is_left_alone(made):
    """A plugin that is blocked is not imported."""
    pages, faults = made(broken="import not_there", good=GOOD_ONE, given=Local(blocked=("broken",)))
    assert (len(sections(pages)), faults) == (1, ())


def test_one_that_is_tried(made, tmp_path):
    """A plugin that is not installed gives its section all the same."""
    path = tmp_path / "napd-loose"
    path.mkdir()
    (path / "pyproject.toml").write_text(
        f'[project]\nname = "napd-loose"\nversion = "2"\n[project.entry-points."{SECTIONS}"]\nloose = "napd_loose_2"\n',
        encoding="utf-8",
    )
    (path / "napd_loose_2.py").write_text(CODE.replace("TELL", GOOD_ONE.strip()), encoding="utf-8")
    pages, faults = made(given=Local.of([path]))
    assert faults == ()
    assert sections(pages)[0].one("p", "quiet").text.startswith("Uit loose (napd-loose")


def test_one_of_another_indicator_is_not_asked(made):
    """A section of an indicator that is not in the report tells nothing, so it cannot fail."""
    code = CODE.replace("TELL", "1 / 0").replace('"opvang"', '"elders"')
    assert made(other=code)[1] == ()


@pytest.mark.parametrize(("name", "remarks"), [("opvangg", 1), ("wachtlijst", 0), ("pas-sinds-2025", 0)])
def test_an_indicator_that_may_be_misspelt_is_told(distributions, tmp_path, name, remarks):
    """A section of an indicator that nearly is one is told with the right name; other indicators may be left out."""
    distributions.add("napd-other", CODE.replace("TELL", "1 / 0").replace("opvang", name), SECTIONS)
    result, told = score(table([answer("plan", "ja", round="2024-12")]), FRAMEWORK), {}
    built(result, tmp_path / "site", given=Local((), (), ("xlsx", "opvang-ombouw")), told=told)
    site = told["site"]
    said = "plugin other (napd-other 1.0) has a section for 'opvangg', and no indicator is called so."
    assert [one for one in site.remarks if "section" in one] == [f'{said} Did you mean "opvang"?'] * remarks
    assert site.faults == ()


def test_what_a_section_is_made_of():
    """One text stands for one paragraph, rows may be any kind of list, and what is wrong is refused at once."""
    assert Told("een").paragraphs == ("een",)
    assert Told((), ["a", "b"], [["1", "2"]]).rows == (("1", "2"),)
    for wrong in (("", "t", print), ("i", "", print), ("i", "t", "geen functie"), (1, "t", print)):
        with pytest.raises((TypeError, ValueError)):
            Section(*wrong)
