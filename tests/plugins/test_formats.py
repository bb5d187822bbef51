"""Formats from plugins: by their name or by the end of a file's, whole or not at all."""

from __future__ import annotations

import re
import tomllib
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from offering import lines

from napd import Format, Framework, Indicator, NapdError, Rule, YesNo, score
from napd.framework.hooks import ADVICE, AREAS, FORMATS
from napd.framework.kinds import EXTRAS, Offer, advice_named, format_for, format_named, registry
from napd.framework.plugins import Plugin, installed
from napd.scoring.writing import NotWritten, write_offered_to, write_tables
from napd.tables.lazy import LazyTables

ROOT = Path(__file__).parents[2]
TABLES = ["scores", "rollups", "problems", "indicators", "decision_table"]
klaar = YesNo("klaar", "Is het klaar?")
EEN = Indicator(
    id="een",
    title="Een",
    since="2023-12-01",
    questions=[klaar],
    rules=[Rule("gerealiseerd", klaar, because="Het is klaar."), Rule("niet-op-gang", because="Het is niet klaar.")],
)


def result():
    """A result with a score and a problem."""
    areas, values = ["MO0402", "MO0363"], ["ja", "misschien"]
    columns = {"round": ["2025-12"] * 2, "area": areas, "indicator": ["een"] * 2, "question": ["klaar"] * 2}
    return score(pa.table({**columns, "value": values}), Framework(indicators=[EEN]))


def test_a_format_of_a_plugin(distributions, tmp_path):
    """It is asked for by the name of its plugin; each table is a file, or all are one."""
    distributions.add("napd-lines", lines(), FORMATS)
    distributions.add("napd-book", lines(together=True), FORMATS)
    made = result()
    assert made.write(tmp_path, "lines") == [tmp_path / f"{name}.txt" for name in TABLES]
    assert (tmp_path / "scores.txt").read_text().split()[:3] == ["scores", str(len(made.scores)), "15"]
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
def test_what_fails_at_the_step_write(distributions, tmp_path, fault, message):
    """The other tables are written, and the line names the file, the plugin and its last line; nothing half is left."""
    distributions.add("napd-lines", lines(fault), FORMATS)
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


@pytest.mark.usefixtures("interruptible")
def test_who_interrupts_is_obeyed(distributions, tmp_path):
    """Ctrl-C, which is no fault of a plugin, ends the writing."""
    distributions.add("napd-lines", lines("__import__('signal').raise_signal(2)"), FORMATS)
    with pytest.raises(KeyboardInterrupt):
        result().write(tmp_path, "lines")


@pytest.mark.parametrize("stop", ["KeyboardInterrupt", "GeneratorExit"])
def test_what_looks_like_an_interrupt_is_a_fault(distributions, tmp_path, stop):
    """Nobody typed it: the plugin raised it."""
    distributions.add("napd-lines", lines(f"(x for x in ()).throw({stop})"), FORMATS)
    with pytest.raises(NotWritten, match=rf"failed, at the step 'write': RuntimeError: it raised {stop} by itself"):
        result().write(tmp_path, "lines")


def test_a_folder_that_cannot_be_written_is_no_fault_of_the_plugin(distributions, tmp_path, monkeypatch):
    """It is told as it is for the formats of napd."""
    distributions.add("napd-lines", lines(), FORMATS)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("napd.tables.whole._made", full)
    with pytest.raises(NapdError, match=r"scores\.txt: it cannot be written: No space left on device$"):
        result().write(tmp_path, "lines")


def test_a_format_that_cannot_be(distributions):
    """An ending with signs that no file name should have, and something that writes nothing, are refused."""
    for wrong in ({"ending": "../x"}, {"ending": "x", "write": 1}, {"ending": "x", "together": "ja"}):
        with pytest.raises((TypeError, ValueError)):
            Format(**{"write": print} | wrong)
    distributions.add("napd-lines", lines().replace('"txt"', '"../txt"'), FORMATS)
    with pytest.raises(NapdError, match="at the step 'describe': ValueError"):
        format_named("lines", installed(FORMATS), ("csv",))


def test_a_format_by_the_end_of_a_name(distributions):
    """It is that of the one plugin that writes such files, whatever the plugin is called."""
    distributions.add("napd-lines", lines(), FORMATS)
    long = lines().replace('"txt"', '"lang.txt"')
    distributions.add("napd-long", long, FORMATS)
    names = {"een.txt": "lines", "EEN.TXT": "lines", "een.lang.txt": "long", "lang.txt": "lines"}
    for name, plugin in names.items():
        assert format_for(Path(name), installed(FORMATS)).plugin.name == plugin
    distributions.add("napd-rivals", lines(together=True), FORMATS)
    told = r"^een\.txt: files with such a name are written by lines .* and rivals .*: leave"
    with pytest.raises(NapdError, match=told):
        format_for(Path("een.txt"), installed(FORMATS))


def test_a_workbook_needs_its_plugin(monkeypatch):
    """Where it is not there, the message says what to install; where it is but may not be used, it does not."""
    missing = "^een.xlsx: the name must end in one of .csv"
    monkeypatch.setattr("napd.framework.kinds.installed", lambda _: [])
    with pytest.raises(NapdError, match=rf'{missing}; for .xlsx: pip install "napd\[xlsx\]"$'):
        format_for(Path("een.xlsx"), [], ["csv"])
    with pytest.raises(NapdError, match=r'; for .datapackage.zip: pip install "napd\[datapackage\]"$'):
        format_for(Path("een.datapackage.zip"), [], ["csv"])
    workbook = Plugin("xlsx", "napd-xlsx", "1.0", None, group=FORMATS)
    monkeypatch.setattr("napd.framework.kinds.installed", lambda _: [workbook])
    with pytest.raises(NapdError, match=f"{missing}$"):
        format_for(Path("een.xlsx"), [], ["csv"])


@pytest.mark.parametrize("group", EXTRAS)
def test_what_an_extra_brings(group, monkeypatch):
    """Where it is not there, its name says what to install, as install.md promises; the table of extras is whole."""
    projects = [tomllib.loads(path.read_text("utf-8"))["project"] for path in ROOT.glob("plugins/*/pyproject.toml")]
    names = {name: p["name"] for p in projects for name in p["entry-points"].get(group, ())}
    assert set(names) == set(EXTRAS[group])
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    in_dutch = partial(advice_named, language="nl")
    ask = {FORMATS: format_named, AREAS: registry, ADVICE: lambda name, found: in_dutch(name, plugins=found)}[group]
    monkeypatch.setattr("napd.framework.kinds.installed", lambda _: [])
    for name, extra in EXTRAS[group].items():
        assert any(each.startswith(f"{names[name]}==") for each in extras[extra])
        with pytest.raises(
            NapdError, match=rf'^there is no .* {name!r}: .*; for {name}: pip install "napd\[{extra}\]"$'
        ):
            ask(name, [])
        known = Plugin(name, names[name], "1.0", None, group=group)
        with monkeypatch.context() as there:
            there.setattr("napd.framework.kinds.installed", lambda _, it=known: [it])
            with pytest.raises(NapdError, match=r"^there is no .* gives one$"):
                ask(name, [])


def test_one_table_in_one_file(distributions, tmp_path):
    """It is written to any name; a fault of the plugin leaves no file."""
    distributions.add("napd-lines", lines("if name == 'rollups': raise ValueError"), FORMATS)
    made, offer, path = result(), format_for(Path("een.txt"), installed(FORMATS)), tmp_path / "een.txt"
    write_offered_to(path, offer, LazyTables({"scores": lambda: made.scores}, made.receipt))
    assert path.read_text(encoding="utf-8").startswith(f"scores {len(made.scores)} ")
    path.unlink()
    with pytest.raises(NotWritten, match=r"een\.txt is not written: plugin lines .* at the step 'write': ValueError"):
        write_offered_to(path, offer, LazyTables({"rollups": lambda: made.tables["rollups"]}, made.receipt))
    assert not path.exists()


def test_no_format_by_the_end_of_a_name(distributions):
    """What there is is told, and what had to be left out."""
    distributions.add("napd-broken", "import not_there", FORMATS)
    for name in ("een.txt", ".txt", "een"):
        told = rf"^{re.escape(name)}: the name must end in one of \.csv.*; plugin broken .* is left out, at the st"
        with pytest.raises(NapdError, match=told):
            format_for(Path(name), installed(FORMATS), ["csv"])


@pytest.mark.parametrize("overwrite", [False, True])
def test_what_people_typed_is_left_by_a_format_too(distributions, tmp_path, overwrite):
    """The others are written; what is left is named, unless it may be overwritten."""
    distributions.add("napd-lines", lines(), FORMATS)
    typed = "round;area;indicator;question;value\n"
    (tmp_path / "scores.txt").write_text(typed, encoding="utf-8")
    if overwrite:
        assert tmp_path / "scores.txt" in result().write(tmp_path, "lines", overwrite=True)
        return
    with pytest.raises(NotWritten, match=r"^\S*scores\.txt: it holds answers, so it is left as it is") as left:
        result().write(tmp_path, "lines")
    assert left.value.written == [tmp_path / f"{name}.txt" for name in TABLES if name != "scores"]
    assert (tmp_path / "scores.txt").read_text(encoding="utf-8") == typed


def test_a_format_that_takes_none_of_the_tables(tmp_path):
    """It says which it takes, and writes nothing; to a folder and to a file."""
    offer = Offer(Plugin("een", "napd-een", "1.0", None, group=FORMATS), Format(print, "x", takes=("trace", "answers")))
    rules = LazyTables({"rollups": lambda: result().tables["rollups"]}, result().receipt)
    told = r"^the format 'een' takes trace, answers, and there is only rollups$"
    with pytest.raises(NapdError, match=told):
        write_tables(offer, rules, ["rollups"], tmp_path)
    with pytest.raises(NapdError, match=told):
        write_offered_to(tmp_path / "een.x", offer, rules)
    assert not list(tmp_path.iterdir())


def test_a_format_tells_what_does_not_fit(tmp_path):
    """The file is there, and what it has not whole is said with its name."""
    plugin = Plugin("een", "napd-een", "1.0", None, group=FORMATS)
    offer = Offer(plugin, Format(lambda file, _: file.write(b"x") and ["a text"], "txt"))
    path = tmp_path / "a.txt"
    with pytest.raises(NotWritten) as unfit:
        write_offered_to(path, offer, result().tables)
    assert (str(unfit.value), unfit.value.written) == (f"{path}: a text", [path])
    assert path.read_bytes() == b"x"
