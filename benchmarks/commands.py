"""The small things: how long commands take beside an empty Python, as whole processes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve, field, frozen

from benchmarks.measure import ROOT, Row, Sample, in_turns, run

PART = "command line"
REPEATS = 9
ANSWERS = ROOT / "examples" / "landelijk-FICTIEF" / "answers.csv"
EMPTY = "python -c pass"
ROUND = "napd score <national example> -o <folder>"
PEAK = f"""
import atexit, sys
sys.path.append({str(ROOT)!r})
def tell():
    from benchmarks.peak import peak
    print("", peak(), sep="\\n", file=sys.stderr)
atexit.register(tell)
"""


@frozen
class Command:
    """A command, as what follows `napd`, or else as Python code, with variables of its environment."""

    arguments: tuple[str, ...] = ()
    code: str = "import sys; from napd.cli import main; sys.argv[1:] = {arguments!r}; main()"
    variables: Mapping[str, str] = field(factory=dict)

    def sample(self, folder: Path) -> Sample:
        """Run it, and time it as a whole."""
        command = (_script(), *self.arguments) if self.arguments else (sys.executable, "-c", self.code)
        seconds, _ = run(command, folder, self.variables)
        return Sample(seconds, seconds)

    def peak(self, folder: Path) -> float | None:
        """Run it once more, in a Python that tells its peak at its end: about 2 MiB go to that."""
        code = PEAK + self.code.format(arguments=list(self.arguments))
        _, done = run((sys.executable, "-c", code), folder, self.variables)
        told = done.stderr.splitlines()[-1]
        return None if told == "None" else float(told)


def _script() -> str:
    """The command `napd` as it was installed beside this Python."""
    found = shutil.which("napd", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"there is no command napd beside {sys.executable}. Install napd there, or run nox -s bench")
    return found


COMMANDS = {
    EMPTY: Command(code="pass"),
    "python -c 'import napd'": Command(code="import napd"),
    "napd --version": Command(("--version",)),
    "napd --help": Command(("--help",)),
    "napd score --help": Command(("score", "--help")),
    "napd plugins": Command(("plugins",)),
    ROUND: Command(("score", str(ANSWERS), "-o", "tables")),
}


def rows(repeats: int | None) -> Iterator[Row]:
    """Run the commands in turns, in an empty folder, where no napd.toml can be found."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        peaks = {title: command.peak(folder) for title, command in COMMANDS.items()}
        jobs = {title: (repeats or REPEATS, partial(command.sample, folder)) for title, command in COMMANDS.items()}
        samples = in_turns(jobs, PART)
    for title in COMMANDS:
        known = [evolve(sample, peak=peaks[title]) for sample in samples[title]]
        yield Row(PART, title, title, known, samples[EMPTY])
