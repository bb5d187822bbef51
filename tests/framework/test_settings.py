"""napd.toml: what each setting does, and what every fault in it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from distributions import provides

from napd import Framework, NapdError
from napd.framework.settings import MANY, settings_of
from napd.model.areas import AreaRegistry
from napd.model.rounds import Round, Rounds
from napd.model.scale import LevelStyle

AREAS = "municipality,name,region,region_name\nGM1,Een,MO1,Regio Een\n"


@pytest.fixture
def toml(tmp_path):
    """Write a napd.toml, and give its path."""

    def write(text: str) -> Path:
        path = tmp_path / "napd.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def faults(toml):
    """The faults of a napd.toml, each without the name of the file and the line that it begins with."""

    def read(text: str) -> list[str]:
        path = toml(text)
        with pytest.raises(NapdError) as error:
            settings_of(path)
        lines = str(error.value).splitlines()
        assert [line for line in lines if not line.startswith(f"{path}: ")] == []
        return [re.sub(r"^line \d+, ", "", line.removeprefix(f"{path}: ")) for line in lines]

    return read


LINES = """\
language = 1
rond = "r.csv"
indicators = [
    "regioplan",
    "regioplanx",
]

[[rounds]]
id = "2027-06"
date = "gisteren"

[[rounds]]
label = "Zonder"

[levels.gerealiseerd]
symbol = "v"
colour = "groen"

[dashboards]
nap = "NAP"
"Niet goed" = "Titel"
"""
"""A file with faults on several lines."""


def test_each_fault_has_its_line(toml):
    """That of the setting, or of the entry or the table that it is in."""
    path = toml(LINES)
    with pytest.raises(NapdError) as error:
        settings_of(path)
    found = [line.removeprefix(f"{path}: ").partition(", ")[0] for line in str(error.value).splitlines()]
    assert found == [f"line {number}" for number in (1, 2, 10, 12, 12, 17, 21)]


@pytest.mark.parametrize(
    ("text", "line"),
    [('indicators = [\n    "regioplanx",\n]', 2), ('\n\nareas = "nergens"', 3), ('[levels.x]\nlabel = "X"', 1)],
)
def test_what_only_the_plugins_show_has_its_line_too(toml, text, line):
    """A name of a plugin or level that there is not; what the file does not say has none."""
    path = toml(text)
    with pytest.raises(NapdError, match=rf"^{re.escape(str(path))}: line {line}, "):
        Framework.load(path)


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


LIST = 'indicators: write a list of names, such as indicators = ["one", "two"]'
TABLES = "rounds: write a table per entry, each under [[rounds]], or the name of a CSV file"
KEYS = (
    "indicators, indicator_files, areas, rounds, levels, dashboards, perspectives, publish, confirmed, tiles, "
    "form, formats, figures, stories, language, report"
)
REPORT = "title, introduction, sender, contact, date, next_round, address, search_engines, open"
ADDRESS = 'report: write where the pages will be, such as address = "https://www.example.nl/dakloosheid/", not '
FAULTS = {
    "rond = 1": ["unknown setting 'rond'. Did you mean \"rounds\"?"],
    "qqq = 1": [f"unknown setting 'qqq'. There are: {KEYS}"],
    "tiles = 1": ['tiles: write the name of a CSV file, such as tiles = "tiles.csv"'],
    "report = 1": ['report: write the settings under [report], such as title = "Dakloosheid"'],
    "[report]\ntitle = 1\nsender = ' '": ["report: title must be text, not 1", "report: sender must be text, not ' '"],
    "[report]\nopen = 'ja'": ["report: open: write true or false, not 'ja'"],
    "[report]\ndate = 'gisteren'": ["report: 'gisteren' is not a date such as 2026-01-15"],
    "[report]\ndate = 2026-01-15T10:00:00": ["report: '2026-01-15 10:00:00' is not a date such as 2026-01-15"],
    "[report]\ntitel = 'a'": ["report: unknown setting 'titel'. Did you mean \"title\"?"],
    "[report]\nqqq = 'a'": [f"report: unknown setting 'qqq'. There are: {REPORT}"],
    **{
        f"[report]\naddress = {text!r}": [f"{ADDRESS}{text!r}"]
        for text in (
            "http://a.nl/",
            "https://",
            "https://[a",
            "https://a.nl/?b",
            "https://a.nl/ b",
            "https://é.nl/",
            "a",
        )
    },
    "[report]\naddress = 1": [f"{ADDRESS}1"],
    "language = 1": ["language must be text, not 1"],
    'language = "fr"': ["napd has no texts in the language 'fr'. There are: en, nl."],
    "publish = 1": ["publish: write true or false, not 1"],
    "figures = 'a.csv'": [LIST.replace("indicators", "figures")],
    "indicators = 'regioplan'": [LIST],
    "indicators = ['']": [LIST],
    "indicators = [1]": [LIST],
    "indicators = ['a', 'a']": ["indicators: it has a name twice"],
    "perspectives = []": [LIST.replace("indicators", "perspectives")],
    "perspectives = {}": [LIST.replace("indicators", "perspectives")],
    "areas = 1": ['areas: write the name of a CSV file, such as areas = "areas.csv"'],
    "rounds = 1": [TABLES],
    "rounds = [1]": [TABLES],
    "[[rounds]]": ["rounds, entry 1: it needs 'id'", "rounds, entry 1: it needs 'date'"],
    "[[rounds]]\nid='a'\ndate=2027-01-01\n[[rounds]]\nid=2\ndat=1\nlabel=3\nnote=4": [
        "rounds, entry 2: unknown setting 'dat'. Did you mean \"date\"?",
        "rounds, entry 2: it needs 'date'",
        "rounds, entry 2: id must be text, not 2",
        "rounds, entry 2: label must be text, not 3",
        "rounds, entry 2: note must be text, not 4",
    ],
    "[[rounds]]\nid='a'\ndate='morgen'": ["rounds, entry 1: 'morgen' is not a date such as 2027-06-01"],
    "[[rounds]]\nid='a'\ndate=20270601": ["rounds, entry 1: '20270601' is not a date such as 2027-06-01"],
    "[[rounds]]\nid='a'\ndate=2027-06-01T12:00:00": [
        "rounds, entry 1: '2027-06-01 12:00:00' is not a date such as 2027-06-01",
    ],
    "[[rounds]]\nid='a'\n[[rounds]]\nid='b'": [
        "rounds, entry 1: it needs 'date'",
        "rounds, entry 2: it needs 'date'",
    ],
    "levels = 1": ['levels: write a table per level, such as [levels.gerealiseerd] with label = "op orde"'],
    "formats = 1": ["formats: write a table for each format, such as [formats.swing]"],
    "formats.swing = 1": ["formats: write a table for each format, such as [formats.swing]"],
    "scale.geel.label = 'Geel'": [f"unknown setting 'scale'. There are: {KEYS}"],
    "levels.gerealiseerd = 'Goed'": ["levels.gerealiseerd: write label, symbol or colour under [levels.gerealiseerd]"],
    "[levels.gerealiseerd]\nlabel=1\ncolor='x'\ncolour=2\nsymbol=3": [
        "levels.gerealiseerd: unknown setting 'color'. Did you mean \"colour\"?",
        "levels.gerealiseerd: label must be text, not 1",
        "levels.gerealiseerd: symbol must be text, not 3",
        "levels.gerealiseerd: colour must be text, not 2",
    ],
    "[levels.gerealiseerd]\nid='goed'\nlabel=' '\ncolour='green'": [
        "levels.gerealiseerd: unknown setting 'id'.",
        "levels.gerealiseerd: the label is empty; a level is never shown by its colour alone",
        "levels.gerealiseerd: 'green' is not a colour such as #256e76",
    ],
    "form = 1": ["form: write deadline, sender or contact under [form]"],
    "[form]\ndeadline='morgen'\nsender=1\ncontcat='x'": [
        "form: 'morgen' is not a date such as 2027-06-30",
        "form: sender must be text, not 1",
        "form: unknown setting 'contcat'. Did you mean \"contact\"?",
    ],
    "perspectives = []\nfoo = 1\nindicators = ['a', 'a']\n[levels.zwart]\nlabel=''": [
        'perspectives: write a list of names, such as perspectives = ["one", "two"]',
        f"unknown setting 'foo'. There are: {KEYS}",
        "indicators: it has a name twice",
        "levels.zwart: the label is empty; a level is never shown by its colour alone",
    ],
}


@pytest.mark.parametrize(("text", "told"), FAULTS.items())
def test_every_fault_is_told(faults, text, told):
    """Each fault of a file has its line, in the order of the file, and each line begins with the name of the file."""
    assert faults(text) == told


def test_a_name_that_no_file_has(faults):
    """A null in the name of a file is told with its setting."""
    said = [f"{key}: 'a\\x00.csv' cannot be the name of a file" for key in ("areas", "indicator_files", "tiles")]
    assert faults('areas = "a\\u0000.csv"\nindicator_files = ["a\\u0000.csv"]\ntiles = "a\\u0000.csv"') == said


def test_many_faults(faults):
    """Of thousands of faults the first hundreds are told."""
    assert len(faults("\n".join(f"x{number} = 1" for number in range(999)))) == MANY + 1


def test_a_perspective_with_blanks_around_it(faults):
    """No answer could have it, for blanks around what is answered do not count."""
    assert faults('perspectives = ["wij", " zij"]') == ["perspectives: ' zij' has spaces around it; leave them out"]


@pytest.mark.parametrize("key", ["areas", "rounds"])
def test_a_csv_file_that_is_not_there(faults, tmp_path, key):
    """The fault names the CSV file too."""
    (line,) = faults(f'{key} = "not_there.csv"')
    assert line.startswith(f"{tmp_path / 'not_there.csv'}: it cannot be read: ")


def test_a_csv_file_with_faults(faults, tmp_path):
    """All faults of the CSV file are told, under its name, beside those of napd.toml itself."""
    (tmp_path / "areas.csv").write_text(AREAS + "GM2,,MO1,Regio Een\nGM3,Drie,,\n", encoding="utf-8")
    first, *rest, last = faults('areas = "areas.csv"\nrond = 1')
    assert first == f"{tmp_path / 'areas.csv'} has {len(rest)} faults:"
    assert [line.split(",")[0].strip() for line in rest] == ["line 3", "line 4", "line 4"]
    assert last.startswith("unknown setting 'rond'")


def test_a_round_with_the_id_of_a_shipped_one(faults):
    """An added round that takes the id of another is refused."""
    told = faults('[[rounds]]\nid = "2025-12"\ndate = 2031-01-01')
    assert 'round "2025-12"' in told[-1]
    assert "this is already the id of the round of 2025-12-01" in told[-1]


def test_an_id_that_is_no_code(faults):
    """An id with a space is refused."""
    (line,) = faults('[[rounds]]\nid = "a b"\ndate = 2031-01-01')
    assert 'value "a b": this is not a code.' in line


def test_a_file_that_is_not_toml(faults):
    """What is not TOML is told with its line."""
    (line,) = faults("indicators = [\n=")
    assert line.startswith("it is not TOML: ")
    assert "line 2" in line


def test_a_file_that_is_not_text(tmp_path):
    """What is not UTF-8 is told, with what to do."""
    path = tmp_path / "latin.toml"
    path.write_bytes(b'perspectives = ["cli\xebnt"]')
    with pytest.raises(NapdError) as error:
        settings_of(path)
    assert str(error.value) == f"{path}: it is not UTF-8 text; save it as UTF-8"


@pytest.mark.parametrize("name", ["not_there.toml", ""])
def test_a_file_that_cannot_be_read(tmp_path, name):
    """A file that is named and is not there is told, and so is a folder."""
    with pytest.raises(NapdError) as error:
        settings_of(tmp_path / name)
    assert str(error.value).startswith(f"{tmp_path / name}: it cannot be read: ")


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
