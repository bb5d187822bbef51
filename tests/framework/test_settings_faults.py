"""napd.toml: what every fault in it says, and on which line."""

from __future__ import annotations

import re
from datetime import date

import pytest

from napd import Framework, NapdError
from napd.framework.form_settings import FormSettings
from napd.framework.settings import MANY, settings_of

AREAS = "municipality,name,region,region_name\nGM1,Een,MO1,Regio Een\n"
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


LIST = 'indicators: write a list of names, such as indicators = ["one", "two"]'
TABLES = "rounds: write a table per entry, each under [[rounds]], or the name of a CSV file"
KEYS = (
    "indicators, indicator_files, areas, rounds, levels, dashboards, perspectives, publish, confirmed, tiles, "
    "form, formats, disclosure, figures, stories, language, report"
)
REPORT = "title, introduction, sender, contact, date, next_round, address, search_engines, open, content_language"
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
    **{
        f"[report]\ncontent_language = {text}": [
            f'report: content_language: write the tag of a language, such as "nl", not {told}'
        ]
        for text, told in (("1", "1"), ("'Nederlands'", "'Nederlands'"))
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
    "disclosure = 1": ["disclosure: write its rules in a table, such as [disclosure] with threshold = 10"],
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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("form = 3", "form: write deadline, sender or contact under [form]"),
        ("disclosure = 3", "disclosure: write its rules in a table"),
        ('[form]\nsender = "Team"\ncontact = 3', "line 3, form: contact must be text, not 3"),
        ('[form]\ndeadline = "morgen"\nsender = "Team"', "line 2, form: 'morgen' is not a date such as 2027-06-30"),
        ('[form]\nafzender = "Team"', "line 2, form: unknown setting 'afzender'"),
    ],
)
def test_a_table_of_settings_says_what_it_holds(toml, text, why):
    """Of a form and of disclosure control, each with what is wrong and what to write."""
    with pytest.raises(NapdError, match=re.escape(why)):
        settings_of(toml(text))


def test_tables_of_settings_are_taken_as_they_stand(toml):
    """The deadline as a day, whether TOML or a text says it; the rules of disclosure control as they were written."""
    for day in ("2027-06-30", '"2027-06-30"'):
        framework = Framework.load(toml(f'[form]\ndeadline = {day}\nsender = "Team"\n\n[disclosure]\nthreshold = 12'))
        assert framework.form == FormSettings(date(2027, 6, 30), "Team")
        assert framework.disclosure == {"threshold": 12}
