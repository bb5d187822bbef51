"""Fingerprints: numbers of 64 bits that stand for texts and answers, the same on every machine.

The fingerprint of an answer is the product of three: of its value, of its area, and of its round, perspective and
question. Their sum over all answers does not depend on the order of the rows, and no exchange of values between
questions or areas leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

NOT_ZERO = np.uint64(0x9E3779B97F4A7C15)
"""0 scrambled is 0, which would take an answer out of the sum."""
Ints = NDArray[np.int64]
Fingerprints = NDArray[np.uint64]
SPARE = np.uint64(20)
"""The bits that the fingerprint of a value leaves free: there the fast path keeps a class or a code beside it."""


def mixed(numbers: Fingerprints) -> Fingerprints:
    """Scramble numbers, each by itself (the finaliser of SplitMix64)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


def of_names(column: str, names: Sequence[str]) -> Fingerprints:
    """The fingerprints of names, such as codes of areas; another for the same text in another column.

    Costs one pass over the names for each byte of the longest.
    """
    texts = np.array([f"{column}\0{name}".encode() for name in names] or [b"\0"])
    prints = np.zeros(len(texts), dtype=np.uint64)
    for letters in texts.view(np.uint8).reshape(len(texts), -1).T:
        prints = np.where(letters, mixed(prints + letters), prints)
    return prints[: len(names)]


def of_values(positions: NDArray[np.float64]) -> Fingerprints:
    """The fingerprints of answers that have a position, `SPARE` bits short."""
    numbers = (positions + 0.0).view(np.uint64)  # + 0.0 makes a 0 of -0
    return np.asarray(mixed(numbers + NOT_ZERO) >> SPARE)


def of_words(text: str) -> int:
    """The fingerprint of an answer in words, `SPARE` bits short."""
    from hashlib import blake2b  # 5 ms, only where somebody answers in words

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") >> int(SPARE)


def odd(prints: Fingerprints) -> Fingerprints:
    """Fingerprints to multiply others by: no factor takes anything away."""
    return prints | np.uint64(1)


def whose(known: Mapping[str, Fingerprints], rounds: Ints, perspectives: Ints, slots: Ints) -> Fingerprints:
    """The fingerprints of rounds, perspectives and questions together, from those of each by number."""
    return odd(mixed(known["round"][rounds] + known["perspective"][perspectives] + known["question"][slots]))
