"""The command line. Data goes to stdout or to files, words and progress to stderr.

Exit codes: 0 clean; 1 done, with problems; 2 could not run.
"""

from __future__ import annotations

import sys

from napd._version import VERSION


def main() -> None:
    """Run the command line; a person's mistake is one line per fault on stderr and exit code 2, never a traceback."""
    if sys.argv[1:] == ["--version"]:  # answered before typer is loaded
        print(f"napd {VERSION}")
        return
    for stream in (sys.stdout, sys.stderr):
        # A console without the sign of a level still shows its word.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    from napd.cli.app import app
    from napd.cli.show import say
    from napd.errors import NapdError

    try:
        app(prog_name="napd")
    except NapdError as error:
        say(*(f"napd: {line}" for line in str(error).splitlines()))
        sys.exit(2)
    except OSError as error:  # a file that came to lack rights, or went, while a command was at it
        if error.filename is None:
            raise
        say(f"napd: {error.filename}: {error.strerror}")
        sys.exit(2)
