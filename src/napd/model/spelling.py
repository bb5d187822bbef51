"""Spelling: when a reader takes two texts for one, which id a label gets, of which name a text is a slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

_DASHES = frozenset("\u2212\u02d7\u2043")
"""What is a dash, and is not called one by Unicode."""
_QUOTES = {
    **dict.fromkeys("`´‘’‚‛ʹʻʼʽˈ′", "'"),  # noqa: RUF001 - they are alike, and that is why they stand here
    **dict.fromkeys("“”„‟″", '"'),
    "…": "...",
}
_UNSEEN = frozenset("\u00ad\u200b\u200e\u2060\ufe0e\ufe0f\ufeff")
"""What has no shape, and changes none: soft hyphens, spaces of no width, marks of direction and of presentation."""
_JOINERS = re.compile("(?<![^\0-\u058f])[\u200c\u200d]+(?![^\0-\u058f])")
"""They change the shape of Arabic, of Indic letters and of emoji, and of no other sign."""
LEAST = 5
"""Letters of a word in which a slip can be told from another word: een and geen are words, vastgestelt is none."""


LONG = 7
"""Letters of a name from which others may differ by a letter."""


@lru_cache(maxsize=1 << 12)
def as_read(text: str) -> str:
    """The text in one spelling for all that a reader takes for the same.

    Capitals, white space, dashes and quotation marks of every kind, letters of another width or tied together, and what
    cannot be seen make no difference. A space counts between letters and digits only. Every other sign stays: a reader
    does not take 1-2, 1½ or 1² for 12.

    >>> as_read(" Niet\u2011DIGITAAL "), as_read("< 25 %") == as_read("<25%"), as_read("? wonen")
    ('niet-digitaal', True, '?wonen')
    """
    if not text.isascii() or "`" in text:
        text = "".join(map(_sign, _JOINERS.sub("", unicodedata.normalize("NFC", text))))
    folded = unicodedata.normalize("NFC", text.casefold())
    return unicodedata.normalize("NFC", "".join(_spaced(folded.split())))


@lru_cache(maxsize=1 << 12)
def _sign(sign: str) -> str:
    """The sign, or signs, by which a reader knows this one."""
    if sign in _UNSEEN:
        return ""
    if sign in _DASHES or unicodedata.category(sign) == "Pd":
        return "-"
    if sign in _QUOTES:
        return _QUOTES[sign]
    kind, _, codes = unicodedata.decomposition(sign).partition(" ")
    parts = [chr(int(code, 16)) for code in codes.split()]
    if kind in ("<wide>", "<narrow>") or (kind == "<compat>" and all(map(str.isalpha, parts))):
        return "".join(map(_sign, parts))
    return sign


def _spaced(words: Iterable[str]) -> Iterator[str]:
    """The words, with a space where a letter, a digit or a mark on one stands on either side."""
    last = ""
    for word in words:
        yield f" {word}" if last and _is_letter(last) and _is_letter(word[0]) else word
        last = word[-1]


def _is_letter(sign: str) -> bool:
    return sign.isalpha() or sign.isdecimal() or unicodedata.category(sign).startswith("M")


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Turn a label into an id: lower case, plain letters and digits joined by `_`.

    >>> slug("Korter dan twee jaar geleden"), slug("1\u20132 maanden"), slug("\u00bd jaar")
    ('korter_dan_twee_jaar_geleden', '1_2_maanden', '1_2_jaar')
    """
    marked = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in marked if not unicodedata.combining(sign) and sign not in _UNSEEN)
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")


def slip_of(text: str, names: Iterable[str]) -> str | None:
    """The one name of which a text can only be a slip of the pen; None where it may mean something else.

    The words are as many and in the same order, and differ in a letter or two of a long word at most. Numbers are the
    same, and no sign is left out but a dash, a full stop or a quotation mark.

    >>> slip_of("vastgestelt", ["concept", "vastgesteld"]), slip_of("niet vastgesteld", ["vastgesteld"])
    ('vastgesteld', None)
    """
    words = _words(text)
    found = [name for name in dict.fromkeys(names) if _is_slip(words, _words(name))]
    return found[0] if len(found) == 1 else None


def is_mistyped(text: str, name: str) -> bool:
    """Whether a text can only be a name of which letters changed places; or a long one that one letter is wrong in.

    A short name with a letter more, less or other is often another name: Kempen is no Kampen.

    >>> is_mistyped("aplhen", "alphen"), is_mistyped("kempen", "kampen"), is_mistyped("eindhofen", "eindhoven")
    (True, False, True)
    """
    if abs(len(text) - len(name)) > 1:  # so what follows is as little work as the name is long, whatever the text
        return False
    short, long = sorted((text, name), key=len)
    if len(name) <= LONG or sorted(short) == sorted(long):
        return sorted(short) == sorted(long)
    if len(short) < len(long):
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    return sum(one != other for one, other in zip(text, name, strict=True)) == 1


def _words(text: str) -> list[str]:
    """Words, numbers with the signs at them, and the other signs that change a meaning."""
    # Signs before a digit are looked at from the first of them alone, lest each of a million looks at the rest
    return re.findall(r"[^\W\d_]+|(?<![^\w\s])[^\w\s]*\d\S*|[^\w\s.,'\"-]", as_read(text).replace("_", " "))


def _is_slip(words: list[str], others: list[str]) -> bool:
    return len(words) == len(others) and bool(words) and all(map(_near, words, others))


def _near(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if word == other or len(short) < LEAST or not short.isalpha() or long.endswith(short):
        return word == other  # a word with another before it is another word: onveilig, inactief
    if len(long) - len(short) > (1 if len(short) < 2 * LEAST else 3):
        return False
    same = sum(block.size for block in SequenceMatcher(None, word, other, autojunk=False).get_matching_blocks())
    return len(word) + len(other) - 2 * same <= (2 if len(short) < 2 * LEAST else 3)
