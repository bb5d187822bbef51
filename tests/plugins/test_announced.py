"""The law of the kit that an installed plugin gives its indicator, and what ours say of whose words they use."""

from __future__ import annotations

import pytest
from attrs import evolve
from distributions import provides

from napd import Framework, NapdError
from napd.testing import checks_of, parametrize_with_checks

OURS = Framework.installed().indicators
OTHER = next(indicator for indicator in OURS if indicator.id == "ervaringskennis")


def announced(plugin):
    """What the law says of a plugin that should give regioplan; nothing where it holds."""
    regioplan = next(indicator for indicator in OURS if indicator.id == "regioplan")
    check = checks_of(regioplan, plugin=plugin)[-1]
    assert check.name == "announced"
    try:
        check()
    except AssertionError as error:
        return str(error).partition("\n")[2]
    return ""


@pytest.mark.parametrize("indicator", OURS, ids=lambda i: i.id)
def test_each_says_whose_words(indicator):
    """The wording is said to be napd's and not VNG's, and that the list of VNG is not public."""
    assert "van napd" in indicator.wording
    assert "niet van de VNG" in indicator.wording
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)


def test_announced(distributions):
    """It holds where a plugin of this name gives this very indicator, and says what is wrong where none does."""
    assert announced("regioplan") == ""
    assert announced("preventiescan") == (
        "plugin 'preventiescan' gives preventiescan, and not this one: return it from napd_indicators()"
    )
    assert announced("regioplann") == (
        "no installed distribution has an entry point 'regioplann' in the group 'napd': install it first"
    )
    distributions.add("niets", provides())
    assert announced("niets") == "plugin 'niets' gives no indicator, and not this one: return it from napd_indicators()"
    distributions.add("kapot", "1 / 0")
    assert announced("kapot").startswith("plugin kapot (kapot 1.0) is left out, at the step 'import'")


def test_another_version_is_not_this_one():
    """Of an indicator with one sentence changed the law says that it is not given."""
    changed = evolve(OTHER, title="Anders")
    with pytest.raises(AssertionError, match="and not this one"):
        checks_of(changed, plugin="ervaringskennis")[-1]()


def test_a_plugin_may_expect_it_to_fail():
    """It can be named among the checks that cannot hold yet."""
    mark = parametrize_with_checks(OTHER, plugin="x", expected_failed={"announced": "not installed"}).mark
    assert mark.args[1][-1].marks[0].kwargs["reason"] == "not installed"
    with pytest.raises(NapdError, match=r"there is no check 'anounced'\. Did you mean"):
        parametrize_with_checks(OTHER, expected_failed={"anounced": "x"})
