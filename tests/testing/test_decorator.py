from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from sample import GOOD

from napd import NapdError
from napd.testing import LAWS, parametrize_with_checks


def test_the_decorator():
    """It gives a parameter for each check of each version, and marks those that are expected to fail."""
    later = evolve(GOOD, since="2026-01-01")
    mark = parametrize_with_checks([GOOD, later], cases="x.csv", expected_failed={"size": "too large"}).mark
    name, params = mark.args
    assert (name, len(params)) == ("check", 2 * len(LAWS))
    assert [param.id for param in params][:2] == ["proef-2025-01-01-proofs", "proef-2025-01-01-texts"]
    marked = {param.id: param.marks[0].kwargs for param in params if param.marks}
    assert marked == {
        f"proef-{version}-size": {"reason": "too large", "strict": True} for version in ("2025-01-01", "2026-01-01")
    }
    assert str(params[0].values[0]) == params[0].id
    assert params[0].values[0].cases == Path("x.csv")
    assert len(parametrize_with_checks(GOOD).mark.args[1]) == len(LAWS)


def test_a_check_that_does_not_exist():
    """A misspelt check is told with the nearest."""
    with pytest.raises(NapdError, match=r"there is no check 'bound'\. Did you mean \"bounds\""):
        parametrize_with_checks(GOOD, expected_failed={"bound": "x"})
    with pytest.raises(NapdError, match=r"^there is no check 'a'.*\nthere is no check 'b'"):
        parametrize_with_checks(GOOD, expected_failed={"a": "x", "size": "y", "b": "z"})
