from __future__ import annotations

import re
from pathlib import Path

import pytest
from distributions import distributions

from napd import NapdError
from napd.framework.settings import settings_of

__all__ = ["distributions"]


@pytest.fixture
def toml(tmp_path):
    """Write a napd.toml, and give its path."""

    def write(text: str) -> Path:
        path = tmp_path / "napd.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def faults(toml):
    """The faults of a napd.toml, each without the name of the file and the line that it begins with."""

    def read(text: str) -> list[str]:
        path = toml(text)
        with pytest.raises(NapdError) as error:
            settings_of(path)
        lines = str(error.value).splitlines()
        assert [line for line in lines if not line.startswith(f"{path}: ")] == []
        return [re.sub(r"^line \d+, ", "", line.removeprefix(f"{path}: ")) for line in lines]

    return read
