from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest

import napd
import napd_dmn
from napd import (
    Choice,
    Format,
    Framework,
    Indicator,
    MultiChoice,
    NapdError,
    Number,
    Points,
    Rule,
    Stage,
    YesNo,
    count,
    score,
    total,
)  # fmt: skip
from napd_dmn import Unwritable, dmn
from napd_dmn.feel import compared, name_of, number_of, one_of, text_of
from napd_dmn.model import MOST

ROOT = Path(__file__).parents[1]
NAMES = {"d": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
plan = Choice("plan", "Is er een plan?", options=("geen", "concept", "vastgesteld"))
geld = Number("geld", "Hoeveel geld is er?", whole=True, minimum=0, maximum=100)
wie = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen", "inkomen"))
af = YesNo("af", "Is het af?")


def indicator(when, *more, **rest):
    """An indicator with one condition."""
    rules = [Rule("gerealiseerd", when, because='Zo "is" het <b>.'), Rule("niet-op-gang", because="Niet.")]
    return Indicator(
        id="een", title="Een & twee", since="2023-12-01", questions=[plan, geld, wie, af, *more], rules=rules, **rest
    )


def tables(document):
    """Each table by its name: its hit policy, what its columns ask, and its rows."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    found = {}
    for decision in root.findall("d:decision", NAMES):
        table = decision.find("d:decisionTable", NAMES)
        asked = [text.text for text in table.findall("d:input/d:inputExpression/d:text", NAMES)]
        rows = [[text.text for text in rule.findall("*/d:text", NAMES)] for rule in table.findall("d:rule", NAMES)]
        found[decision.get("name")] = (table.get("aggregation") or table.get("hitPolicy"), asked, rows)
    return found


def rows(when, *more, **rest):
    """The rows of the table that gives the level."""
    return tables(dmn(indicator(when, *more, **rest)))["niveau"][2]


def test_announced():
    """The installed distribution announces what its pyproject says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-dmn").entry_points.select(group="napd.formats")
    assert {point.name: point.value for point in points} == project["entry-points"]["napd.formats"]
    assert isinstance(napd_dmn.napd_format(), Format)


@pytest.mark.parametrize(
    ("when", "cell"),
    [
        (plan >= "concept", '? in ("concept", "vastgesteld")'),
        (plan == "geen", '"geen"'),
        (plan != "geen", '? in ("concept", "vastgesteld")'),
        (~(plan > "geen"), '"geen"'),
        (geld > 20, "> 20"),
        ((geld >= 20) & (geld < 37), "? >= 20 and ? < 37"),
        (~(geld >= 20), "< 20"),
        (geld == 5, "? >= 5 and ? <= 5"),
        (af, '"ja"'),
        (wie.has_any("zorg"), "true"),
        (~wie.has_any("zorg"), "false"),
    ],
)
def test_what_a_cell_asks(when, cell):
    """One comparison, or several of one number, is one cell; the last row asks nothing."""
    assert rows(when) == [[cell, '"gerealiseerd"'], ["-", '"niet-op-gang"']]


def test_or_takes_rows():
    """Of several ways, each that can be has a row with the same level, once."""
    found = rows(((plan == "geen") | (geld > 50)) & ((plan >= "concept") | (geld > 50)))
    assert [row[-1] for row in found] == ['"gerealiseerd"'] * 3 + ['"niet-op-gang"']
    assert rows(geld != 5) == [["< 5", '"gerealiseerd"'], ["> 5", '"gerealiseerd"'], ["-", '"niet-op-gang"']]


def test_how_many_are_chosen():
    """It is a table of its own, which adds up; the same count is made once."""
    found = tables(dmn(indicator(wie.at_least(2) | (wie.at_least(3) & af))))
    assert found["aantal_wie"] == (
        "SUM",
        ["wie_zorg", "wie_wonen", "wie_inkomen"],
        [["-", "-", "-", "0"], ["true", "-", "-", "1"], ["-", "true", "-", "1"], ["-", "-", "true", "1"]],
    )
    assert found["niveau"][1] == ["aantal_wie", "af"]
    assert list(found) == ["aantal_wie", "niveau"]


def test_points_and_what_divides_them():
    """The sum and the divisor are tables; with nothing to divide by it counts as the worst there can be."""
    worth = {"plan": {"concept": 1, "vastgesteld": 2.5}, "wie": 2, "af": 3}
    points = Points("punten", "Punten", of=worth)
    found = tables(dmn(indicator(points >= 4, points)))
    assert found["punten"][0] == "SUM"
    assert [row[-1] for row in found["punten"][2]] == ["0", "1", "2.5", "2", "2", "2", "3"]
    mean = Points("deel", "Deel", of={"af": 1}, over={"plan": {"vastgesteld": 1}}, empty="worst")
    found = tables(dmn(indicator(mean >= 1, mean)))
    assert found["deel"][2] == [["<= 0", "-1000000000000000000"], ["-", "deel_som / deel_deler"]]


def test_sums_that_rules_compare():
    """So are sums in a rule, conditions that count in them, and the lowest or highest of some."""
    kosten = Number("kosten", "Wat kost het?", whole=True, minimum=0, maximum=100)
    found = tables(dmn(indicator(total(geld, -2 * kosten, count((plan == "concept") | af)) >= 1, kosten)))
    assert found["geldt"][2] == [['"concept"', "-", "1"], ["-", '"ja"', "1"], ["-", "-", "0"]]
    assert [row[-1] for row in found["som"][2]] == ["0", "geld", "-2 * kosten", "geldt"]
    lowest = tables(dmn(indicator((napd.min(geld, kosten) >= 2) & (napd.max(geld, kosten) >= 5), kosten)))
    assert (
        [hit for hit, _, _ in lowest.values()].count("MIN") == [hit for hit, _, _ in lowest.values()].count("MAX") == 1
    )


def test_stages_come_before_what_asks_for_them():
    """A stage is a table with FIRST, and in the next an answer like any other."""
    stage = Stage(
        "stap",
        "Stap",
        options=("laag", "hoog"),
        rules=[Rule("hoog", geld >= 50, because="Ja."), Rule("laag", because="Nee.")],
    )
    found = tables(dmn(indicator(stage == "hoog", stages=[stage])))
    assert list(found) == ["stap", "niveau"]
    assert found["stap"] == ("FIRST", ["geld"], [[">= 50", '"hoog"'], ["-", '"laag"']])
    assert found["niveau"][2][0] == ['"hoog"', '"gerealiseerd"']


def test_names_that_are_taken():
    """A question that is called as a word of FEEL, begins with a digit, or has the name of the result, still works."""
    assert [name_of(text) for text in ("in", "2_kamers", "plan")] == ["v_in", "v_2_kamers", "plan"]
    niveau = Number("niveau", "Welk niveau?", minimum=0, maximum=9)
    assert tables(dmn(indicator(niveau > 1, niveau)))["niveau_2"][1] == ["niveau"]


def test_words_of_feel():
    """Texts are quoted, numbers exact, and tests read the same in FEEL and in Python."""
    assert text_of('a"b\\c\x00') == '"a\\"b\\\\c"'
    assert [number_of(number) for number in (5, -0.5, 37.5, "1/3", 0)] == ["5", "-0.5", "37.5", "1 / 3", "0"]
    assert (one_of(["a"]), one_of("ab")) == ('"a"', '? in ("a", "b")')
    assert compared([(">", "1"), (">", "1")]) == "> 1"


def test_what_people_wrote_stays_text():
    """Titles and reasons are text, whatever signs are in them."""
    document = dmn(indicator(af)).decode()
    assert "Een &amp; twee" in document
    assert 'Zo "is" het &lt;b&gt;.' in document


def test_files(tmp_path):
    """There is one for each version; equal rules give equal bytes."""
    framework = Framework(indicators=[indicator(af)])
    row = {"round": "2025-12", "area": "MO0402", "indicator": "een", "question": "af", "value": "ja"}
    made = score(pa.Table.from_pylist([row]), framework)
    first, second = (made.write(tmp_path / name, "dmn") for name in "ab")
    assert [path.name for path in first] == ["een-2023-12-01.dmn"]
    assert first[0].read_bytes() == second[0].read_bytes() == dmn(indicator(af))


def test_too_much_to_show(tmp_path):
    """Where it comes to too many rows that is said, by the rule, and the file has no tables."""
    each = [Number(f"n{number}", "Hoeveel?", minimum=0, maximum=9) for number in range(24)]
    when = (each[0] > 1) | (each[1] > 1)
    for one, other in zip(each[2::2], each[3::2], strict=True):
        when &= (one > 1) | (other > 1)
    much = indicator(when, *each)
    with pytest.raises(Unwritable, match=rf"^rule 1 of 'niveau' of 'een' comes to more than {MOST:,} rows"):
        dmn(much)
    row = {"round": "2025-12", "area": "MO0402", "indicator": "een", "question": "af", "value": "ja"}
    with pytest.raises(NapdError, match=r"een-2023-12-01\.dmn: rule 1 of"):
        score(pa.Table.from_pylist([row]), Framework(indicators=[much])).write(tmp_path, "dmn")
    assert "comes to more than" in (tmp_path / "een-2023-12-01.dmn").read_text(encoding="utf-8")


def test_tables_without_rules():
    """That is told, with what to do."""

    class Bare(dict):
        framework = None

    with pytest.raises(NapdError, match="use it with `napd score`"):
        napd_dmn.napd_format().files(Bare())
