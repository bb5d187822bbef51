from __future__ import annotations

import os
import resource
import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import NapdError
from napd.tables import whole as room
from napd.tables.folder import make_folder, whole_folder
from napd.tables.inputs import is_input, reading
from napd.tables.people import anything, holds_answers, typed_in
from napd.tables.seal import is_sealed, sealed
from napd.tables.whole import LeftAlone, insist_free, is_device, whole, write_whole


def zipped(text: str = "") -> bytes:
    """A zip with a file in it."""
    file = BytesIO()
    with ZipFile(file, "w") as made:
        made.writestr("a.txt", text)
    return file.getvalue()


def held(folder: Path):
    """What stands in a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    """Until it is complete the old one stands there; whatever ends the writing, nothing else stays."""
    path = write_whole(tmp_path / "a.txt", "een\n")

    def stop(fault):
        with whole(path) as file:
            file.write(b"half")
            assert path.read_bytes() == b"een\n"
            raise fault

    for fault in (ValueError, KeyboardInterrupt, NapdError):
        with pytest.raises(fault):
            stop(fault)
    assert held(tmp_path) == {"a.txt": b"een\n"}


def test_what_may_not_be_replaced(tmp_path):
    """What is spared says why, unless it says the same; what is read stays whatever is said."""
    path = write_whole(tmp_path / "a.txt", "een")
    with pytest.raises(LeftAlone, match=r"a\.txt: it already exists, so it is left as it is; name another file, or"):
        insist_free(path, anything)
    with pytest.raises(LeftAlone, match="it already exists"):
        write_whole(path, "twee", anything)
    write_whole(path, "een", anything)
    with (
        reading([path]),
        pytest.raises(LeftAlone, match=r"input of this command, so it is left as it is; name another file$"),
    ):
        write_whole(path, "een", overwrite=True)
    assert held(tmp_path) == {"a.txt": b"een"}
    write_whole(path, "twee", anything, overwrite=True)
    assert held(tmp_path) == {"a.txt": b"twee"}
    with pytest.raises(NapdError, match="it is a folder; name a file"):
        write_whole(tmp_path, "een")
    insist_free(tmp_path / "b.txt", anything)


def test_what_is_there_keeps_its_mode_and_its_links(tmp_path):
    """Also where the name is as long as a name may be; a new file is as umask says."""
    path = tmp_path / ("a" * 255)
    path.touch(0o640)
    (tmp_path / "link").symlink_to(path)
    write_whole(tmp_path / "link", "een")
    assert (tmp_path / "link").is_symlink()
    assert (path.read_text(encoding="utf-8"), stat.S_IMODE(path.stat().st_mode)) == ("een", 0o640)
    before = os.umask(0o027)
    write_whole(tmp_path / "new", "een")
    os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_what_cannot_be_written_is_told(tmp_path, monkeypatch):
    """A folder that is not there, and a file that nobody may write; by the name that was given."""
    with pytest.raises(NapdError, match=r"none/a\.txt: it cannot be written: No such file or directory$"):
        write_whole(tmp_path / "none" / "a.txt", "een")
    path = write_whole(tmp_path / "a.txt", "een")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NapdError, match=r"a\.txt: it cannot be written: Permission denied$"):
        write_whole(path, "twee")
    assert held(tmp_path) == {"a.txt": b"een"}


@pytest.fixture
def small():
    """No file may become longer than some bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small")
def test_a_full_disk_is_told_whatever_it_made_others_raise(tmp_path):
    """Once it failed, who writes may go on, seek, close or come back later, and nothing more is said."""
    kept = []

    def fail():
        with whole(tmp_path / "a.txt") as file:
            kept.append(file)
            assert (file.write(b"x"), file.tell(), file.seek(0)) == (1, 1, 0)
            file.write(b"x" * 50)
            try:
                file.write(b"x" * 100_000)
                file.flush()
            except OSError as error:
                assert file.write(b"more") == len(b"more")
                assert (file.seek(0), file.tell()) == (0, 0)
                raise ValueError("something else") from error

    with pytest.raises(NapdError, match=r"a\.txt: it cannot be written: File too large$"):
        fail()
    kept[0].write(b"later")
    kept[0].flush()
    kept[0].close()
    assert held(tmp_path) == {}


def test_what_fails_beside_the_file_is_not_blamed_on_it(tmp_path):
    """But a disk that is full elsewhere is one all the same."""
    with pytest.raises(FileNotFoundError), whole(tmp_path / "a.txt"):
        (tmp_path / "none").read_bytes()
    with pytest.raises(NapdError, match="it cannot be written: No space left"), whole(tmp_path / "a.txt"):
        raise RuntimeError from OSError(28, "No space left on device")


def test_a_device_is_written_to(tmp_path, capfd):
    """A pipe, a link to what is open, and what is open by its number; a file of that kind of name is none."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", "een")
    assert os.read(reader, 9) == b"een"
    os.close(reader)
    (tmp_path / "out").symlink_to("/dev/stdout")
    write_whole(tmp_path / "out", "twee ")
    write_whole(Path("/dev/stdout"), "drie ")
    write_whole(Path("/dev/fd/1"), "vier")
    assert capfd.readouterr().out == "twee drie vier"
    assert (tmp_path / "out").is_symlink()
    assert not is_device(tmp_path / "none")
    (tmp_path / "loop").symlink_to("loop")
    assert not is_device(tmp_path / "loop")
    assert room._stream(tmp_path / "loop") is None
    with pytest.raises(NapdError, match="/dev/full: it cannot be written: No space left on device"):
        write_whole(Path("/dev/full"), "een")


def test_a_reader_of_a_device_may_go(tmp_path, monkeypatch):
    """It has had enough, which is no fault."""

    def gone(*_):
        raise BrokenPipeError

    monkeypatch.setattr("shutil.copyfileobj", gone)
    (tmp_path / "null").symlink_to(os.devnull)
    write_whole(tmp_path / "null", "een")


@given(st.binary(max_size=200), st.data())
def test_a_seal_holds_for_the_very_same_bytes(tmp_path_factory, noise, data):
    """A zip that is sealed shows it, whatever is in it, and no other file does: not with any byte changed."""
    path = tmp_path_factory.mktemp("seal") / "a.zip"
    made = sealed(zipped(noise.hex()))
    path.write_bytes(made)
    assert is_sealed(path)
    assert ZipFile(path).read("a.txt") == noise.hex().encode()
    place = data.draw(st.integers(0, len(made) - 1))
    path.write_bytes(made[:place] + bytes([made[place] ^ 1]) + made[place + 1 :])
    assert not is_sealed(path)
    path.write_bytes(noise)
    assert not is_sealed(path)
    assert sealed(noise) == noise


def test_a_workbook_is_sealed_as_it_is_written(tmp_path):
    """So that it may be replaced as long as nobody changed it; what is not there is not sealed."""
    path = tmp_path / "a.xlsx"
    with whole(path, sealed=True) as file:
        file.write(zipped())
    write_whole(path, zipped("twee"), typed_in)
    with pytest.raises(LeftAlone, match="somebody may have typed in it"):
        write_whole(path, zipped("drie"), typed_in)
    assert not is_sealed(tmp_path / "none")


HEADER = "round,area,indicator,question,value"
OWN = '"round","area","indicator","question","value"'
FILES = {
    "nothing": (b"", ""),
    "a text": (b"Beste mensen, hierbij; groet", ""),
    "answers": (HEADER.encode(), "it holds answers"),
    "answers under a title": (f"FICTIEF\nsep=;\n{HEADER.replace(',', ';')}\n".encode(), "it holds answers"),
    "answers in another encoding": (HEADER.encode("utf-16"), "it holds answers"),
    "answers of which a column is misspelt": (b"round;gebied;indicator;vraag;antwoord", "it holds answers"),
    "answers that napd wrote": (f'{OWN},"note"\n'.encode(), "it holds answers"),
    "differences that napd wrote": (f'{OWN},"other_value"\n'.encode(), ""),
    "scores that napd wrote": (b'"round","area","indicator","level"\n', ""),
    "scores that a spreadsheet saved": (b"round;area;indicator;level\n", "it holds answers"),
    "a workbook": (zipped(), "somebody may have typed in it"),
    "a workbook as napd wrote it": (sealed(zipped()), ""),
    "an old workbook": (b"\xd0\xcf\x11\xe0 old", "somebody may have typed in it"),
    "Parquet with answers": (f"PAR1 {HEADER} PAR1".encode(), "it holds answers"),
    "Parquet with something else": (b"PAR1 naam, bedrag PAR1", ""),
    "Parquet with answers that napd wrote": (f"PAR1 {HEADER} napd.receipt PAR1".encode(), ""),
}


@pytest.mark.parametrize(("content", "why"), FILES.values(), ids=FILES)
def test_what_people_may_have_typed_is_known(tmp_path, content, why):
    """By what a file begins with, and by its header."""
    (tmp_path / "a").write_bytes(content)
    assert holds_answers(tmp_path / "a") == why


def test_what_cannot_be_read_is_spared(tmp_path):
    """It might hold anything."""
    assert holds_answers(tmp_path / "none") == "it cannot be read to see what it holds"


def test_a_folder_with_what_is_read_stays(tmp_path):
    """Whatever else is in it; by links too."""
    (tmp_path / "site" / "deep").mkdir(parents=True)
    (tmp_path / "site" / "deep" / "a.csv").touch()
    (tmp_path / "a.csv").symlink_to(tmp_path / "site" / "deep" / "a.csv")
    with (
        reading([tmp_path / "a.csv", tmp_path / "none"]),
        pytest.raises(NapdError, match=r"has a\.csv in it, which is an input of this command, and is left as it is"),
        whole_folder(tmp_path / "site", lambda _: ""),
    ):
        pass
    with reading([tmp_path / "a.csv"]), pytest.raises(LeftAlone):
        write_whole(tmp_path / "site" / "deep" / "a.csv", "x", overwrite=True)


def test_what_is_not_there_is_not_read(tmp_path):
    """Nor is what vanished since it was read."""
    (tmp_path / "a.csv").touch()
    with reading([tmp_path / "a.csv"]):
        assert is_input(tmp_path / "a.csv")
        assert not is_input(tmp_path / "b.csv")
        (tmp_path / "a.csv").unlink()
        assert not is_input(tmp_path / "a.csv")
        (tmp_path / "b.csv").touch()
        assert not is_input(tmp_path / "b.csv")


def test_a_link_that_leads_to_itself_stays(tmp_path):
    """There is nothing behind it to replace."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(NapdError, match=r"a: it is a link that leads to itself; name another file$"):
        write_whole(tmp_path / "a", "x", overwrite=True)
    assert (tmp_path / "a").readlink() == Path("b")


@pytest.mark.parametrize(
    ("place", "told"),
    [("file", "it is not a folder, and is left as it is; name another"), ("file/deep", "it cannot be written")],
)
def test_a_folder_that_cannot_be_made_is_told(tmp_path, place, told):
    """And what is there stays."""
    (tmp_path / "file").touch()
    with pytest.raises(NapdError, match=told):
        make_folder(tmp_path / place)
    assert (tmp_path / "file").is_file()


def test_a_new_folder_that_fails_leaves_none_above_it(tmp_path):
    """Those that were there stay; a file that cannot be written is named as it would have been."""
    site = tmp_path / "a" / "b" / "site"

    def fail(another: Path):
        with whole_folder(site, anything) as made:
            another.touch()
            write_whole(made / "x" / "y", "een")

    with pytest.raises(NapdError, match=rf"^{site}/x/y: it cannot be written: No such file"):
        fail(tmp_path / "b")
    assert held(tmp_path) == {"b": b""}
    with pytest.raises(NapdError):
        fail(tmp_path / "a" / "of another")
    assert held(tmp_path / "a") == {"of another": b""}
