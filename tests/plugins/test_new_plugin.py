"""`napd new` makes a plugin that works at once, says what is still to be written, and never overwrites anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from napd import NapdError, Number
from napd.framework.local import Local, tried
from napd.framework.plugins import load
from napd.testing import checks_of
from napd.testing.new_plugin import new_plugin

QUESTIONS = """\
id;text;kind;options;unit;minimum;maximum;required;help
plan;"Hoe ver is ""het"" plan?";;geen|concept|vastgesteld;;;;;Kies er één.
geld;Is er geld?;ja/nee;;;;;nee;
wachtenden;Hoeveel mensen wachten?;Getal;;mensen;0;;ja;
deel;Welk deel?;number;;%;0;99,5;;
wie;Wie doen mee?;meerkeuze;zorg;;;;;
sinds;Sinds wanneer?;datum;;;;;;
uitleg;Wat nog?;tekst;;;;;;
"""


@pytest.fixture
def made(tmp_path):
    """Make a plugin, give its folder and its indicator; its module is forgotten afterwards."""
    modules = set(sys.modules)

    def make(name="wachtlijsten", questions=None):
        path = None
        if questions is not None:
            path = tmp_path / "questions.csv"
            path.write_text(questions, encoding="utf-8")
        folder = new_plugin(name, tmp_path, path)
        (provided,), left_out = load(tried(folder))
        assert left_out == ()
        return folder, provided.indicator

    yield make
    for name in set(sys.modules) - modules:
        if name.startswith("napd_"):
            del sys.modules[name]


def failing(folder: Path, indicator):
    """The checks that fail, by name."""
    (cases,) = folder.glob("src/*/cases.csv")
    found = []
    for check in checks_of(indicator, cases):
        try:
            check()
        except AssertionError:
            found.append(check.name)
    return found


def own_tests(folder: Path):
    """The closing line of the tests of a plugin, run in a process of their own as its author does.

    It is not installed here, as the law `announced` wants; it is where the tutorial is followed.
    """
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not announced", str(folder)]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=folder, env=os.environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


def test_a_new_plugin_works_at_once(made):
    """It is complete, keeps every law, and passes its own tests."""
    folder, indicator = made("wacht-lijsten")
    assert (indicator.id, indicator.title) == ("wacht-lijsten", "Wacht lijsten")
    assert sorted(
        str(path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ) == [
        ".github/workflows/check.yml",
        "README.md",
        "pyproject.toml",
        "src/napd_wacht_lijsten/__init__.py",
        "src/napd_wacht_lijsten/cases.csv",
        "src/napd_wacht_lijsten/py.typed",
        "tests/test_wacht_lijsten.py",
    ]
    assert failing(folder, indicator) == []
    assert "12 passed" in own_tests(folder)


def test_a_new_plugin_from_questions(made):
    """The questions are those of the file; the rules are plainly still to be written, and nobody is scored by them."""
    folder, indicator = made(questions=QUESTIONS)
    asked = {
        question.id: (type(question).__name__, question.text, question.required) for question in indicator.questions
    }
    assert asked == {
        "plan": ("Choice", 'Hoe ver is "het" plan?', True),
        "geld": ("YesNo", "Is er geld?", False),
        "wachtenden": ("Number", "Hoeveel mensen wachten?", True),
        "deel": ("Number", "Welk deel?", True),
        "wie": ("MultiChoice", "Wie doen mee?", True),
        "sinds": ("Date", "Sinds wanneer?", True),
        "uitleg": ("Text", "Wat nog?", True),
    }
    plan, _, waiting, part, who, *_ = indicator.questions
    assert (plan.ids, plan.help) == (("geen", "concept", "vastgesteld"), "Kies er één.")
    assert who.ids == ("zorg",)
    assert isinstance(waiting, Number)
    assert (waiting.unit, waiting.minimum, waiting.maximum) == ("mensen", 0, None)
    assert (part.unit, part.minimum, part.maximum) == ("%", 0, 99.5)
    assert [rule.level for rule in indicator.rules] == ["not_applicable"]
    assert failing(folder, indicator) == ["texts"]
    assert "PLAATSHOUDER" in (folder / "README.md").read_text(encoding="utf-8")
    assert "11 passed, 1 deselected, 1 xfailed" in own_tests(folder)


def test_one_question(made):
    """A file of one question is enough, with a label that holds both kinds of quotes."""
    _, indicator = made(questions='id,text\nklaar,"Is \'t ""klaar""?"\n')
    assert [question.text for question in indicator.questions] == ['Is \'t "klaar"?']


FAULTS = {
    "id,text\nplan,\n": 'line 2, column "text", value "": this is empty. Fill it in.',
    "id,text\nclass,A\n": 'line 2, column "id", value "class": this cannot be a name in Python or in a file of cases. '
    "Take another word.",
    "id,text\nlevel,A\n": 'line 2, column "id", value "level": this cannot be a name in Python or in a file of cases. '
    "Take another word.",
    "id,text,kind\na,A,keus\n": 'line 2, column "kind", value "keus": this is not a kind of question. Did '
    'you mean "keuze"?',
    "id,text,kind\na,A,%%%\n": 'line 2, column "kind", value "%%%": this is not a kind of question. Take one of: '
    "yesno, ja/nee, choice, keuze, multichoice, meerkeuze, number, getal, date, datum, text, tekst",
    "id,text,kind,minimum\na,A,getal,veel\n": 'line 2, column "minimum", value "veel": this is not a number. Write '
    "digits, such as 12 or 37,5; leave the cell empty when it is not known.",
    "id,text,required\na,A,soms\n": 'line 2, column "required", value "soms": this is neither ja nor nee. Write ja or '
    "nee.",
    "id,text,options\na,A,een\n": "line 2: question 'a' has too few options (1)",
    "id,text,minimum\n\na,A,3\n": "line 3: unknown setting 'minimum'.",
    "id,text\na,A\na,B\n": "line 3: two questions have the id 'a'",
    "id\na\n": 'line 1, column "text", value "": this column is missing. Needed are: id, text.',
}


@pytest.mark.parametrize(("text", "said"), FAULTS.items())
def test_questions_with_a_fault(tmp_path, text, said):
    """Each fault is told with its line, and nothing is made."""
    (tmp_path / "q.csv").write_text(text, encoding="utf-8")
    with pytest.raises(NapdError) as error:
        new_plugin("wachtlijsten", tmp_path, tmp_path / "q.csv")
    first, *lines = (line.strip() for line in str(error.value).splitlines())
    assert first.startswith(f"{tmp_path / 'q.csv'} has 1 fault")
    assert [line.partition(" There are: ")[0] for line in lines] == [said]
    assert [path.name for path in tmp_path.iterdir()] == ["q.csv"]


NAMES = {
    "Wachtlijsten": "'Wachtlijsten' is not a name: use lower case letters and digits, with single hyphens. Did you "
    'mean "wachtlijsten"?',
    "napd-wacht": "'napd-wacht' is not a name: use lower case letters and digits, with single hyphens. "
    'Did you mean "wacht"?',
    "!": "'!' is not a name: use lower case letters and digits, with single hyphens",
    "../x": "'../x' is not a name: use lower case letters and digits, with single hyphens. Did you mean \"x\"?",
    "regioplan": "a plugin 'regioplan (napd-regioplan 0.1.0)' is installed already; take another name",
}


@pytest.mark.parametrize(("name", "said"), NAMES.items())
def test_names_that_cannot_be_used(tmp_path, name, said):
    """The name is refused with the nearest that will do, and nothing is made."""
    with pytest.raises(NapdError) as error:
        new_plugin(name, tmp_path)
    assert str(error.value) == said
    assert list(tmp_path.iterdir()) == []


def test_a_module_that_is_there_already(tmp_path, monkeypatch):
    """A module of that name that is no plugin would be hidden by the new one, so it is refused too."""
    (tmp_path / "napd_wacht.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(NapdError, match="a plugin 'napd_wacht' is installed already"):
        new_plugin("wacht", tmp_path)


def test_nothing_is_overwritten(tmp_path):
    """What is there is left as it is; a place where nothing can be made is told."""
    folder = new_plugin("wachtlijsten", tmp_path)
    (folder / "README.md").write_text("Van mij", encoding="utf-8")
    with pytest.raises(NapdError, match="already exists, and is left as it is"):
        new_plugin("wachtlijsten", tmp_path)
    assert (folder / "README.md").read_text(encoding="utf-8") == "Van mij"
    with pytest.raises(NapdError, match="cannot be written"):
        new_plugin("anders", folder / "README.md")


def test_it_can_be_used_beside_the_six(made):
    """Without being installed it stands beside what is."""
    folder, indicator = made()
    provided, left_out = Local.of([folder]).beside([])
    assert ([each.indicator for each in provided], left_out) == ([indicator], [])


@pytest.mark.parametrize(("version", "range_"), [("0.1.0", ">=0.1.0,<0.2"), ("2.3.4", ">=2.3.4,<3")])
def test_the_versions_it_works_with(version, range_):
    """A plugin says for which versions of napd it was made: before 1.0 up to the next minor one."""
    from napd.testing.new_plugin import _compatible

    assert _compatible(version) == range_
