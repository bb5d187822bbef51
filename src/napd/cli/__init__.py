"""The command line. Data goes to stdout or to files, words and progress to stderr.

Exit codes: 0 clean; 1 done, with problems; 2 could not run.
"""

from __future__ import annotations

import atexit
import gc
import sys

from napd._version import VERSION


def main() -> None:
    """Run the command line; a user's mistake is one line per fault on stderr and exit code 2, never a traceback."""
    from napd.cli.terminal import connected
    from napd.errors import NapdError

    with connected():
        try:
            try:
                _run()
            finally:
                sys.stdout.flush()
        except NapdError as error:
            _fail(*str(error).splitlines())
        except OSError as error:  # a file that came to lack rights, or went, while a command was at it; or stdout
            if error.filename is None:
                raise
            _fail(f"{error.filename}: {error.strerror}")


def _run() -> None:
    if sys.argv[1:] == ["--version"]:  # answered before typer is loaded
        print(f"napd {VERSION}")
        return
    _collect_little()
    from napd.cli.app import app

    app(prog_name="napd")


def _collect_little() -> None:
    """Look less often for objects that only hold each other, and not once more for each of them at the end.

    Loading makes a hundred thousand objects that stay; to walk them again and again, most of all when Python ends, is
    a seventh of the time of a command.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


def _fail(*faults: str) -> None:
    """Say what is wrong, a line for each fault, and stop."""
    from napd.cli.terminal import say

    say(*(f"napd: {fault}" for fault in faults))
    sys.exit(2)
