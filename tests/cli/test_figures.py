from __future__ import annotations

import pytest

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
    assert "and 2 more; --json lists them all" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("huisuitzeting",), "there is no measure or indicator 'huisuitzeting'. Did you mean \"huisuitzettingen\"?"),
        (("--area", "MO9"), 'There is no area with the code "MO9"'),
        (("--figures", "er-niet.csv"), "er-niet.csv: it cannot be read"),
    ],
)
def test_mistakes(napd, arguments, said):
    """One sentence, and exit code 2."""
    code, out, err = napd("figures", *arguments)
    assert (code, out) == (2, "")
    assert said in err


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
