"""The kinds of plugins: known, with the napd that each is made for, before anything is imported."""

from __future__ import annotations

import sys
from importlib.metadata import distributions as every_distribution

import pytest
from distributions import provides
from offering import ATLANTIS, lines

from napd import Framework
from napd.hookspecs import AREAS, FORMATS, GROUP, KINDS
from napd.plugins import HOOKS, every, load


def test_each_kind_has_a_hook():
    """The groups name the hooks that there are, each once."""
    assert sorted(KINDS.values()) == sorted(HOOKS)


def test_a_kind_is_known_without_importing(distributions, tmp_path):
    """The group of its entry point says what a plugin gives, and nothing else is imported when that is asked for."""
    mark = f"open({str(tmp_path / 'imported')!r}, 'w')\n"
    distributions.add("napd-atlantis", mark + ATLANTIS, AREAS)
    distributions.add("napd-lines", mark + lines(), FORMATS)
    distributions.add("napd-good", provides("een"))
    assert [(p.name, p.group) for p in distributions.plugins()] == [
        ("atlantis", AREAS), ("good", GROUP), ("lines", FORMATS),
    ]  # fmt: skip
    assert [i.id for i in Framework.installed(["good"]).indicators] == ["een"]
    assert not (tmp_path / "imported").exists()


@pytest.mark.parametrize(
    ("requires", "made_for", "fits"),
    [
        ("napd>=0.1", ">=0.1", True),
        ("napd <0.2, >=0.1", ">=0.1,<0.2", True),
        ("napd[forms]~=0.1.0; python_version > '3'", "~=0.1.0", True),
        ("NAPD", "", True),
        ("", "", True),
        ("napd>=7; extra == 'test'", "", True),
        ("napd is nice", "", True),
        ("napd-regioplan>=7", "", True),
        ("napd>=7", ">=7", False),
        ("napd<0.1", "<0.1", False),
    ],
)
def test_a_plugin_says_which_napd_it_is_made_for(distributions, requires, made_for, fits):
    """Its requirement of napd is held against this napd before it is imported; one that does not say so is used."""
    distributions.add("napd-good", provides("een"), requires=requires)
    (plugin,) = distributions.plugins()
    provided, left_out = load([plugin])
    assert (plugin.made_for, bool(provided)) == (made_for, fits)
    if not fits:
        assert left_out[0].step == "read"
        assert left_out[0].message.startswith(f"it is made for napd {made_for}, and this is napd 0.")
        assert "napd_good" not in sys.modules


def test_a_distribution_that_cannot_be_read_is_told_once(distributions):
    """Of a malformed file of entry points it is not known what kind of plugins it has: it stands there once."""
    distributions.spoil("napd-spoilt")
    assert [plugin.name for plugin in every() if plugin.distribution == "napd-spoilt"] == ["napd-spoilt"]
    assert any(each.metadata["Name"] == "napd-spoilt" for each in every_distribution())
