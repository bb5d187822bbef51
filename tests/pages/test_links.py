"""Links of sources and support: on a page each can be followed; a page without is told as text."""

from __future__ import annotations

from attrs import evolve
from sites import built
from town import FRAMEWORK, OPVANG, answer, table

from napd import Figure, Framework, Source, Support, score

PLAN, DESK = "https://www.example.nl/plan?a=1&b=2", "https://loket.example.nl/"
REL = "noreferrer nofollow"


def test_sources_and_support_are_links(tmp_path):
    """With what they are as text, and without telling the other site where its reader comes from."""
    source, offer = Source("Plan <2025>", "2025", link=PLAN), Support("Loket", "voor regio's", DESK)
    rules = (*OPVANG.rules[:-1], evolve(OPVANG.rules[-1], source=source))
    one = evolve(
        OPVANG, sources=(source, Source("Brief")), support=(offer, Support("Boek")), rules=rules,
        background=(Figure("1 van 2", source),),
    )  # fmt: skip
    framework = Framework(indicators=[one], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
    pages = built(score(table([answer("plan", "ja")]), framework), tmp_path / "site")
    page, region = pages["indicator/opvang.html"], pages["regio/MO0001.html"]
    assert {link.text for link in page.all("a", href=PLAN)} == {"Plan <2025>, 2025"}
    assert len([*page.all("a", href=PLAN)]) == 3  # of the rule, the figure and the sources
    for each in (page, region):
        assert each.one("a", href=DESK).text == "Loket"
        assert "Loket: voor regio's" in each.text
        assert "Boek" in each.text
    assert {link.attributes["rel"] for href in (PLAN, DESK) for link in page.all("a", href=href)} == {REL}
    assert "Brief" in {item.text for item in page.all("li")}
