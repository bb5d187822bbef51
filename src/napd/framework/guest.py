"""The code of plugins, run as a guest: it may do its own work, and leaves the process as it was.

What cannot be held is what any code can do that runs in the process: end it at once (`os._exit`, a crash), close its
other files by their number, keep text in buffers of C, or go on in a thread of its own. A plugin is trusted code.
"""

from __future__ import annotations

import decimal
import io
import locale
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any, cast

Restore = Callable[[], object]


@contextmanager
def guest() -> Iterator[None]:
    """Run the code of a plugin: what it prints goes to stderr, and what it changes of the process is put back.

    That is the working directory, warnings, locale, signal handlers, the decimal context, the umask and the limits of
    the interpreter. stdout is for data alone. Costs some tens of microseconds.

    Raises:
        RuntimeError: in place of what is no `Exception`, such as a KeyboardInterrupt that nobody typed; `SystemExit`,
            and a real interrupt, pass as they are.
    """
    with ExitStack() as stack:
        for kept in (_handle, _folder, _locale, _signals, _decimal, _umask, _limits):
            stack.callback(kept())
        stack.enter_context(warnings.catch_warnings())
        stack.enter_context(redirect_stderr(cast("io.TextIOBase", Aside())))
        stack.enter_context(redirect_stdout(sys.stderr))
        typed = stack.enter_context(_interrupts())
        try:
            yield
        except (Exception, SystemExit):
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and (typed or type(error) is not KeyboardInterrupt):
                raise
            raise RuntimeError(f"it raised {type(error).__name__} by itself").with_traceback(
                error.__traceback__
            ) from error


class Aside:
    """stderr, for who prints what is not data: it can be written to, and neither closed nor changed."""

    def __init__(self) -> None:
        self._stream = sys.stderr or io.StringIO()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def close(self) -> None:
        """Close nothing."""

    def reconfigure(self, **_: object) -> None:
        """Set nothing."""

    def detach(self) -> Any:
        """Refuse, as a stream that has nothing below it does."""
        raise io.UnsupportedOperation("detach")


def _handle() -> Restore:
    """The handle of stdout: what writes to it past Python, such as a program that the plugin starts, is no data."""
    _flush()
    try:
        kept = os.dup(1)
    except OSError:  # it is closed
        return lambda: None
    with suppress(OSError):
        os.dup2(2, 1)

    def restore() -> None:
        _flush()
        os.dup2(kept, 1)
        os.close(kept)

    return restore


def _flush() -> None:
    """Let what waits in the stream of the process go where its handle leads now."""
    with suppress(OSError, ValueError, AttributeError):  # closed, full, or not there
        cast("io.TextIOBase", sys.__stdout__).flush()


def _folder() -> Restore:
    try:
        before = os.getcwd()  # noqa: PTH109 - a path of it would be made anew each time
    except OSError:  # it is gone
        return lambda: None
    return lambda: os.chdir(before)


def _locale() -> Restore:
    before = locale.setlocale(locale.LC_ALL)
    return lambda: locale.setlocale(locale.LC_ALL, before)


def _signals() -> Restore:
    """The handlers of signals, which only the main thread has."""
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    before = {number: signal.getsignal(number) for number in signal.valid_signals()}

    def restore() -> None:
        for number, handler in before.items():
            if handler is not None and signal.getsignal(number) is not handler:
                signal.signal(number, handler)

    return restore


def _decimal() -> Restore:
    before = decimal.getcontext().copy()
    return lambda: decimal.setcontext(before)


def _umask() -> Restore:
    before = os.umask(0o077)  # it can only be read by setting it
    os.umask(before)
    return lambda: os.umask(before)


def _limits() -> Restore:
    depth, digits = sys.getrecursionlimit(), sys.get_int_max_str_digits()

    def restore() -> None:
        sys.setrecursionlimit(depth)
        sys.set_int_max_str_digits(digits)

    return restore


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """The interrupts that somebody typed: none where they are ignored, or in a thread, which none reaches."""
    typed: list[int] = []

    def note(number: int, _: object) -> None:
        typed.append(number)
        raise KeyboardInterrupt

    mine = threading.current_thread() is threading.main_thread()
    handler = signal.getsignal(signal.SIGINT)
    if mine and handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, note)
    elif mine and handler is not signal.SIG_IGN:
        typed.append(0)  # whose handler it is, is not known: what it raises is taken for typed
    yield typed
