"""Plugins of areas and of formats: found by the group of their entry point, imported when they are asked for."""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions as every_distribution
from pathlib import Path

import pyarrow as pa
import pytest
from distributions import provides

from napd import Format, Framework, Indicator, NapdError, Rule, YesNo, score
from napd.engine.offered import NotWritten, write_offered_to
from napd.given import Given, tried
from napd.hookspecs import AREAS, FORMATS, GROUP, KINDS, SECTIONS
from napd.offers import Offer, format_for, format_named, offered, offers_of, registry, sections
from napd.plugins import HOOKS, Plugin, Quarantined, every, installed, load
from napd.tables.on_demand import Tables

ATLANTIS = """
from napd import Area, AreaRegistry, hookimpl
from napd.model.areas import Membership

@hookimpl
def napd_areas():
    return AreaRegistry([Area("R", "Rif", "region"), Area("G", "Grot", "municipality")], [Membership("G", "R")])
"""
LINES = """
from napd import Format, hookimpl

def write(file, tables):
    for name in tables:
        rows = sum(len(batch) for batch in tables.batches(name))
        file.write(f"{name} {rows} {len(tables.schema(name))} {tables.receipt['napd']}\\n".encode())
        FAULT

@hookimpl
def napd_format():
    return Format(write, ending="txt", together=TOGETHER)
"""
SECTION = """
from napd import Section, Told, hookimpl

@hookimpl
def napd_section():
    return Section("een", "Meer", lambda reported: Told("Nog iets"))
"""
TABLES = ["scores", "rollups", "problems", "indicators", "decision_table"]


klaar = YesNo("klaar", "Is het klaar?")
EEN = Indicator(
    id="een",
    title="Een",
    since="2023-12-01",
    questions=[klaar],
    rules=[Rule("groen", klaar, because="Het is klaar."), Rule("rood", because="Het is niet klaar.")],
)


def result():
    """A result with a score and a problem."""
    areas, values = ["MO0402", "MO0363"], ["ja", "misschien"]
    columns = {"round": ["2025-12"] * 2, "area": areas, "indicator": ["een"] * 2, "question": ["klaar"] * 2}
    return score(pa.table({**columns, "value": values}), Framework(indicators=[EEN]))


def lines(fault: str = "pass", *, together: bool = False) -> str:
    """The code of a format, with a fault in it."""
    return LINES.replace("FAULT", fault).replace("TOGETHER", str(together))


@pytest.fixture
def add(distributions):
    """Install a plugin of a kind."""

    def install(name, code, group, **more):
        distributions.add(name, code, group=group, **more)

    return install


def test_each_kind_has_a_hook():
    """The groups name the hooks that there are, each once."""
    assert sorted(KINDS.values()) == sorted(HOOKS)


def test_a_kind_is_known_without_importing(add, distributions, tmp_path):
    """The group of its entry point says what a plugin gives, and nothing else is imported when that is asked for."""
    mark = f"open({str(tmp_path / 'imported')!r}, 'w')\n"
    add("napd-atlantis", mark + ATLANTIS, AREAS)
    add("napd-lines", mark + lines(), FORMATS)
    add("napd-good", provides("een"), GROUP)
    assert [(p.name, p.group) for p in distributions.plugins()] == [
        ("atlantis", AREAS), ("good", GROUP), ("lines", FORMATS),
    ]  # fmt: skip
    assert [i.id for i in Framework.installed(["good"]).indicators] == ["een"]
    assert not (tmp_path / "imported").exists()


# Areas


def test_areas_of_a_plugin(add, tmp_path):
    """napd.toml names the registry of a plugin, answers are scored by it, and the receipt says so."""
    add("napd-atlantis", ATLANTIS, AREAS)
    add("napd-good", provides("een"), GROUP)
    (tmp_path / "napd.toml").write_text('areas = "atlantis"\nindicators = ["good"]', encoding="utf-8")
    framework = Framework.load(tmp_path / "napd.toml")
    assert [area.code for area in framework.areas] == ["G", "R"]
    assert str(framework.areas_from) == "atlantis (napd-atlantis 1.0)"
    answer = {"round": ["2025-12"], "area": ["R"], "indicator": ["een"], "question": ["klaar"], "value": ["ja"]}
    scored = score(pa.table(answer), framework)
    assert scored.scores["level"].to_pylist() == ["groen"]
    assert scored.receipt["plugins"] == ["napd-atlantis 1.0", "napd-good 1.0"]


def test_areas_that_are_not_there(add, tmp_path):
    """A name that no plugin goes by is told with the nearest, as a fault of the file."""
    add("napd-atlantis", ATLANTIS, AREAS)
    path = tmp_path / "napd.toml"
    path.write_text('areas = "atlantes"', encoding="utf-8")
    with pytest.raises(NapdError) as error:
        Framework.load(path)
    assert str(error.value).startswith(f"{path}: there is no registry of areas 'atlantes': use one of atlantis")
    assert str(error.value).endswith('Did you mean "atlantis"?')
    with pytest.raises(NapdError, match=r"^there is no registry of areas 'x': no plugin that is installed gives one$"):
        registry("x", [])


def test_two_plugins_of_one_name(add):
    """Neither is taken by chance: both are named, and one can be chosen by its distribution."""
    add("napd-atlantis", ATLANTIS, AREAS)
    add("napd-other", ATLANTIS, AREAS, entry="atlantis")
    told = re.escape("is given by atlantis (napd-atlantis 1.0) and atlantis (napd-other 1.0): name its distribution")
    with pytest.raises(NapdError, match=told):
        registry("atlantis", installed(AREAS))
    assert str(registry("napd-other", installed(AREAS)).plugin) == "atlantis (napd-other 1.0)"
    assert str(registry("atlantis", Given.of(blocked=["napd-other"]).among(AREAS)).plugin).endswith(
        "(napd-atlantis 1.0)"
    )


FAULTS = {
    "a library that is missing": ("import not_there", "import", "No module named 'not_there' (line 1 of napd_broken)"),
    "None": (ATLANTIS.replace("return ", "_ = "), "describe", "napd_areas() must return a napd.AreaRegistry, not None"),
    "a text": (
        ATLANTIS.replace("return AreaRegistry", "return 'x' #"),
        "describe",
        "napd_areas() must return a napd.AreaRegistry, not str 'x'",
    ),
    "no areas": (ATLANTIS.replace('"R", "Rif"', '"", ""'), "describe", "napd_broken)"),
    "another kind": (
        provides("een"),
        "register",
        "its entry point is in the group napd.areas, and it has no napd_areas; that of napd_indicators is napd",
    ),
    "nothing": ("", "register", "it has no hook; write one of these with @hookimpl above it: napd_areas"),
    "a hook of a later napd": (
        "from napd import hookimpl\n@hookimpl(optionalhook=True)\ndef napd_later():\n    return []",
        "describe",
        "it has no napd_areas; write it with @hookimpl above it",
    ),
}


@pytest.mark.parametrize(("code", "step", "message"), FAULTS.values(), ids=FAULTS)
def test_a_broken_registry(add, code, step, message):
    """It is told in one line with the plugin, the step and the fault; there is no going on without areas."""
    add("napd-broken", code, AREAS)
    (plugin,) = [plugin for plugin in installed(AREAS) if plugin.name == "broken"]
    left_out = offered(plugin, AREAS)
    assert isinstance(left_out, Quarantined)
    assert left_out.step == step
    assert message in left_out.message
    with pytest.raises(NapdError) as error:
        registry("broken", installed(AREAS))
    assert str(error.value) == f"there is no registry of areas 'broken': {left_out}"
    assert len(str(error.value).splitlines()) == 1


# Formats


def test_a_format_of_a_plugin(add, tmp_path):
    """It is asked for by the name of its plugin; each table is a file, or all are one."""
    add("napd-lines", lines(), FORMATS)
    add("napd-book", lines(together=True), FORMATS)
    made = result()
    assert made.write(tmp_path, "lines") == [tmp_path / f"{name}.txt" for name in TABLES]
    assert (tmp_path / "scores.txt").read_text().split()[:3] == ["scores", str(len(made.scores)), "14"]
    assert made.write(tmp_path, "napd-book", also=["answers"]) == [tmp_path / "tables.txt"]
    written = [line.split()[0] for line in (tmp_path / "tables.txt").read_text().splitlines()]
    assert sorted(written) == sorted([*TABLES, "answers"])


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("1 / (name != 'rollups')", "ZeroDivisionError: division by zero"),
        ("name != 'rollups' or exit('genoeg')", "it called sys.exit('genoeg')"),
        ("name != 'rollups' or open('/')", "IsADirectoryError: [Errno 21] Is a directory: '/'"),
        ("name != 'rollups' or file.close() or file.write(b'')", "ValueError: write to closed file"),
    ],
)
def test_what_fails_at_the_step_write(add, tmp_path, fault, message):
    """The other tables are written, and the line names the file, the plugin and its last line; nothing half is left."""
    add("napd-lines", lines(fault), FORMATS)
    with pytest.raises(NotWritten) as error:
        result().write(tmp_path, "lines")
    assert str(error.value) == (
        f"{tmp_path / 'rollups.txt'} is not written: plugin lines (napd-lines 1.0) failed, at the step 'write': "
        f"{message} (line 8 of napd_lines)"
    )
    others = [tmp_path / f"{name}.txt" for name in TABLES if name != "rollups"]
    assert error.value.written == others
    assert sorted(tmp_path.glob("*.txt")) == sorted(others)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, GeneratorExit])
def test_who_interrupts_is_obeyed(add, tmp_path, stop):
    """What is no fault of a plugin ends the writing."""
    add("napd-lines", lines(f"raise {stop.__name__}"), FORMATS)
    with pytest.raises(stop):
        result().write(tmp_path, "lines")


def test_a_folder_that_cannot_be_written_is_no_fault_of_the_plugin(add, tmp_path, monkeypatch):
    """It is told as it is for the formats of napd."""
    add("napd-lines", lines(), FORMATS)

    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(NapdError, match=r"scores\.txt: it cannot be written: No space left on device$"):
        result().write(tmp_path, "lines")


def test_a_format_that_cannot_be(add):
    """An ending with signs that no file name should have, and something that writes nothing, are refused."""
    for wrong in ({"ending": "../x"}, {"ending": "x", "write": 1}, {"ending": "x", "together": "ja"}):
        with pytest.raises((TypeError, ValueError)):
            Format(**{"write": print} | wrong)
    add("napd-lines", lines().replace("'txt'", "'../txt'").replace('"txt"', '"../txt"'), FORMATS)
    with pytest.raises(NapdError, match="at the step 'describe': ValueError"):
        format_named("lines", installed(FORMATS), ("csv",))


def test_a_format_by_the_end_of_a_name(distributions):
    """It is that of the one plugin that writes such files, whatever the plugin is called."""
    distributions.add("napd-lines", LINES.replace("FAULT", "pass").replace("TOGETHER", "False"), group=FORMATS)
    code = LINES.replace("FAULT", "pass").replace("TOGETHER", "True")
    distributions.add("napd-long", code.replace('"txt"', '"lang.txt"'), group=FORMATS)
    names = {"een.txt": "lines", "EEN.TXT": "lines", "een.lang.txt": "long", "lang.txt": "lines"}
    for name, plugin in names.items():
        assert format_for(Path(name), installed(FORMATS)).plugin.name == plugin
    distributions.add("napd-rivals", code, group=FORMATS)
    with pytest.raises(
        NapdError, match=r"^een\.txt: files with such a name are written by lines .* and rivals .*: leave"
    ):
        format_for(Path("een.txt"), installed(FORMATS))


def test_a_workbook_needs_its_plugin(monkeypatch):
    """Where it is not there, the message says what to install; where it is but may not be used, it does not."""
    missing = "^een.xlsx: the name must end in one of .csv"
    monkeypatch.setattr("napd.offers.installed", lambda _: [])
    with pytest.raises(NapdError, match=rf'{missing}; for .xlsx: pip install "napd\[xlsx\]"$'):
        format_for(Path("een.xlsx"), [], ["csv"])
    workbook = Plugin("xlsx", "napd-xlsx", "1.0", None, group=FORMATS)
    monkeypatch.setattr("napd.offers.installed", lambda _: [workbook])
    with pytest.raises(NapdError, match=f"{missing}$"):
        format_for(Path("een.xlsx"), [], ["csv"])


def test_one_table_in_one_file(add, tmp_path):
    """It is written to any name; a fault of the plugin leaves no file."""
    add("napd-lines", lines("if name == 'rollups': raise ValueError"), FORMATS)
    made, offer, path = result(), format_for(Path("een.txt"), installed(FORMATS)), tmp_path / "een.txt"
    write_offered_to(path, offer, Tables({"scores": lambda: made.scores}, made.receipt))
    assert path.read_text(encoding="utf-8").startswith(f"scores {len(made.scores)} ")
    path.unlink()
    with pytest.raises(NotWritten, match=r"een\.txt is not written: plugin lines .* at the step 'write': ValueError"):
        write_offered_to(path, offer, Tables({"rollups": lambda: made.tables["rollups"]}, made.receipt))
    assert not path.exists()


def test_no_format_by_the_end_of_a_name(distributions):
    """What there is is told, and what had to be left out."""
    distributions.add("napd-broken", "import not_there", group=FORMATS)
    for name in ("een.txt", ".txt", "een"):
        told = rf"^{re.escape(name)}: the name must end in one of \.csv.*; plugin broken .* is left out, at the st"
        with pytest.raises(NapdError, match=told):
            format_for(Path(name), installed(FORMATS), ["csv"])


# Not installed


def test_a_folder_with_plugins_of_every_kind(tmp_path, add):
    """What pyproject.toml declares is taken for what its groups say, in place of what is installed by that name."""
    add("napd-atlantis", "import not_there", AREAS)
    folder = tmp_path / "napd-all"
    folder.mkdir()
    groups = "".join(f'[project.entry-points."{group}"]\natlantis = "napd_all_{n}"\n' for n, group in enumerate(KINDS))
    (folder / "pyproject.toml").write_text(
        f'[project]\nname = "napd-all"\nversion = "2"\ndependencies = ["napd>=0.1"]\n{groups}', encoding="utf-8"
    )
    for number, code in enumerate((provides("een"), ATLANTIS, lines(), SECTION)):
        (folder / f"napd_all_{number}.py").write_text(code, encoding="utf-8")
    given = Given.of(plugins=[folder])
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
    given = Given.of(plugins=[path])
    assert isinstance(offered(given.plugins[0], AREAS), Offer)
    assert load(given.plugins) == ((), ())
    assert Framework.installed([], given=given, areas="napd_eiland").areas.regions()[0].name == "Rif"
    (plugin,) = tried(path)
    assert offered(plugin, FORMATS).message == "it has no napd_format; write it with @hookimpl above it"
    sys.modules.pop("napd_eiland", None)


def test_all_that_a_file_gives(tmp_path, add):
    """Of each kind that it has a hook for; what goes wrong in it is told for each."""
    path = tmp_path / "napd_klif.py"
    path.write_text(ATLANTIS, encoding="utf-8")
    (plugin,) = tried(path)
    (offer,) = offers_of(plugin)
    assert isinstance(offer, Offer)
    sys.modules.pop("napd_klif", None)
    path.write_text("import not_there", encoding="utf-8")
    assert {one.step for one in offers_of(plugin)} == {"import"}
    add("napd-lines", lines(), FORMATS)
    (known,) = (one for one in installed(FORMATS) if one.name == "lines")
    assert [type(one) for one in offers_of(known)] == [Offer]


# Which napd a plugin is made for


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
def test_a_plugin_says_which_napd_it_is_made_for(add, distributions, requires, made_for, fits):
    """Its requirement of napd is held against this napd before it is imported; one that does not say so is used."""
    add("napd-good", provides("een"), GROUP, requires=requires)
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
