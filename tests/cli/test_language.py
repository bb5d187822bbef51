"""The language: an option before or after the command, or a setting."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from napd.cli.app import app

GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"
ABOUT = ("explain", GOOI, "--area", "MO0402", "--indicator", "regioplan")


def test_before_or_after_the_command(napd):
    """The option may stand in either place, and counts over napd.toml; the answers score alike."""
    dutch, before, after = napd(*ABOUT), napd("--lang", "en", *ABOUT), napd(*ABOUT, "--lang", "en")
    assert before.out == after.out != dutch.out
    assert "not filled in" in before.out
    assert "niet ingevuld" in dutch.out


def test_a_setting(napd, tmp_path):
    """napd.toml says the language of every command; an option says another."""
    path = tmp_path / "napd.toml"
    path.write_text('language = "en"', encoding="utf-8")
    assert napd(*ABOUT, "-f", path).out == napd(*ABOUT, "--lang", "en").out
    assert napd(*ABOUT, "-f", path, "--lang", "nl").out == napd(*ABOUT).out


def test_data_are_the_same(napd):
    """What programs read has the same ids and codes in every language; only sentences differ."""
    data = ("score", GOOI, "--json")
    assert napd(*data).out == napd(*data, "--lang", "en").out


def test_a_language_that_is_not_there(napd):
    """Another language is refused before any work, with those that there are."""
    said = "napd: napd has no texts in the language 'fr'. There are: en, nl.\n"
    assert napd("--lang", "fr", *ABOUT) == (2, "", said)
    assert napd(*ABOUT, "--lang", "fr") == (2, "", said)


@pytest.mark.parametrize("typed", ["napd --lang ", "napd score --lang "])
def test_languages_are_completed(typed):
    """Before and after a command, by how they begin."""
    for begun, found in ({"": ["en", "nl"], "n": ["nl"], "x": []}).items():
        words = {"COMP_WORDS": typed + begun, "COMP_CWORD": str(typed.count(" "))}
        done = CliRunner().invoke(app, [], env=words | {"_NAPD_COMPLETE": "complete_bash"}, prog_name="napd")
        assert (done.output.split(), done.stderr) == (found, "")
