from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from town import ANDERS, FRAMEWORK, OPVANG, ROUNDS, SAMEN, answer, bedden, kamers, laatst, mee, table, wie, zorg

from napd import Area, AreaRegistry, Framework, Number, Sum, Text, compare, score
from napd.model.areas import Membership
from napd.views.mergers import Mergers, together

OLD, NEW = "2024-12", "2025-12"
MERGER = date(2025, 1, 1)
HEIR, PARTS, OTHER, FAR = "GM0009", ("GM0001", "GM0002", "GM0003"), "GM0004", "GM0005"


def merged(heir):
    """Two regions. The three of the parts become one: a new municipality, or the first of them, in either region."""
    into = heir == PARTS[0]
    names = [*PARTS, OTHER, FAR, *([] if into else [HEIR])]
    areas = [Area("MO0001", "Noord", "region"), Area("MO0002", "Zuid", "region")]
    ending = PARTS[1:] if into else PARTS
    rows = [Membership(part, "MO0001" if part != PARTS[2] else "MO0002", None, MERGER, heir) for part in ending]
    rows += [Membership(heir, "MO0001")] if into else [Membership(heir, "MO0001", MERGER)]
    rows += [Membership(OTHER, "MO0001"), Membership(FAR, "MO0002")]
    return AreaRegistry([*areas, *(Area(code, code, "municipality") for code in names)], rows)


VALUES = {
    "mee": st.sampled_from(["ja", "nee"]), "zorg": st.sampled_from(["geen", "matig", "goed"]),
    "laatst": st.sampled_from(["2024-05-31", "2024-06-01", "2025-05-04"]),
    "bedden": st.integers(0, 9).map(str), "kamers": st.integers(0, 9).map(str),
}  # fmt: skip


MERGED = {heir: Framework(indicators=[SAMEN], areas=merged(heir), rounds=ROUNDS) for heir in (HEIR, PARTS[0])}


def as_one(name, values):
    """What several say together, said plainly."""
    if name in ("bedden", "kamers"):
        return str(sum(map(int, values)))
    if name == "zorg":
        return min(values, key=["geen", "matig", "goed"].index)
    return max(values)  # of dates; and of answers that are all the same


@settings(max_examples=15, deadline=None)
@given(st.data(), st.sampled_from([HEIR, PARTS[0]]))
def test_carried_answers_score_as_those_of_the_successor(data, heir):
    """Where the parts agree, what is carried scores as if the successor had said it itself, and no answer changed."""
    framework = MERGED[heir]
    before, after = [], []
    for name, kind in VALUES.items():
        if data.draw(st.integers(0, 4)) == 0:
            continue
        values = [data.draw(kind)] * 3 if name == "mee" else [data.draw(kind) for _ in PARTS]
        before += [answer(name, v, who, indicator="samen", round=OLD) for v, who in zip(values, PARTS, strict=True)]
        after.append(answer(name, as_one(name, values), heir, indicator="samen", round=NEW))
        for who in (OTHER, FAR):
            both = data.draw(kind)
            before.append(answer(name, both, who, indicator="samen", round=OLD))
            after.append(answer(name, both, who, indicator="samen", round=NEW))
    if not after:
        return
    found = compare(score(table(before), framework), score(table(after), framework))
    assert {row["causes"] for row in found.changes.to_pylist()} <= {"composition"}
    assert len(found.changed_answers) == 0
    assert {row["value"] for row in found.carried.to_pylist()} == {row["value"] for row in after if row["area"] == heir}


@pytest.mark.parametrize(
    ("question", "texts", "expected"),
    [
        (mee, ["ja", "ja"], ("same", "ja")),
        (mee, ["ja", "nee"], ("contradiction", None)),
        (mee, ["ja", None], ("incomplete", None)),
        (bedden, ["3", "4"], ("sum", "7")),
        (bedden, ["3", None], ("incomplete", None)),
        (Number("x", "Hoeveel?", rollup=Sum()), ["0.1", "0.2"], ("sum", "0.3")),
        (Number("x", "Hoeveel?", maximum=5, rollup=Sum()), ["3", "4"], ("unusable", None)),
        (zorg, ["goed", "geen", "matig"], ("least", "geen")),
        (laatst, ["2025-05-04", "2024-01-01"], ("most", "2025-05-04")),
        (wie, ["zorg|wonen", "wonen|zorg"], ("same", "zorg|wonen")),
    ],
)
def test_parts_become_one_as_a_region_does(question, texts, expected):
    """As the roll-up makes one value of several; else they must agree. What a part left open stays open."""
    assert together(question, texts) == expected


def test_what_is_carried_is_shown():
    """Each answer of a part, with what it said, its successor, and what came of it; also where nothing did."""
    framework = MERGED[HEIR]
    rows = [
        answer("mee", "ja", "GM0001", indicator="samen", round=OLD),
        answer("mee", "nee", "GM0002", indicator="samen", round=OLD),
        answer("mee", "ja", "GM0003", indicator="samen", round=OLD),
        *(answer("kamers", "2", part, indicator="samen", round=OLD) for part in PARTS),
        answer("bedden", "2", "GM0002", indicator="samen", round=OLD),
        answer("kamers", "7", HEIR, indicator="samen"),
    ]
    found = compare(score(table(rows), framework))
    names = ("region", "area", "parts", "question", "values", "how", "value")
    assert [tuple(row[name] for name in names) for row in found.carried.to_pylist()] == [
        ("MO0001", HEIR, "|".join(PARTS), "bedden", "-; 2; -", "incomplete", None),
        ("MO0001", HEIR, "|".join(PARTS), "kamers", "2; 2; 2", "sum", "6"),
        ("MO0001", HEIR, "|".join(PARTS), "mee", "ja; nee; ja", "contradiction", None),
    ]
    (changed,) = found.changed_answers.to_pylist()
    assert (changed["area"], changed["cause"], changed["from_value"], changed["to_value"], changed["carried"]) == (
        HEIR, "answers", "6", "7", True,
    )  # fmt: skip


def test_a_municipality_that_only_got_another_code_keeps_its_answers():
    """Nothing has to be put together."""
    areas = AreaRegistry(
        [Area("MO0001", "Noord", "region"), *(Area(code, code, "municipality") for code in ("GM0001", HEIR))],
        [Membership("GM0001", "MO0001", None, MERGER, HEIR), Membership(HEIR, "MO0001", MERGER)],
    )
    assert Mergers.between(areas, date(2024, 12, 1), areas, date(2025, 12, 1)).heirs == {HEIR: ("GM0001",)}
    answers = {("GM0001", "gemeente", "samen", "mee"): "ja"}
    mergers = Mergers({HEIR: ("GM0001",), "GM0008": ("GM0007",)})  # of the other nobody said anything
    kept, (carried,) = mergers.carry(answers, [SAMEN])
    assert kept == {(HEIR, "gemeente", "samen", "mee"): "ja"}
    assert (carried.how, carried.value) == ("same", "ja")


def test_only_what_can_count_is_carried():
    """Words, and questions that the versions of the later round do not ask, are not."""
    uitleg = Text("meer", "Wat nog meer?", answered_by="municipality", required=False)
    with_words = evolve(SAMEN, questions=(*SAMEN.questions, uitleg))
    key = ("GM0001", "gemeente", "samen")
    answers = {(*key, "meer"): "Iets.", (*key, "weg"): "ja", ("GM0001", "gemeente", "oud", "weg"): "ja",
               ("GM0004", "gemeente", "samen", "mee"): "ja"}  # fmt: skip
    kept, carried = Mergers({HEIR: PARTS}).carry(answers, [with_words, ANDERS, OPVANG])
    assert carried == []
    assert kept == {("GM0004", "gemeente", "samen", "mee"): "ja"}


def test_a_part_that_no_registry_knows_any_more_stays_itself():
    """Without a successor to go by there is no merger."""
    areas = AreaRegistry([Area("MO0001", "Noord", "region"), Area("GM0001", "Aa", "municipality")],
                         [Membership("GM0001", "MO0001")])  # fmt: skip
    assert Mergers.between(FRAMEWORK.areas, date(2024, 12, 1), areas, date(2025, 12, 1)).heirs == {}
    assert kamers.rollup == Sum()
