from __future__ import annotations

from pathlib import Path

import pytest

import napd_beschermd_thuis
from napd import DEFAULT_SCALE
from napd.testing import checks_of
from napd_beschermd_thuis import INDICATORS

CASES = Path(napd_beschermd_thuis.__file__).with_name("cases")
CHECKS = [
    check for one in INDICATORS for check in checks_of(one, cases=CASES / f"{one.id}.csv", plugin="beschermd-thuis")
]


@pytest.mark.parametrize("check", [each for each in CHECKS if each.name != "announced"], ids=str)
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_the_plugin_gives_all_of_them():
    """One plugin announces the six, in the order in which they are read."""
    assert [one.id for one in napd_beschermd_thuis.napd_indicators()] == [
        "bt-regiovisie", "bt-continuiteit", "bt-samenwerking", "bt-toegang", "bt-thuis", "bt-zicht",
    ]  # fmt: skip


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_each_is_on_the_same_dashboard_and_says_what_is_not_known(indicator):
    """The same title and levels, and the doubts that the list is not public and that the subjects are inferred."""
    assert (indicator.dashboard, indicator.scale) == ("Beschermd Thuis", DEFAULT_SCALE)
    assert indicator.action_line is None
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)
    assert any("onze afleiding" in doubt for doubt in indicator.doubts)
    assert "niet van de VNG" in indicator.wording


def test_what_is_read_beside_the_other_dashboard():
    """Both plans, both kinds of agreements with corporaties, and waiting beside the places of shelter."""
    assert {one.id: one.beside for one in INDICATORS if one.beside} == {
        "bt-regiovisie": ("regioplan",), "bt-thuis": ("housing-first",), "bt-zicht": ("opvang-ombouw",),
    }  # fmt: skip
