"""Threads: work on several things at a time, with the results in the order of the things."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

MOST = 8
"""More threads than this wait for each other: the interpreter lets one at a time through."""
LARGE = 1 << 12
"""From this many rows on, work is worth a thread."""
Thing = TypeVar("Thing")
Done = TypeVar("Done")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(work: Callable[[Thing], Done], things: Iterable[Thing], size: int = LARGE) -> Iterator[Done]:
    """Work on things in threads, and give what comes of each in their order.

    Few things are under way at a time, so that what they hold stays bounded. One thing alone needs no thread, nor do
    things of a size below `LARGE`: to hand them over takes longer than the work.
    """
    rest = iter(things)
    first = list(islice(rest, 2))
    if len(first) < 2 or size < LARGE or processors() == 1:  # noqa: PLR2004
        yield from map(work, chain(first, rest))
        return
    from concurrent.futures import ThreadPoolExecutor  # 10 ms, only where there are several things to do

    count = min(processors(), MOST)
    with ThreadPoolExecutor(count) as pool:
        waiting = deque(pool.submit(work, thing) for thing in first)
        for thing in rest:
            if len(waiting) >= count:
                yield waiting.popleft().result()
            waiting.append(pool.submit(work, thing))
        while waiting:
            yield waiting.popleft().result()
