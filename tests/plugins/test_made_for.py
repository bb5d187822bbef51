"""Which versions of napd a plugin is made for, read from its requirements as installers have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from napd._version import VERSION
from napd.framework import compatibility
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


VERSIONS = st.lists(st.integers(0, 3), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))
RANGES = st.lists(st.tuples(st.sampled_from((">=", "<=", "==", "!=", "<", ">")), VERSIONS), min_size=1, max_size=3)


@given(RANGES, VERSIONS)
def test_ranges_are_those_of_packaging(ranges, version):
    """Plain ranges take and refuse the very versions that installers do; written with blanks they are the same."""
    text = ",".join(map("".join, ranges))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compatibility, "VERSION", version)
        assert (for_another(text) == "") == SpecifierSet(text).contains(version, prereleases=True)
    spaced = ", ".join(map(" ".join, ranges))
    assert SpecifierSet(requirement([f"napd {spaced}"])) == SpecifierSet(text)


@pytest.mark.parametrize(
    "text", ["napd", "napd[forms]>=0.1", "napd (>=0.1)", "napd~=0.1", "napd>=0.1.dev1", "napd @ x"]
)
def test_other_requirements_are_read_by_packaging(text):
    """Extras, brackets, versions that are about the same, pre-releases and addresses."""
    assert requirement([text]) == requirement([f"{text} ; python_version > '3'"])
    assert for_another(requirement([text])) == ""


@pytest.mark.parametrize("wanted", ["", ">=0.1", f"=={VERSION}"])
def test_made_for_this_one(wanted):
    """A plugin that does not say, or that takes this version, can be used."""
    assert for_another(wanted) == ""


def test_made_for_another():
    """Why it cannot be used says both versions, and what to do."""
    assert for_another(">=9") == (
        f"it is made for napd >=9, and this is napd {VERSION}; install a version of it that is made for this one"
    )
