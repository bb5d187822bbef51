"""Plugins are found by their metadata, in an order of their own, and none is imported for that."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import EntryPoint, entry_points
from itertools import permutations

import pytest
from distributions import provides

import napd.framework.plugins
from napd import Framework, NapdError
from napd.framework.hooks import GROUP
from napd.framework.plugins import Plugin, every, installed, load, plugin_of


@pytest.fixture
def marker(distributions, tmp_path):
    """A file that is made as soon as the module of the distribution "napd-marker" is imported."""
    path = tmp_path / "imported"
    distributions.add("napd-marker", f"open({str(path)!r}, 'w').close()\n{provides('gemerkt')}")
    return path


def test_listing_imports_nothing(distributions, marker):
    """A plugin is listed with its distribution and version, and not a line of it is run."""
    (plugin,) = distributions.plugins()
    assert (plugin.name, plugin.distribution, plugin.version) == ("marker", "napd-marker", "1.0")
    assert str(plugin) == "marker (napd-marker 1.0)"
    assert not marker.exists()


def test_an_allow_list_imports_nothing_else(distributions, marker):
    """Of the plugins that are not named, not a line is run; of those that are named, it is."""
    distributions.add("napd-good", provides("goed"))
    assert [i.id for i in Framework.installed(["napd-good"]).indicators] == ["goed"]
    assert not marker.exists()
    assert [i.id for i in Framework.installed(["good", "napd-marker:gemerkt"]).indicators] == ["gemerkt", "goed"]
    assert marker.exists()


@pytest.mark.parametrize("order", list(permutations(["napd-b", "napd-a", "other"])))
def test_the_order_is_that_of_the_names(distributions, monkeypatch, order):
    """However the file system orders distributions, plugins come by name, then by distribution."""
    for name in order:
        distributions.add(name, provides(name), entry="a" if name == "other" else "")
    given = [point for name in order for point in entry_points(group=GROUP) if point.dist.name == name]
    monkeypatch.setattr(napd.framework.plugins, "entry_points", lambda **_: given)
    found = [(plugin.name, plugin.distribution) for plugin in installed()]
    assert found == [("a", "napd-a"), ("a", "other"), ("b", "napd-b")]


def test_two_distributions_with_one_entry_point_name(distributions):
    """Both are loaded, and each indicator knows its own distribution."""
    distributions.add("napd-one", provides("een"), entry="same")
    distributions.add("napd-two", provides("twee"), entry="same")
    provided, left_out = load(distributions.plugins())
    assert [(str(p.plugin), p.indicator.id) for p in provided] == [
        ("same (napd-one 1.0)", "een"),
        ("same (napd-two 1.0)", "twee"),
    ]
    assert left_out == ()
    assert [i.id for i in Framework.installed(["napd-two"]).indicators] == ["twee"]
    assert [i.id for i in Framework.installed(["same"]).indicators] == ["een", "twee"]


def test_metadata_that_cannot_be_read(distributions):
    """A distribution whose metadata are no UTF-8 is left out by the name of its folder, and nothing else is."""
    distributions.add("napd-latijn", provides("kwijt"))
    distributions.add("napd-wel", provides("een"))
    (distributions.folder / "napd_latijn-1.0.dist-info" / "METADATA").write_bytes(
        b"Name: napd-latijn\nAuthor: Ren\xe9\n"
    )
    (plugin,) = [each for each in every() if each.name == "latijn"]
    assert (plugin.distribution, plugin.version) == ("napd_latijn", "1.0")
    provided, (left_out,) = load([plugin, *distributions.plugins()])
    assert [each.indicator.id for each in provided] == ["een"]
    said = str(left_out)
    assert said.startswith(
        "plugin latijn (napd_latijn 1.0) is left out, at the step 'read': its METADATA cannot be read"
    )
    assert said.endswith("install it again, or uninstall it")


@pytest.mark.parametrize("metadata", ["", "Metadata-Version: 2.1\n"], ids=["no file", "no name"])
def test_metadata_that_is_missing(distributions, metadata):
    """A distribution that lost its metadata is listed as unknown among the others, and its plugin works."""
    distributions.add("napd-lost", provides("kwijt"), metadata=metadata)
    distributions.add("napd-good", provides("goed"), entry="lost")
    lost = [plugin for plugin in installed() if plugin.name == "lost"]
    assert [str(plugin) for plugin in lost] == ["lost (napd-good 1.0)", "lost (unknown unknown)"]
    provided, left_out = load(lost)
    assert [each.indicator.id for each in provided] == ["goed", "kwijt"]
    assert left_out == ()


def test_metadata_for_which_importlib_raises(distributions, monkeypatch):
    """Newer versions of importlib.metadata raise where there is no file; that is the same to napd."""

    def missing(self):
        raise FileNotFoundError(self)

    distributions.add("napd-lost", provides("kwijt"))
    (plugin,) = distributions.plugins()
    monkeypatch.setattr(type(plugin.entry_point.dist), "metadata", property(missing))
    lost = plugin_of(plugin.entry_point)
    assert (lost.distribution, lost.version, lost.fault) == ("unknown", "unknown", "")


MALFORMED = {"no equals sign": b"[napd]\nbroken", "no UTF-8": b"[napd]\nbroken = \xff\n", "elsewhere": b"[other]\nx"}


@pytest.mark.parametrize("points", MALFORMED.values(), ids=MALFORMED)
def test_entry_points_that_cannot_be_read(distributions, points):
    """The distribution is named in one line with what to do, and every other plugin works, those that ship too."""
    sound = installed()
    distributions.add("napd-good", provides("goed"))
    distributions.spoil("broken", points)
    found = installed()
    assert {*sound} | {*distributions.plugins()} == {*found}
    assert found == tuple(sorted(found))
    provided, (left_out,) = load(distributions.plugins())
    assert [each.indicator.id for each in provided] == ["goed"]
    assert (left_out.plugin.distribution, left_out.plugin.version, left_out.step) == ("broken", "1.0", "read")
    assert str(left_out).startswith(
        "plugin broken (broken 1.0) is left out, at the step 'read': its entry_points.txt is"
    )
    assert "install it again" in left_out.message


def test_a_distribution_that_is_there_twice(distributions, tmp_path, monkeypatch):
    """The first on the path counts, also where the entry points of another distribution cannot be read."""
    distributions.add("napd-good", provides("goed"))
    older = tmp_path / "older"
    shutil.copytree(distributions.folder, older)
    (older / "napd_good-1.0.dist-info").rename(older / "napd_good-0.9.dist-info")
    (older / "napd_good-0.9.dist-info" / "METADATA").write_text("Name: napd-good\nVersion: 0.9\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(older)])
    assert [str(plugin) for plugin in distributions.plugins()] == ["good (napd-good 1.0)"]
    distributions.spoil("broken")
    assert [str(plugin) for plugin in distributions.plugins()] == ["broken (broken 1.0)", "good (napd-good 1.0)"]


def test_an_allow_list_need_not_know_of_what_cannot_be_read(distributions):
    """What cannot be read is left out where it is named, and not spoken of where it is not."""
    distributions.add("napd-good", provides("goed"))
    distributions.spoil("broken")
    assert Framework.installed(["good"]).quarantined == ()
    named = Framework.installed(["good", "broken"])
    assert ([i.id for i in named.indicators], [q.step for q in named.quarantined]) == (["goed"], ["read"])


def test_an_entry_point_without_a_distribution():
    """An entry point that stands by itself gives a plugin of which the distribution is unknown."""
    plugin = plugin_of(EntryPoint("los", "napd", GROUP))
    assert plugin == Plugin("los", "unknown", "unknown", plugin.entry_point)


def test_the_plugins_of_this_repository_are_found():
    """Each gives the indicator of its name, but for the one that has a whole dashboard."""
    ours = [plugin for plugin in installed() if plugin.distribution == f"napd-{plugin.name}"]
    provided, left_out = load(ours)
    assert left_out == ()
    given = [(p.plugin.name, p.indicator.id) for p in provided]
    assert [name for name, _ in given if name == "beschermd-thuis"] == ["beschermd-thuis"] * 6
    assert all(one in (name, f"bt-{one[3:]}") for name, one in given)
    assert len({name for name, _ in given}) == len(ours) == 8


NAMES = {
    "an unknown plugin": (["napd-goood"], ["no plugin 'napd-goood' is installed. Did you mean \"napd-good\"?"]),
    "two of them": (
        ["goood:x", "%%"],
        ["no plugin 'goood' is installed. Did you mean \"good\"?", "no plugin '%%' is installed."],
    ),
    "indicators it lacks": (
        ["good:gooed", "napd-good:%%"],
        [
            "plugin 'good' has no indicator 'gooed'. Did you mean \"goed\"?",
            "plugin 'napd-good' has no indicator '%%'.",
        ],
    ),
    "a plugin without any": (["empty"], ["plugin 'empty' gives no indicators"]),
}


@pytest.mark.parametrize(("names", "faults"), NAMES.values(), ids=NAMES)
def test_an_allow_list_with_names_that_are_not_there(distributions, names, faults):
    """Each name that is not there has a line with the nearest that is."""
    distributions.add("napd-good", provides("goed", "ook-goed"))
    distributions.add("napd-empty", provides())
    with pytest.raises(NapdError) as error:
        Framework.installed(names)
    assert str(error.value).splitlines() == [f"indicators: {fault}" for fault in faults]


def test_an_allow_list_takes_each_indicator_once(distributions):
    """Indicators of one plugin, named one by one, are all taken, with all their versions, and none of them twice."""
    distributions.add("napd-good", provides("een", "indicator('een', '2025-01-01')", "twee", "drie"))
    framework = Framework.installed(["good:een", "napd-good:twee", "good:een"])
    assert [(i.id, i.version) for i in framework.indicators] == [
        ("een", "2023-12-01"),
        ("een", "2025-01-01"),
        ("twee", "2023-12-01"),
    ]


@pytest.mark.parametrize("name", ["half", "half:fout", "broken", "broken:x"])
def test_an_allow_list_may_name_what_is_left_out(distributions, name):
    """What is named and turns out to be broken is left out with its reason, and is not an unknown name."""
    distributions.add("napd-half", provides("indicator('fout', rules=RULES[:1])"))
    distributions.add("napd-broken", "import not_there")
    framework = Framework.installed([name])
    assert (framework.indicators, len(framework.quarantined)) == ((), 1)


def test_another_indicator_that_is_broken_excuses_no_name(distributions):
    """A misspelt indicator is told, also where another one of its plugin is left out."""
    distributions.add("napd-half", provides("indicator('fout', rules=RULES[:1])", "goed"))
    with pytest.raises(NapdError, match="has no indicator 'goedd'"):
        Framework.installed(["half:goedd"])
