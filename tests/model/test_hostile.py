"""Definitions that somebody breaks, on purpose or not: whatever they hold, napd reads them, or says what is wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from town import FRAMEWORK

from napd import ModelError, NapdError
from napd.decision.proof import prove
from napd.decision.rubric import compile_rubric
from napd.framework.settings import KEYS, Settings
from napd.model import spelling
from napd.model.areas import AreaRegistry
from napd.model.data import indicator_data
from napd.model.file import indicator_of, indicator_toml
from napd.model.formula import DEEPEST, MOST, condition_of
from napd.model.reading import MANY, indicator_from_data, read_data
from napd.model.rounds import Rounds
from napd.model.toml import Document
from napd.testing import cases
from napd.testing.new_questions import questions_of
from napd_report.tiles import read_layout

INDICATORS = FRAMEWORK.indicators
BASES = [indicator_data(indicator) for indicator in INDICATORS]
ODD = st.sampled_from([
    10**99, -(10**400), 2**70, float("inf"), float("nan"), -0.0, 1e308, True, None, "", " ", "\0", "\u202e\x1b[2J",
    "x" * 500, "a\nb", "é", date(1, 1, 1), datetime(2025, 1, 1),  # noqa: DTZ001 - as TOML has them
    time(1), [], {}, [[]], [{}], ["x", "x"], {"a": 1},
    {"kind": "Ratio"}, {"kind": "Share"}, {"kind": "Number", "id": "q", "text": "t"}, "none", "ja", "2025-02-30",
    "1+1", "x := 3", "lambda: 0", "x == ...", "[a for a in b]", "x in x", "x in ()", "min()", "x.at_least(-1)",
    "x.at_least(10**9)", "x == 1j", "x == b'x'", "x == f'{x}'", "x is x", "await x", "*a", "a if b else c",
    {"all": []}, {"not": {"not": 1}}, {"question": "x", "operator": [], "value": {}}, {"amount": [1], "operator": "<"},
    {"amount": [{"of": 1}], "operator": "<", "value": 0}, {"amount": [{"min": []}], "operator": "<", "value": "1/0"},
])  # fmt: skip
"""What stands where something else should."""


@st.composite
def broken(draw):
    """An indicator as data, with something odd in one or two of its places."""
    data = draw(st.sampled_from(BASES))
    for _ in range(draw(st.integers(1, 2))):
        data = changed(data, draw)
    return data


def changed(data, draw):
    """The data with one part of it replaced, left out, or beside something new."""
    if not isinstance(data, dict | list) or not data or not draw(st.integers(0, 6)):
        return draw(ODD)
    if isinstance(data, dict):
        key = draw(st.sampled_from([*data, "nieuw"]))
        rest = {other: part for other, part in data.items() if other != key}
        return rest if draw(st.integers(0, 9)) == 0 else {**rest, key: changed(data.get(key), draw)}
    place = draw(st.integers(0, len(data) - 1))
    return [*data[:place], changed(data[place], draw), *data[place + 1 :]]


@given(broken())
def test_any_indicator_is_read_or_refused(data):
    """Whatever stands in a place of its data, an indicator comes of it that can be written, or faults in words."""
    with suppress(NapdError):
        indicator = indicator_from_data(data)
        assert indicator_of(indicator_toml(indicator), "x") == indicator
        prove(compile_rubric(indicator))


@pytest.mark.parametrize("place", ["rules 1, source", "background 1, source", "sources 1", "support 1", "scale 1"])
def test_every_level_is_checked_alike(place):
    """A setting that is not there is named with its place, however deep it stands."""
    data = {**BASES[0], "background": [{"text": "x", "source": {"title": "t"}}], "sources": [{"title": "t"}]}
    data |= {"support": [{"name": "n"}], "scale": [{"id": "gerealiseerd", "label": "g"}]}
    data["rules"] = [{**data["rules"][0], "source": {"title": "t"}}, *data["rules"][1:]]
    inner = data
    for step in place.replace(", ", " ").split():
        inner = inner[int(step) - 1 if step.isdigit() else step]
    inner["pagina"] = "3"
    with pytest.raises(ModelError, match=rf"(?m)^{place}( \(gerealiseerd\))?, pagina: unknown setting 'pagina'\."):
        indicator_from_data(data)


def test_depth_of_data():
    """Data from a program that is nested too deeply is refused before anything recurses into it."""
    deep: object = {"question": "x", "operator": "==", "value": "ja"}
    for _ in range(9_999):
        deep = {"not": deep}
    for data in (deep, {**BASES[0], "rules": [{"level": "gerealiseerd", "when": deep}]}, [[]]):
        found = read_data(data)
        assert found.indicator is None
        assert found.faults[0].text in ("it is nested too deeply", "it must be a table, not a list")


def test_many_faults():
    """Of thousands of faults the first hundreds are told."""
    for data in ({f"x{number}": 1 for number in range(9_999)}, {**BASES[0], **{f"x{n}": 1 for n in range(9_999)}}):
        faults = read_data(data).faults
        assert len(faults) == MANY + 1
        assert faults[0].text == f"there are more faults than the {MANY} that are shown here"


def test_many_faults_of_a_file(tmp_path):
    """So it is with a file of definitions, which says how many more there are."""
    path = tmp_path / "a.csv"
    path.write_text("id,date,label\n" + "r,nooit,l\n" * 9_999, encoding="utf-8")
    with pytest.raises(ModelError) as error:
        Rounds.from_csv(path)
    title, *lines, more = str(error.value).splitlines()
    assert len(lines) == MANY
    assert title.endswith(f"has {MANY + int(more.split()[1].replace(',', ''))} faults:")


LONG = {
    "a chain": "+".join("1" * 9_000), "brackets": "(" * 999 + "x" + ")" * 999, "denials": "not " * 4_000 + "x",
    "minuses": "x > " + "-" * 9_000 + "1", "comparisons": "(" * 90 + "x" + " > 1)" * 90, "dots": "x" + ".x" * 9_000,
    "a whole number": "x > " + "9" * 4_000, "digits": "x > " + "9" * 9_000, "hexadecimals": "x > 0x" + "f" * 9_000,
    "a large number": "x > 1e999", "a small number": "x > -1e999", "calls": "x" + "()" * 9_000, "lists": "[" * 9_000,
    "length": "x or " * 4_001 + "x", "an f": "x == f'{x}'", "half a sign": "x == \ud800", "a null": "x \0",
}  # fmt: skip


@pytest.mark.parametrize("case", LONG)
def test_a_formula_beyond_its_bounds(case):
    """Depth, length and large numbers are refused in one line, whatever Python would make of them."""
    with pytest.raises(ModelError, match=r"^(it|.* is not a condition|.* is not a value)[^\n]*$") as error:
        condition_of(LONG[case], {})
    assert len(str(error.value)) < 300


def test_a_formula_within_its_bounds():
    """What is just small enough is read."""
    assert len(list(condition_of(" or ".join(["x"] * (MOST // 6)), {}).atoms())) == MOST // 6
    assert len(list(condition_of(f"{'not ' * (DEEPEST - 3)}x", {}).atoms())) == 1


DOCUMENTS = st.one_of(
    st.binary(max_size=80),
    st.text(st.sampled_from("MOGaé1234;,\"'\n\r\t -:/|%=\x00\x1b\u202e\ufeff"), max_size=80).map(str.encode),
)
HEADERS = {
    AreaRegistry.from_csv: "municipality,name,region,region_name,valid_from,valid_until,successor",
    Rounds.from_csv: "id,date,label,note",
    read_layout: "area,column,row,short",
    (lambda path: questions_of(path, "x", "2025-01-01")): "id,text,kind,options,unit,minimum,maximum,required,help",
    (lambda path: cases(INDICATORS[0], path)): "case,level,rule,plan",
}


@pytest.mark.parametrize("read", HEADERS, ids=HEADERS.values())
@given(rows=DOCUMENTS, headed=st.booleans())
def test_any_file_of_definitions_is_read_or_refused(tmp_path_factory, read, rows, headed):
    """Whatever bytes a file of areas, rounds, tiles, questions or cases holds, it is read, or every fault is said."""
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(f"{HEADERS[read]}\n".encode() * headed + rows)
    with suppress(NapdError):
        read(path)


def faults(path, data):
    """What is said of settings, line by line."""
    try:
        Settings.of(path, Document(data, {(): 1}))
    except NapdError as error:
        return str(error).split("\n")
    return []


@given(st.dictionaries(st.sampled_from([*KEYS, "nieuw"]), ODD | st.lists(ODD, max_size=3) | st.dictionaries(
    st.sampled_from(["gerealiseerd", "niet-op-gang", "paars"]),
    st.dictionaries(st.sampled_from(["label", "colour", "naam"]), ODD),
)))  # fmt: skip
def test_any_settings_are_read_or_refused(tmp_path_factory, data):
    """Whatever a napd.toml sets, it is taken, or every fault is said with the name of the file and of the setting."""
    path = tmp_path_factory.mktemp("settings") / "napd.toml"
    said = faults(path, data)
    assert all(line.startswith(f"{path}: ") for line in said)


def test_a_long_answer_is_looked_at_once():
    """A million characters are compared with an option in a moment; if each looked at the rest, this would not end."""
    assert spelling._words("|" * 10**6) == ["|"] * 10**6


class Counted(str):
    """A text that counts how often a part of it is taken, and refuses when that is more than a name is long."""

    __slots__ = ("taken",)

    def __getitem__(self, part):
        self.taken = getattr(self, "taken", 0) + 1
        assert self.taken < 100
        return super().__getitem__(part)


def test_a_long_text_is_compared_with_a_name_by_its_length_alone(monkeypatch):
    """No part of a text of any length is compared with names that are far shorter."""
    assert not spelling.is_mistyped(Counted("eindhoven" * 10_000), "eindhoven")
    monkeypatch.setattr(spelling, "SequenceMatcher", None)  # which takes the product of both lengths
    assert spelling.slip_of("vastgesteld" * 10_000, ["vastgesteld", "concept"]) is None
    assert spelling.slip_of("vastgesteldabcd", ["vastgesteld", "concept"]) is None
