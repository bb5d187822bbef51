"""How things are shown: in a terminal, in a pipe, and never so that a value steers the terminal."""

from __future__ import annotations

import json
import re
import sys

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.cli.start import pyarrow_without_pandas
from napd.cli.terminal import show_json
from napd.explaining.levels import score_words
from napd.model.scale import DEFAULT_SCALE
from napd.tables.columns import aligned
from napd.texts.signs import harmless

ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
STEERING = "\x1b]0;weg\x07\x1b[31m\x9b31m\u202e"
"""What would change the title, the colour and the reading direction of a terminal."""


@pytest.fixture
def terminal(napd, monkeypatch):
    """Run commands that think that they write to a terminal, a wide one."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    return napd


def words_of(text: str) -> list[str]:
    """The words in a text, without colours and lines."""
    return re.findall(r"[\w✓✕◐?·–-]+", ANSI.sub("", text))


@pytest.mark.parametrize("command", [["indicators"], ["rounds"], ["prove"], ["plugins"], ["score", GOOI]])
def test_a_terminal_shows_what_a_pipe_shows(napd, request, command):
    """In a terminal the same words stand in a table with lines, and those of every row only once."""
    plain = napd(*command).out
    assert not ANSI.search(plain)
    assert "─" not in plain
    shown = request.getfixturevalue("terminal")(*command).out
    assert "─" in shown
    assert set(words_of(plain)) == {word for word in words_of(shown) if not set(word) <= {"─", "·"}} | (
        {"·"} & set(words_of(plain))
    )


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("command", [["score", GOOI], ["indicators"], ["plugins"], ["areas", "MO0402"]])
def test_a_narrow_terminal_cuts_nothing(napd, request, monkeypatch, command, width):
    """Every word of the wide list is there at any width, and every id as far as it fits in a line."""
    plain = napd(*command).out
    terminal = request.getfixturevalue("terminal")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = terminal(*command).out
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= width
    signs = {sign: "".join(shown.split()).count(sign) for sign in set(shown)}
    for line in plain.splitlines():
        assert all(signs.get(sign, 0) >= line.count(sign) for sign in set(line) - {" "})
    if width >= 80:
        assert "indicator" not in plain or "indicator" in shown
        words = [set(re.findall(r"GM\d+|2023-12|\b[a-z]{5,12}\b", text)) for text in (plain, shown)]
        assert words[0] <= words[1]


def test_a_terminal_has_a_title(terminal, tmp_path):
    """Above a list in a terminal stands what it is; signs in a name are no markup."""
    (tmp_path / "areas.csv").write_text(
        "municipality,name,region,region_name\nGM1,[red]Een[/],MO1,[bold]Regio[/bold]\n", encoding="utf-8"
    )
    (tmp_path / "napd.toml").write_text('areas = "areas.csv"', encoding="utf-8")
    assert "46 regio's op 2025-12-01, de datum van ronde 2025-12" in terminal("areas", "--round", "2025-12").out
    out = terminal("areas", "MO1", "-f", tmp_path / "napd.toml").out
    assert "MO1 [bold]Regio[/bold], ronde 2026-12 (2026-12-01)" in ANSI.sub("", out)
    assert "[red]Een[/]" in ANSI.sub("", out)


def test_progress_is_for_people(terminal):
    """In a terminal the rows are counted on stderr while work goes on; stdout has the data and nothing else."""
    code, out, err = terminal("score", GOOI, "--json")
    assert code == 0
    assert len(json.loads(out)["scores"]) == 7
    assert "rows" in err


@pytest.fixture
def steering(tmp_path):
    """A file of answers whose values, codes and name try to steer the terminal."""
    path = tmp_path / f"a{STEERING}.csv"
    rows = [
        f"2023-12,MO0402,regioplan,status,{STEERING}concept",
        f"2023-12,{STEERING},regioplan,status,concept",
        f"2023-12,MO0402,regioplan,{STEERING},concept",
        f"2023-12,MO0402,{STEERING},status,concept",
        f"{STEERING},MO0402,regioplan,status,concept",
        "2023-12,MO0402,regioplan,status,concept",
    ]
    path.write_text("\n".join(["round,area,indicator,question,value", *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["check", "score"])
@pytest.mark.parametrize("option", [[], ["--json"]])
def test_values_cannot_steer_the_terminal(napd, steering, command, option):
    """Neither stdout nor stderr holds a sign that cannot be seen, whatever the values and the name of a file."""
    code, out, err = napd(command, steering, *option)
    assert code == 1
    assert [sign for sign in out + err if not sign.isprintable() and sign != "\n"] == []


def test_json_keeps_values_as_they_are(napd, steering):
    """What JSON escapes is read back as it was."""
    rows = json.loads(napd("check", steering, "--json").out)
    assert {row["value"] for row in rows} >= {STEERING, f"{STEERING}concept"}
    assert {row["file"] for row in rows} == {str(steering)}


def test_a_mistake_cannot_steer_the_terminal(napd):
    """What a person typed comes back in the message without what cannot be seen."""
    for command in (["table", STEERING], ["score", STEERING], ["areas", STEERING], ["rounds", "-f", STEERING]):
        code, out, err = napd(*command)
        assert (code, out) == (2, "")
        assert err.rstrip("\n").isprintable()


@given(st.text())
def test_harmless(text):
    """A harmless text is printable, as long as it was, and the same where it could be seen."""
    shown = harmless(text)
    assert shown.isprintable()
    assert len(shown) == len(text)
    assert [(a, b) for a, b in zip(text, shown, strict=True) if a != b and (a.isprintable() or b != " ")] == []


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_json_is_read_back(data):
    """Whatever is written as JSON can be read back, and holds no sign that a terminal obeys."""
    with pytest.MonkeyPatch.context() as patch:
        written: list[str] = []
        patch.setattr("builtins.print", written.append)
        show_json(data)
    assert json.loads(written[0]) == data
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written[0])


@given(st.lists(st.tuples(st.text("ab ", max_size=6), st.text("ab ", max_size=6)), min_size=1))
def test_columns_are_aligned(lines):
    """The second column begins at one place in every line, and no line ends in a space."""
    width = max(len(first) for first, _ in lines)
    for (first, second), line in zip(lines, aligned(lines), strict=True):
        assert line == line.rstrip()
        assert line == f"{first:{width}}  {second}".rstrip()


SCORE = {"level": None, "possible": "niet-op-gang|in-ontwikkeling|gerealiseerd"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"level": "gerealiseerd", "status": "scored"}, "✓ gerealiseerd"),
        ({"status": "undetermined"}, "? nog niet bepaald: nog niet op gang t/m gerealiseerd"),
        (
            {"status": "undetermined", "possible": "niet-op-gang|gerealiseerd"},
            "? nog niet bepaald: nog niet op gang of gerealiseerd",
        ),
        (
            {"status": "undetermined", "possible": "in-ontwikkeling|gerealiseerd|not_applicable"},
            "? nog niet bepaald: in ontwikkeling t/m gerealiseerd of niet van toepassing",
        ),
        ({"status": "unanswered"}, "· niet beantwoord"),
        ({"status": "not_applicable"}, "– niet van toepassing"),
    ],
)
def test_a_score_in_words(row, words):
    """Every score is a sign and words; what is not known is said with its bounds, and is never a level."""
    assert score_words(DEFAULT_SCALE, SCORE | row) == words


def test_pandas_is_hidden_once(monkeypatch):
    """While pyarrow looks for pandas for the first time it finds none; afterwards anyone can import it."""
    seen = []

    def array(_: object) -> None:
        try:
            import pandas  # noqa: F401, ICN001
        except ImportError as error:
            seen.append(str(error))
        import json.tool  # noqa: F401 - everything else is found

    monkeypatch.setattr(pa, "array", array)
    for name in [name for name in sys.modules if name.partition(".")[0] == "pandas"]:
        monkeypatch.delitem(sys.modules, name)
    before = list(sys.meta_path)
    pyarrow_without_pandas()
    assert seen == ["the command line does without pandas"]
    assert sys.meta_path == before


def test_pandas_that_is_there_stays(monkeypatch):
    """Where somebody loaded pandas already, nothing is hidden and pyarrow is not touched."""
    monkeypatch.setitem(sys.modules, "pandas", sys)
    monkeypatch.setattr(pa, "array", None)
    pyarrow_without_pandas()
