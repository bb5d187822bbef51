"""Telling which figures are given away, and by which sum."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from napd.plugin import Message
from napd_disclosure.ranges import Audit
from napd_disclosure.reckoning import name_of, reckonings
from napd_disclosure.words import message


def reasons(audit: Audit, most: int) -> Iterator[Message]:
    """Which figures are not uncertain enough, each with the reckoning that gives it away; `most` of them at most."""
    narrow = [int(figure) for figure in np.flatnonzero(audit.narrow())]
    audit.ranges(narrow[:most])
    found = audit.found()
    for figure in narrow[:most]:
        low, high = int(found.low[figure]), int(found.high[figure])
        key = "disclosed.exactly" if low == high else "disclosed.nearly"
        width = str(audit.known.width[figure])
        yield message(key, figure=name_of(audit.known, figure), low=str(low), high=str(high), width=width)
        ends = {True: audit.known.high[figure], False: max(audit.known.low[figure], 0)}
        for each in reckonings(audit.known, figure):
            ends[each.is_most] = each.bound
            yield each.message
        if (ends[False], ends[True]) != (low, high):
            yield message("disclosed.whole")
    if len(narrow) > most:
        yield message("disclosed.more", count=len(narrow) - most)
