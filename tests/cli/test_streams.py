"""A command that is cut short, by who reads it, by a full disk or by a signal: nothing that it leaves is half."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

ROOT = Path(__file__).parent.parent.parent
NATIONAL = ROOT / "examples" / "landelijk-FICTIEF" / "answers.csv"
NAPD = [sys.executable, "-m", "napd"]
STOPPER = """
import os
import signal

from napd import Format, hookimpl


def write(file, tables):
    file.write(b"half")
    os.kill(os.getpid(), getattr(signal, os.environ["STOP"]))
    file.write(b"half")


@hookimpl
def napd_format():
    return Format(write, ending="stop", together=True)
"""
STOPS = ("SIGTERM", "SIGHUP", "SIGINT")
TRACE = ("Traceback", "Exception ignored")


def run(*arguments: object, **how):
    """A command in a process of its own, as a shell starts it."""
    command = [*NAPD, *map(str, arguments)]
    return subprocess.run(command, text=True, check=False, timeout=60, **{"stderr": subprocess.PIPE, **how})


@pytest.mark.parametrize(
    "arguments", [("score", NATIONAL), ("score", NATIONAL, "--json"), ("areas",), ("--version",)], ids=str
)
def test_a_reader_that_has_had_enough_is_no_fault(arguments):
    """The command ends as it would have, without a word on that."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*arguments, stdout=writer)
    os.close(writer)
    assert done.returncode == 0
    assert not any(word in done.stderr for word in (*TRACE, "pipe"))


def test_words_stand_after_the_data_where_both_go_to_one_place():
    """As on a terminal: `napd score ANSWERS > file 2>&1` has every row whole, and the words below them."""
    done = run("score", NATIONAL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    *rows, last = done.stdout.splitlines()
    assert f" {len(rows) - 1:,} scores: ".replace(",", ".") in last


@pytest.mark.parametrize("arguments", [("score", NATIONAL), ("areas", "--json"), ("--version",)], ids=str)
def test_what_stdout_cannot_take_is_told(arguments):
    """A disk that is full, or a stdout that is closed: a line, and exit code 2."""
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr.endswith("napd: stdout: No space left on device\n")
    assert not any(word in done.stderr for word in TRACE)
    shell = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *NAPD, *map(str, arguments)], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (shell.returncode, shell.stderr.splitlines()[-1]) == (2, "napd: stdout: Bad file descriptor")


def test_where_nothing_goes_to_stdout_it_may_be_closed(tmp_path):
    """No file gets its number, and words are on stderr; where that is closed or full, they are lost and no more."""
    for closed in (">&-", "2>&-", ">&- 2>&- <&-", "2>/dev/full"):
        target = tmp_path / "s.csv"
        command = ["sh", "-c", f'"$@" {closed}', "sh", *NAPD, "summary", str(NATIONAL), "-o", str(target)]
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0, closed
        assert target.read_text(encoding="utf-8").startswith('"round"')
        target.unlink()


def small():
    """No file may become longer than a few bytes, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", NATIONAL, "-o", "out/p.csv"),
        ("check", NATIONAL, "-o", "out/p.xlsx"),
        ("compare", NATIONAL, "-o", "out/c.arrow"),
        ("conversation", NATIONAL, "--area", "MO0402", "-o", "out/g.md"),
        ("form", "--area", "MO0402", "-o", "out/f.xlsx"),
        ("indicators", "regioplan", "--toml", "-o", "out/r.toml"),
        ("new", "proef", "-o", "out"),
        ("report", NATIONAL, "-o", "out/site"),
        ("score", NATIONAL, "-o", "out"),
        ("score", NATIONAL, "-o", "out", "--format", "csv"),
        ("score", NATIONAL, "-o", "out", "--format", "xlsx"),
        ("summary", NATIONAL, "-o", "out/s.parquet"),
        ("table", "regioplan", "-o", "out/t.csv"),
    ],
    ids=lambda arguments: " ".join(map(str, arguments)).replace(str(NATIONAL), "").replace("  ", " "),
)
def test_a_full_disk_leaves_nothing_half(tmp_path, arguments):
    """It is told in a line as what it is; nothing stands under a name of ours, and the same command works later."""
    (tmp_path / "out").mkdir()
    done = run(*arguments, cwd=tmp_path, preexec_fn=small, stdout=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stderr.count("it cannot be written: File too large") == 1
    assert not any(word in done.stderr for word in (*TRACE, "plugin"))
    assert list((tmp_path / "out").rglob("*")) == []
    again = run(*arguments, cwd=tmp_path, stdout=subprocess.DEVNULL)
    assert again.returncode == 0, again.stderr


def heeding():
    """Let a process heed the signals that whoever runs the tests, as in the background, ignores."""
    for stop in STOPS:
        signal.signal(getattr(signal, stop), signal.SIG_DFL)


@pytest.mark.parametrize("stop", STOPS)
def test_a_signal_to_stop_leaves_nothing_half(tmp_path, stop):
    """Whoever sent it sees that it ended the command."""
    (tmp_path / "stopper.py").write_text(STOPPER, encoding="utf-8")
    arguments = ("--plugin", "stopper.py", "summary", NATIONAL, "-o", "s.stop")
    done = run(*arguments, cwd=tmp_path, env={**os.environ, "STOP": stop}, preexec_fn=heeding)
    assert done.returncode in (-getattr(signal, stop), 128 + getattr(signal, stop))
    assert not any(word in done.stderr for word in TRACE)
    assert {path.name for path in tmp_path.iterdir()} - {"__pycache__"} == {"stopper.py"}


@pytest.mark.parametrize("stop", STOPS)
def test_a_signal_to_stop_leaves_no_answers_elsewhere(tmp_path, stop):
    """What came by a pipe is kept beside all else that is temporary, and goes: while it comes, and while it is used."""
    (tmp_path / "stopper.py").write_text(STOPPER, encoding="utf-8")
    (tmp_path / "kept").mkdir()
    environment = {**os.environ, "STOP": stop, "TMPDIR": str(tmp_path / "kept")}
    how = {"cwd": tmp_path, "env": environment, "preexec_fn": heeding}
    arguments = ("--plugin", "stopper.py", "summary", "-", "-o", "s.stop")
    with NATIONAL.open("rb") as answers:
        run(*arguments, **how, stdin=answers)
    assert not list((tmp_path / "kept").iterdir())
    with subprocess.Popen([*NAPD, *arguments], **how, stdin=subprocess.PIPE) as waiting:
        while not list((tmp_path / "kept").iterdir()):
            sleep(0.05)
        waiting.send_signal(getattr(signal, stop))
        waiting.wait(60)
    assert not list((tmp_path / "kept").iterdir())


def test_stdin_that_is_closed_is_empty():
    """As one that ends at once."""
    done = run("check", "-", preexec_fn=lambda: os.close(0), stdout=subprocess.PIPE)
    assert done.returncode == 1
    assert "er staat niets in" in done.stdout
    assert not any(word in done.stderr for word in TRACE)


def test_umask_decides_who_may_read(tmp_path):
    """Of a file, and of a report with all in it."""
    before = os.umask(0o077)
    try:
        run("summary", NATIONAL, "-o", tmp_path / "s.csv")
        run("report", NATIONAL, "-o", tmp_path / "site")
        run("new", "proef", "-o", tmp_path)
    finally:
        os.umask(before)
    assert [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077] == []
