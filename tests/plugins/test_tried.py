"""Plugins that are not installed: what a folder declares, and what a file has hooks for."""

from __future__ import annotations

import sys

from distributions import provides
from offering import ATLANTIS, SECTION, lines

from napd import Framework, figures
from napd.framework.hooks import AREAS, FORMATS, KINDS, SECTIONS
from napd.framework.kinds import Offer, format_named, offered, offers_of, sections
from napd.framework.local import Local, tried
from napd.framework.plugins import installed, load


def test_a_folder_with_plugins_of_every_kind(tmp_path, distributions):
    """What pyproject.toml declares is taken for what its groups say, in place of what is installed by that name."""
    distributions.add("napd-atlantis", "import not_there", AREAS)
    folder = tmp_path / "napd-all"
    folder.mkdir()
    groups = "".join(f'[project.entry-points."{group}"]\natlantis = "napd_all_{n}"\n' for n, group in enumerate(KINDS))
    (folder / "pyproject.toml").write_text(
        f'[project]\nname = "napd-all"\nversion = "2"\ndependencies = ["napd>=0.1"]\n{groups}', encoding="utf-8"
    )
    codes = (provides("een"), ATLANTIS, lines(), SECTION, *[""] * (len(KINDS) - 4))
    for number, code in enumerate(codes):
        (folder / f"napd_all_{number}.py").write_text(code, encoding="utf-8")
    given = Local.of(plugins=[folder])
    assert {(p.group, p.made_for, str(p)) for p in given.plugins} == {
        (group, ">=0.1", "atlantis (napd-all 2 not installed)") for group in KINDS
    }
    framework = Framework.installed([], given=given, areas="atlantis")
    assert ([i.id for i in framework.indicators], len(framework.areas)) == (["een"], 2)
    assert format_named("atlantis", given.among(FORMATS)).value.ending == "txt"
    (section,), _ = sections(plugin for plugin in given.plugins if plugin.gives(SECTIONS))
    assert (section.value.indicator, section.value.title) == ("een", "Meer")
    for number in range(len(KINDS)):
        sys.modules.pop(f"napd_all_{number}", None)


def test_a_file_is_what_its_hooks_say(tmp_path):
    """A plugin in a file has no metadata: it is asked for what is wanted, and gives it or does not."""
    path = tmp_path / "napd_eiland.py"
    path.write_text(ATLANTIS, encoding="utf-8")
    given = Local.of(plugins=[path])
    assert isinstance(offered(given.plugins[0], AREAS), Offer)
    assert load(given.plugins) == ((), ())
    assert Framework.installed([], given=given, areas="napd_eiland").areas.regions()[0].name == "Rif"
    (plugin,) = tried(path)
    assert offered(plugin, FORMATS).message == "it has no napd_format; write it with @hookimpl above it"
    sys.modules.pop("napd_eiland", None)


def test_all_that_a_file_gives(tmp_path, distributions):
    """Of each kind that it has a hook for; what goes wrong in it is told for each."""
    path = tmp_path / "napd_klif.py"
    path.write_text(ATLANTIS, encoding="utf-8")
    (plugin,) = tried(path)
    (offer,) = offers_of(plugin)
    assert isinstance(offer, Offer)
    sys.modules.pop("napd_klif", None)
    path.write_text("import not_there", encoding="utf-8")
    assert {one.step for one in offers_of(plugin)} == {"import"}
    distributions.add("napd-lines", lines(), FORMATS)
    (known,) = (one for one in installed(FORMATS) if one.name == "lines")
    assert [type(one) for one in offers_of(known)] == [Offer]


def test_a_file_with_indicators_lacks_nothing_where_figures_and_sections_are_asked(tmp_path):
    """What a file has no hook for is no fault; a plugin that says its kind still has to give that."""
    path = tmp_path / "napd_duin.py"
    path.write_text(provides("duin"), encoding="utf-8")
    given = Local.of(plugins=[path])
    framework = Framework.installed([], given=given)
    assert [one.id for one in framework.indicators] == ["duin"]
    assert not figures(framework=framework).left_out
    assert sections(given.plugins) == ([], [])
    sys.modules.pop("napd_duin", None)


def test_a_path_given_twice_is_one_plugin(tmp_path, monkeypatch):
    """However it is spelled; two plugins of one name are still two."""
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "napd_rij.py").write_text(lines(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    once, again, other = "een/napd_rij.py", tmp_path / "twee" / ".." / "een" / "napd_rij.py", "twee/napd_rij.py"
    assert Local.of([once, again, once]).plugins == Local.of([once]).plugins
    assert len(Local.of([once, again, other]).plugins) == 2
    assert format_named("napd_rij", Local.of([once, again]).plugins).value.ending == "txt"
    sys.modules.pop("napd_rij", None)


def test_a_package_without_an_init_file(tmp_path):
    """It is a package where it is installed, so it is one where it is tried."""
    (tmp_path / "napd_zonder").mkdir()
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "napd-zonder"\n\n[project.entry-points."napd.formats"]\nlines = "napd_zonder.lines"\n',
        encoding="utf-8",
    )
    (tmp_path / "napd_zonder" / "lines.py").write_text(lines(), encoding="utf-8")
    try:
        offer = format_named("lines", tried(tmp_path))
        assert offer.plugin.name == "lines"
    finally:
        for name in ("napd_zonder", "napd_zonder.lines"):
            sys.modules.pop(name, None)
