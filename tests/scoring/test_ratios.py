from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import ge, gt, or_

import pytest
import slow
from hypothesis import example, given, settings
from hypothesis import strategies as st
from worlds import World, answers_to, framework_of, table_of

from napd import score
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.measures import Number
from napd.model.ratio import Ratio
from napd.model.rollups import Share, Sum
from napd.model.rounds import Round, Rounds
from napd.model.values import as_number

ROUNDS = Rounds([Round("nu", date(2025, 1, 1), "Nu")])


BY_THE_RULE = Decimal(95), [(Decimal("2.47"), Decimal("2.60")), (Decimal("19.19"), Decimal("20.20"))]
"""Exactly 95 %, of which floating point made a little more."""


def registry(*counts):
    """Regions with so many municipalities each."""
    regions = [f"MO{number}" for number, _ in enumerate(counts)]
    members = [
        (f"GM{n}{m}", region)
        for n, (region, count) in enumerate(zip(regions, counts, strict=True))
        for m in range(count)
    ]
    areas = [Area(code, code, "region") for code in regions] + [Area(code, code, "municipality") for code, _ in members]
    return AreaRegistry(areas, [Membership(*pair) for pair in members])


def counted(name, *, rolled=True, maximum=None):
    """A question for a number of things, of the region itself or added up."""
    return Number(name, f"Hoeveel {name}?", minimum=0, maximum=maximum, whole=True, rollup=Sum() if rolled else None)


def rubric(*questions, ratio, green, orange, area="region"):
    """Green from one ratio, orange from a lower one, else red."""
    rules = [
        Rule("gerealiseerd", ratio >= green, because="Veel."),
        Rule("in-ontwikkeling", ratio >= orange, because="Genoeg."),
        Rule("niet-op-gang", because="Te weinig."),
    ]
    return Indicator(id="deel", title="Deel", since="2024-01-01", questions=[*questions, ratio], rules=rules, area=area)


@st.composite
def ratio_worlds(draw):
    """Draw a ratio of counts, by municipalities or by the scored area itself, with and without a maximum."""
    area = draw(st.sampled_from(["region", "region", "municipality"]))
    rolled = [area == "region" and draw(st.booleans()) for _ in "abc"]
    inputs = [
        counted(n, rolled=r, maximum=draw(st.sampled_from([None, 3]))) for n, r in zip("abc", rolled, strict=True)
    ]
    a, b, c = inputs
    part, whole = draw(
        st.sampled_from([((a,), (a, b)), ((a, b), (a, b, c)), ((a,), (b,)), ((a, b), (c,)), ((a,), (a,))])
    )
    scale, empty = draw(st.sampled_from([100, 1000, 1])), draw(st.sampled_from(["unknown", "worst", "best"]))
    ratio = Ratio("deel", "Welk deel?", part=part, whole=whole, scale=scale, empty=empty)
    orange, green = sorted(draw(st.lists(st.integers(10, 90), min_size=2, max_size=2, unique=True)))
    made = rubric(*inputs, ratio=ratio, green=green * scale / 100, orange=orange * scale / 100, area=area)
    framework = framework_of(made, areas=registry(3, 1, 2), rounds=ROUNDS, perspectives=("gemeente",))
    return World(framework, answers_to(framework, draw(st.integers(0, 2**32))))


@given(world=ratio_worlds())
def test_monotone_ratio_has_exact_bounds(world):
    """Where more is better, the lowest and highest level are those of the lowest and highest ratio possible."""
    result = score(table_of(*world), world.framework)
    for row, (wanted, _) in zip(result.scores.to_pylist(), slow.scores(*world), strict=True):
        for name in ("rule", "possible"):  # between its ends the engine takes any ratio for possible
            assert set(wanted.pop(name).split("|")) <= set(row[name].split("|"))
        assert {name: row[name] for name in wanted} == wanted
    for row, wanted in zip(result.tables["rollups"].to_pylist(), slow.rollups(*world), strict=True):
        for end in ("low", "high"):
            assert (row[end] is None) == (wanted[end] is None)
            assert row[end] is None or row[end] == pytest.approx(wanted[end], rel=1e-12, abs=1e-300)
        assert {name: row[name] for name in ("answered", "members", "unit")} == {
            name: wanted[name] for name in ("answered", "members", "unit")
        }


@st.composite
def near_thresholds(draw, size=8):
    """Draw a percentage, and parts of wholes that are just that, or off by one in the last digit of the part."""
    threshold = Decimal(draw(st.integers(1, 9999))).scaleb(-2)
    digits = st.integers(1, 10**6) | st.integers(1, 10**9)
    wholes = st.builds(lambda number, places: Decimal(number).scaleb(-places), digits, st.integers(0, 4))
    drawn = draw(st.lists(st.tuples(wholes, st.sampled_from([-1, 0, 0, 1])), min_size=size, max_size=size))
    found = [((threshold * whole / 100).normalize(), whole, step) for whole, step in drawn]
    return threshold, [
        (part + step * Decimal(1).scaleb(part.as_tuple().exponent), whole) for part, whole, step in found
    ]


def at_threshold(threshold, pairs, *, share, strict):
    """A world in which green lies from a threshold on, or above it; and the level of each part of a whole."""
    part, other = (Number(name, "Hoeveel?", minimum=0) for name in ("deel", "ander"))
    ratio = Ratio("r", "Welk deel?", part=part, whole=(part, other) if share else other)
    green = ratio > as_number(threshold) if strict else ratio >= as_number(threshold)
    rules = [Rule("gerealiseerd", green, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    made = Indicator(id="deel", title="Deel", since="2024-01-01", questions=[part, other, ratio], rules=rules)
    framework = framework_of(made, areas=registry(*[1] * len(pairs)), rounds=ROUNDS, perspectives=("gemeente",))
    answers = {
        ("nu", "gemeente", f"MO{number}", "deel", name): float(value)
        for number, (one, whole) in enumerate(pairs)
        for name, value in (("deel", one), ("ander", whole - one if share else whole))
    }
    reached = [
        (gt if strict else ge)(100 * Fraction(one), Fraction(threshold) * Fraction(whole)) for one, whole in pairs
    ]
    return World(framework, answers), {
        f"MO{n}": "gerealiseerd" if yes else "niet-op-gang" for n, yes in enumerate(reached)
    }


@pytest.mark.parametrize("share", [True, False])
@settings(max_examples=50)
@given(drawn=near_thresholds(), strict=st.booleans())
@example(drawn=BY_THE_RULE, strict=False)
@example(drawn=BY_THE_RULE, strict=True)
def test_ratio_of_decimals_is_compared_exactly(drawn, strict, share):
    """At a threshold and one digit beside it, by napd and by the slow evaluation alike: as the decimals themselves."""
    world, wanted = at_threshold(*drawn, share=share, strict=strict)
    found = score(table_of(*world), world.framework).scores
    assert dict(zip(found["area"].to_pylist(), found["level"].to_pylist(), strict=True)) == wanted
    assert {row["area"]: row["level"] for row, _ in slow.scores(*world)} == wanted


def shares(green, *pairs):
    """The level of a region for each pair of a part and a rest, where green starts at a percentage."""
    part, rest = counted("part", rolled=False), counted("rest", rolled=False)
    ratio = Ratio("deel", "Welk deel?", part=part, whole=(part, rest))
    made = rubric(part, rest, ratio=ratio, green=green, orange=0)
    framework = framework_of(made, areas=registry(*[1] * len(pairs)), rounds=ROUNDS)
    answers = {
        ("nu", "gemeente", f"MO{number}", "deel", name): value
        for number, pair in enumerate(pairs)
        for name, value in zip(("part", "rest"), pair, strict=True)
    }
    return score(table_of(framework, answers), framework)


@given(percent=st.integers(1, 99), hundreds=st.integers(1, 9))
def test_share_at_its_threshold_reaches_it(percent, hundreds):
    """29 of 100 is 29 per cent, also where 29/100 in floating point is not; one less is less."""
    part = percent * hundreds
    result = shares(percent, (part, 100 * hundreds - part), (part - 1, 100 * hundreds - part + 1))
    assert result.scores["level"].to_pylist() == ["gerealiseerd", "in-ontwikkeling"]
    assert result.tables["rollups"]["low"].to_pylist()[0] == percent


def test_share_of_nothing_is_not_known():
    """With no places at all the share is neither 0 nor an error: what it divides by is what somebody can answer."""
    result = shares(50, (0, 0))
    (row,) = result.scores.to_pylist()
    assert (row["status"], row["level"], row["level_low"], row["level_high"]) == (
        "undetermined",
        None,
        "in-ontwikkeling",
        "gerealiseerd",
    )
    assert (row["answered"], row["required"], row["open_questions"]) == (2, 2, "part|rest")
    (rollup,) = result.tables["rollups"].to_pylist()
    assert (rollup["low"], rollup["high"], rollup["answered"], rollup["members"]) == (None, None, 1, 1)


@pytest.mark.parametrize(
    ("empty", "better", "level"),
    [
        ("worst", "higher", "niet-op-gang"),
        ("best", "higher", "gerealiseerd"),
        ("worst", "lower", "gerealiseerd"),
        ("best", "lower", "niet-op-gang"),
    ],
)
def test_nothing_to_divide_by_can_count_as_an_end(empty, better, level):
    """As the worst or the best ratio, by which side is better; what is still open can come to it too."""
    part, whole = counted("part", rolled=False), counted("whole", rolled=False, maximum=4)
    ratio = Ratio("deel", "Welk deel?", part=part, whole=whole, scale=1, better=better, empty=empty)
    rules = [
        Rule("gerealiseerd", ratio.scored >= 3, because="Veel."),
        Rule("in-ontwikkeling", ratio.scored >= 2, because="Wat."),
    ]
    rules.append(Rule("niet-op-gang", because="Weinig."))
    made = Indicator(id="deel", title="Deel", since="2024-01-01", questions=[part, whole, ratio], rules=rules)
    world = World(framework_of(made, areas=registry(1, 1, 1), rounds=ROUNDS, perspectives=("gemeente",)), {
        ("nu", "gemeente", area, "deel", name): value
        for area, said in {"MO0": {"part": 2.0, "whole": 0.0}, "MO1": {"part": 2.0}, "MO2": {"part": 1.0}}.items()
        for name, value in said.items()
    })  # fmt: skip
    certain, possible, little = score(table_of(*world), world.framework).scores.to_pylist()
    assert (certain["level"], certain["rule"]) == (level, {"gerealiseerd": "1", "niet-op-gang": "3"}[level])
    assert (possible["rule"], possible["open_questions"]) == ("1|2|3" if level == "gerealiseerd" else "2|3", "whole")
    assert little["rule"] == ("1|3" if level == "gerealiseerd" else "3")


def test_share_of_itself_is_all_of_it():
    """Of something it is 100 per cent, known or not; of what may be nothing it is not known."""
    part = counted("part", rolled=False)
    made = rubric(part, ratio=Ratio("deel", "Welk deel?", part=part, whole=part), green=100, orange=0)
    framework = framework_of(made, areas=registry(1, 1), rounds=ROUNDS)
    answers = {("nu", "gemeente", f"MO{n}", "deel", "part"): value for n, value in enumerate((3, 0))}
    result = score(table_of(framework, answers), framework)
    assert result.scores["level"].to_pylist() == ["gerealiseerd", None]
    assert result.tables["rollups"]["low"].to_pylist() == [100, None]


def level_of(question, green, *values):
    """The score of a region whose municipalities give these answers, None for none; green on a condition."""
    rules = [Rule("gerealiseerd", green, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    made = Indicator(id="deel", title="Deel", since="2024-01-01", questions=[question], rules=rules)
    framework = framework_of(made, areas=registry(len(values)), rounds=ROUNDS)
    said = {("nu", "gemeente", f"GM0{n}", "deel", question.id): v for n, v in enumerate(values) if v is not None}
    (row,) = score(table_of(framework, said), framework).scores.to_pylist()
    return row["level_low"], row["level_high"]


@pytest.mark.parametrize("said", [{}, {"v0": 1.0}, {f"v{n}": 1.0 for n in range(1, 100)}])
def test_ratio_of_many_parts_costs_no_more_than_these(said):
    """A hundred parts, known or not, are a hundred columns; every combination of them would fit in no memory."""
    parts = [counted(f"v{n}", rolled=False, maximum=1) for n in range(100)]
    ratio = Ratio("r", "Welk deel?", part=parts, whole=(*parts, counted("m", rolled=False)))
    made = rubric(*parts, ratio.whole[-1], ratio=ratio, green=50, orange=10)
    world = World(
        framework_of(made, areas=registry(1), rounds=ROUNDS, perspectives=("gemeente",)),
        {("nu", "gemeente", "MO0", "deel", name): value for name, value in (said | {"m": 100.0}).items()},
    )
    (row,), ((wanted, _),) = score(table_of(*world), world.framework).scores.to_pylist(), slow.scores(*world)
    assert all(row[name] == wanted[name] for name in ("level_low", "level_high", "status", "open_questions"))
    assert row["open_questions"].count("v") == 100 - len(said)


@pytest.mark.parametrize("values", [(0.1, 0.7), (0.7, 0.1), (0.3, 0.3, 0.2), (0.1,) * 8])
def test_decimals_add_up_as_people_add(values):
    """Decimals whose sum is a threshold reach it, though in floating point they fall short of it."""
    asked = Number("getal", "Hoeveel?", rollup=Sum())
    assert level_of(asked, asked.scored >= 0.8, *values) == ("gerealiseerd", "gerealiseerd")
    assert level_of(asked, asked.scored >= 0.8 + 1e-9, *values) == ("niet-op-gang", "niet-op-gang")


@pytest.mark.parametrize("values", [(0.2, None), (None, 0.2)])
def test_bounds_of_decimals_are_exact(values):
    """What a municipality can still add takes a sum to a threshold, and not beyond it."""
    asked = Number("getal", "Hoeveel?", minimum=0.1, maximum=0.6, rollup=Sum())
    assert level_of(asked, asked.scored > 0.8, *values) == ("niet-op-gang", "niet-op-gang")
    assert level_of(asked, asked.scored >= 0.8, *values) == ("niet-op-gang", "gerealiseerd")
    assert level_of(asked, asked.scored >= 0.3, *values) == ("gerealiseerd", "gerealiseerd")
    assert level_of(asked, asked.scored > 0.3, *values) == ("niet-op-gang", "gerealiseerd")


def test_large_numbers_add_up_exactly():
    """Numbers are added as they are, however large, and however small what is added."""
    asked = counted("aantal")
    assert level_of(asked, asked == 123456789012345, 123456789012344, 1) == ("gerealiseerd", "gerealiseerd")
    asked = Number("getal", "Hoeveel?", rollup=Sum())
    assert level_of(asked, asked.scored > 123456789012345, 123456789012345, 0.0000001) == (
        "gerealiseerd",
        "gerealiseerd",
    )
    assert level_of(asked, asked.scored > 123456789012345, 123456789012345, 0) == ("niet-op-gang", "niet-op-gang")


@pytest.mark.unmeasured
def test_axis_may_have_more_classes_than_a_number_has_bits():
    """With a hundred classes a sum, or its bounds, are still told apart."""
    asked = counted("aantal")
    even = reduce(or_, [asked == number for number in range(0, 100, 2)])
    assert level_of(asked, even, 90) == level_of(asked, even, 44, 46) == ("gerealiseerd", "gerealiseerd")
    assert level_of(asked, even, 91) == level_of(asked, even, 44, 47) == ("niet-op-gang", "niet-op-gang")
    assert level_of(asked, even, 3, None) == ("niet-op-gang", "gerealiseerd")
    assert level_of(asked, even, 100, None) == ("niet-op-gang", "niet-op-gang")
    asked = YesNo("mee", "Mee?", rollup=Share("ja"))
    odd = reduce(or_, [asked == number for number in range(1, 100, 2)])
    assert level_of(asked, odd, "ja", "nee") == ("niet-op-gang", "niet-op-gang")
    assert level_of(asked, odd, "ja", *["nee"] * 3) == ("gerealiseerd", "gerealiseerd")
    assert level_of(asked, odd, "ja", None, "nee", "nee") == ("niet-op-gang", "gerealiseerd")
