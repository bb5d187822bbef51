from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.tables.names import address, area_file, file_name

CODES = st.one_of(st.text(max_size=300), st.text("aAoOnNcCuUlLxX.~-/\\ 1é:", max_size=12))
RESERVED = ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)))


@given(CODES)
def test_a_code_is_a_name_on_every_system(code):
    """One name, with no sign that means more, that no system keeps for itself, and not too long."""
    name = file_name(code, code, code, ending=".parquet")
    assert re.fullmatch(r"[0-9A-Za-z_~][0-9A-Za-z._~-]*", address(code))
    assert not address(code).endswith(".")
    assert address(code).partition(".")[0].casefold() not in RESERVED
    assert len(name) <= 255


@given(CODES, CODES)
def test_another_code_is_another_name(one, other):
    """Also where a system makes no difference between capitals and others, but of codes that differ in nothing else."""
    assert (address(one) == address(other)) == (one == other)
    if one.casefold() != other.casefold():
        assert address(one).casefold() != address(other).casefold()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("MO0402", "MO0402"),
        ("housing-first", "housing-first"),
        ("../../r", "~2e~.~2f~..~2f~r"),
        ("CON", "~43~ON"),
        ("nul.txt", "~6e~ul.txt"),
        ("console", "console"),
        ("-o", "~2d~o"),
        ("a.", "a~2e~"),
        ("", "~"),
    ],
)
def test_names(code, name):
    """A code that is a name already stays as it is."""
    assert address(code) == name


@given(CODES, CODES, CODES)
def test_a_file_about_an_area_has_its_codes_and_its_name(round_id, code, name):
    """The codes tell it from any other, whatever the name is; a name without letters is left out."""
    found = area_file(round_id, code, name, ending=".xlsx")
    assert found.startswith(file_name(round_id, code, ending=""))
    assert re.fullmatch(r"[0-9A-Za-z._~-]{1,255}", found)
    assert area_file("2025-12", "MO1", "Súdwest-Fryslân, 's!", ending=".md") == "2025-12-MO1-sudwest-fryslan-s.md"
    assert area_file("2025-12", "MO1", "…", ending=".md") == "2025-12-MO1.md"
