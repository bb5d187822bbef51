"""The lists: who gave which answer, what has come in, what words mean; and how regions are found in them."""

from __future__ import annotations

from attrs import evolve
from sites import built, rows
from town import FRAMEWORK, GOOD, answer, table

from napd import score

OPEN = evolve(FRAMEWORK, report={"open": True})


def pages(folder, answers, framework=FRAMEWORK):
    """The pages of some answers."""
    return built(score(table(answers), framework), folder / "site")


def given(page):
    """By question who gave which answer."""
    return {
        section.one("h2").text: {dt.text: dd.text for dt, dd in zip(section.all("dt"), section.all("dd"), strict=True)}
        for section in page.all("section")
    }


def test_who_gave_which_answer(tmp_path):
    """For each question every answer with the names of who gave it, and of who gave none; of this round alone."""
    said = [answer("plan", "ja"), answer("fase", "vastgesteld"), answer("plan", "nee", "MO0002"),
            answer("plan", "nee", round="2024-12")]  # fmt: skip
    made = pages(tmp_path, said)
    found = given(made["wie/opvang.html"])
    assert found["Is er een plan?"] == {"ja (1)": "Noord", "nee (1)": "Zuid"}
    assert found["Hoe ver is het?"]["vastgesteld (1)"] == "Noord"
    assert found["Hoe ver is het?"]["geen (0)"] == "niemand"
    assert found["Hoe ver is het?"]["niet beantwoord (1)"] == "Zuid"
    links = [a.attributes["href"] for a in made["indicator/opvang.html"].all("a")]
    assert "../wie/opvang.html" in links
    assert "niet beantwoord (2)" in made["wie/anders.html"].text
    assert made.dead_links() == []


def test_an_answer_without_words_of_its_own(tmp_path):
    """Of a text it is told that it was given, not what it says."""
    made = pages(tmp_path, [answer("plan", "ja"), answer("uitleg", "GEHEIM")])
    assert "GEHEIM" not in made["wie/opvang.html"].raw
    assert any("ingevuld" in words for answers in given(made["wie/opvang.html"]).values() for words in answers)


def test_what_has_come_in(tmp_path):
    """While the round is open there is a page of it, by name, with no word of who is missing anything."""
    made = pages(tmp_path, [answer("plan", "ja")], OPEN)
    page = made["voortgang.html"]
    assert "Van 1 van de 2 regio’s is iets ontvangen." in page.one("p", "lead").text
    found = rows(page.one("table", id="voortgang"))
    assert [*found] == ["Noord", "Zuid"]
    assert found["Noord"][0].text == "deels ingevuld"
    assert found["Zuid"][0].text == "nog niets ontvangen"
    assert "voortgang.html" in {a.attributes["href"] for a in made["index.html"].all("a")}
    assert made["index.html"].one("h1").text.startswith("Van 1 van de 2 regio’s is al iets binnen")
    assert "voortgang.html" not in dict(pages(tmp_path, GOOD))


def test_the_words(tmp_path):
    """Each has an address of its own, in alphabetical order, and the pages lead to it."""
    made = pages(tmp_path, GOOD)
    terms = [dt.one("dfn").text for dt in made["woorden.html"].all("dt")]
    assert terms == sorted(terms, key=str.casefold)
    assert "woorden.html" in {a.attributes["href"] for a in made["index.html"].all("a")}


def test_a_region_is_found_by_its_municipalities(tmp_path):
    """Each row carries their names, for who searches; without a script the page lists them."""
    page = pages(tmp_path, GOOD)["regios.html"]
    (row,) = page.one("table", id="regios").all("tr", **{"data-code": "MO0001"})
    assert row.attributes["data-of"] == "Aa|Berg"
    names = page.one("dl", "names")
    listed = {dt.text: dd.text for dt, dd in zip(names.all("dt"), names.all("dd"), strict=True)}
    assert listed["Noord"] == "Aa, Berg"


def test_the_neighbours_by_name(tmp_path):
    """A region leads to the one before and after it by name; the first and the last to one alone."""
    made = pages(tmp_path, GOOD)
    around = {name: neighbours(made[f"regio/{name}.html"]) for name in ("MO0001", "MO0002")}
    assert around == {"MO0001": [("next", "MO0002.html")], "MO0002": [("prev", "MO0001.html")]}


def neighbours(page):
    """The links of a page of a region to that before and after it."""
    links = ((a.attributes.get("rel"), a.attributes["href"]) for a in page.all("a"))
    return [link for link in links if link[0] in ("prev", "next")]
