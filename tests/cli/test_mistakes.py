"""What a person can do wrong on the command line: words on stderr, nothing on stdout, exit code 2."""

from __future__ import annotations

import pytest
from distributions import provides

import napd.framework.plugins
from napd.cli.session import Session

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
KNOWN = (
    "bt-continuiteit, bt-regiovisie, bt-samenwerking, bt-thuis, bt-toegang, bt-zicht, ervaringskennis, eu-rechtentool, "
    "housing-first, lhbtiq-training, opvang-ombouw, preventiescan, regioplan"
)
ANSWERS = "round,area,indicator,question,value,note\n"

MISTAKES = {
    "table regioplaan": "there is no indicator 'regioplaan'. Did you mean \"regioplan\"?",
    "indicators regioplaan --json": "there is no indicator 'regioplaan'. Did you mean \"regioplan\"?",
    "prove qqq": f"there is no indicator 'qqq'. Available: {KNOWN}.",
    "areas bergen": (
        '"bergen" can be GM0893 (Bergen (L.)) or GM0373 (Bergen (NH.)). Give the code, or more of the name.'
    ),
    "areas --round 2025-11": (
        'There is no round "2025-11". The rounds are: 2023-12, 2024-06, 2024-12, 2025-06, 2025-12, 2026-06, 2026-12.'
    ),
    f"explain {GOOI} --area MO402": (
        'There is no area with the code or the name "MO402". Did you mean MO0402 (Gooi en Vechtstreek)?'
    ),
    f"explain {GOOI} --area MO0402 --indicator regioplam": (
        "there is no indicator 'regioplam'. Did you mean \"regioplan\"?"
    ),
    "explain not_there.csv --area MO0402 --perspective gemeent --json": (
        "there is no perspective 'gemeent'. Did you mean \"gemeente\"?"
    ),
    f"explain {GOOI} --area MO0402 --round 2025-12": (
        "MO0402 (Gooi en Vechtstreek) has no score for round 2025-12. It has scores for round 2023-12."
    ),
    f"score {GOOI} --trace": "--trace writes to the folder of --output: name it",
    "rounds -f not_there.toml": "not_there.toml: it cannot be read: No such file or directory",
    f"divergence {GOOI} --area MO040": 'There is no area with the code or the name "MO040". `napd areas` lists them.',
    f"divergence {GOOI} --indicator regioplaan": "there is no indicator 'regioplaan'. Did you mean \"regioplan\"?",
    f"compare {GOOI}": "no round before 2023-12 was answered: name two rounds, or give the answers of another",
    f"compare {GOOI} --area MO040": 'There is no area with the code or the name "MO040". `napd areas` lists them.',
    f"compare {GOOI} {GOOI} {GOOI}": (
        "give the answers of two rounds, or one file or folder that has both, with --from and --to"
    ),
    f"compare {GOOI} {GOOI} --from 2023-1": (
        'There is no round "2023-1". The rounds are: 2023-12, 2024-06, 2024-12, 2025-06, 2025-12, 2026-06, 2026-12.'
    ),
    f"conversation {GOOI}": "name a region with --area, such as --area MO0402, or use --all",
    f"conversation {GOOI} --area MO0402 --all -o out": (
        "name a region with --area, such as --area MO0402, or use --all"
    ),
    f"conversation {GOOI} --all": ("--all writes a page for each region: name a folder with --output, or use --json"),
    f"conversation {GOOI} --area MO0402 --json -o x.md": (
        "--json writes to stdout, and --output a page for people: leave one of them out"
    ),
    f"conversation {GOOI} --all --before 2023-12 -o out": (
        "with --all, --before goes with --round: each region has its own last round"
    ),
    "conversation not_there.csv --area MO042": (
        'There is no area with the code or the name "MO042". `napd areas` lists them.'
    ),
    "conversation not_there.csv --area NL": ("NL (Nederland) is a country: name a region, or a municipality in it"),
    "conversation not_there.csv --all --json --round 2025-11": (
        'There is no round "2025-11". The rounds are: 2023-12, 2024-06, 2024-12, 2025-06, 2025-12, 2026-06, 2026-12.'
    ),
    "conversation not_there.csv --area MO0402 --round 2024-12 --before 2025-12": (
        "round 2025-12 is not before round 2024-12"
    ),
    "conversation not_there.csv --area MO0402 --perspective gemeent": (
        "there is no perspective 'gemeent'. Did you mean \"gemeente\"?"
    ),
    f"conversation {GOOI} --area MO0402 -o not/there.md": (
        "not/there.md: it cannot be written: No such file or directory"
    ),
    f"score {GOOI} --as-of 2025-1": (
        "'2025-1' is neither a round nor a day such as 2025-12-01. "
        "The rounds are: 2023-12, 2024-06, 2024-12, 2025-06, 2025-12, 2026-06, 2026-12."
    ),
    f"score {GOOI} --as-of 2020-01-01": ("no indicator applied on 2020-01-01: the first applies since 2023-12-01"),
    "summary": "name the answers to count, as in: napd summary answers.csv",
    "summary --n 45": "--n goes with --could-be, as in: napd summary --could-be 79% --n 45",
    "summary --could-be 79% --n 0": "n is at least 1, not 0",
    "summary --could-be veel": "'veel' is not a percentage: write it as 79% or, with up to two decimals, 79,5%",
    f"summary {GOOI} --could-be 79%": "--could-be takes no answers, and no other options but --n and --json",
    "summary --could-be 79% --of scored": "--could-be takes no answers, and no other options but --n and --json",
    f"summary {GOOI} --round 2023-11": (
        'There is no round "2023-11". The rounds are: 2023-12, 2024-06, 2024-12, 2025-06, 2025-12, 2026-06, 2026-12.'
    ),
    f"summary {GOOI} --question regioplan:statu": (
        "there is no question 'regioplan:statu'. Did you mean \"regioplan:status\"?"
    ),
}


@pytest.mark.parametrize(("words", "told"), MISTAKES.items())
def test_one_line(napd, words, told):
    """One line says what is wrong, with the nearest name or all there are."""
    assert napd(*words.split()) == (2, "", f"napd: {told}\n")


@pytest.mark.parametrize("command", ["table regioplan", "check x", "summary x", "compare x", "divergence x"])
def test_an_unknown_ending(napd, command):
    """It is told before any work is done, with the endings that there are, of plugins too."""
    code, out, err = napd(*command.split(), "-o", "x.xls")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("napd: x.xls: the name must end in one of .parquet, .arrow, .csv")


def test_an_unknown_format(napd):
    """It is told before any work is done, with the formats that there are, of plugins too."""
    code, out, err = napd("score", "--format", "cvs", "not_there.csv")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("napd: there is no format 'cvs': use one of parquet, arrow, csv")
    assert err.endswith('. Did you mean "csv"?\n')


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("scoer a.csv", "No such command 'scoer'"),
        ("table", "Missing argument 'ID'"),
        ("score", "Missing argument"),
        (f"explain {GOOI}", "Missing option '--area'"),
        ("rounds --jsn", "No such option: --jsn"),
    ],
)
def test_a_command_line_that_cannot_be_read(napd, words, told):
    """The line is told, with how the command is used."""
    code, out, err = napd(*words.split())
    assert (code, out) == (2, "")
    assert err.startswith("Usage: napd")
    assert told in err


def test_without_a_command(napd):
    """The command alone shows its help."""
    code, out, err = napd()
    assert code == 2
    assert (out + err).startswith("Usage: napd [OPTIONS] COMMAND")


@pytest.mark.parametrize("command", [["score"], ["check"], ["explain", "--area", "MO0402"]])
def test_a_file_that_is_not_there(napd, monkeypatch, tmp_path, command):
    """The file is named, with the nearest that is there."""
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = napd(*command, "anwsers.csv")
    assert (code, out) == (2, "")
    assert err == 'napd: anwsers.csv: there is no such file. Did you mean "answers.csv"?\n'


def test_a_framework_file_with_faults(napd, tmp_path):
    """Each fault is told by file and line."""
    path = tmp_path / "mine.toml"
    path.write_text("rond = 1\nareas = 2\n", encoding="utf-8")
    for command in (["score", GOOI], ["indicators"], ["rounds"], ["areas"], ["prove"], ["demo"]):
        code, out, err = napd(*command, "--framework", path)
        assert (code, out) == (2, "")
        assert err.splitlines() == [
            f"napd: {path}: line 1, unknown setting 'rond'. Did you mean \"rounds\"?",
            f'napd: {path}: line 2, areas: write the name of a CSV file, such as areas = "areas.csv"',
        ]


def test_the_framework_file_of_the_working_directory(napd, monkeypatch, tmp_path):
    """A napd.toml that happens to stand in the working directory counts, and is named where it is at fault."""
    (tmp_path / "napd.toml").write_text("indicators = [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = napd("indicators")
    assert (code, out) == (2, "")
    assert err.startswith("napd: napd.toml: it is not TOML: ")


@pytest.mark.parametrize("command", [["score", GOOI], ["check", GOOI], ["indicators"], ["table", "x"], ["prove"]])
def test_no_indicators(napd, monkeypatch, command):
    """Without plugins, every command that needs indicators says how to get them."""
    monkeypatch.setattr("napd.framework.plugins.entry_points", lambda **_: ())
    told = 'napd: there are no indicators: install some, such as with pip install "napd[nap]"\n'
    assert napd(*command) == (2, "", told)


@pytest.mark.usefixtures("only_broken")
@pytest.mark.parametrize("command", [["score", GOOI], ["prove"]])
def test_nothing_but_broken_plugins(napd, command):
    """Where all that is installed is broken, the reason is told, and not to install some."""
    code, out, err = napd(*command)
    assert (code, out) == (2, "")
    left_out, last = err.splitlines()
    assert "plugin broken (napd-broken 1.0) is left out, at the step 'import': ModuleNotFoundError" in left_out
    assert last == "napd: no indicator is left to work with"


@pytest.fixture
def only_broken(distributions, monkeypatch):
    """Nothing is installed but one plugin that cannot be imported."""
    distributions.add("napd-broken", "import not_there")
    points = [plugin.entry_point for plugin in distributions.plugins()]
    monkeypatch.setattr(napd.framework.plugins, "entry_points", lambda **_: points)


def test_plugins_that_are_broken(napd, distributions):
    """What is broken is told in a line, the rest does its work, and the exit code says that there was a problem."""
    distributions.add("napd-broken", "import not_there")
    distributions.add("napd-half", provides("indicator('fout', rules=RULES[:1])"))
    commands = ["score " + GOOI, "check " + GOOI, "indicators", "indicators regioplan", "table regioplan", "prove"]
    for command in commands:
        code, out, err = napd(*command.split())
        assert code == 1
        assert "regioplan" in out or command.startswith("check")
        broken, half, *_ = err.splitlines()
        assert broken.startswith("napd: plugin broken (napd-broken 1.0) is left out, at the step 'import': ")
        assert half.startswith("napd: indicator 'fout' of plugin half (napd-half 1.0) is left out, at the step 'prove'")


@pytest.mark.parametrize("name", ["fout", "broken"])
def test_showing_what_is_left_out(napd, distributions, name):
    """An indicator or plugin that was left out is not called unknown; its reason is told once."""
    distributions.add("napd-broken", "import not_there")
    distributions.add("napd-half", provides("indicator('fout', rules=RULES[:1])"))
    code, out, err = napd("prove", name)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 3
    assert err.splitlines()[-1] == f"napd: {name!r} cannot be shown: it is left out, for the reason above"


@pytest.mark.parametrize("command", [["score", GOOI, "--wide", "-o"], ["table", "regioplan", "-o"], ["demo", "-o"]])
def test_a_place_that_cannot_be_written(napd, tmp_path, command):
    """A folder that cannot be made, because a file has its name, is told; nothing is left behind."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    code, out, err = napd(*command, tmp_path / "taken" / "x.csv")
    assert (code, out) == (2, "")
    (line,) = [line for line in err.splitlines() if line.startswith("napd: ")]
    assert "cannot be written: " in line
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_file_that_may_not_be_read(napd, monkeypatch):
    """What the system refuses to open is one line; an error without a file is a fault of napd, and is not hidden."""
    monkeypatch.setattr(Session, "of", refuse(PermissionError(13, "Permission denied", "answers.csv")))
    assert napd("score", "answers.csv") == (2, "", "napd: answers.csv: Permission denied\n")
    monkeypatch.setattr(Session, "of", refuse(OSError(5, "Input/output error")))
    with pytest.raises(OSError, match="Input/output error"):
        napd("score", "answers.csv")


def refuse(error: OSError):
    """A command that runs into an error."""

    def run(*_: object, **__: object) -> int:
        raise error

    return run


def test_a_framework_that_takes_no_example(napd, tmp_path):
    """The demo says so where the rounds of the framework are not those of the examples."""
    (tmp_path / "rounds.csv").write_text("id,date,label\nnu,2031-01-01,Nu\n", encoding="utf-8")
    (tmp_path / "napd.toml").write_text('rounds = "rounds.csv"', encoding="utf-8")
    code, out, err = napd("demo", "-o", tmp_path / "out", "-f", tmp_path / "napd.toml")
    assert (code, out) == (2, "")
    assert err == "napd: the framework takes none of the answers of the examples: it has other rounds or areas\n"
    assert not (tmp_path / "out").exists()


def test_examples_that_are_not_installed(napd, monkeypatch, tmp_path):
    """The demo says where the examples are, when this napd came without them."""
    monkeypatch.setattr("napd.cli.demo.PACKAGE", tmp_path / "a" / "b")
    code, _, err = napd("demo", "-o", tmp_path)
    assert code == 2
    assert err == "napd: the examples are not installed with this napd; they are in its repository, in examples/\n"
