"""Small frameworks for values that are computed: a rubric, its areas, and answers as a table."""

from __future__ import annotations

from datetime import date

from worlds import framework_of, table_of

from napd import score
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.indicator import Indicator, Rule
from napd.model.rounds import Round, Rounds

TWO = [Round("toen", date(2024, 1, 1), "Toen"), Round("nu", date(2025, 1, 1), "Nu")]


def registry(*counts):
    """Regions with so many municipalities each."""
    members = [(f"GM{n}{m}", f"MO{n}") for n, count in enumerate(counts) for m in range(count)]
    areas = [Area(f"MO{n}", f"MO{n}", "region") for n, _ in enumerate(counts)]
    return AreaRegistry(
        [*areas, *(Area(code, code, "municipality") for code, _ in members)], [Membership(*pair) for pair in members]
    )


def rubric(*questions, when):
    """Green on a condition, else red."""
    rules = [Rule("gerealiseerd", when, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    return Indicator(id="x", title="X", since="2020-01-01", questions=questions, rules=rules)


def scored(made, said, *, rounds, areas):
    """The result of answers, by round, area and question."""
    framework = framework_of(made, areas=areas, rounds=Rounds(rounds), perspectives=("gemeente",))
    answers = {(r, "gemeente", area, "x", name): value for (r, area, name), value in said.items()}
    return score(table_of(framework, answers), framework)


def levels(result, round_="nu"):
    """Rule and open questions of each area in a round."""
    return {r["area"]: (r["rule"], r["open_questions"]) for r in result.scores.to_pylist() if r["round"] == round_}
