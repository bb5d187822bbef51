"""A plugin of pytest: `pytest wachtlijsten.toml` runs every law on the indicator in that file, without any code.

Its cases stand beside it, in a file of the same name that ends in .csv. Only a file that is named on the command line
is taken for an indicator; else this costs nothing: it loads neither napd nor hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from napd.testing.checks import Check


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take a TOML file that is named on the command line for an indicator."""
    if file_path.suffix == ".toml" and parent.session.isinitpath(file_path):
        return IndicatorFile.from_parent(parent, path=file_path)
    return None


class IndicatorFile(pytest.File):
    """A file with an indicator."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each law; a file with faults stops here, with all of them."""
        from napd.errors import NapdError
        from napd.model.file import read_indicator
        from napd.testing.checks import checks_of

        cases = self.path.with_suffix(".csv")
        try:
            indicator = read_indicator(self.path)
        except NapdError as error:
            raise self.CollectError(str(error)) from None
        for check in checks_of(indicator, cases if cases.is_file() else None):
            yield Law.from_parent(self, name=check.name, check=check)


class Law(pytest.Item):
    """One law of an indicator, as a test."""

    def __init__(self, *, check: Check, **rest: Any) -> None:
        super().__init__(**rest)
        self.check = check

    def runtest(self) -> None:
        """Run the check."""
        self.check()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is wrong, without the way through napd that led there."""
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands: in the file as a whole."""
        return self.path, None, f"{self.path.name}: {self.name}"
