"""The table of regions as a file: each level of the pages with its day, n and source, in whatever goes with it."""

from __future__ import annotations

import csv

import pytest
from sites import built
from town import FRAMEWORK, GOOD, answer, table

from napd import Framework, Indicator, Rule, YesNo, score
from napd_report.badges import Badges
from napd_report.material import Material

HEAD = [
    "ronde",
    "peildatum",
    "code",
    "regio",
    "perspectief",
    "onderwerp",
    "niveau",
    "aantal",
    "van",
    "n",
    "n telt",
    "bron",
]
MINE = "=Titel"
mee = YesNo("mee", "Doet de gemeente mee?")
LOKAAL = Indicator(
    id="lokaal", title="Lokaal", since="2025-01-01", area="municipality", questions=[mee],
    rules=(Rule("gerealiseerd", mee, because="Ja."), Rule("niet-op-gang", because="Nee.")),
)  # fmt: skip


def lines(pages, name="regios"):
    """The rows of the file."""
    text = (pages.folder / "tabellen" / f"{name}.csv").read_text(encoding="utf-8")
    return [*csv.reader(text.splitlines())]


def test_every_level_of_the_pages_is_in_the_file(tmp_path):
    """The last round first, regions by name; and what a spreadsheet could run is text."""
    pages = built(score(table(GOOD), FRAMEWORK), tmp_path / "site", title=MINE)
    head, *found = lines(pages)
    assert head == HEAD
    assert [row[:2] for row in found] == sorted((row[:2] for row in found), key=lambda row: row[1], reverse=True)
    now = [row for row in found if row[1] == "2025-12-01"]
    assert [row[3] for row in now] == sorted(row[3] for row in now)
    cells = {(row[3], row[5]): row[6] for row in now}
    for line in pages["regios.html"].one("table", id="regios").one("tbody").all("tr"):
        region = line.one("th").text
        for cell in line.all("td"):
            assert cells.pop((region, cell.attributes["data-label"])) in cell.text
    assert cells == {}
    assert {row[4] for row in found} == {"gemeente"}
    assert {row[-1] for row in found} == {f"'{MINE}"}
    rule = "de regio's die er iets van hebben ingevuld"
    assert [row[7:11] for row in now if row[5] == "Opvang"] == [["1", "1", "2", rule]] * 2


def test_the_file_is_linked_below_each_table(tmp_path):
    """It has all rounds, so that of an earlier round leads there too."""
    pages = built(score(table(GOOD), FRAMEWORK), tmp_path / "site")
    for name in ("regios.html", "ronde-2024-12.html"):
        (link,) = [each for each in pages[name].all("a", href="tabellen/regios.csv") if "download" in each.attributes]
        assert link.text == "CSV (Alle regio’s en onderwerpen)"
    assert pages.dead_links() == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_municipalities_are_counted(tmp_path, language):
    """A row for each level that any of a region's has: how many, and of how many."""
    framework = Framework(
        indicators=[LOKAAL], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds, language=language
    )  # fmt: skip
    said = [answer("mee", value, area, indicator="lokaal") for area, value in [("GM0001", "ja"), ("GM0002", "nee")]]
    pages = built(score(table(said), framework), tmp_path / "site")
    found = [row[6:10] for row in lines(pages) if row[3] == "Noord"]
    assert found == [["nog niet op gang", "1", "2", "2"], ["gerealiseerd", "1", "2", "2"]]


def test_a_fictional_file_says_so(tmp_path):
    """In its name, and in each row; and a report with it may be replaced."""
    result = score("examples/landelijk-FICTIEF/answers.csv", Framework.installed())
    pages = built(result, tmp_path / "site")
    head, *found = lines(pages, "regios-FICTIEF")
    assert head[-1] == "FICTIEF"
    assert {row[-1] for row in found} == {"FICTIEF"}
    built(result, tmp_path / "site")


def test_without_counts_there_is_no_chart():
    """Of a perspective that answered nothing in any round."""
    result = score(table(GOOD), FRAMEWORK)
    material = Material(result, [result.framework.rounds["2025-12"]], "ervaringskenner")
    (indicator, *_) = result.framework.indicators
    assert material.chart(indicator, Badges(indicator.scale, 0, "nl", {}), result.framework.rounds) is None


def test_a_round_that_only_others_answered_counts_nobody(tmp_path):
    """The pages keep one perspective over all rounds; where it was silent in one, n is 0 and the rule stands there."""
    before = answer("plan", "ja", round="2024-12", perspective="aanbieder")
    pages = built(
        score(table([*(row for row in GOOD if row["round"] == "2025-12"), before]), FRAMEWORK), tmp_path / "site"
    )
    _, *found = lines(pages)
    silent = {(row[6], *row[9:11]) for row in found if row[1] == "2024-12-01" and row[5] == "Opvang"}
    assert silent == {("niets ontvangen", "0", "de regio's die er iets van hebben ingevuld")}
    assert {row[9] for row in found if row[1] == "2025-12-01" and row[5] == "Opvang"} == {"2"}
