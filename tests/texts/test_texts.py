"""Texts: every one that is asked for is there, each that is there is asked for, and all languages have the same."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import napd
from napd import Framework, NapdError
from napd.model.questions import KINDS
from napd.model.rollup import ROLLUPS
from napd.texts import DUTCH, languages, texts

ROOT = Path(napd.__file__).parent
KEY = r"[a-z_]+(?:\.[^\s{}'\"]+)+"
IN_TEMPLATES = re.compile(rf"\bsay\(\s*['\"]({KEY})['\"]")
NAMES = {"kinds": KINDS, "rollups": ROLLUPS, "said": ROLLUPS}
"""Sections whose keys are names of classes."""


def of_calls(path: Path) -> Iterator[str]:
    """The keys that a module asks for, with * for what is only known when it runs."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(KEY, node.value):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
            if re.fullmatch(r"[a-z_]+\.[\S]*", text := "".join(map(str, parts))):
                yield text


def asked() -> set[str]:
    """All that is asked for, in modules and templates."""
    templates = [path.read_text(encoding="utf-8") for path in ROOT.rglob("*.html")]
    modules = {key for path in ROOT.rglob("*.py") for key in of_calls(path)}
    return modules | {key for text in templates for key in IN_TEMPLATES.findall(text)}


SECTIONS = {key.partition(".")[0] for key in DUTCH.keys}


def said_with(node: ast.Call) -> bool:
    """Whether a call asks for a text."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"say", "_say", "DUTCH", "find", "several", "table"}


def first_argument(node: ast.Call) -> str | None:
    """The key that a call asks for, where it stands there."""
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def test_each_that_is_asked_for_is_there():
    """A module or a template asks for no text that is not there."""
    wanted = [
        (path.name, key)
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and said_with(node) and (key := first_argument(node))
        if re.fullmatch(KEY, key) and key.partition(".")[0] in SECTIONS
    ]
    wanted += [(path.name, key) for path in ROOT.rglob("*.html") for key in IN_TEMPLATES.findall(path.read_text())]
    assert len(wanted) > 50
    assert [each for each in wanted if each[1] not in DUTCH.keys and not DUTCH.table(each[1])] == []


def test_each_that_is_there_is_asked_for():
    """A text that nobody asks for is one that nobody will renew."""
    patterns = [re.compile(re.escape(key).replace(r"\*", ".+")) for key in asked() if key.partition(".")[0] in SECTIONS]
    unused = [
        key
        for key in DUTCH.keys
        if key.partition(".")[0] not in NAMES and not any(each.fullmatch(key) for each in patterns)
    ]
    assert unused == []


@pytest.mark.parametrize("section", NAMES)
def test_names_of_classes(section):
    """What kinds of question and roll-up are called goes by their names, and each has one."""
    mine = {name for name, kind in NAMES[section].items() if kind.__module__.startswith("napd.model")}
    bases = {"Question", "Rollup"}
    assert {*DUTCH.table(section)} - bases <= mine
    assert mine - bases <= {*DUTCH.table(section)}


@pytest.mark.parametrize("language", languages())
def test_languages_say_the_same(language):
    """Every language has each text, and each speaks of the same."""
    other = texts(language)
    assert other.keys == DUTCH.keys
    for key in DUTCH.keys:
        assert said_of(other, key) == said_of(DUTCH, key), key


def said_of(say, key: str) -> object:
    """What a text speaks of; of a list nothing."""
    text = say._texts[key]
    if not isinstance(text, str):
        return type(text)
    return sorted(name or "" for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_a_text():
    """A text says what it speaks of; one that is not there, or has too little to say, is a fault of the code."""
    say = texts("en")
    assert say("explain.rule", 2) == "rule 2"
    assert say("words.through", a=1, b=3) == "1 to 3"
    assert say("words.through") == "{a} to {b}"
    assert say.several("words.months")[0] == "January"
    assert say.table("status")["unanswered"] == "· not answered"
    assert repr(say) == "<Texts: en of napd>"
    assert texts("en") is say
    for key, named in (("explain.no", {}), ("words.through", {"a": 1})):
        with pytest.raises(KeyError):
            say(key, **named)


def test_a_language_that_is_not_there():
    """Naming another language says which there are."""
    assert languages() == ("en", "nl")
    with pytest.raises(NapdError, match=r"^napd has no texts in the language 'fr'. There are: en, nl.$"):
        Framework(indicators=[], language="fr")
    with pytest.raises(NapdError, match='Did you mean "nl"'):
        Framework(indicators=[], language="NL")


def test_read_at_the_first_sentence():
    """Importing napd, and making texts, reads nothing; a sentence reads the one file of its language."""
    code = """
import sys
import napd, napd.framework.framework
from napd.texts import texts, DUTCH
say = texts("en")
assert "_texts" not in vars(say) and "_texts" not in vars(DUTCH)
say("words.or")
assert "_texts" in vars(say) and "_texts" not in vars(DUTCH)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
