"""The checks of this repository: `nox` runs all of them, `nox -s lint` one, `nox -s tests -- -k scale` a part of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
STEADY = "--hypothesis-profile=ci"
"""The same random examples in each run, so that what fails is the change. pytest by itself draws new ones."""
PLUGINS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
NAP = [plugin for plugin in PLUGINS if f"{plugin}==0.1.*" in PYPROJECT["project"]["optional-dependencies"]["nap"]]
"""Those with the indicators and figures of the Nationaal Actieplan Dakloosheid."""
READS = {
    "napd-ask": ("napd-gelijke-behandeling", "napd-regioplan"),
    "napd-counts": ("napd-disclosure", "napd-ethos-light", "napd-monitor-dakloosheid"),
    "napd-ethos-light": ("napd-counts", "napd-disclosure"),
    "napd-gelijke-behandeling": ("napd-ask",),
    "napd-monitor-dakloosheid": ("napd-counts", "napd-disclosure"),
    "napd-report": ("napd-progress",),
    "napd-xlsx": ("napd-forms",),
}
"""The plugins that use another, or whose tests do: what reads what they wrote, or asks what they give."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = "axe-core@4.14.1"
"""What judges the pages of a report. Without npm, the tests have the copy that comes with axe-playwright-python."""

nox.needs_version = ">=2026.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["checks"]
LANES = (("tests",), ("lint", "types", "plugins", "scaffold", "demo", "site", "fuzz", "browser", "commands"))
"""The sessions that are the checks of a change, in two lanes, each about half of the work."""
OUTER = ("cli", "cluster", "docs", "examples", "forms", "fuzz", "golden", "pages", "plugins", "progress", "testing")
"""The rooms of tests that `quick` leaves out: named, so that a new room is in it by itself."""

# Where this is set, each of the many short-lived interpreters of the tests compiles every library anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def install(session: nox.Session, group: str, *arguments: str) -> None:
    """Install a dependency group of pyproject.toml, and whatever else the arguments name to pip."""
    session.install(*nox.project.dependency_groups(PYPROJECT, group), *arguments)


def editable(extras: str = "nap") -> list[str]:
    """Name napd and every plugin to pip, from their folders in this repository."""
    folders = [f".[{extras}]", *(f"./plugins/{plugin}" for plugin in PLUGINS)]
    return [argument for folder in folders for argument in ("-e", folder)]


def wheel(session: nox.Session, name: str) -> str:
    """Name to pip the wheel that the session `wheels` built of a distribution."""
    (path,) = (session.cache_dir / "wheels").resolve().glob(f"{name.replace('-', '_')}-*.whl")
    return str(path)


@nox.session(venv_backend="none")
def checks(session: nox.Session) -> None:
    """Run every check, in lanes side by side: many of them keep but one processor busy, or wait."""
    with ThreadPoolExecutor(len(LANES)) as pool:
        failed = [lane for lane, code in zip(LANES, pool.map(run_lane, LANES), strict=True) if code]
    if failed:
        session.error(f"failed in: {', '.join(' '.join(lane) for lane in failed)}")


def run_lane(sessions: tuple[str, ...]) -> int:
    """Run sessions one after another in a nox of its own, and pass on each line as it comes."""
    command = (sys.executable, "-m", "nox", "--sessions", *sessions)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as lane:  # noqa: S603 - ours
        for line in labelled(sessions[0], lane.stdout or ()):
            sys.stdout.buffer.write(line)
            sys.stdout.flush()
    return lane.returncode


def labelled(session: str, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Put before each line of a lane its session and for how long that has run; nox says when one begins and ends."""
    began = time.monotonic()
    for line in lines:
        if begins := re.search(rb"Running session (\S+)", line):
            session, began = begins[1].decode(), time.monotonic()
        minutes, seconds = divmod(int(time.monotonic() - began), 60)
        yield f"{session:>8} {minutes:2}:{seconds:02} | ".encode() + line


@nox.session
def quick(session: nox.Session) -> None:
    """Test the inner rooms, without coverage: what a change is tried on while it is made."""
    install(session, "test", *editable("nap"))
    inside = (f"--ignore=tests/{room}" for room in OUTER)
    session.run("pytest", *(session.posargs or ("tests", *inside)), "--numprocesses=auto", STEADY)


@nox.session
def tests(session: nox.Session) -> None:
    """Test napd; but for the command line, every branch has to be run."""
    install(session, "test", *editable("nap,report,dask,spark"))
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    measured = (STEADY, "--cov", "--cov-report=")
    # In one process, which has the only Spark and the only Dask. (xdist's groups do nothing with pytest 9.2:
    # pytest-dev/pytest-xdist issue 1386.) First, while the other lane begins with what keeps one processor busy
    session.run("pytest", "tests/cluster", *measured)
    elsewhere = (f"--ignore=tests/{folder}" for folder in ("cli", "cluster", "docs", "pages/browser"))
    session.run("pytest", "tests", *elsewhere, "--numprocesses=auto", "--cov-append", *measured)
    without = ["*/napd/cli/*", "*/napd/__main__.py", "*/*command.py", "*/napd_forms/each.py"]
    if shutil.which("java") is None:
        session.warn("Without Java the tests on Spark are skipped: apt install openjdk-17-jre-headless")
        without.append("*/napd_cluster/spark.py")
    session.run("coverage", "report", "--fail-under=100", f"--omit={','.join(without)}")


@nox.session
def commands(session: nox.Session) -> None:
    """Test the command line, and run each example, code block and command of docstrings, README and docs.

    Apart from `tests`: measuring coverage takes as long again, and to install Spark a minute.
    """
    install(session, "test", *editable("nap,report,dask"))
    asked = session.posargs or ("--doctest-modules", "src", "tests/cli", "tests/docs")
    session.run("pytest", *asked, "--numprocesses=auto", STEADY)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Break valid files at random for a minute: napd reads or refuses each, in bounded time and memory."""
    install(session, "test", *editable())
    session.run("python", "tests/fuzz", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style, the format, and that the rooms import one way."""
    install(session, "lint")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    sources = os.pathsep.join(str(path) for path in (ROOT / "src", *ROOT.glob("plugins/*/src")))
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": sources})
    session.run("lint-imports", "--no-logo", "tests/plugins/imports.toml", env={"PYTHONPATH": sources})


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of napd, of the plugins and of this file."""
    install(session, "types", *editable())
    session.run("mypy", *session.posargs)


def without_chromium(session: nox.Session) -> bool:
    """Whether there is no Chromium. On a Debian that only runs checks, which sets CI, it is installed."""
    missing = not any(map(shutil.which, CHROMIUM))
    if missing and "CI" in os.environ and shutil.which("apt-get") and os.geteuid() == 0:
        packages = ("install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
        for arguments in (("update",), packages):
            session.run_install(
                "timeout", "150", "apt-get", *arguments, external=True, silent=True, success_codes=range(256)
            )
        return not any(map(shutil.which, CHROMIUM))
    return missing


def axe(session: nox.Session) -> dict[str, str]:
    """Say where axe-core is, if npm gives it."""
    folder = (session.cache_dir / "axe").resolve()
    if shutil.which("npm"):
        arguments = ("install", "--prefix", str(folder), "--no-save", "--no-audit", "--no-fund", AXE)
        session.run_install("timeout", "60", "npm", *arguments, external=True, silent=True, success_codes=range(256))
    path = folder / "node_modules" / "axe-core" / "axe.min.js"
    return {"NAPD_AXE": str(path)} if path.is_file() else {}


@nox.session
def browser(session: nox.Session) -> None:
    """Look at a report as its readers do, in Chromium: accessible, by keyboard alone, on paper, and safe."""
    if without_chromium(session):
        session.skip("Without Chromium the pages of a report are not tested in a browser: apt install chromium")
    install(session, "browser", *editable("nap,report"))
    session.run("pytest", "tests/pages/browser", "--numprocesses=auto", *session.posargs, env=axe(session))


@nox.session
def screenshots(session: nox.Session) -> None:
    """Make the pictures of docs/images anew, with the Chromium and the fonts of this machine."""
    install(session, "browser", *editable("nap,report"))
    session.run("python", "docs/screenshots.py", *session.posargs)


@nox.session
def wheels(session: nox.Session) -> None:
    """Build the wheels of napd and of every plugin."""
    install(session, "build")
    target = session.cache_dir / "wheels"
    shutil.rmtree(target, ignore_errors=True)
    build = ["python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    for folder in [".", *(f"plugins/{plugin}" for plugin in PLUGINS)]:
        session.run(*build, folder, silent=True)


@nox.session(reuse_venv=False, requires=["wheels"], venv_backend="uv")
def plugins(session: nox.Session) -> None:
    """Test the kit, and each plugin, as users have them: from wheels, without the others and what only these need."""
    if not session.posargs:
        install(session, "plugin-test", wheel(session, "napd"), "--exact")
        session.run("pytest", STEADY, "tests/testing")
    for plugin in PLUGINS:
        wheels = [wheel(session, name) for name in ("napd", plugin, *READS.get(plugin, ()))]
        install(session, "plugin-test", *wheels, "--exact")
        session.run("pytest", STEADY, f"plugins/{plugin}/tests", *session.posargs)


# With pip in it, which the tutorial tells its reader to use
@nox.session(reuse_venv=False, requires=["wheels"], venv_backend="uv", venv_params=["--seed"])
def scaffold(session: nox.Session) -> None:
    """Follow the tutorial literally, from wheels: a plugin is begun, installed, tested, and scores beside the six."""
    session.install(wheel(session, "napd"), *(wheel(session, plugin) for plugin in NAP))
    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder / "napd-wachtlijsten", ignore_errors=True)
    session.run("python", "tests/docs/follow.py", str(folder))


@nox.session
def site(session: nox.Session) -> None:
    """Make the site of the documentation, in build/site; a link that leads nowhere, or any warning, is an error."""
    install(session, "docs", *editable())
    strict = ("--fail-on-warning", "--keep-going", "--fresh-env")
    session.run("sphinx-build", *strict, "--quiet", "--jobs=auto", *session.posargs, "docs", "build/site")


@nox.session(reuse_venv=False, requires=["wheels"])
def demo(session: nox.Session) -> None:
    """Run the demo from wheels in an empty folder, out of sight of the repository."""
    session.install(wheel(session, "napd"), *(wheel(session, plugin) for plugin in PLUGINS))
    with session.chdir(session.create_tmp()):
        session.run("napd", "demo", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Look for changes to the decision core and the kit that no test notices; takes a night. See docs/quality.md."""
    install(session, "mutation", *editable())
    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    with session.chdir(folder):
        session.run("python", "tests/mutable.py", "src/napd/decision", "src/napd/printed", "src/napd/testing")
        session.run("mutmut", "run", *session.posargs)
        told = str(session.run("mutmut", "results", silent=True)).splitlines()
        session.log("\n".join(line for line in told if not line.endswith("not checked")))


@nox.session(reuse_venv=False, requires=["wheels"])
def bench(session: nox.Session) -> None:
    """Measure napd beside other ways to score the same answers: `nox -s bench -- --parts 14k 1M`."""
    install(session, "bench", wheel(session, "napd"), *(wheel(session, plugin) for plugin in PLUGINS))
    session.run("python", "-m", "benchmarks", *session.posargs)
