"""Commands on two dashboards: each under its own title, either alone with --dashboard, none where it is empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sister import TITLE, written

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
NAP = "Nationaal Actieplan Dakloosheid"


@pytest.fixture
def both(napd, tmp_path):
    """Run a command on the answers to both dashboards, which stand in one folder."""
    indicator, answers = written(tmp_path)

    def run(command, *options, others=True):
        files = [NATIONAL, answers] if others else [answers]
        return napd("--indicator", indicator, command, *files, *options)

    return run


def headings(text):
    """The titles of dashboards that stand in a text on a line of their own, in their order."""
    return [line for line in text.splitlines() if line in (NAP, TITLE)]


@pytest.mark.parametrize(
    "command", [["score"], ["summary", "--round", "2025-12"], ["explain", "--area", "MO0402", "--round", "2025-12"]]
)
def test_each_stands_under_its_title(both, command):
    """First that of the framework; only one where one is chosen; without titles where the other has no answers."""
    assert headings(both(*command).out) == [NAP, TITLE]
    assert headings(both(*command, "--dashboard", "zusterdashboard").out) == [TITLE]
    assert headings(both(*command, "--dashboard", TITLE, "--dashboard", "nap").out) == [NAP, TITLE]
    assert headings(both(*command, others=False).out) == []


def test_changes_and_differences_stand_under_titles(napd, both, tmp_path):
    """Of a folder with the answers of both; a dashboard on which nothing differs is not there."""
    assert headings(both("divergence", "--round", "2025-12").out) == []
    (tmp_path / "landelijk.csv").write_bytes(Path(NATIONAL).read_bytes())
    found = napd("--indicator", tmp_path / "zusterplan.toml", "compare", tmp_path, "--area", "MO0402")
    assert headings(found.out) == [NAP, TITLE]


def test_what_is_not_chosen_is_passed_over(both):
    """Nothing is said of it, not even what is wrong there; nor does it count."""
    code, out, err = both("check", "--dashboard", "nap", others=False)
    assert (code, out) == (0, "")
    assert err.startswith("0 answers accepted; no problems")


def test_a_theme_is_of_one_dashboard(both):
    """The rows of a summary say of which they are."""
    rows = json.loads(both("summary", "--round", "2025-12", "--json").out)["summary"]
    on = {row["indicator"]: row["dashboard"] for row in rows}
    assert (on["zusterplan"], on["regioplan"]) == ("zusterdashboard", "nap")


def test_the_list_of_indicators(napd, tmp_path):
    """Every dashboard is there, whether or not anything was answered."""
    indicator, _ = written(tmp_path)
    assert headings(napd("--indicator", indicator, "indicators").out) == [NAP, TITLE]
    rows = json.loads(napd("--indicator", indicator, "indicators", "--json", "--dashboard", TITLE).out)
    assert [(row["id"], row["dashboard"]) for row in rows] == [("zusterplan", "zusterdashboard")]


def test_an_indicator_of_a_dashboard_that_is_not_chosen(both, napd, tmp_path):
    """It is known, so its name is not taken for a slip."""
    said = "napd: indicator 'regioplan' is on a dashboard that is not chosen here\n"
    assert both("explain", "--area", "MO0402", "--indicator", "regioplan", "--dashboard", TITLE) == (2, "", said)
    indicator, _ = written(tmp_path)
    assert napd("--indicator", indicator, "indicators", "regioplan", "--dashboard", TITLE) == (2, "", said)


def test_an_unknown_dashboard(both):
    """The nearest is named, before any answer is read."""
    said = "napd: there is no dashboard 'zusterbord'. Did you mean \"zusterdashboard\"?\n"
    assert both("score", "--dashboard", "zusterbord") == (2, "", said)
