"""A plugin does its own work, and leaves the process as it was: its output, folder, numbers, signals and limits."""

from __future__ import annotations

import decimal
import io
import json
import locale
import os
import signal
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import pytest
from distributions import CONTENT, provides
from offering import lines

from napd import score
from napd.framework.guest import Aside, guest
from napd.framework.hooks import FORMATS
from napd.framework.plugins import load

RUDE = """
import decimal, gc, locale, os, signal, sys, warnings
os.chdir("/")
warnings.simplefilter("ignore")
warnings.filterwarnings("error", category=DeprecationWarning)
locale.setlocale(locale.LC_ALL, "C.UTF-8")
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, lambda *_: None)
decimal.getcontext().prec = 2
decimal.setcontext(decimal.Context(prec=3))
os.umask(0)
sys.setrecursionlimit(12_345)
sys.set_int_max_str_digits(0)
print("Hallo")
sys.stdout.reconfigure(encoding="latin-1")
sys.stdout.write("van de plugin\\n")
sys.stdout.flush()
sys.stdout.close()
sys.stderr.close()
sys.stdout = None
"""
HOOKS = {
    "import": RUDE + provides("een"),
    "describe": f"{CONTENT}\n\n@hookimpl\ndef napd_indicators():\n    exec({RUDE!r})\n    yield indicator('een')\n",
}


def state():
    """What of the process a plugin could change."""
    umask = os.umask(0o077)
    os.umask(umask)
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    limits = sys.getrecursionlimit(), sys.get_int_max_str_digits()
    context = decimal.getcontext()
    return [
        Path.cwd(), warnings.filters[:], locale.setlocale(locale.LC_ALL), handlers, (context.prec, context.rounding),
        umask, limits, sys.stdout, sys.stderr,
    ]  # fmt: skip


@pytest.mark.parametrize("step", HOOKS)
def test_a_plugin_leaves_things_as_they_were(distributions, capsys, step):
    """Whatever it changes, when it is imported or asked, is put back, and what it prints is on stderr."""
    distributions.add("napd-rude", HOOKS[step])
    before = state()
    (good,), left_out = load(distributions.plugins())
    assert (good.indicator.id, left_out) == ("een", ())
    assert state() == before
    assert capsys.readouterr() == ("", "Hallo\nvan de plugin\n")


def test_a_format_leaves_things_as_they_were(distributions, capsys, tmp_path):
    """So does a plugin that writes."""
    distributions.add("napd-lines", lines(f"exec({RUDE!r})"), FORMATS)
    before = state()
    score("examples/gooi-en-vechtstreek-2023/answers.csv").write(tmp_path, "lines")
    assert state() == before
    out, err = capsys.readouterr()
    assert (out, set(err.splitlines())) == ("", {"Hallo", "van de plugin"})


def test_in_a_thread():
    """A thread has no signals to put back, and is never interrupted: an interrupt there is a fault."""
    said: list[BaseException] = []

    def work():
        try:
            with guest():
                raise KeyboardInterrupt
        except RuntimeError as error:
            said.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [str(each) for each in said] == ["it raised KeyboardInterrupt by itself"]


def test_where_somebody_else_handles_interrupts():
    """What a handler of the program raises is taken for typed, and passes."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with pytest.raises(KeyboardInterrupt), guest():
            raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_interrupts_are_ignored():
    """In the background of a shell nobody types them, so the plugin raised it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(RuntimeError, match="it raised KeyboardInterrupt by itself"), guest():
            raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_ends_the_process_passes():
    """A signal to stop, and an exit, are not taken for faults."""

    class Stopped(KeyboardInterrupt):
        pass

    for kind in (Stopped, SystemExit, ValueError):
        with pytest.raises(kind), guest():
            raise kind


def test_without_a_folder_or_streams(tmp_path, monkeypatch):
    """A working directory that is gone, and a process without streams, are no trouble."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setattr(sys, "stderr", None)
    with guest():
        print("niemand hoort dit")  # noqa: T201 - as a plugin does
    os.chdir(tmp_path)


def test_aside():
    """It is stderr in all but what would end it."""
    aside = Aside()
    aside.reconfigure(encoding="latin-1")
    aside.close()
    assert aside.encoding == sys.stderr.encoding
    assert not aside.closed
    with pytest.raises(io.UnsupportedOperation):
        aside.detach()


PAST = """
import os, subprocess, sys
os.write(1, b"met de hand\\n")
subprocess.run([sys.executable, "-c", "print('een programma')"])
print("de oude stroom", file=sys.__stdout__)
os.close(1)
"""


def test_what_writes_past_python(distributions, tmp_path):
    """What is written to stdout by its number, by another program or by the stream below is on stderr too."""
    distributions.add("napd-rude", PAST + provides("een"))
    (tmp_path / "napd.toml").write_text('indicators = ["rude"]', encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(distributions.folder)}
    run = [sys.executable, "-m", "napd", "indicators", "--json"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert [each["id"] for each in json.loads(done.stdout)] == ["een"]
    assert sorted(done.stderr.splitlines()) == ["de oude stroom", "een programma", "met de hand"]


def test_where_stdout_is_closed(monkeypatch):
    """Without a handle of stdout there is nothing to keep."""

    def closed(_):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", closed)
    with guest():
        pass


def test_on_the_command_line(distributions, tmp_path):
    """Whatever a plugin prints and wherever it goes, stdout has JSON alone, and paths are found from where one was."""
    distributions.add("napd-rude", HOOKS["import"])
    (tmp_path / "napd.toml").write_text('indicators = ["rude"]', encoding="utf-8")
    (tmp_path / "mijn.toml").write_text("", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(distributions.folder)}
    run = [sys.executable, "-m", "napd"]
    done = subprocess.run(
        [*run, "indicators", "--json", "-f", "napd.toml"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [each["id"] for each in json.loads(done.stdout)] == ["een"]
    assert done.stderr == "Hallo\nvan de plugin\n"
