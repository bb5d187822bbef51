from __future__ import annotations

import csv
from pathlib import Path

import napd_regioplan
from napd.testing import parametrize_with_checks
from napd_regioplan import indicator

CASES = Path(napd_regioplan.__file__).with_name("cases.csv")
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@parametrize_with_checks(indicator, cases=CASES, plugin="regioplan")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_ervaringskennis_counts_before_the_plan():
    """Of all parties only ervaringskennis lifts a region that has commissioned its plan."""
    when = indicator.rules[2].when
    assert [atom.options for atom in when.atoms() if atom.question == "betrokken"] == [("ervaringskennis",)]


def test_gooi_en_vechtstreek():
    """The real region of September 2023 is niet-op-gang, and ervaringskennis alone would make it in-ontwikkeling."""
    case, other = (row for row in ROWS if row["case"].startswith("Gooi en Vechtstreek") and row["betrokken"])
    assert (case["level"], other["level"]) == ("niet-op-gang", "in-ontwikkeling")
    assert set(other["betrokken"].split("|")) - set(case["betrokken"].split("|")) == {"ervaringskennis"}
