"""Pseudonyms: a key for a person that only whoever has the secret can make, in the place of a BSN.

This pseudonymises and does not anonymise: records with such a key are personal data still, and whoever has the secret
can find a person again by trying all numbers. Keyed BLAKE2b (RFC 7693) of the standard library.
"""

from __future__ import annotations

import re
import secrets
from hashlib import blake2b
from pathlib import Path

from attrs import field, frozen

from napd import NapdError

SHORTEST = 32
"""Bytes of a secret: 256 bits, where they are drawn at random."""
FEWEST = 12
"""Signs that differ in a secret; a text typed with fewer is no random one."""
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""Of the digits of a BSN, in the eleven-test."""
NUMBER = re.compile(r"[0-9]{8,9}")
MARK = re.compile("[0-9a-f]{4}-")
"""How a key begins: with the mark of its secret, of so many signs; and how long it is."""
MARKED, LONG = 5, 37


def is_citizen(text: str) -> bool:
    """Whether a text is a BSN: eight or nine digits that pass the eleven-test.

    >>> is_citizen("111222333"), is_citizen("111222334")
    (True, False)
    """
    if not NUMBER.fullmatch(text) or not text.strip("0"):
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, text.zfill(9), strict=True)) % 11 == 0


@frozen(repr=False)
class Secret:
    """What keys are made with; never shown.

    Args:
        content: the bytes.

    Raises:
        NapdError: where it is too short, or too simple to be random.
    """

    content: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        if len(self.content) < SHORTEST:
            raise NapdError(
                f"the secret has {len(self.content)} bytes and needs {SHORTEST} or more: "
                "whoever guesses it finds every person. Make one with napd key --new-secret FILE"
            )
        if len({*self.content}) < FEWEST:
            raise NapdError(
                f"the secret has only {len({*self.content})} different signs: that is not a random one. "
                "Make one with napd key --new-secret FILE"
            )

    @classmethod
    def read(cls, path: Path) -> Secret:
        """The secret in a file, without white space around it.

        Raises:
            NapdError: where it cannot be read, or is no good.
        """
        try:
            content = path.read_bytes().strip()
        except OSError as error:
            raise NapdError(f"{path}: the secret cannot be read: {error.strerror}") from error
        try:
            return cls(content)
        except NapdError as error:
            raise NapdError(f"{path}: {error}") from None

    @property
    def _key(self) -> bytes:
        return blake2b(self.content).digest()

    @property
    def mark(self) -> str:
        """Four signs that tell this secret from others, and nothing of a person."""
        return blake2b(key=self._key, digest_size=2, person=b"napd mark").hexdigest()

    def key_of(self, text: str) -> str:
        """The key of a person, from a text that only this person has; 8 digits are a BSN without its zero."""
        whole = text.zfill(9) if NUMBER.fullmatch(text) else text.casefold()
        return f"{self.mark}-{blake2b(whole.encode(), key=self._key, digest_size=16, person=b'napd key').hexdigest()}"


def new_secret() -> str:
    """A secret, drawn at random: 64 hexadecimal signs."""
    return secrets.token_hex(SHORTEST)
