"""The cases of the plugin, the boundaries on both sides, and what a lawyer reads."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from importlib.resources import files

import pytest
from slow_rights import AMOUNTS, later

from napd import Framework
from napd.plugin import languages
from napd_ask import Inquiry, Situation, read_case
from napd_gelijke_behandeling.rules import advice

INQUIRY = Inquiry(advice("nl"))
FILE = files("napd_gelijke_behandeling") / "cases.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
DAY = date(2026, 3, 1)


def facts(name: str, **changed: str) -> dict[str, str]:
    """The texts of a case, some of them changed."""
    return {**next(case for case in CASES if case["case_id"] == name), **changed}


def verdict(row: dict[str, str]):
    """The verdict of a case on what it asks for, and the groups that are possible."""
    case, problems = read_case(row, INQUIRY.advice)
    assert problems == []
    found = INQUIRY.assess(case)
    return next(each for each in found.verdicts if each.about == row["voorziening"]), found


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case_id"])
def test_each_case_comes_out(row):
    """Outcome, the rule that decides, and the group beside it are those of the file."""
    found, assessment = verdict(row)
    assert (found.outcome, found.grounds[0]) == (row["verwacht"], row["regel"])
    group = "|".join(assessment.beside["groep"])
    assert group == (row["groep_planvanaanpak"] or "geen")


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case_id"])
def test_asking_comes_to_the_same(row):
    """Whoever answers only what is asked gets the outcomes of whoever tells it all."""
    whole, _ = read_case(row, INQUIRY.advice)
    given: dict[str, object] = {}
    while (name := INQUIRY.next_question(Situation(given, whole.day))) is not None:
        given[name] = whole.answers[name]
    assert len(given) <= 21
    asked, told = (INQUIRY.assess(case) for case in (Situation(given, whole.day), whole))
    assert [each.outcome for each in asked.verdicts] == [each.outcome for each in told.verdicts]


@pytest.mark.parametrize("entry", [date(2026, 1, 5), date(2025, 11, 30), date(2026, 1, 31), date(2024, 2, 29)])
def test_three_months_on_both_sides(entry):
    """The exclusion lasts up to and including the day three months after entry."""
    last = later(entry, 3)
    row = facts("C01", datum_inreis=entry.isoformat())
    assert verdict({**row, "peildatum": last.isoformat()})[0].outcome == "GEEN"
    after = verdict({**row, "peildatum": (last + timedelta(days=1)).isoformat()})[0]
    assert (after.outcome, after.grounds) == ("NADER", ("V99",))


@pytest.mark.parametrize("end", [date(2025, 8, 31), date(2025, 9, 1), date(2025, 6, 30)])
def test_six_months_on_both_sides(end):
    """The status of a worker lasts up to and including the day six months after the end of the work."""
    last = later(end, 6)
    row = facts("C13", werk_begin="2025-05-01", werk_eind=end.isoformat(), datum_inreis="2025-04-01")
    assert verdict({**row, "peildatum": last.isoformat()})[0].grounds == ("G6",)
    after = verdict({**row, "peildatum": (last + timedelta(days=1)).isoformat()})[0]
    assert (after.outcome, after.grounds) == ("NADER", ("G6",))


def test_twelve_months_on_both_sides():
    """From 10 March to 9 March of the next year is twelve months, a day less is not."""
    row = facts("C17", werk_begin="2023-03-10", maanden_gewerkt_totaal="11")
    assert verdict({**row, "werk_eind": "2024-03-09"})[0].grounds == ("G5",)
    short = verdict({**row, "werk_eind": "2024-03-08"})[0]
    assert (short.outcome, short.grounds) == ("NADER", ("G6",))


@pytest.mark.parametrize("amounts", AMOUNTS, ids=lambda row: str(row[0]))
@pytest.mark.parametrize(
    ("column", "more"), [(2, {}), (3, {"leefvorm": "gehuwd"}), (4, {"leeftijd": "20"}), (4, {"leeftijd": "18"})]
)
def test_each_amount_on_both_sides(amounts, column, more):
    """Half of the norm is not enough, a cent more is; on the first day of each period and on its last."""
    half = amounts[column] // 2
    for day in amounts[:2]:
        row = facts("C09", peildatum=day.isoformat(), datum_inreis="2020-01-01", **more)
        at, over = ({**row, "netto_inkomen_maand": f"{cents / 100:.2f}"} for cents in (half, half + 1))
        assert [verdict(each)[0].outcome for each in (at, over)] == ["NADER", "GELIJK"]


@pytest.mark.parametrize("day", ["2021-06-30", "2022-01-01", "2022-12-31", "2027-01-01"])
def test_a_day_without_amounts(day):
    """The test on income stays open, never decided by a neighbour, and it is said that amounts are missing."""
    found, assessment = verdict(facts("C11", peildatum=day, netto_inkomen_maand="5000", datum_inreis="2020-01-01"))
    assert (found.outcome, found.possible, found.status) == ("NADER", ("NADER", "GELIJK"), "missing")
    assert found.amounts == assessment.amounts == ("norm_21",)
    assert assessment.missing == ()
    assert "norm_21" in assessment.out_of_date


@pytest.mark.parametrize(("hours", "outcome"), [("16", "GELIJK"), ("15.9", "NADER"), ("0", "NADER")])
def test_hours_on_both_sides(hours, outcome):
    """40 % of a full week is enough."""
    assert verdict(facts("C07", uren_per_week=hours))[0].outcome == outcome


@pytest.mark.parametrize("change", [{"leeftijd": "20", "leefvorm": "gehuwd"}, {"leeftijd": "17"}, {"leeftijd": "67"}])
def test_another_norm_may_hold(change):
    """Then the test on income is left to a person."""
    found = verdict(facts("C11", netto_inkomen_maand="2000", peildatum="2026-03-01", **change))[0]
    assert (found.outcome, found.status) == ("NADER", "weighed")


@pytest.mark.parametrize("name", ["C01", "C31"])
@pytest.mark.parametrize(("state", "outcome"), [("nee", "GEEN"), ("ja", "NADER"), ("onbekend", "NADER"), ("", "NADER")])
def test_the_convention(name, state, outcome):
    """An exclusion holds only for citizens of a state that is not a party."""
    assert verdict(facts(name, verdragsstaat=state))[0].outcome == outcome


def test_an_unknown_entry():
    """It is a no only where every day of entry gives one."""
    found = verdict(facts("C01", datum_inreis=""))[0]
    assert (found.outcome, found.grounds) == ("NADER", ("X1", "V99"))
    open_ = verdict(facts("C01", datum_inreis="", student="", voldoende_middelen=""))[0]
    assert open_.grounds == ("X1", "G11", "G12", "V99")
    seeker = verdict(facts("C31", datum_inreis=""))[0]
    assert (seeker.outcome, seeker.grounds) == ("GEEN", ("X2",))


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"nationaliteit": "ONBEKEND"}, "R00"), ({"nationaliteit": ""}, "R00"), ({"identiteit_aangetoond": ""}, "R00"),
        ({"identiteit_aangetoond": "nee"}, "R00"), ({"ind_besluit": "onbekend"}, "R12"), ({"ind_besluit": ""}, "R12"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_missing(change, ground):
    """Nobody has to weigh it: somebody has to find it out."""
    found = verdict(facts("C05", **change))[0]
    assert (found.outcome, found.status, found.grounds) == ("NADER", "missing", (ground,))


def test_what_follows_is_not_asked():
    """Proof of five years says when the stay began; a stay of two months cannot hold five years."""
    long = verdict(facts("C29", datum_inreis=""))[0]
    assert (long.outcome, long.grounds) == ("GELIJK", ("G1",))
    case, _ = read_case(facts("C01", maanden_rechtmatig=""), INQUIRY.advice)
    assert "maanden_rechtmatig" not in INQUIRY.missing(Situation({**case.answers}, case.day))


def test_contradictions_are_told():
    """More lawful months than the stay has, and work by somebody who never worked."""
    _, found = verdict(facts("C01", maanden_rechtmatig="60", ooit_gewerkt_nl="nee", werk_begin="2026-01-06"))
    assert found.contradictions == (("werk_begin", "ooit_gewerkt_nl"), ("maanden_rechtmatig", "datum_inreis"))


@pytest.mark.parametrize(
    ("name", "change", "outcome", "pairs"),
    [
        ("C05", {"ooit_gewerkt_nl": "nee"}, "GELIJK", [("werkt_nu", "ooit_gewerkt_nl")]),
        ("C05", {"ooit_gewerkt_nl": ""}, "GELIJK", []),
        ("C13", {"ooit_gewerkt_nl": "nee"}, "NADER",
         [("werk_begin", "ooit_gewerkt_nl"), ("werk_eind", "ooit_gewerkt_nl")]),
        ("C01", {"werk_eind": "2025-01-01", "werkloos_reden": "contract_afgelopen"}, "NADER",
         [("werk_eind", "ooit_gewerkt_nl")]),
        ("C01", {"maanden_rechtmatig": "4"}, "NADER", [("maanden_rechtmatig", "datum_inreis")]),
        ("C01", {"maanden_rechtmatig": "2"}, "GEEN", []),
        ("C01", {"datum_inreis": "2026-04-01"}, "NADER", [("datum_inreis", "peildatum")]),
        ("C13", {"werk_eind": "2026-04-01"}, "NADER", [("werk_eind", "peildatum")]),
    ],
)  # fmt: skip
def test_a_contradiction_is_never_a_no(name, change, outcome, pairs):
    """What is contradicted is not known, and so no reason for a no; each pair is told once."""
    found, assessment = verdict(facts(name, voorziening="bijstand", **change))
    assert found.outcome == outcome
    assert list(assessment.contradictions) == pairs


def test_all_grounds_are_told():
    """Those that hold beside the one that decides too."""
    _, found = verdict(facts("C05", kind_in_onderwijs="ja", ouder_was_werknemer_nl="ja"))
    assert [each.ground for each in found.standings if each.possible == ("ja",)] == ["reeel", "G3", "G9"]


@pytest.mark.parametrize("language", languages("napd_gelijke_behandeling"))
def test_each_language_has_the_same_rules(language):
    """Words differ, rules do not."""
    one, other = advice("nl"), advice(language)
    assert one.indicator.spelled[-1][1][0].when == other.indicator.spelled[-1][1][0].when
    assert [stage.id for stage in one.indicator.stages] == [stage.id for stage in other.indicator.stages]
    assert (one.decided_by, one.defaults) == (other.decided_by, other.defaults)
    assert one.notice != () != other.notice


def test_it_is_in_no_dashboard():
    """It is about a person, so no framework of regions has it."""
    assert "gelijke-behandeling" not in {indicator.id for indicator in Framework.installed().indicators}


def test_what_counts_by_default_is_missing_only_where_somebody_has_to_find_out():
    """A full week is 40 hours where nobody knows better; that a nationality is not known is no answer."""
    day = date(2026, 3, 1)
    given = {"nationaliteit": None, "voltijd_uren": None, "uren_per_week": 12.0}
    missing = INQUIRY.assess(Situation(given, day)).missing
    assert "nationaliteit" in missing
    assert "voltijd_uren" not in missing


def test_what_was_not_asked_is_missing():
    """Whatever would be asked of somebody is missing, in the order of the author; what was answered is not."""
    given = {"nationaliteit": "eu", "identiteit_aangetoond": "ja", "ind_besluit": "geen", "datum_inreis": None}
    case = Situation(given, date(2026, 3, 1))
    missing = INQUIRY.assess(case).missing
    asked = [name for name in INQUIRY.missing(case) if name != "voltijd_uren"]  # which has a usual answer
    assert asked[0] == "werkt_nu"
    assert {*asked, "datum_inreis"} <= {*missing}
    assert given.keys() & {*missing} == {"datum_inreis"}
    assert [name for name in missing if name in asked] == asked


def test_missing_and_to_be_weighed_stay_apart():
    """What may be missing or left to a person, depending on the rule, is to be weighed: some of it needs no answer."""
    rules = INQUIRY.advice.decided_by
    ends = {
        is_missing: next(
            n for n, name in enumerate(rules, 1)
            if INQUIRY.advice.ground(name).is_missing == is_missing
            and INQUIRY.advice.indicator.rules[n - 1].level == "NADER"
        )
        for is_missing in (True, False)
    }  # fmt: skip
    assert INQUIRY.verdict_of([ends[True]]).status == "missing"
    assert INQUIRY.verdict_of([ends[False]]).status == "weighed"
    assert INQUIRY.verdict_of(sorted(ends.values())).status == "weighed"


def test_one_day_is_no_contradiction():
    """Somebody may come, or begin to work and stop, on the day itself; an end that nobody knows contradicts nothing."""
    day = date(2026, 3, 1)
    worked = {"ooit_gewerkt_nl": "ja", "werk_begin": day}
    for given in ({"datum_inreis": day}, {**worked, "werk_eind": day}, {**worked, "werk_eind": None}):
        found = INQUIRY.assess(Situation(given, day))
        assert found.contradictions == ()
        assert found.unknown == tuple(name for name, value in given.items() if value is None)
    late = {**worked, "werk_eind": day - timedelta(days=1)}
    assert INQUIRY.assess(Situation(late, day)).contradictions == (("werk_begin", "werk_eind"),)
