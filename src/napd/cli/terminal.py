"""The terminal: lists as readable tables in it, as plain text in a pipe, and as JSON for programs.

And what a command is connected to: streams that close early, are full or were never there, and signals to stop.
"""

from __future__ import annotations

import atexit
import json as json_format
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedWriter, FileIO, TextIOWrapper
from shutil import get_terminal_size
from typing import Any, TextIO

from napd.tables.columns import aligned, fitted
from napd.texts import Texts
from napd.texts.signs import ASCII, escaped, harmless, on_screen

Rows = Sequence[Mapping[str, Any]]
FEW_STEPS = 3
STREAMS = {1: "stdout", 2: "stderr"}
AT_ONCE = (2,)
"""The streams whose lines do not wait for more."""
STOPS = ("SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """A signal to stop: what is half made is cleaned up, as after Ctrl-C."""


class _Out(FileIO):
    """A stream of the process.

    A reader that closes it has had enough, which is no fault. What cannot be written for another reason is one, and is
    told once; of words on stderr it is not, because nobody would read it.
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
    return TextIOWrapper(BufferedWriter(raw), encoding, errors=ASCII, line_buffering=at_once)


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


def show(rows: Rows, columns: Mapping[str, str], say: Texts, *, json: bool, title: str = "") -> None:
    """Show a list on stdout.

    Args:
        rows: what to show; JSON gives every key of each row.
        columns: key -> heading of what people see.
        say: the texts of the language.
        json: whether a program reads it.
        title: what it is; people only.
    """
    if json:
        show_json(list(rows))
        return
    cells = [[_cell(row.get(key), say) for key in columns] for row in rows]
    headings = list(columns.values())
    if sys.stdout.isatty():
        above = [title, ""] if title else []
        lines = [*above, *fitted(headings, cells, get_terminal_size().columns)]
    else:
        lines = aligned([headings, *cells])
    print("\n".join(lines))  # at once: each text that is written is looked through


@contextmanager
def under(title: str) -> Iterator[None]:
    """Show on stdout what comes under a title, with empty lines around it; as it is where the title is empty."""
    print(*([harmless(title), ""] if title else ()), sep="\n", end="\n" if title else "")
    yield
    print(end="\n" if title else "")


def show_json(data: Any) -> None:
    """Write data as JSON on stdout."""
    text = json_format.dumps(data, ensure_ascii=False, indent=2, default=str)
    print(escaped(text, lambda sign: json_format.dumps(sign)[1:-1]))


def say(*lines: str) -> None:
    """Words for a person, on stderr; after what is on stdout so far, where both go to one place."""
    if lines:
        sys.stdout.flush()
        print(*map(harmless, lines), sep="\n", file=sys.stderr)


def _cell(value: Any, say: Texts) -> str:
    """A value in one line; text from users cannot steer the terminal."""
    if isinstance(value, bool):
        return f"✓ {say('words.yes')}" if value else f"✕ {say('words.no')}"
    text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return harmless(text)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """Count rows on stderr while long work goes on; silent where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:.0f}"))
    with Progress(*columns, console=Console(file=as_it_is(sys.stderr)), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda rows: bar.advance(task, rows)


@contextmanager
def steps(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show on stderr how many of some steps are done; silent where nobody looks, or of a few."""
    if total < FEW_STEPS or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=as_it_is(sys.stderr)), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
