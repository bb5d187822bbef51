from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = "examples/cijfers-FICTIEF/figures.csv"


def test_figures_of_a_region_name_no_other(napd):
    """Those of plugins for the region and the country, and one's own."""
    code, out, _ = napd("figures", "--area", "MO0363", "--figures", OWN)
    assert code == 0
    assert "bijna 2700 [0 tot 2.700] personen" in out
    assert "Rotterdam" not in out
    assert "Gooi en Vechtstreek" not in out


def test_figures_as_data(data):
    """As rows of the table, with what is certain of changes, and why there is none."""
    found = data("figures", "ethos-telling")
    assert {row["reason"] for row in found["changes"]} == {"other_areas"}
    assert found["figures"][0]["value"] == 1498
    assert (found["fictional"], found["problems"], found["left_out"]) == (False, [], [])


def test_what_is_wrong_in_a_file_is_told(napd, tmp_path):
    """The first with their line, and how many more there are; the figures of others are shown, and the code is 1."""
    path = tmp_path / "fout.csv"
    head = "measure,area,first_day,value,source\n"
    path.write_text(head + "huisuitzettingen,MO0402,2024-01-01,veel,Eigen\n" * 12, encoding="utf-8")
    code, out, err = napd("figures", "huisuitzettingen", "--figures", path)
    assert code == 1
    assert "1.400 [1.350 tot 1.450]" in out
    assert "fout.csv, line 2, column value: 'veel' is not a number." in err
    assert "and 2 more; `napd check` lists them all" in err


def test_figures_are_written_in_several_formats(napd, tmp_path):
    """The table of them, and what each format makes of it; FICTIEF where one of them is."""
    code, out, err = napd("figures", "--figures", OWN, "-o", tmp_path, "--format", "csv", "--format", "sdmx")
    assert (code, out) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {
        "observations.csv",
        "data-FICTIEF.csv",
        "data-FICTIEF.xml",
        "structure-FICTIEF.xml",
    }
    assert f"wrote {tmp_path / 'observations.csv'}" in err
    assert napd("figures", "--figures", OWN, "--figures", tmp_path / "observations.csv").code == 0
    assert napd("figures", "--figures", OWN, "-o", tmp_path / "figures.csv").code == 0
    assert (tmp_path / "figures.csv").read_bytes() == (tmp_path / "observations.csv").read_bytes()
    code, out, err = napd("figures", "-o", tmp_path / "none", "--format", "dmn")
    assert (code, out) == (2, "")
    assert "the format 'dmn' takes decision_table, and there is only observations" in err
    assert "--format goes with --output: name a folder" in napd("figures", "--format", "csv").err
    code, _, err = napd("figures", "-o", tmp_path / "plain", "--format", "swing")
    assert code == 1
    assert "is not set, under [formats.swing.geolevels] in napd.toml" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("huisuitzeting",), "there is no measure or indicator 'huisuitzeting'. Did you mean \"huisuitzettingen\"?"),
        (("--area", "MO9"), 'There is no area with the code or the name "MO9"'),
        (("--figures", "er-niet.csv"), "er-niet.csv: there is no such file"),
    ],
)
def test_mistakes(napd, arguments, said):
    """One sentence, and exit code 2."""
    code, out, err = napd("figures", *arguments)
    assert (code, out) == (2, "")
    assert said in err


FAULT = "opvang;MO9;2025-01-01;;120;10;;P;bron;;;;;;x"
GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
SAID = "own.csv, line 4, column area: there is no area 'MO9'"


@pytest.fixture
def own(tmp_path):
    """One's own figures, with a fault in the last row."""
    path = tmp_path / "own.csv"
    path.write_text(f"{(ROOT / OWN).read_text(encoding='utf-8').strip()}\n{FAULT}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("how", ["option", "setting"])
def test_own_figures_stand_on_pages(napd, tmp_path, own, how):
    """On that for a conversation and those of a report; the good rows are shown, the faults told, and the code is 1."""
    settings = tmp_path / "napd.toml"
    settings.write_text('figures = ["own.csv"]\n', encoding="utf-8")
    more = ["--figures", own] if how == "option" else ["-f", settings]
    for name, *rest in (("conversation", "--area", "MO0402", "-o", "blad.md"), ("report", "-o", "site")):
        code, _, err = napd(name, ROOT / GOOI, *rest[:-1], tmp_path / rest[-1], *more)
        assert (code, SAID in err) == (1, True)
    for page in ("blad.md", "site/regio/MO0402.html"):
        assert "FICTIEF: Mensen in de opvang: 2025" in (tmp_path / page).read_text(encoding="utf-8")


def test_figures_are_checked_with_answers(napd, tmp_path, own):
    """As one list, on stdout or in a file; only remarks leave the code 0."""
    code, out, err = napd("check", GOOI, "--figures", own, "-o", tmp_path / "problems.csv")
    assert (code, "1 error and 0 remarks" in err) == (1, True)
    assert "there is no area 'MO9'" in (tmp_path / "problems.csv").read_text(encoding="utf-8")
    code, out, _ = napd("check", GOOI, "--figures", own)
    assert (code, "there is no area 'MO9'" in out) == (1, True)
    assert napd("check", GOOI, "--figures", OWN).code == 0


@pytest.mark.parametrize("command", [("conversation", "--area", "MO0402"), ("check",), ("report", "-o", "site")])
@pytest.mark.usefixtures("own")
def test_a_file_of_figures_that_is_not_there_is_missed_at_once(napd, tmp_path, monkeypatch, command):
    """Before answers are read, with the name that it may have had; two are told at once."""
    monkeypatch.setattr("napd.cli.session.Session.score", lambda *_, **__: pytest.fail("the answers were read"))
    name, *rest = command
    code, out, err = napd(name, GOOI, *rest, "--figures", tmp_path / "ow.csv", "--figures", tmp_path / "no" / "x.csv")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f'napd: {tmp_path / "ow.csv"}: there is no such file. Did you mean "own.csv"?',
        f"napd: {tmp_path / 'no' / 'x.csv'}: there is no such file.",
    ]


def test_a_plugin_that_breaks_is_named(napd, tmp_path):
    """The figures of the others are shown, and the code is 1; the list of plugins says what each gives."""
    (tmp_path / "kapot.py").write_text(
        "from napd import hookimpl\n\n@hookimpl\ndef napd_measures():\n    return 1 / 0\n", encoding="utf-8"
    )
    code, out, err = napd("--plugin", tmp_path / "kapot.py", "figures", "huisuitzettingen")
    assert (code, "1.400" in out) == (1, True)
    assert "kapot.py not installed) is left out, at the step 'describe': ZeroDivisionError" in err
    listed = napd("plugins", "--load").out
    assert "measures: 14, figures: 44" in listed


@pytest.mark.parametrize("more", [(), ("-o", "own", "--format", "csv")])
def test_figures_need_no_indicator(napd, monkeypatch, tmp_path, more):
    """One's own stand by themselves: they are shown, or written, where no plugin is installed."""
    monkeypatch.setattr("napd.framework.plugins.entry_points", lambda **_: ())
    monkeypatch.chdir(tmp_path)
    code, out, err = napd("figures", "--figures", ROOT / OWN, *more)
    assert (code, "2 figures" in err) == (0, True)
    assert "Mensen in de opvang" in (out or (tmp_path / "own" / "observations.csv").read_text(encoding="utf-8"))
