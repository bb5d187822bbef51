from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from distributions import distributions

__all__ = ["distributions", "interruptible"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """SIGINT interrupts, as it does at a terminal: a shell that runs the tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
