"""What a command is connected to: streams that close early, are full or were never there, and signals to stop."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

from napd.signs import on_screen

STREAMS = {1: "stdout", 2: "stderr"}
AT_ONCE = (2,)
"""The streams whose lines do not wait for more."""
STOPS = ("SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """A signal to stop: what is half made is cleaned up, as after Ctrl-C."""


class _Out(FileIO):
    """A stream of the process.

    A reader that closes it has had enough, which is no fault; what cannot be written otherwise is one, told once. Of
    words on stderr it is not: nobody would read it.
    """

    failed = False

    def write(self, data: Any) -> int:
        """Write, and drop what nobody wants or can have."""
        if not self.failed:
            try:
                return super().write(data) or 0
            except BrokenPipeError:
                self.failed = True
            except OSError as error:
                self.failed = True
                if self.fileno() == 1:
                    error.filename = STREAMS[1]
                    raise
        return memoryview(data).nbytes


class Screen:
    """A stream that people look at: what is written shows, and does not steer it. In all else it is that stream."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write a text, with a blank for each sign that cannot be seen."""
        return self.stream.write(on_screen(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts, likewise."""
        self.stream.writelines(map(on_screen, lines))


def as_it_is(stream: Any) -> Any:
    """The stream below: for what draws on a terminal, or is a page, and holds only texts that are harmless already."""
    return stream.stream if isinstance(stream, Screen) else stream


@contextmanager
def connected() -> Iterator[None]:
    """Run with streams and signals that behave: an OSError of the file "stdout" says that it cannot be written."""
    _fill_gaps()
    others = {}
    for number, name in STREAMS.items():
        stream = _stream(getattr(sys, name), number)
        if stream is getattr(sys, name):
            others[name] = stream
        setattr(sys, name, Screen(stream))
    stopped: list[int] = []
    end = partial(_end_by, stopped)
    atexit.register(end)  # before all that others register, so that it comes when they have cleaned up
    before = _listen(stopped)
    try:
        yield
    finally:
        for name, stream in others.items():  # those of whoever runs a command in a process of their own
            setattr(sys, name, stream)
        for number, handler in before.items():
            signal.signal(number, handler)
        if stopped:
            sys.exit(128 + stopped[0])
        atexit.unregister(end)


def _end_by(stopped: list[int]) -> None:
    """End as whoever sent a signal expects."""
    if stopped:
        os.kill(os.getpid(), stopped[0])


def _fill_gaps() -> None:
    """Open what is closed of the first three handles, so that no file of ours gets the number of a stream."""
    if os.name == "posix":
        while (handle := os.open(os.devnull, os.O_RDONLY)) <= max(STREAMS):
            os.set_inheritable(handle, True)
        os.close(handle)


def _stream(stream: TextIO | None, number: int) -> TextIO:
    """A stream of the process, made to behave; any other, such as that of a test, as it is."""
    if stream is not None and _number(stream) != number:
        return stream
    raw = _Out(number, "wb", closefd=False)
    at_once = raw.isatty() or number in AT_ONCE
    encoding = stream.encoding if stream else "utf-8"
    # A console without the sign of a level still shows its word
    return TextIOWrapper(BufferedWriter(raw), encoding, errors="replace", line_buffering=at_once)


def _number(stream: TextIO) -> int | None:
    with suppress(OSError, ValueError):
        return stream.fileno()
    return None


def _listen(stopped: list[int]) -> dict[int, Any]:
    """Let signals to stop end the work as Ctrl-C does; gives what they did before. One that is ignored stays so."""

    def stop(number: int, _: Any) -> None:
        stopped.append(number)
        raise Stopped

    before = {}
    for name in STOPS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):  # not in the main thread
                before[number] = signal.signal(number, stop)
    return before
