"""Signs that cannot be seen: where a text is shown they are blanks, and where it is written they come back."""

from __future__ import annotations

import json
import tomllib
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from napd.model.scale import DEFAULT_SCALE
from napd.texts import languages, texts
from napd.texts.signs import ASCII, STEERING, escaped, harmless, in_ascii, on_page, on_screen

STEERS = "\x00\x07\x1b\x7f\x9b\xad\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\U000e0001"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(f"{STEERS}\n\r\t é👩\u200d")))


@given(TEXTS)
@example("\x1b]8;;http://x\x07y\x1b]8;;\x07")
def test_on_screen(text):
    """A text is as long as it was and printable, but for its line ends; what could be seen is as it was."""
    shown = on_screen(text)
    assert len(shown) == len(text)
    assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []
    assert [(a, b) for a, b in zip(text, shown, strict=True) if a != b and (a.isprintable() or b != " ")] == []
    assert harmless(text) == shown.replace("\n", " ")


@given(TEXTS)
def test_on_a_page(text):
    """A page has no sign that steers or hides, but for what joins two signs of an emoji or of another script."""
    shown = on_page(text)
    assert len(shown) == len(text)
    for before, sign, after in zip(f" {shown}", shown, f"{shown} "[1:], strict=False):
        joins = sign in "\u200c\u200d" and before >= "\u0370" and after >= "\u0370"
        assert sign in "\n\t" or category(sign) not in STEERING or joins
    assert [(a, b) for a, b in zip(text, shown, strict=True) if b not in (a, " ")] == []


@pytest.mark.parametrize("sign", STEERS)
def test_each_sign_that_steers(sign):
    """Each is a blank, on the screen and on a page."""
    assert on_screen(f"a{sign}b") == on_page(f"a{sign}b") == harmless(f"a{sign}b") == "a b"


@pytest.mark.parametrize(
    "text", ["👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈", "\u0645\u06cc\u200c\u062e", "क्\u200dष", "1\u202f234 €\xa0"]
)
def test_what_a_page_keeps(text):
    """Emoji of several signs, scripts that join theirs, and blanks that do not break."""
    assert on_page(text) == text


@given(st.text())
def test_what_is_escaped_comes_back(text):
    """Texts of JSON and of TOML hold no sign that cannot be seen, and are read as what they were."""
    as_toml = escaped(f"a = {json.dumps(text, ensure_ascii=False)}\n")
    as_json = escaped(json.dumps(text, ensure_ascii=False), lambda sign: json.dumps(sign)[1:-1])
    assert tomllib.loads(as_toml) == {"a": text}
    assert json.loads(as_json) == text
    assert as_json.isprintable()
    assert as_toml.removesuffix("\n").isprintable()


@given(st.text())
def test_in_ascii(text):
    """Whatever a code page lacks is written in ASCII, and what it has stays."""
    assert in_ascii(text).isascii()
    assert "".join(sign if sign.isascii() else in_ascii(sign) for sign in text) == text.encode("ascii", ASCII).decode()
    latin = text.encode("latin-1", ASCII).decode("latin-1")
    assert latin == "".join(sign if ord(sign) < 256 else in_ascii(sign) for sign in text)


@pytest.mark.parametrize("language", languages())
def test_levels_and_statuses_stay_distinct(language):
    """In a code page without their signs, each has a sign of its own, and none of them is lost."""
    shown = [level.symbol for level in DEFAULT_SCALE.levels]
    shown += [text.split()[0] for text in texts(language).table("status").values()]
    plain = [in_ascii(sign) for sign in shown]
    assert len(set(plain)) == len(plain)
    assert plain[:3] == ["x", "o", "v"]
    assert [sign for sign, own in zip(shown, plain, strict=True) if own == "?"] == ["?"]


def test_a_letter_loses_only_its_accent():
    """Names can still be read; what has nothing like it in ASCII is a question mark."""
    assert in_ascii("Fryslân, één: ≥ 3 → “ja” 字") == 'Fryslan, een: >= 3 > "ja" ?'
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", ASCII)
