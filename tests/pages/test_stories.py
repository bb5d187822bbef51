from __future__ import annotations

from attrs import evolve
from sites import built, strange
from told import told, written
from town import FRAMEWORK, GOOD, table

from napd import score

TEXT = """Een *mooi* verhaal, [hier](https://a.nl/x).

# Kop

- een
- <script>alert(1)</script>
"""
LABEL = "Verhalen ernaast (tellen nergens mee)"


def test_stories_stand_on_the_pages_of_regions_and_indicators(tmp_path):
    """Beside the indicator, as text with a safe part of Markdown; of other regions only on that of the indicator."""
    told(
        tmp_path / "verhalen",
        written(
            TEXT, titel="Naast <b>", indicator="opvang", gebied="Noord", link="https://b.nl/?a=1&b=2", FICTIEF="ja"
        ),
        written(titel="Zuid", indicator="opvang", gebied="Zuid"),
        written(titel="Los \u202e", actielijn="2"),
    )
    used = evolve(FRAMEWORK, stories=[tmp_path / "verhalen"])
    pages = built(score(table(GOOD), used), tmp_path / "site")
    north, opvang = pages["regio/MO0001.html"], pages["indicator/opvang.html"]
    titles = {name: [one.one(h).text for one in page.all("article", "story") for h in ("h3", "h4") if list(one.all(h))]
              for name, page in (("north", north), ("opvang", opvang))}  # fmt: skip
    assert titles == {"north": ["FICTIEF: Naast <b>", "Los"], "opvang": ["FICTIEF: Naast <b>", "Zuid"]}
    (story, other) = north.all("article", "story")
    assert story.text == (
        "FICTIEF: Naast <b> verteld door: gemeente · 3 november 2025 · Noord Een mooi verhaal, hier. Kop een "
        "<script>alert(1)</script> Meer: https://b.nl/?a=1&b=2"
    )
    assert [(one.attributes["href"], one.attributes["rel"]) for one in story.all("a")] == [
        ("https://a.nl/x", "noreferrer nofollow"), ("https://b.nl/?a=1&b=2", "noreferrer nofollow"),
    ]  # fmt: skip
    assert other.text.endswith("verteld door: gemeente · 3 november 2025 · actielijn 2 Ik woon nu boven een bakker.")
    assert [one.text for one in north.all("h3") if one.text == LABEL] == [LABEL]
    for _, page in pages:
        links = {
            ("a", "href", one.attributes["href"])
            for one in page.all("a")
            if "noreferrer" in one.attributes.get("rel", "")
        }
        assert {*strange(page)} == links
        assert len(list(page.all("script"))) == 1
    quotes = list(pages["index.html"].all("figure", "quote"))
    assert [one.one("b").text for one in quotes] == ["FICTIEF: Naast <b>", "Zuid"]
    assert quotes[0].one("blockquote").text == "Een mooi verhaal, hier (https://a.nl/x)."
    assert quotes[0].one("a").attributes["href"] == "indicator/opvang.html#verhalen"


def test_without_stories_pages_are_as_they_were(tmp_path):
    """No heading stands there for nothing."""
    pages = built(score(table(GOOD), FRAMEWORK), tmp_path / "site")
    assert all(LABEL not in page.raw and "Andere verhalen" not in page.raw for _, page in pages)
