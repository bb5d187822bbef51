"""napd.toml: what each setting does."""

from __future__ import annotations

from datetime import date

import pytest
from distributions import provides

from napd import Framework, NapdError
from napd.framework.settings import settings_of
from napd.model.areas import AreaRegistry
from napd.model.rounds import Round, Rounds
from napd.model.scale import LevelStyle

AREAS = "municipality,name,region,region_name\nGM1,Een,MO1,Regio Een\n"


def test_no_file(tmp_path, monkeypatch):
    """Where no file is named and none stands in the working directory, nothing is set."""
    monkeypatch.chdir(tmp_path)
    assert settings_of().arguments == {}


def test_the_file_in_the_working_directory(toml, monkeypatch):
    """Where no file is named, ./napd.toml counts."""
    path = toml('perspectives = ["wij"]')
    monkeypatch.chdir(path.parent)
    assert settings_of().arguments == {"perspectives": ("wij",)}
    assert Framework.load().perspectives == ("wij",)


@pytest.mark.parametrize("text", ["", "# niets\n", "\ufeff# from an editor that writes a mark at the start\n"])
def test_an_empty_file(toml, text):
    """A file without settings sets nothing."""
    assert settings_of(toml(text)).arguments == {}


def test_indicators(toml, distributions):
    """The list under indicators is all that is loaded."""
    distributions.add("napd-good", provides("een", "twee"))
    framework = Framework.load(toml('indicators = ["napd-good:twee"]'))
    assert [i.id for i in framework.indicators] == ["twee"]


def test_areas_from_a_file_beside_it(toml, monkeypatch):
    """The areas come from a CSV file, looked for beside napd.toml and not in the working directory."""
    path = toml('areas = "regio/gebieden.csv"')
    (path.parent / "regio").mkdir()
    (path.parent / "regio" / "gebieden.csv").write_text(AREAS, encoding="utf-8")
    (path.parent / "elsewhere").mkdir()
    monkeypatch.chdir(path.parent / "elsewhere")
    assert [area.code for area in settings_of("../napd.toml").arguments["areas"]] == ["GM1", "MO1"]
    assert isinstance(settings_of(path).arguments["areas"], AreaRegistry)


def test_rounds_from_a_file_replace_the_shipped(toml):
    """A CSV file with rounds stands in place of those that napd ships."""
    path = toml('rounds = "rondes.csv"')
    path.with_name("rondes.csv").write_text("id,date,label\nnu,2025-01-01,Nu\n", encoding="utf-8")
    assert list(settings_of(path).arguments["rounds"]) == [Round("nu", date(2025, 1, 1), "Nu")]


def test_rounds_in_tables_are_added(toml):
    """Each [[rounds]] is added to the shipped ones, in order of date; its label is its id where it has none."""
    path = toml('[[rounds]]\nid = "a"\ndate = 2001-01-01\n[[rounds]]\nid="b"\ndate="2002-02-02"\nlabel="B"\nnote="!"\n')
    added = [Round("a", date(2001, 1, 1), "a"), Round("b", date(2002, 2, 2), "B", "!")]
    assert settings_of(path).arguments["rounds"] == Rounds([*added, *Rounds.shipped()])
    assert list(settings_of(toml("rounds = []")).arguments["rounds"]) == list(Rounds.shipped())


def test_levels(toml):
    """Labels, symbols and colours can be other ones, for levels of any scale."""
    path = toml('[levels.gerealiseerd]\nlabel = "op orde"\ncolour = "#00FF00"\n[levels.laag]\nsymbol = "!"\n')
    styles = {"gerealiseerd": LevelStyle("op orde", colour="#00FF00"), "laag": LevelStyle(symbol="!")}
    assert settings_of(path).arguments["levels"] == styles


def test_a_level_that_no_indicator_has(toml, distributions):
    """It is told, with the nearest there is; not where an indicator was left out, as it may have had the level."""
    distributions.add("napd-good", provides("een"))
    path = toml("[levels.gerealiserd]\nlabel = 'Goed'\n")
    with pytest.raises(NapdError) as refused:
        Framework.load(path)
    assert (
        str(refused.value)
        == f"{path}: line 1, levels: no indicator has a level 'gerealiserd'. Did you mean \"gerealiseerd\"?"
    )
    distributions.add("napd-bad", "import nothing_of_the_kind\n")
    assert Framework.load(path).quarantined


def test_everything_at_once(toml, distributions):
    """All settings together make the framework."""
    distributions.add("napd-good", provides("een"))
    path = toml(
        'publish = true\nindicators = ["good"]\nareas = "a.csv"\nperspectives = ["wij", "zij"]\n'
        '[levels.gerealiseerd]\nlabel = "op orde"\n[[rounds]]\nid = "a"\ndate = 2001-01-01\n'
    )
    path.with_name("a.csv").write_text(AREAS, encoding="utf-8")
    framework = Framework.load(path)
    assert [i.id for i in framework.indicators] == ["een"]
    assert (len(framework.areas), framework.rounds["a"].label) == (2, "a")
    assert framework.indicators[0].scale["gerealiseerd"].label == "op orde"
    assert framework.perspectives == ("wij", "zij")
    assert framework.publish


def test_a_language_is_that_of_the_framework(toml):
    """What napd says of its own follows it."""
    framework = Framework.load(toml('indicators = []\nlanguage = "en"\n'))
    assert (framework.language, Framework.load(toml("indicators = []\n")).language) == ("en", "nl")


def test_what_the_pages_of_a_report_say_of_themselves(toml):
    """Texts as they are written, the date as a day; without the table there is nothing."""
    written = 'title = "Zo"\nsender = "Wij"\ndate = 2026-01-15\naddress = "https://www.example.nl/x/"\nopen = true\n'
    framework = Framework.load(toml(f"indicators = []\n[report]\n{written}"))
    assert framework.report == {
        "title": "Zo", "sender": "Wij", "date": date(2026, 1, 15), "address": "https://www.example.nl/x/", "open": True,
    }  # fmt: skip
    assert Framework.load(toml("indicators = []")).report == {}
    assert Framework(indicators=[], report={"date": "2026-01-15"}).report == {"date": date(2026, 1, 15)}
    with pytest.raises(NapdError, match=r"^report: title must be text, not 1$"):
        Framework(indicators=[], report={"title": 1})


def test_names_that_are_not_installed(toml, distributions):
    """Names under indicators that no plugin has are faults of the file as well."""
    distributions.add("napd-good", provides("een"))
    path = toml('indicators = ["napd-goood", "%%"]')
    with pytest.raises(NapdError) as error:
        Framework.load(path)
    assert str(error.value).splitlines() == [
        f"{path}: line 1, indicators: no plugin 'napd-goood' is installed. Did you mean \"napd-good\"?",
        f"{path}: line 1, indicators: no plugin '%%' is installed.",
    ]


def test_names_in_the_file_of_the_working_directory(toml, monkeypatch):
    """The file that was found, and not named, is named in its faults."""
    monkeypatch.chdir(toml('indicators = ["%%"]').parent)
    with pytest.raises(NapdError, match=r"^napd\.toml: line 1, indicators: no plugin '%%' is installed\.$"):
        Framework.load()


def test_no_installed_indicator_at_all(tmp_path):
    """An empty list allows none of the plugins: the framework is without indicators, and nothing is wrong with it."""
    (tmp_path / "napd.toml").write_text("indicators = []", encoding="utf-8")
    framework = Framework.load(tmp_path / "napd.toml")
    assert (framework.indicators, framework.quarantined) == ((), ())
