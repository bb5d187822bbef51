"""Files that plugins read: found by their ending or first bytes, and never at the cost of another file."""

from __future__ import annotations

import sys

import pytest
from town import FRAMEWORK, answer

from napd import NapdError, score
from napd.answers.guest_source import COLUMN
from napd.answers.sources import sources_of
from napd.framework.hooks import COMMANDS, SOURCES
from napd.framework.kinds import command_named
from napd.framework.local import Local
from napd.framework.plugins import installed
from napd.tables.batch import Batch

CODE = """
import json

import pyarrow as pa

from napd import hookimpl
from napd.plugin import Batch, Problem, SourceFormat, TableSource

times = []


class Source:
    fictional = False
    path = "of the plugin"

    def __init__(self, name):
        self.name = name

    def pieces(self, report, wanted=()):
        PIECES
        yield lambda report: [Batch.of_texts(self.name, {name: ["x"] for name in wanted})]


def read(path, name):
    times.append(name)
    OPEN
    return TableSource(name, pa.Table.from_pylist(json.loads(path.read_text(encoding="utf-8").removeprefix("%J"))))


@hookimpl
def napd_source():
    return SourceFormat(read, begins=b"%J")
"""
ROWS = [answer("plan", "ja")]


def code(opening: str = "pass", pieces: str = "pass") -> str:
    """The code of a source of JSON, with a fault in it."""
    return CODE.replace("OPEN", opening).replace("PIECES", pieces)


@pytest.fixture
def folder(tmp_path):
    """A folder with an answer in JSON, and one in CSV of another round."""
    import json

    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(ROWS), encoding="utf-8")
    (folder / "b.csv").write_text("round,area,indicator,question,value\n2024-12,MO0001,opvang,plan,ja\n")
    return folder


def levels(result):
    """What is scored: rounds with an answer."""
    return {row["round"] for row in result.scores.to_pylist() if row["status"] != "missing"}


def test_by_its_ending(distributions, folder):
    """A folder is searched for it, and its answers are scored beside those of the other files."""
    distributions.add("napd-json", code(), SOURCES)
    result = score(folder, FRAMEWORK)
    assert result.problems.to_pylist() == []
    assert result.receipt["answers"]["count"] == 2
    assert sys.modules["napd_json"].times == [str(folder / "a.json")]


def test_no_plugin_is_imported_for_csv(distributions, folder):
    """Nor looked for; nor for Parquet or Arrow."""
    distributions.add("napd-json", "raise SystemExit", SOURCES)
    assert score(folder / "b.csv", FRAMEWORK).receipt["answers"]["count"] == 1
    assert "napd_json" not in sys.modules


def test_by_its_first_bytes(distributions, folder):
    """Where no plugin goes by the ending, and the file is no text."""
    distributions.add("napd-packed", code().replace('b"%J"', 'b"BZh"').replace('"%J"', '"BZh"'), SOURCES)
    (folder / "c.dat").write_text("BZh" + (folder / "a.json").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "c.dat").rename(folder / "c.csv")
    (folder / "a.json").unlink()
    result = score([folder / "c.csv", folder / "b.csv"], FRAMEWORK)
    assert (result.problems.to_pylist(), result.receipt["answers"]["count"]) == ([], 2)


@pytest.mark.parametrize(
    ("fault", "step", "why"),
    [
        (code("1 / 0"), "open", "ZeroDivisionError: division by zero (line 26 of napd_json)"),
        (code("raise SystemExit(3)"), "open", "it called sys.exit(3) (line 26 of napd_json)"),
        (code("return 1"), "open", "TypeError: open() must return a source of answers, and int has no 'name'"),
        (code("return Source(name)", "1 / 0"), "rows", "ZeroDivisionError: division by zero (line 20 of napd_json)"),
        (code("return Source(name)", "yield lambda _: [1]"), "rows", "TypeError: a piece must give batches, not int"),
        (
            code("return Source(name)", "wanted = wanted[1:]"),
            "rows",
            "ValueError: a batch has no column 'round'",
        ),
        (
            code("return Source(name)", "yield lambda _: [Batch('x', {n: pa.array(['x']) for n in wanted}, None)]"),
            "rows",
            f"ValueError: column 'round' of a batch must be {COLUMN} of 1 rows",
        ),
    ],
)  # fmt: skip
def test_what_goes_wrong_makes_that_file_a_problem(distributions, folder, fault, step, why):
    """It names the plugin, its version and its last line; the other files are scored."""
    distributions.add("napd-json", fault, SOURCES)
    result = score(folder, FRAMEWORK)
    (problem,) = result.problems.to_pylist()
    assert (problem["problem"], problem["severity"], problem["file"]) == (
        "unreadable", "error", str(folder / "a.json"),
    )  # fmt: skip
    assert problem["message"] == (f"it cannot be read: plugin json (napd-json 1.0) failed, at the step {step!r}: {why}")
    assert (result.receipt["answers"]["count"], result.fictional) == (1, False)


def test_a_plugin_that_cannot_be_imported(distributions, folder):
    """Its files are told, as are those of two plugins that go by one ending."""
    distributions.add("napd-json", "import not_there", SOURCES)
    (problem,) = score(folder, FRAMEWORK).problems.to_pylist()
    assert problem["message"] == (
        "it cannot be read: plugin json (napd-json 1.0) is left out, at the step 'import': "
        "ModuleNotFoundError: No module named 'not_there' (line 1 of napd_json)"
    )
    distributions.add("napd-jason", code(), SOURCES, entry="json")
    (problem,) = score(folder, FRAMEWORK).problems.to_pylist()
    assert problem["message"] == (
        "files ending in .json are read by json (napd-jason 1.0) and json (napd-json 1.0): leave one out with --block"
    )


def test_what_is_wrong_with_the_answers_is_told_as_of_any_file(distributions, folder):
    """With what the source reports itself; of several files each has its own."""
    fault = "report(Problem(problem='hidden', message='m', file=self.name))"
    distributions.add("napd-json", code("return Source(name)", fault), SOURCES)
    problems = score(folder / "a.json", FRAMEWORK).problems.to_pylist()
    told = {(row["problem"], row["line"]) for row in problems}
    assert told >= {("hidden", None), ("unknown_area", 2), ("unknown_indicator", 2)}


def test_a_plugin_that_fails_when_it_is_read_again(distributions, folder):
    """Its rows count already, so the answers cannot be had."""
    later = "times.append(1)\n        if len(times) > 2: raise ValueError('gone')"
    distributions.add("napd-json", code("return Source(name)", later), SOURCES)
    result = score(folder / "a.json", FRAMEWORK)
    with pytest.raises(NapdError, match=r"plugin json .* failed, at the step 'rows': ValueError: gone"):
        result.answers  # noqa: B018


def test_it_is_tried_or_blocked(distributions, folder, tmp_path):
    """By what is given beside what is installed."""
    distributions.add("napd-json", code(), SOURCES)
    (blocked,) = sources_of(folder / "a.json", local=Local(blocked=("json",)))
    assert type(blocked).__name__ == "CsvSource"
    tried = tmp_path / "napd-try" / "src" / "napd_try"
    tried.mkdir(parents=True)
    (tried / "__init__.py").touch()
    (tried / "source.py").write_text(code("times.append('tried')"), encoding="utf-8")
    (tmp_path / "napd-try" / "pyproject.toml").write_text(
        '[project]\nname = "napd-try"\n[project.entry-points."napd.sources"]\njson = "napd_try.source"\n'
    )
    local = Local.of(plugins=[tmp_path / "napd-try"])
    sources_of(folder, local=local)
    assert sys.modules["napd_try.source"].times[-1] == "tried"
    for name in ("napd_try", "napd_try.source"):
        sys.modules.pop(name)


def test_a_command_by_its_name(distributions):
    """Not by that of its distribution, as one is typed."""
    say = "from napd import hookimpl\n\n\n@hookimpl\ndef napd_command():\n    return print\n"
    distributions.add("napd-say", say, COMMANDS)
    assert command_named("say", installed(COMMANDS)).value is print
    with pytest.raises(NapdError, match="there is no command 'napd-say'"):
        command_named("napd-say", installed(COMMANDS))


def test_a_workbook_without_what_reads_it(tmp_path):
    """Says what to install, whatever its name; what is compressed says to unpack it."""
    forms = Local(blocked=("napd-forms",))
    for name, start, hint in (
        ("a.xlsx", b"PK", 'Install it: pip install "napd[forms]".'),
        ("b.csv", b"PK", 'Install it: pip install "napd[forms]".'),
        ("c.csv", b"BZh", "Unpack it first."),
        ("d.xlsx", b"BZh", "Unpack it first."),
        ("e.ods", b"round,area", "Save or send it again."),
    ):
        (tmp_path / name).write_bytes(start + bytes(100))
        (source,) = sources_of(tmp_path / name, local=forms)
        assert [str(problem.hint) for problem in source.problems] == [hint], name


def test_what_only_some_sources_have():
    """A batch of texts says where its rows stand."""
    batch = Batch.of_texts("f", {"value": ["a", ""], "note": ["", "n"]}, first=5, beside=["", "n"])
    assert [(place.file, place.line) for place in batch.places(batch.numbers("value").astype("int64"), "value")] == [
        ("f", 5), ("f", 6),
    ]  # fmt: skip
    assert (batch.texts("value"), batch.beside.to_pylist()) == (["a", ""], [None, "n"])
