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
from napd.model.shape import KINDS, ROLLUPS  # by it each is there, whatever other tests load
from napd.texts import DUTCH, Texts, languages, problem_kinds, problem_text, texts

REPOSITORY = Path(__file__).parents[2]
PACKAGES = {path.parents[1].name: path.parents[1] for path in REPOSITORY.glob("**/src/*/texts/nl.toml")}
"""Where the packages lie that have texts."""
KEY = r"[a-z_]+(?:\.[^\s{}'\"]+)+"
IN_TEMPLATES = re.compile(r"\b(say|tell)\(([^{}]*)\)")
NAMES = {"kinds": KINDS, "rollups": ROLLUPS, "said": ROLLUPS}
"""Sections whose keys are names of classes."""


ASKS = {"say", "_say", "words", "Message", "DUTCH", "tell", "_tell", "message"}
"""What asks for a text; the last three for one of the package itself."""
OWN = {"tell", "_tell", "message"}
COUNTS = ("_one", "_several")
"""What ends the keys of a text that speaks of a number called `count`."""


def own_of(package: str, name: str) -> frozenset[str]:
    """What a module or template of a package can ask by a name: `say` napd's texts, `tell` its own."""
    return asked_by(texts("nl", package if name in OWN else "napd").keys)


def asked_by(keys: frozenset[str]) -> frozenset[str]:
    """The keys by which texts are asked for."""
    counted = {key.removesuffix("_one") for key in keys if f"{key.removesuffix('_one')}_several" in keys}
    return frozenset({key for key in keys if not key.endswith(COUNTS)} | counted)


def calls_in(path: Path) -> Iterator[tuple[str, str]]:
    """By which name a module asks for texts, and the keys that stand there; and where it names the texts itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.func if isinstance(node.func, ast.Call) else node.func  # as in words()("told.wrote")
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            first = node.args[0] if node.args else None
            if name in ASKS and isinstance(first, ast.Constant):
                yield name, str(first.value)


def keys_in(path: Path) -> Iterator[str]:
    """The keys that a module may ask for, with * for what is only known when it runs."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(KEY, node.value):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "table":
            yield from (f"{each.value}.*" for each in node.args if isinstance(each, ast.Constant))


def in_templates(path: Path) -> Iterator[tuple[str, str]]:
    """The same in a template."""
    for name, arguments in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
        yield from ((name, key) for key in re.findall(rf"'({KEY})'", arguments))


@pytest.mark.parametrize("package", PACKAGES)
def test_each_that_is_asked_for_is_there(package):
    """A module or a template asks for no text that is not there."""
    root = PACKAGES[package]
    asked = [(path.name, each) for path in root.rglob("*.py") for each in calls_in(path) if re.fullmatch(KEY, each[1])]
    asked += [(path.name, each) for path in root.rglob("*.html") for each in in_templates(path)]
    assert len(asked) > 2
    assert [(file, key) for file, (name, key) in asked if key not in own_of(package, name)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_each_that_is_there_is_asked_for(package):
    """A text that nobody asks for is one that nobody will renew."""
    keys = {key for root in PACKAGES.values() for path in root.rglob("*.py") for key in keys_in(path)}
    keys |= {key for root in PACKAGES.values() for path in root.rglob("*.html") for _, key in in_templates(path)}
    keys = {key for key in keys if not key.startswith("*")}
    patterns = [re.compile(re.escape(key).replace(r"\*", ".+")) for key in keys]
    mine = [key for key in asked_by(texts("nl", package).keys) if key.partition(".")[0] not in NAMES]
    assert [key for key in mine if not any(each.fullmatch(key) for each in patterns)] == []


@pytest.mark.parametrize("section", NAMES)
def test_names_of_classes(section):
    """What kinds of question and roll-up are called goes by their names, and each has one."""
    mine = {name for name, kind in NAMES[section].items() if kind.__module__.startswith("napd.model")}
    bases = {"Question", "Rollup"}
    assert {*DUTCH.table(section)} - bases <= mine
    assert mine - bases <= {*DUTCH.table(section)}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("package", PACKAGES)
def test_languages_say_the_same(package, language):
    """Every language has each text, and each speaks of the same."""
    dutch, other = (texts(name, package) for name in ("nl", language))
    assert languages(package) == languages()
    assert other.keys == dutch.keys
    for key in dutch.keys:
        assert said_of(other, key) == said_of(dutch, key), key


def said_of(say: Texts, key: str) -> object:
    """What a text speaks of; of a list nothing."""
    text = {**say._problems, **say._texts}[key]
    if not isinstance(text, str):
        return type(text)
    return sorted(name or "" for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_problems():
    """Each kind has a severity, a meaning, and a sentence in every language; what a plugin brings is looked at."""
    for kind, each in problem_kinds().items():
        assert {*each} == {"severity", "meaning", *languages()}, kind
        assert each["severity"] in {"error", "remark"}
        whole = (each["meaning"], *(each[language]["comment"] for language in languages()))
        assert all(text.strip().endswith((".", "?")) for text in whole), kind
        assert problem_text(kind, "nl") == each["nl"]["comment"]
    assert problem_text("not_a_duration", "en") == "Check this."


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
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(napd.__file__).parent)
