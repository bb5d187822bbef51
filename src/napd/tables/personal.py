"""Personal data: what in a text may tell who somebody is. Telephone numbers, e-mail addresses, BSNs and IBANs.

It goes by form and by check digits, so a name or an address of a house is not found, and what is found may be nobody's:
the number of a municipality's front desk, say. So nothing is decided here; a person confirms, or takes it out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from attrs import frozen

from napd.texts import Message

WITHHELD = "[niet gepubliceerd: hier staan misschien persoonsgegevens in]"
"""What is published in the place of a text with personal data that nobody confirmed."""
SHOWN = 2
"""How many characters are shown of either end of what is found."""
REGISTRY = """
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18
    FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21
    MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26
    UA29 VA22 VG24 XK20
"""
LENGTHS = {country: int(length) for country, length in re.findall(r"([A-Z]{2})(\d{2})", REGISTRY)}
"""How long the IBANs of each country are, by the registry of ISO 13616."""
Span = tuple[int, int]
FOUND = "\0"
"""Stands where something was found already."""
DATE = re.compile(r"(?<!\d)(?:\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2})(?!\d)")
MAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@| @ |\s?[\[(]\s?(?:at|apenstaartje)\s?[\])]\s?)"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63})",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"(?<![^\W_])[A-Z]{2}[ .-]?\d{2}", re.IGNORECASE)
BETWEEN = r"[ ./-]{0,3}"
ABROAD = re.compile(r"(?<![\w+])(?:\+|00[ .-]?(?=[1-9]))(?:[ ./-]{0,2}\(?\d\)?){8,16}(?!\d)")
HERE = re.compile(
    rf"(?<![\w+])(?<!\d[.,/-])(?:\(?06\)?(?:{BETWEEN}\d){{8}}|\(?0[1-57-9]\d\)?(?:{BETWEEN}\d){{7}}|"
    rf"\(?0[1-57-9]\d\d\)?(?:{BETWEEN}\d){{6}})(?![.,/-]?\d)"
)
THOUSANDS = re.compile(r"\+?\d{1,3}(?:[. ]\d{3})+")
BSN = re.compile(
    r"(?<![\w+])(?<!\d[.,/-])"
    r"(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d\d\2\d{3}|\d\d([ .-])\d\d\3\d\d\3\d{3})"
    r"(?!\w|[.,/-]\d)"
)
SPOKEN = re.compile(
    r"(?:bsn|burgerservice(?:nummer|nr)|sofi-?(?:nummer|nr))\W{0,3}(?:is\W)?((?:\d[ .-]?){7,8}\d)(?!\d)", re.IGNORECASE
)
OTHER = re.compile(r"(?:€|\b(?:euro?|rsin|btw)(?:-?nummer)?)\W{0,3}$", re.IGNORECASE)
PAID = re.compile(r"\s*(?:€|euro?\b)", re.IGNORECASE)
LEAST, MOST = 9, 15
"""How many digits a telephone number has, with its country."""
BEFORE = 20
"""How many characters before a number are searched for what it counts."""


@frozen
class Personal:
    """Something in a text that may tell who somebody is.

    Args:
        kind: what it seems to be: "mail", "account", "telephone" or "citizen".
        text: as it stands there.
    """

    kind: str
    text: str

    @property
    def shown(self) -> Message:
        """What it seems to be, and enough of it to find it."""
        some = f"{self.text[:SHOWN]}…{self.text[-SHOWN:]}"
        return Message("personal.found", what=Message(f"personal.{self.kind}"), shown=some)


def shown_in(text: str) -> tuple[Message, ...]:
    """The same of everything in a text, each once."""
    return tuple(dict.fromkeys(each.shown for each in personal_in(text)))


def code_of(text: str) -> str:
    """The code by which a text is confirmed, 8 hexadecimal digits: of another text it is another."""
    return blake2b(text.strip().encode(), digest_size=4).hexdigest()


def personal_in(text: str) -> list[Personal]:
    """What in a text may tell who somebody is.

    Costs time in proportion to its length; little where it has no digits and no address.
    """
    left = _plain(text)
    found = []
    for kind, find in FINDERS:
        spans = list(find(left))
        found += [Personal(kind, left[begin:end].strip()) for begin, end in spans]
        left = _without(left, spans)
    return found


def _without(text: str, spans: Iterable[Span]) -> str:
    """A text with what was found struck out."""
    signs = list(text)
    for begin, end in spans:
        signs[begin:end] = FOUND * (end - begin)
    return "".join(signs)


def _plain(text: str) -> str:
    """A text with each sign in its usual form: what a reader does not see is gone, and dashes and spaces are alike."""
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join(PLAIN.get(unicodedata.category(sign), sign) for sign in seen)


PLAIN = {"Pd": "-", "Zs": " ", "Zl": "\n", "Zp": "\n"}


def _addresses(text: str) -> Iterator[Span]:
    if "@" in text or "at" in text:
        yield from (found.span() for found in MAIL.finditer(text))


def _accounts(text: str) -> Iterator[Span]:
    """IBANs: of the length that is usual in their country, with the right check digits."""
    for start in ACCOUNT.finditer(text):
        length = LENGTHS.get(start[0][:2].upper())
        whole = rf"(?:[ .-]?[A-Z0-9]){{{length}}}(?![^\W_])"
        found = re.compile(whole, re.IGNORECASE | re.ASCII).match(text, start.start()) if length else None
        own = "".join(filter(str.isalnum, found[0])) if found else ""
        if found and int("".join(str(int(sign, 36)) for sign in own[4:] + own[:4])) % 97 == 1:
            yield found.span()


def _numbers(text: str) -> Iterator[Span]:
    """Telephone numbers: with a country before them, or ten digits that begin as those of the Netherlands do."""
    left = DATE.sub(lambda date: FOUND * len(date[0]), text)
    abroad = [found.span() for found in ABROAD.finditer(left) if _is_number(found[0])]
    yield from abroad
    yield from (found.span() for found in HERE.finditer(_without(left, abroad)))


def _is_number(text: str) -> bool:
    digits = "".join(filter(str.isdigit, text)).lstrip("0")
    return LEAST <= len(digits) <= MOST and not THOUSANDS.fullmatch(text)


def _citizens(text: str) -> Iterator[Span]:
    """BSNs: nine digits that pass the eleven-test, alone or behind the word; no amount, and no number of a company."""
    spoken = [found.span(1) for found in SPOKEN.finditer(text) if _passes_eleven(found[1])]
    yield from spoken
    for found in BSN.finditer(_without(text, spoken)):
        before = text[max(found.start() - BEFORE, 0) : found.start()]
        if not (OTHER.search(before) or PAID.match(text, found.end())) and _passes_eleven(found[0]):
            yield found.span()


def _passes_eleven(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    digits = [0] * (9 - len(digits)) + digits
    weighed = sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return any(digits) and weighed % 11 == 0


FINDERS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    ("mail", _addresses),
    ("account", _accounts),
    ("telephone", _numbers),
    ("citizen", _citizens),
)
"""What is looked for, in this order: what one finds the next does not see."""
