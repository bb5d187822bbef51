"""Which versions of napd a plugin is made for, read from its requirements as installers have them."""

from __future__ import annotations

import pytest

from napd._version import VERSION
from napd.framework.compatibility import for_another, requirement


@pytest.mark.parametrize(
    ("required", "wanted"),
    [
        ([], ""),
        (["attrs>=25"], ""),
        (["napd<0.2,>=0.1"], ">=0.1,<0.2"),
        (["NAPD>=0.1"], ">=0.1"),
        (["napd-forms>=0.1", "napd>=0.1"], ">=0.1"),
        (["napd-forms>=0.1"], ""),
        (["napd ??", "napd>=0.1"], ">=0.1"),
        (["napd>=9; extra == 'later'", "napd>=0.1"], ">=0.1"),
        (["napd>=9; python_version < '2'"], ""),
    ],
)
def test_the_requirement_of_napd_itself(required, wanted):
    """Of napd and no other distribution, in any case, where it holds here; what is no requirement is passed over."""
    assert requirement(required) == wanted


@pytest.mark.parametrize("wanted", ["", ">=0.1", f"=={VERSION}"])
def test_made_for_this_one(wanted):
    """A plugin that does not say, or that takes this version, can be used."""
    assert for_another(wanted) == ""


def test_made_for_another():
    """Why it cannot be used says both versions, and what to do."""
    assert for_another(">=9") == (
        f"it is made for napd >=9, and this is napd {VERSION}; install a version of it that is made for this one"
    )
