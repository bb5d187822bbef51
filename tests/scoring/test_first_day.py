"""What is not known of a time before the records is said, and not made up."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from town import FRAMEWORK, answer, problems, table

from napd import score
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.rounds import Round, Rounds

RECORDS = AreaRegistry(
    [Area("MO0001", "Noord", "region"), Area("GM0001", "Aa", "municipality")],
    [Membership("GM0001", "MO0001", valid_from=date(2024, 6, 1))],
)
ROUNDS = Rounds([Round("2024-03", date(2024, 3, 1), "maart"), *FRAMEWORK.rounds])


def test_a_round_before_the_records_is_not_answered():
    """Its areas are not known: each answer is a problem that says since when they are, and nothing is scored."""
    framework = evolve(FRAMEWORK, areas=RECORDS, rounds=ROUNDS)
    rows = [answer("plan", "ja", round="2024-03"), answer("mee", "ja", "GM0001", indicator="samen", round="2024-03")]
    result = score(table([*rows, answer("plan", "ja")]), framework)
    message = "welke gebieden er op 2024-03-01 waren, is niet bekend: de gegevens beginnen op 2024-06-01"
    assert problems(result, "problem", "message") == [("area_not_in_round", message)] * 2
    assert set(result.scores["round"].to_pylist()) == {"2025-12"}
