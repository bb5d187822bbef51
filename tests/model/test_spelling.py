"""What a reader takes for the same is one text, and nothing else is."""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.model.spelling import as_read, slip_of, slug

SHOWN = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign)[0] in "LNPSM"]
"""Every sign that can be seen."""
DASHES, QUOTES, DOUBLE = "-‐‑‒–—―−", "'’‘‛ʼ′`´", '"“”„″'  # noqa: RUF001 - they are alike
LABELS = st.text(st.sampled_from("abijAZé12³½ -'&%+<>/.,()…ﬁĳ€²"), min_size=1, max_size=12)
NEUTRAL = {
    "capitals": str.upper,
    "small": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "spaces": lambda text: f"\u00a0 {text.replace(' ', chr(0x2009) + chr(9))}\n",
    "dashes": lambda text: text.replace("-", "–"),
    "quotes": lambda text: text.replace("'", "’"),
    "wide": lambda text: "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in text),
    "soft": lambda text: text.replace("a", "a\u00ad").replace("b", "\u200bb"),
}
"""What changes a text, and nothing for its reader."""


@given(LABELS, st.lists(st.sampled_from(list(NEUTRAL)), max_size=4))
def test_what_is_read_alike_is_one_text(label, changes):
    """However a text is capitalised, spaced, composed, dashed, quoted or widened."""
    text = label
    for change in changes:
        text = NEUTRAL[change](text)
    assert as_read(text) == as_read(label)


@given(st.text())
def test_what_is_read_is_read_so_again(text):
    """The spelling of a reader is its own."""
    assert as_read(as_read(text)) == as_read(text)


def test_every_sign_that_can_be_seen_counts():
    """1–2 months, 1½ or 1² are never 12, whatever stands between or behind: of all of Unicode no sign is dropped."""
    plain = as_read("12 maanden")
    unseen = {s for s in SHOWN if as_read(f"1{s}2 maanden") == plain or as_read(f"{s}12 maanden") == plain}
    assert unseen == {"\ufe0e", "\ufe0f"}  # they say in which style the sign before is drawn


def test_no_two_signs_are_one_but_those_that_look_the_same():
    """Of all of Unicode: capitals, forms of one letter, kinds of dash, and kinds of quotation mark."""
    alike = defaultdict(set)
    for sign in SHOWN:
        alike[as_read(sign)].add(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign).casefold()))
    several = {read: kinds for read, kinds in alike.items() if len(kinds) > 1}
    assert {read for read in several if read} == {"-", "'", '"'}
    assert all(len(sign) == 1 and unicodedata.category(sign) in ("Pd", "Sm", "Po", "Sk") for sign in several["-"])


@pytest.mark.parametrize("kind", [DASHES, QUOTES, DOUBLE], ids=["dashes", "apostrophes", "quotes"])
def test_signs_of_one_kind_are_one(kind):
    """Every dash is a dash, every apostrophe an apostrophe."""
    assert len({as_read(f"a{sign}b") for sign in kind}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-2 maanden", "12 maanden"), ("½ jaar", "12 jaar"), ("½ jaar", "1/2 jaar"), ("10²", "102"), ("①", "1"),
        ("5 %", "5"), ("5 ‰", "5 %"), ("€ 5", "5"), ("+5", "5"), ("-5", "5"), ("A+", "A"), ("1 2", "12"), ("1.5", "15"),
        ("1,5", "1.5"),
        ("wonen?", "wonen"), ("(wonen)", "wonen"), ("✗ wonen", "wonen"), ("☐ wonen", "wonen"), ("→ wonen", "wonen"),
        ("👍", "👎"), ("één", "een"), ("1º", "1"), ("Ⅳ", "4"), ("\u0131", "i"), ("İ", "i"), ("a/b", "ab"),
        ("a b", "ab"), ("m²", "m2"), ("x\u0336", "x"), ("٣", "3"), ("5\u200f-3", "5-3"), ("\u202e12", "12"),
        ("👨\u200d👩", "👨👩"), ("wonen\x00", "wonen"), ("wonen\ufffd", "wonen"), ("a_b", "a b"),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_is_another_text(one, other):
    """Signs, numbers and accents that a reader sees."""
    assert as_read(one) != as_read(other)


@given(st.text())
def test_a_slug_is_an_id(text):
    """Lower case letters and digits joined by single underscores; of an id it is that id."""
    found = slug(text)
    assert all(part.isalnum() and part.isascii() and part == part.lower() for part in found.split("_") if found)
    assert slug(found) == found


@pytest.mark.parametrize(
    ("label", "name"),
    [("1–2 maanden", "1_2_maanden"), ("½ jaar", "1_2_jaar"), ("Geïndiceerd", "geindiceerd"), ("foto’s", "foto_s"),
     ("caf\u00ade\u0301", "cafe"), ("<25 %", "25"), ("Straße", "strasse"), ("☐", "")],
)  # fmt: skip
def test_a_sign_that_an_id_cannot_have_parts_its_words(label, name):
    """What is left out leaves a mark: 1–2 does not become 12."""
    assert slug(label) == name


OPTIONS = [
    "concept", "vastgesteld", "niet vastgesteld", "korter dan twee jaar geleden", "langer dan twee jaar geleden",
    "1-2 maanden", "12 maanden", "actief", "volledig", "onvolledig", "juni", "-5 %", "dertien", "geen plan",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("vastgestelt", "vastgesteld"), ("koncept", "concept"), ("Concept.", "concept"), ("'concept'", "concept"),
        ("- concept", "concept"), ("niet-vastgesteld", "niet vastgesteld"), ("niet vastgestelt", "niet vastgesteld"),
        ("korter dan twee jaar gelden", "korter dan twee jaar geleden"),
        ("nietvastgesteld", None), ("wel vastgesteld", None), ("2 jaar geleden", None), ("twee jaar geleden", None),
        ("korter dan drie jaar geleden", None), ("12 maanen", "12 maanden"), ("12 maand", None), ("2 maanden", None),
         ("1 2 maanden", None),
        ("12-maanden", None), ("inactief", None), ("onvoledig", "onvolledig"), ("juli", None), ("5 %", None),
        ("dertig", None), ("een plan", None), ("? concept", None), ("concept?", None), ("✗ concept", None),
        ("(concept)", None),
        ("concept/vastgesteld", None), ("", None), ("?", None),
    ],
)  # fmt: skip
def test_a_slip_is_told_from_another_meaning(text, meant):
    """A letter or two of a long word; never a number, a short word, a prefix or a sign."""
    assert slip_of(text, OPTIONS) == meant
