from __future__ import annotations

import pytest
from filled_in import OPVANG, RIGHT
from town import FRAMEWORK
from typing_in import NOTE, Open

from napd_forms.making import form, write_form


@pytest.fixture
def opened(tmp_path):
    """An empty form, open."""
    return Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001")))


@pytest.fixture
def filled(opened):
    """A form in which all is right."""
    for code, value in RIGHT.items():
        opened.type(code, value)
    opened.type(OPVANG("plan"), "Zie het besluit.", NOTE)
    opened.type("#status", "afgestemd")
    opened.type("#perspectief", "aanbieder")
    return opened
