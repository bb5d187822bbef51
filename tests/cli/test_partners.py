"""The commands of people who make indicators: files, plugins that are tried, and new ones."""

from __future__ import annotations

import json
import sys

import pytest
from distributions import provides

from napd import read_indicator

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"


@pytest.fixture
def mine(napd, tmp_path):
    """A file of regioplan with another title, from some day on."""

    def write(**changes: str):
        path = tmp_path / "mijn plan.toml"
        path.unlink(missing_ok=True)
        assert napd("indicators", "regioplan", "--toml", "-o", path).code == 0
        text = path.read_text(encoding="utf-8").replace('"Regioplan"', '"Mijn plan"')
        for old, new in changes.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def tool(tmp_path):
    """A plugin in a file; its module is forgotten afterwards."""
    path = tmp_path / "napd_los.py"
    path.write_text(provides("los"), encoding="utf-8")
    yield path
    sys.modules.pop("napd_los", None)


def test_an_indicator_as_toml(napd, tmp_path):
    """The file on stdout is the indicator itself."""
    code, out, err = napd("indicators", "--toml", "regioplan")
    assert (code, err) == (0, "")
    (tmp_path / "x.toml").write_text(out, encoding="utf-8")
    assert read_indicator(tmp_path / "x.toml").id == "regioplan"


def test_a_file_is_not_overwritten(napd, mine):
    """What somebody may have changed is left alone; a place that cannot be written is told."""
    path = mine()
    assert napd("indicators", "regioplan", "--toml", "-o", path) == (
        2, "", f"napd: {path}: it already exists, so it is left as it is; name another file, or use --overwrite\n",
    )  # fmt: skip
    code, _, err = napd("indicators", "regioplan", "--toml", "-o", path / "x.toml")
    assert (code, err) == (2, f"napd: {path / 'x.toml'}: it cannot be written: Not a directory\n")


def test_a_file_for_every_command(napd, mine):
    """Any command takes the indicator of the file in place of the installed one."""
    path = mine()
    for command in (["indicators"], ["indicators", "regioplan"], ["score", GOOI], ["demo", "-o", path.parent / "out"]):
        code, out, _ = napd("--indicator", path, *command)
        assert code == 0
        assert ("Mijn plan" in out) == (command[0] != "score")
    code, out, _ = napd("--indicator", path, "indicators", "--json")
    assert [row["plugin"] for row in json.loads(out) if row["id"] == "regioplan"] == ["mijn plan.toml 2023-12-01"]
    assert "Mijn plan" not in napd("indicators").out


def test_versions(napd, mine):
    """A file with another day adds a version, which can be written in its turn."""
    path = mine(**{"since = 2023-12-01": "since = 2026-01-01"})
    code, out, err = napd("--indicator", path, "indicators", "regioplan", "--toml")
    assert (code, "Mijn plan" in out) == (0, True)
    assert err == "napd: this is version 2026-01-01 of 'regioplan'; with --since there are also: 2023-12-01\n"
    code, out, err = napd("--indicator", path, "indicators", "regioplan", "--toml", "--since", "2023-12-01")
    assert (code, "Mijn plan" in out, err) == (0, False, "")
    code, _, err = napd("--indicator", path, "indicators", "regioplan", "--toml", "--since", "2024")
    assert code == 2
    assert err == "napd: --since 2024: 'regioplan' has no such version. Available: 2023-12-01, 2026-01-01\n"


def test_a_file_that_fails_its_proof(napd, mine):
    """The counterexample is told, and the exit code says that there was a problem."""
    path = mine(**{'level = "niet-op-gang"': 'level = "gerealiseerd"'})
    code, out, err = napd("--indicator", path, "prove")
    assert code == 1
    assert "regioplan" not in out
    assert "is left out, at the step 'prove': indicator 'regioplan': not monotone" in err


def test_a_file_with_faults(napd, mine):
    """Each fault has its line, with file, line and key."""
    path = mine(**{"level = ": "levl = ", "betrokken": "betroken"})
    code, out, err = napd("--indicator", path, "prove")
    assert (code, out) == (2, "")
    assert all(line.startswith(f"napd: {path}: line ") for line in err.splitlines())
    assert "rules 1, levl: unknown setting 'levl'. Did you mean \"level\"?" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("indicators --toml", "name the indicator to write, as in: napd indicators regioplan --toml"),
        (
            "indicators regioplan --since 2023-12-01",
            "--since and --output go with --toml, as in: napd indicators regioplan --toml -o mine.toml",
        ),
        ("--block regio-plan prove", "--block: no plugin 'regio-plan' is installed. Did you mean \"regioplan\"?"),
        ("--plugin nergens.py prove", "nergens.py: there is no such file or folder."),
        ("--indicator x.csv prove", "x.csv: an indicator is a .toml file; give a plugin with --plugin"),
        (
            "new Wacht",
            "'Wacht' is not a name: use lower case letters and digits, with single hyphens. Did you mean \"wacht\"?",
        ),
    ],
)
def test_mistakes(napd, words, told):
    """One line says what is wrong and what to do."""
    assert napd(*words.split()) == (2, "", f"napd: {told}\n")


def test_a_plugin_that_is_tried(napd, tool):
    """It stands beside the installed ones, and it is said that it is trusted code."""
    code, out, err = napd("--plugin", tool, "indicators")
    assert code == 0
    assert "napd_los.py not installed" in out
    assert err == f"napd: {tool} is run as a plugin: trusted code, which can do whatever Python can do\n"


def test_plugins_that_are_tried_are_listed(napd, tool):
    """Listed with the others, loaded only when asked, and in conflict with none that they take the place of."""
    assert "napd_los" in napd("--plugin", tool, "plugins").out
    assert "napd_los" not in sys.modules
    code, out, _ = napd("--plugin", tool, "plugins", "--load")
    assert (code, "✓ los" in out) == (0, True)
    code, out, _ = napd("--plugin", "plugins/napd-regioplan", "plugins", "--load", "--json")
    states = [(row["version"], row["state"]) for row in json.loads(out) if row["name"] == "regioplan"]
    assert (code, states) == (
        0,
        [("0.1.0", "– the plugin that is tried takes its place"), ("0.1.0 not installed", "✓ regioplan")],
    )


def test_timings(napd):
    """Each plugin is named with the time that it takes to load."""
    code, out, _ = napd("plugins", "--timings", "--json")
    assert code == 0
    assert all(row["milliseconds"] >= 0 and row["state"] for row in json.loads(out))
    assert "milliseconden" in napd("plugins", "--timings").out.splitlines()[0]


def test_blocks(napd, monkeypatch):
    """A plugin that is blocked, by option or in the environment, is as if it were not there."""
    assert "regioplan" not in napd("--block", "regioplan", "indicators").out
    assert "regioplan" not in napd("--block", "napd-regioplan", "plugins").out
    monkeypatch.setenv("NAPD_BLOCK", "napd-regioplan, preventiescan,niet-hier")
    out = napd("indicators").out
    assert ("regioplan" in out, "preventiescan" in out, "housing-first" in out) == (False, False, True)


def test_a_new_plugin(napd, tmp_path):
    """The folder is data on stdout; what to do next is said on stderr, and works."""
    code, out, err = napd("new", "wachtlijsten", "-o", tmp_path)
    folder = tmp_path / "napd-wachtlijsten"
    assert (code, out) == (0, f"{folder}\n")
    assert f"Try it: napd --plugin {folder} table wachtlijsten" in err
    code, out, _ = napd("--plugin", folder, "table", "wachtlijsten")
    assert (code, "vastgesteld" in out) == (0, True)
    sys.modules.pop("napd_wachtlijsten")


def test_advice(napd, tmp_path):
    """Advice is listed for people and programs, with exit code 1; without any, only the headings stand there."""
    assert napd("lint", "regioplan") == (0, "indicator  sinds  advies\n", "")
    text = napd("indicators", "regioplan", "--toml").out.replace("required = false", "required = true", 1)
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    code, out, _ = napd("--indicator", tmp_path / "x.toml", "lint", "regioplan", GOOI, "--json")
    said = [row["advice"] for row in json.loads(out)]
    assert code == 1
    assert said == ["question 'wonen_eerst_in_plan' is required, and no rule uses it: use it, or set required to false"]
