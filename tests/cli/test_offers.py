"""Formats and areas of plugins on the command line: listed without being imported, used, and told when they fail."""

from __future__ import annotations

import sys

import pytest
from distributions import provides
from offering import ATLANTIS, lines

from napd.cli import options
from napd.framework.hooks import AREAS, FORMATS
from napd.framework.plugins import installed
from napd.scoring.writers import WRITERS

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"


@pytest.fixture
def install(distributions):
    """Install a format, with a fault in it."""
    return lambda fault="pass", before="": distributions.add("napd-lines", before + lines(fault), FORMATS)


def test_the_names_are_those_of_the_library():
    """The command line says them once more, as its help loads no room."""
    assert tuple(WRITERS) == options.OWN
    assert options.GROUP == FORMATS


def test_help_lists_formats_without_importing_them(napd, install):
    """The help and the completion name the formats of plugins, from metadata alone."""
    install(before="raise SystemExit\n")
    code, out, _ = napd("score", "--help")
    assert code == 0
    assert "|lines" in out
    completed = options.FormatName().shell_complete(None, None, "li")
    assert [item.value for item in completed] == ["lines"]


def test_help_goes_on_where_metadata_is_malformed(napd, distributions):
    """Where entry points cannot be read, the help names the formats of napd."""
    distributions.spoil("napd-spoilt")
    code, out, _ = napd("score", "--help")
    assert (code, "[parquet|arrow|csv" in out) == (0, True)


def test_a_format_of_a_plugin(napd, install, tmp_path):
    """The tables are written by the plugin, and named as those of any format are."""
    install()
    code, _, err = napd("score", GOOI, "-o", tmp_path, "--format", "lines")
    assert code == 0
    assert (tmp_path / "scores.txt").read_text(encoding="utf-8").startswith("scores ")
    assert f"wrote {tmp_path / 'scores.txt'}" in err


def test_several_formats_at_once(napd, install, tmp_path):
    """Each table is written in every format that is asked for; a format named twice is one."""
    install()
    asked = ("--format", "lines", "--format", "csv", "--format", "lines")
    code, _, err = napd("score", GOOI, "-o", tmp_path, *asked)
    assert code == 0
    assert {path.suffix for path in tmp_path.iterdir()} >= {".txt", ".csv"}
    assert err.count(f"wrote {tmp_path / 'scores.txt'}") == err.count(f"wrote {tmp_path / 'scores.csv'}") == 1


def test_which_tables_a_format_takes(napd, distributions):
    """`napd plugins --timings`, which imports them, says it, and how its files end."""
    code_of = lines().replace("together=False", "takes=('scores', 'rollups')")
    distributions.add("napd-lines", code_of, FORMATS)
    distributions.add("napd-all", lines(together=True), FORMATS)
    out = " ".join(napd("plugins", "--timings").out.split())
    assert ".txt of scores, rollups" in out
    assert ".txt of every table" in out


def test_what_a_plugin_fails_to_write_is_told(napd, install, tmp_path):
    """The other tables are written; the fault is the last line, and the exit code says that something is left out."""
    install("1 / (name != 'rollups')")
    code, _, err = napd("score", GOOI, "-o", tmp_path, "--format", "lines")
    assert code == 1
    assert f"wrote {tmp_path / 'scores.txt'}" in err
    assert err.splitlines()[-1] == (
        f"napd: {tmp_path / 'rollups.txt'} is not written: plugin lines (napd-lines 1.0) failed, at the step 'write': "
        "ZeroDivisionError: division by zero (line 8 of napd_lines)"
    )


def test_a_format_that_cannot_begin_stops_no_other(napd, distributions, tmp_path):
    """As where napd.toml says of it what cannot be: the others are written. Alone, nothing could run."""
    refusing = (
        "from napd import Format, NapdError, hookimpl\n\n\ndef files(tables):\n    raise NapdError('no such setting')\n"
    )
    distributions.add(
        "napd-strict", f"{refusing}\n\n@hookimpl\ndef napd_format():\n    return Format(files=files)\n", FORMATS
    )
    code, _, err = napd("score", GOOI, "-o", tmp_path, "--format", "strict", "--format", "csv")
    assert (code, (tmp_path / "scores.csv").exists()) == (1, True)
    assert err.splitlines()[-1] == "napd: no such setting"
    code, out, err = napd("score", GOOI, "-o", tmp_path, "--format", "strict")
    assert (code, out, err) == (2, "", "napd: no such setting\n")


TABLES = {
    "check": "problems",
    "summary": "summary",
    "divergence": "divergence",
    "compare": "changes",
    "table regioplan": "decision_table",
}
"""The table that each command writes to a file of its own."""


@pytest.mark.parametrize("command", TABLES)
def test_one_table_in_the_format_of_a_plugin(napd, install, tmp_path, command):
    """The end of the file's name says the format, and the plugin gets the table with what made it."""
    install("file.write(str(tables.receipt['answers']['fictional']).encode())")
    words, file = command.split(), tmp_path / "een.txt"
    national = [] if "table" in words else ["examples/landelijk-FICTIEF/answers.csv"]
    code, out, err = napd(*words, *national, "-o", file)
    assert code == 0
    assert bool(out) == (command == "check")  # which says how many problems each region has
    assert err.splitlines()[0] == f"wrote {file}"
    name, rows, _, _, fictional = file.read_text(encoding="utf-8").split()
    assert (name, fictional, int(rows) > 1) == (TABLES[command], str(bool(national)), True)


def test_a_table_that_a_plugin_fails_to_write(napd, install, tmp_path):
    """Nothing is left of the file; who failed is told."""
    install("1 / 0")
    code, out, err = napd("summary", GOOI, "-o", tmp_path / "een.txt")
    assert (code, out) == (2, "")
    assert "een.txt is not written: plugin lines (napd-lines 1.0) failed, at the step 'write'" in err
    assert not (tmp_path / "een.txt").exists()


def test_a_name_that_no_format_has_is_told_before_scoring(napd, install, tmp_path):
    """With what there is, and what had to be left out."""
    install(before="import not_there\n")
    code, out, err = napd("summary", "not_there.csv", "-o", tmp_path / "een.txt")
    assert (code, out) == (2, "")
    assert "een.txt: the name must end in one of .parquet, .arrow, .csv" in err
    assert "; plugin lines (napd-lines 1.0) is left out, at the step 'import'" in err


def test_a_workbook_needs_its_plugin(napd, monkeypatch, tmp_path):
    """Where it is not there, the message says what to install."""
    for room in ("local", "kinds"):
        there = f"napd.framework.{room}.installed"
        monkeypatch.setattr(there, lambda group: [] if group == FORMATS else installed(group))
    code, _, err = napd("table", "regioplan", "-o", tmp_path / "een.XLSX")
    assert code == 2
    assert err.endswith('.csv; for .xlsx: pip install "napd[xlsx]"\n')


def test_a_workbook_whose_plugin_is_blocked(napd, distributions, tmp_path):
    """There is nothing to install then."""
    distributions.add("napd-xlsx-too", lines(), FORMATS, entry="xlsx")
    code, _, err = napd("--block", "xlsx", "table", "regioplan", "-o", tmp_path / "een.xlsx")
    assert (code, "must end in one of .parquet, .arrow, .csv" in err, "pip install" in err) == (2, True, False)


def test_a_name_in_capitals(napd, tmp_path):
    """Files are read by such names, and written."""
    assert napd("table", "regioplan", "-o", tmp_path / "EEN.CSV").code == 0
    assert (tmp_path / "EEN.CSV").read_text(encoding="utf-8").startswith('"indicator"')


def test_code_that_is_tried_is_told_before_it_runs(napd, tmp_path):
    """Once, also where it fails."""
    path = tmp_path / "napd_los.py"
    path.write_text("import not_there\n", encoding="utf-8")
    code, _, err = napd("--plugin", path, "table", "regioplan", "-o", tmp_path / "een.txt")
    assert (code, err.count("is run as a plugin"), err.count("not_there")) == (2, 1, 1)
    assert err.index("is run as a plugin") < err.index("not_there")


def test_a_broken_format_is_told_before_scoring(napd, install, tmp_path):
    """Nothing is read, scored or written for a format that cannot be used."""
    install(before="import not_there\n")
    code, out, err = napd("score", "not_there.csv", "-o", tmp_path / "out", "--format", "lines")
    assert (code, out) == (2, "")
    assert err == (
        "napd: there is no format 'lines': plugin lines (napd-lines 1.0) is left out, at the step 'import': "
        "ModuleNotFoundError: No module named 'not_there' (line 1 of napd_lines)\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_format_that_is_tried_or_blocked(napd, install, tmp_path):
    """--plugin brings a format for once, and --block takes one away."""
    path = tmp_path / "napd_los.py"
    path.write_text(lines(), encoding="utf-8")
    code, _, err = napd("--plugin", path, "score", GOOI, "-o", tmp_path, "--format", "napd_los")
    assert (code, (tmp_path / "scores.txt").is_file()) == (0, True)
    assert err.count("is run as a plugin") == 1
    sys.modules.pop("napd_los")
    install()
    code, _, err = napd("--block", "napd-lines", "score", GOOI, "-o", tmp_path, "--format", "lines")
    assert (code, "there is no format 'lines'" in err) == (2, True)


def test_areas_of_a_plugin(napd, distributions, tmp_path):
    """A napd.toml that names a plugin's areas has them in every command."""
    distributions.add("napd-island", ATLANTIS, AREAS)
    (tmp_path / "napd.toml").write_text('areas = "island"', encoding="utf-8")
    code, out, _ = napd("areas", "-f", tmp_path / "napd.toml")
    assert (code, out.split()[-4:]) == (0, ["R", "Rif", "1", "G"])
    code, out, _ = napd("areas", "G", "-f", tmp_path / "napd.toml")
    assert (code, "Grot" in out) == (0, True)
    assert napd("score", GOOI, "-f", tmp_path / "napd.toml").code == 1  # there is no MO0402 on the island


def test_plugins_of_every_kind_are_listed(napd, install, distributions):
    """The list says what each gives and which napd it is made for; loading says what that is, or what is wrong."""
    install()
    distributions.add("napd-island", ATLANTIS, AREAS, requires="napd>=0.1")
    distributions.add("napd-good", provides("een"))
    distributions.add("napd-old", "import not_there", AREAS, requires="napd<0.1")
    code, out, err = napd("plugins")
    rows = {line.split()[0]: line.split() for line in out.splitlines()}
    assert rows["island"][3:] == ["areas", "napd", ">=0.1"]
    assert rows["lines"][3:] == ["format", "not", "said"]
    assert rows["good"][3] == "indicators"
    assert (code, "plugin old (napd-old 1.0): it is made for napd <0.1, and this is" in err) == (1, True)
    code, out, _ = napd("plugins", "--timings")
    assert code == 1
    assert "✓ regions: 1, municipalities: 1" in out
    assert "✓ .txt" in out
    assert "✕ old left out: it is made for napd <0.1" in out
    assert "not_there" not in out
