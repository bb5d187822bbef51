"""Plugins and files that are not installed: used beside what is, in its place, and never in silence."""

from __future__ import annotations

import pickle
import sys

import pytest
from attrs import evolve
from distributions import CONTENT, provides

from napd import Framework, NapdError, indicator_toml
from napd.framework.local import Local
from napd.framework.plugins import described
from napd.model.indicator import Indicator

REGIOPLAN = next(i for i in Framework.installed(["regioplan"]).indicators if i.id == "regioplan")
NEXT = evolve(REGIOPLAN, since="2026-01-01", title="Nieuw plan")


@pytest.fixture
def files(tmp_path):
    """Write indicators to TOML files; give their paths."""

    def write(*indicators: Indicator, **named: Indicator):
        made = {f"{number}": each for number, each in enumerate(indicators)} | named
        for name, indicator in made.items():
            (tmp_path / f"{name}.toml").write_text(indicator_toml(indicator), encoding="utf-8")
        return [tmp_path / f"{name}.toml" for name in made]

    return write


@pytest.fixture
def module(tmp_path):
    """Write a plugin to a file; its module is forgotten afterwards."""
    names = []

    def write(name: str, code: str):
        path = tmp_path / f"{name}.py"
        path.write_text(code, encoding="utf-8")
        names.append(name)
        return path

    yield write
    for name in names:
        sys.modules.pop(name, None)


def shown(framework):
    """Every version of every indicator, with who provides it."""
    return [(i.id, i.version, i.title, str(framework.plugins[i.id])) for i in framework.indicators]


def test_a_file_takes_the_place_of_its_version(files):
    """The file is used where the installed plugin has the same version; the others stay."""
    framework = Framework.installed(["regioplan"], given=Local.of(files=files(mine=evolve(REGIOPLAN, title="Mijn"))))
    assert shown(framework) == [("regioplan", "2023-12-01", "Mijn", "regioplan (mine.toml 2023-12-01)")]
    assert framework.quarantined == ()


def test_a_file_adds_a_version(files):
    """A version of another day stands beside the installed one, and both are named as its source."""
    framework = Framework.installed(["regioplan"], given=Local.of(files=files(mine=NEXT)))
    both = "regioplan (napd-regioplan 0.1.0, mine.toml 2026-01-01)"
    assert shown(framework) == [
        ("regioplan", "2023-12-01", "Regioplan", both),
        ("regioplan", "2026-01-01", "Nieuw plan", both),
    ]


def test_versions_as_separate_files(files):
    """Several versions of one indicator stand each in a file."""
    new = evolve(REGIOPLAN, id="nieuw")
    given = Local.of(files=files(new, evolve(new, since="2026-01-01")))
    framework = Framework.installed([], given=given)
    assert [(i.id, i.version) for i in framework.indicators] == [("nieuw", "2023-12-01"), ("nieuw", "2026-01-01")]


def test_a_file_that_fails_its_proof(files):
    """It is left out with the counterexample, and the installed version does not quietly take its place."""
    broken = evolve(REGIOPLAN, rules=REGIOPLAN.rules[:-1])
    framework = Framework.installed(["regioplan"], given=Local.of(files=files(mine=broken)))
    assert framework.indicators == ()
    (left_out,) = framework.quarantined
    assert (left_out.indicator, left_out.step) == ("regioplan", "prove")
    assert str(left_out).startswith("indicator 'regioplan' of plugin regioplan (mine.toml 2023-12-01) is left out")


def test_every_fault_of_what_is_given(files, tmp_path):
    """Each path that is wrong, and each fault of a file, has its line."""
    one, two = files(one=NEXT, two=NEXT)
    (tmp_path / "bad.toml").write_text("id = 1\n", encoding="utf-8")
    with pytest.raises(NapdError) as error:
        Local.of([tmp_path / "oen.toml", tmp_path / "no" / "x", tmp_path], [one, two, tmp_path / "bad.toml", "x.csv"])
    assert [line.replace(str(tmp_path), "") for line in str(error.value).splitlines()] == [
        '/oen.toml: there is no such file or folder. Did you mean "one.toml"?',
        "/no/x: there is no such file or folder.",
        ": this is not a plugin: give a .py file, a package, or a folder with a pyproject.toml",
        "/bad.toml: line 1, id: it must be text, not 1",
        "/bad.toml: line 1, it needs 'questions'",
        "/bad.toml: line 1, it needs 'rules'",
        "/bad.toml: line 1, it needs 'since'",
        "/bad.toml: line 1, it needs 'title'",
        "x.csv: an indicator is a .toml file; give a plugin with --plugin",
        "two.toml: version 2026-01-01 of indicator 'regioplan' is given twice; leave one out",
    ]


def test_a_framework_with_a_file_travels(files):
    """It can be pickled, as engines for several machines do."""
    framework = Framework.installed([], given=Local.of(files=files(NEXT)))
    assert pickle.loads(pickle.dumps(framework)).indicators == framework.indicators  # noqa: S301 - its own


def test_files_in_the_framework_file(files, tmp_path):
    """napd.toml names files beside it; one given by hand goes before one of them with the same version."""
    (mine,) = files(mine=evolve(NEXT, title="Van het raamwerk"))
    toml = tmp_path / "napd.toml"
    toml.write_text('indicators = ["regioplan"]\nindicator_files = ["mine.toml"]\n', encoding="utf-8")
    assert [i.title for i in Framework.load(toml).indicators] == ["Regioplan", "Van het raamwerk"]
    (other,) = files(other=NEXT)
    assert [i.title for i in Framework.load(toml, Local.of(files=[other])).indicators] == ["Regioplan", "Nieuw plan"]
    mine.write_text("id = 1", encoding="utf-8")
    with pytest.raises(NapdError, match=r"^[^\n]*mine\.toml: line 1, id: it must be text, not 1\n"):
        Framework.load(toml)


# Plugins


def test_a_plugin_in_a_file(module):
    """A module is a plugin without being installed; what it lacks is told as of any plugin."""
    good, bad = module("napd_los", provides("los")), module("napd_kapot", "import not_there")
    framework = Framework.installed([], given=Local.of([good, bad]))
    assert [(i.id, str(framework.plugins[i.id])) for i in framework.indicators] == [
        ("los", "napd_los (napd_los.py not installed)")
    ]
    (left_out,) = framework.quarantined
    assert left_out.message == "ModuleNotFoundError: No module named 'not_there' (line 1 of napd_kapot)"
    assert "napd_kapot" not in sys.modules


def test_a_plugin_takes_the_place_of_the_installed_one(module):
    """An indicator of a tried plugin replaces every version of the installed one; broken, it replaces it too."""
    code = provides("indicator('regioplan', '2026-01-01')")
    framework = Framework.installed(["regioplan"], given=Local.of([module("napd_anders", code)]))
    assert [(i.id, i.version, i.title) for i in framework.indicators] == [("regioplan", "2026-01-01", "regioplan")]
    broken = module("napd_stuk", provides("indicator('regioplan', rules=RULES[:1])"))
    framework = Framework.installed(["regioplan"], given=Local.of([broken]))
    assert (framework.indicators, [q.step for q in framework.quarantined]) == ((), ["prove"])


def test_two_tried_plugins_with_one_indicator(module):
    """They are in conflict, as installed ones are, and neither is used."""
    paths = [module("napd_een", provides("zelfde")), module("napd_twee", provides("zelfde", "ander"))]
    framework = Framework.installed([], given=Local.of(paths))
    assert [i.id for i in framework.indicators] == ["ander"]
    assert [q.step for q in framework.quarantined] == ["conflict", "conflict"]


def test_a_module_that_was_imported_before(module):
    """A file is run anew in place of a module of its name; where it breaks, the old one stays."""
    path = module("napd_los", provides("los"))
    Framework.installed([], given=Local.of([path]))
    before = sys.modules["napd_los"]
    path.write_text("import not_there", encoding="utf-8")
    Framework.installed([], given=Local.of([path]))
    assert sys.modules["napd_los"] is before


def test_a_package(tmp_path):
    """A folder with an __init__.py is a plugin, and its modules can import each other."""
    package = tmp_path / "napd_pakket"
    package.mkdir()
    (package / "__init__.py").write_text(f"from napd_pakket.deel import WORD\n{provides('pakket')}", encoding="utf-8")
    (package / "deel.py").write_text("WORD = 1", encoding="utf-8")
    try:
        framework = Framework.installed([], given=Local.of([package]))
        assert [str(framework.plugins[i.id]) for i in framework.indicators] == [
            "napd_pakket (napd_pakket not installed)"
        ]
    finally:
        for name in ("napd_pakket", "napd_pakket.deel"):
            sys.modules.pop(name, None)


@pytest.fixture
def project(tmp_path):
    """Write the folder of a distribution with this pyproject.toml."""

    def write(text: str, **modules: str):
        folder = tmp_path / "napd-map"
        (folder / "src").mkdir(parents=True)
        (folder / "pyproject.toml").write_text(text, encoding="utf-8")
        for name, code in modules.items():
            (folder / "src" / f"{name}.py").write_text(code, encoding="utf-8")
        return folder

    yield write
    sys.modules.pop("napd_map", None)


def test_the_folder_of_a_distribution(project):
    """Its pyproject.toml says which plugins it has; the version says that it is not installed."""
    text = '[project]\nname = "napd-map"\nversion = "2.0"\n[project.entry-points.napd]\nkaart = "napd_map"\n'
    framework = Framework.installed([], given=Local.of([project(text, napd_map=provides("kaart"))]))
    assert [str(framework.plugins[i.id]) for i in framework.indicators] == ["kaart (napd-map 2.0 not installed)"]


def test_a_module_in_a_folder_that_is_a_package_without_saying_so(project):
    """A folder without an __init__.py is a package here too, as it is where it is installed."""
    text = '[project]\nname = "napd-map"\nversion = "2.0"\n[project.entry-points.napd]\nkaart = "napd_map.kaart"\n'
    folder = project(text)
    (folder / "src" / "napd_map").mkdir()
    (folder / "src" / "napd_map" / "kaart.py").write_text(provides("kaart"), encoding="utf-8")
    try:
        framework = Framework.installed([], given=Local.of([folder]))
        assert [str(framework.plugins[i.id]) for i in framework.indicators] == ["kaart (napd-map 2.0 not installed)"]
    finally:
        sys.modules.pop("napd_map.kaart", None)


PROJECTS = {
    "x": "it declares no plugin under [project.entry-points.napd]",
    '[project]\nname = "x"\n': "it declares no plugin under [project.entry-points.napd]",
    "[project]\nentry-points = 1\n": "it declares no plugin under [project.entry-points.napd]",
    '[project.entry-points.napd]\nkaart = "napd_map"\n': "there is no module 'napd_map' in this folder or in src",
}


@pytest.mark.parametrize(("text", "said"), PROJECTS.items())
def test_a_folder_without_a_plugin(project, text, said):
    """A pyproject.toml that names no plugin, or one that is not there, is told in a line."""
    folder = project(text)
    with pytest.raises(NapdError) as error:
        Local.of([folder])
    assert str(error.value) == f"{folder / 'pyproject.toml'}: {said}"


# Blocks


def test_a_blocked_plugin_is_not_imported(distributions, tmp_path):
    """By its name or that of its distribution; a name that is not installed does no harm."""
    marker = tmp_path / "imported"
    distributions.add("napd-marker", f"open({str(marker)!r}, 'w').close()\n{CONTENT}")
    for name in ("marker", "napd-marker"):
        framework = Framework.installed(given=Local(blocked=(name, "niemand")))
        assert "regioplan" in [i.id for i in framework.indicators]
        assert framework.quarantined == ()
    assert not marker.exists()


def test_what_plugins_describe_is_neither_compiled_nor_proved(files, module):
    """So a rubric that fails its proof is described too; of a plugin that fails there is nothing."""
    unproved = evolve(REGIOPLAN, rules=REGIOPLAN.rules[:-1])
    given = Local.of(plugins=[module("stuk", "1 / 0")], files=files(mine=unproved))
    assert [(one.id, len(one.rules)) for one in described([*given.plugins, *given.files])] == [
        ("regioplan", len(REGIOPLAN.rules) - 1)
    ]
