"""What indicators of several distributions ask about each other's answers."""

from __future__ import annotations

import pytest

from napd import Framework, score
from napd.views.remarks import remarks

FRAMEWORK = Framework.installed(["ervaringskennis", "regioplan"])
TOOK_PART = "Ervaringskenners maakten het regioplan mee, en toch werken zij niet mee aan het beleid: klopt dat?"
ASIDE = "Ervaringskenners bepalen het beleid mee, en toch maakten zij het regioplan niet mee: klopt dat?"


def odd(folder, framework, **said):
    """What is asked about some answers of a region, each by indicator and question."""
    rows = (f"2025-12,MO0402,{name.replace('__', ',')},{value}" for name, value in said.items())
    path = folder / "answers.csv"
    path.write_text("\n".join(["round,area,indicator,question,value", *rows]), encoding="utf-8")
    return [one.message for one in remarks(score(path, framework)) if one.problem == "odd"]


def test_each_finds_what_it_asks_elsewhere():
    """No remark of an installed indicator asks of another what that does not say."""
    every = Framework.installed().indicators
    assert [why for one in every for remark in one.remarks for why in remark.misfits(one, every)] == []
    assert any(remark.elsewhere for one in every for remark in one.remarks)


@pytest.mark.parametrize(
    ("beleid", "status", "betrokken", "asked"),
    [
        ("geen", "concept", "ervaringskennis|zorg", [TOOK_PART]),
        ("geen", "concept", "zorg", []),
        ("geen", "concept", "", []),
        ("meebeslissen", "concept", "zorg", [ASIDE]),
        ("meebeslissen", "geen", "geen", []),
        ("meebeslissen", "concept", "ervaringskennis", []),
    ],
)
def test_who_made_the_plan_may_contradict_who_makes_policy(tmp_path, beleid, status, betrokken, asked):
    """It is asked about where the region answered both; what is missing contradicts nothing."""
    said = {"ervaringskennis__beleid": beleid, "regioplan__status": status, "regioplan__betrokken": betrokken}
    assert odd(tmp_path, FRAMEWORK, **said) == asked


def test_nothing_is_asked_of_an_indicator_that_is_not_in_use(tmp_path):
    """Without regioplan the indicator does all the rest."""
    alone = Framework.installed(["ervaringskennis"])
    said = {"ervaringskennis__beleid": "geen", "ervaringskennis__fasen": "agenda"}
    assert odd(tmp_path, alone, **said) == [
        "Ervaringskenners werken niet mee aan het beleid, en toch wel in een fase ervan: klopt dat?"
    ]
