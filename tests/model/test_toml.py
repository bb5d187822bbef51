"""TOML from people: read as `tomllib` does, with the line of everything, and refused where it would cost too much."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from napd import ModelError, NapdError
from napd.framework.settings import settings_of
from napd.model.content import content, utf8
from napd.model.file import indicator_of, read_indicator
from napd.model.toml import DEEPEST, LONGEST_KEY, LONGEST_NUMBER, MOST, WORD, read_toml

SIGNS = st.text(st.sampled_from("ab1.-_=[]{}\"'\\#,\n\r\t :+é\x00\u2028"), max_size=60)
"""What TOML is made of, and what it is not."""
NAMES = st.one_of(st.sampled_from(["a", "b", "c"]), st.text(max_size=4))
PLAIN = st.one_of(st.integers(-9, 9), st.booleans(), st.text(max_size=6), st.dates(date(1000, 1, 1)))
VALUES = st.recursive(
    PLAIN, lambda part: st.lists(part, max_size=3) | st.dictionaries(NAMES, part, max_size=3), max_leaves=6
)
BLANKS = st.sampled_from(["", " ", "  ", "\t"])


def quoted(text):
    """A text as TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@st.composite
def values(draw, value, *, inside=False):
    """A value as TOML, with blanks, comments and line ends where they may be; in an inline table without line ends."""
    blank = BLANKS if inside else st.one_of(BLANKS, st.sampled_from(["\n", " # [[x]] = {\n", "\r\n"]))
    if isinstance(value, dict):
        pairs = [
            f"{quoted(key)}{draw(BLANKS)}={draw(BLANKS)}{draw(values(p, inside=True))}" for key, p in value.items()
        ]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        parts = [f"{draw(blank)}{draw(values(part, inside=inside))}{draw(blank)}" for part in value]
        return "[" + ",".join(parts) + "]"
    if isinstance(value, str):
        return draw(st.sampled_from([quoted(value), f'"""{quoted(value)[1:-1]}"""']))
    return str(value).lower() if isinstance(value, bool) else str(value)


@st.composite
def texts(draw):
    """A text of TOML in which every setting has a name of its own."""
    lines = []
    for number in range(draw(st.integers(0, 4))):
        lines.append(draw(st.sampled_from(["", "# x = [", f"[t{number}]", f"[[many]]\n[many.in{number}]", "[[many]]"])))
        for setting, value in enumerate(draw(st.lists(VALUES, max_size=3))):
            key = draw(
                st.sampled_from([f"k{number}{setting}", f"k{number}{setting}.a . 'b'", f'"k {number}{setting}"'])
            )
            lines.append(f"{key} = {draw(values(value))}")
    return "\n".join(lines) + "\n"


def places(data, path=()):
    """The places of everything in data."""
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield from places(part, (*path, step))


@given(texts())
def test_everything_has_its_line(text):
    """Each table, setting, part of a list and inline table has a line, on which it stands or begins."""
    found = read_toml(text, "x")
    assert found.data == tomllib.loads(text)
    assert set(places(found.data)) == set(found.lines)
    lines = text.replace("\r\n", "\n").split("\n")
    for place, number in found.lines.items():
        name = place[-1] if place else 0
        assert isinstance(name, int) or name in lines[number - 1] or quoted(name) in lines[number - 1]


class Refused(Exception):  # noqa: N818 - no error, what was wanted
    """A text is refused as it should be."""


def read(text):
    """What a text of TOML says, or that it is refused in one sentence."""
    try:
        return read_toml(text, "x").data
    except NapdError as error:
        raise Refused if re.match("x: it is not TOML(:| that can be read)[^\n]+$", str(error)) else error from None


@given(st.one_of(st.text(), SIGNS))
@example('x = """')
@example('"\\')
@example('"\\x" = 1')
@example("]")
@example(",")
@example("[[a]\n] = 1")
@example("x = [}, 1]")
@example("'\\x' = {a.'\\x' = 1}")
def test_any_text_is_read_or_refused(text):
    """Whatever a text is, it is read as `tomllib` reads it, or refused in one sentence; and each sign is taken once."""
    with suppress(Refused):
        assert read(text) == tomllib.loads(text)
    taken = [found.span() for found in WORD.finditer(text)]
    assert [end for _, end in taken[:-1]] == [begin for begin, _ in taken[1:]]


LONG = {
    "a list of lists": (f"x = {'[' * (DEEPEST + 1)}{']' * (DEEPEST + 1)}", "nested too deeply: more than 64 brackets"),
    "tables in tables": ("x = " + "{a = " * 70 + "1" + "}" * 70, "nested too deeply: more than 64 brackets"),
    "brackets without end": ("x = " + "[" * 9_999, "more than 64 brackets inside one another (line 2, t.x)"),
    "a key": (".".join("a" * (LONGEST_KEY + 1)) + " = 1", "a key has more than 16 parts (line 2, t.a.a.a"),
    "a heading": (f"[{'.'.join('a' * 9_999)}]", "a key has more than 16 parts"),
    "a key in a table": ("x = { " + ".".join("a" * 999) + " = 1 }", "a key has more than 16 parts"),
    "a whole number": ("x = " + "9" * (LONGEST_NUMBER + 1), "a number has more than 100 characters (line 2, t.x)"),
    "a number in base 16": ("x = [1, 0x" + "f" * 9_999 + "]", "a number has more than 100 characters (line 2, t.x)"),
    "a fraction": ("x = 0." + "1" * 9_999, "a number has more than 100 characters (line 2, t.x)"),
}  # fmt: skip


@pytest.mark.parametrize("case", LONG)
def test_what_no_file_needs_is_refused(case, tmp_path):
    """Depth, long keys and long numbers are refused by line and setting, in every file of TOML alike."""
    text, said = LONG[case]
    path = tmp_path / "napd.toml"
    path.write_text(f"[t]\n{text}\n", encoding="utf-8")
    for read in (read_indicator, settings_of):
        with pytest.raises(NapdError) as error:
            read(path)
        assert str(error.value).startswith(f"{path}: it is not TOML")
        assert said in str(error.value)


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST - 1])
def test_what_is_just_small_enough(depth):
    """Up to the bounds, everything is read."""
    text = f"x = {'[' * depth}{']' * depth}\n{'.'.join('abcdefghijklmnop')} = {'9' * LONGEST_NUMBER}\n"
    assert read_toml(text, "x").data == tomllib.loads(text)


HOSTILE = {
    "ones": "x = [" + "1,\n" * 100_000 + "]", "lists": "x = [" + "[[1]]," * 60_000 + "]", "keys": "a{} = 1\n",
    "dots": "." * MOST, "dotted": ".".join("a" * 200_000) + " = 1", "cr": "\r" * MOST,
    "quotes": "x = " + '"""\\' * 100_000,
    "tables": "[t{}]\n", "questions": "[[questions]]\nkind = 'Choice'\n", "kinds": "[[questions]]\nkind = 'Kies{}'\n",
    "typos": "[[support]]\nnaam = 1\n", "rules": "[[rules]]\nlevel = 'niet-op-gang'\nwhen = 'q{}'\n",
    "brackets": "[" * MOST,
}  # fmt: skip
"""Half a megabyte of TOML, or a line that is repeated until there is as much."""


@pytest.mark.unmeasured
@pytest.mark.parametrize("case", HOSTILE)
def test_the_work_is_bounded(case, tmp_path):
    """Half a megabyte of whatever is refused, in a text that a person can read; a minute is ample."""
    text = HOSTILE[case]
    if len(text) < 100:
        text = "".join(text.format(number) for number in range(MOST // (len(text) + 4)))
    path = tmp_path / "x.toml"
    path.write_text(text[:MOST], encoding="utf-8", newline="")
    code = "import sys; from napd.model.file import read_indicator; read_indicator(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.splitlines()[-1].strip()
    assert "napd.errors." in done.stderr
    assert len(done.stderr) < 400_000


def test_an_empty_file_of_toml():
    """A file that says nothing lacks what an indicator needs."""
    with pytest.raises(ModelError, match=r"x\.toml: line 1, it needs 'id'"):
        indicator_of("", "x.toml")


def test_content(tmp_path):
    """A file is read whole or refused: where it is too large, is none, is no text, or could not have such a name."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfabc")
    assert content(path) == b"\xef\xbb\xbfabc"
    assert utf8(path) == "abc"
    path.write_bytes(b"\xff")
    for name, most, said in (
        (path, 9, "it is not UTF-8 text; save it as UTF-8"),
        (path, 0, "it is larger than 0 KiB, and no such file needs to be"),
        (tmp_path, 9, "it cannot be read: Is a directory"),
        (tmp_path / "b", 9, "it cannot be read: No such file or directory"),
        (tmp_path / "\0", 9, "no file can have this name: embedded null byte"),
        ("/dev/zero", 9, "it is larger than 0 KiB, and no such file needs to be"),
    ):
        with pytest.raises(NapdError) as error:
            utf8(name, most)
        assert str(error.value) == f"{name}: {said}"
