"""The folder of a report: it is there whole or not at all, and nothing else is ever lost for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import built
from town import FRAMEWORK, GOOD, table

from napd import NapdError, score
from napd.tables.folder import whole_folder
from napd_report import report
from napd_report.base_page import MARK
from napd_report.picture import MADE
from napd_report.replaced import strange


def fill(target: Path, **files: str):
    """Write a folder of files, each named with its ending after two low lines, as a report would be."""
    with whole_folder(target, strange) as folder:
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def held(folder: Path):
    """What stands in a folder, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}


def test_a_new_folder(tmp_path):
    """It is made with all above it, and nothing else is left beside it."""
    fill(tmp_path / "a" / "b" / "site", index__html="een")
    assert held(tmp_path / "a" / "b" / "site") == {"index.html": "een"}
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["site"]


def test_an_earlier_report_gives_way(tmp_path):
    """A report of whichever version is replaced as a whole, and so is an empty folder."""
    target = tmp_path / "site"
    target.mkdir()
    fill(target, index__html=MARK, old__html="")
    (target / "regio").mkdir()
    (target / "index.html").write_text('<meta name="generator" content="napd 0.0.1">', encoding="utf-8")
    fill(target, index__html=MARK)
    assert held(target) == {"index.html": MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


STRANGE = {
    "a page of somebody else": ({"index.html": "<html>"}, "has other things in it"),
    "no page at all": ({"notes.txt": "van mij"}, "has other things in it"),
    "something beside a report": (
        {"index.html": MARK, "CNAME": "x.nl", "z.txt": ""},
        "has things in it that are not part of a report, such as CNAME",
    ),
}


@pytest.mark.parametrize(("files", "why"), STRANGE.values(), ids=STRANGE)
def test_what_is_not_ours_is_left_as_it_is(tmp_path, files, why):
    """A folder with anything else in it is refused, with the reason, and keeps what it has."""
    target = tmp_path / "site"
    target.mkdir()
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8")
    with pytest.raises(NapdError) as error:
        fill(target, index__html=MARK)
    assert str(error.value) == f"{target} {why}, and is left as it is: name another folder"
    assert held(target) == files
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


DRAWN = {"een.svg": MADE, "een.csv": '"indicator","ronde"\n'}
OTHERS = {
    "a table that went through a spreadsheet": ({**DRAWN, "een.csv": "indicator;ronde\n"}, "een.csv"),
    "a table without a picture": ({"los.csv": '"a"'}, "los.csv"),
    "a picture of somebody else": ({"een.svg": "<svg/>"}, "een.svg"),
    "another kind of file": ({**DRAWN, "een.png": ""}, "een.png"),
    "a folder": ({**DRAWN, "een/x.svg": MADE}, "een"),
}


def charts(target: Path, files):
    """A report with files in its folder of charts."""
    fill(target, index__html=MARK)
    for name, text in files.items():
        path = target / "grafieken" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_charts_give_way(tmp_path):
    """Pictures and tables of ours are replaced with the report."""
    charts(tmp_path / "site", DRAWN)
    fill(tmp_path / "site", index__html=MARK)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]


@pytest.mark.parametrize(("files", "found"), OTHERS.values(), ids=OTHERS)
def test_what_stands_among_the_charts_is_left(tmp_path, files, found):
    """Whatever is no chart as it was written keeps the report from being replaced, and is named."""
    charts(tmp_path / "site", files)
    with pytest.raises(NapdError, match=f"not part of a report, such as grafieken.{found}"):
        fill(tmp_path / "site", index__html=MARK)
    assert (tmp_path / "site" / "grafieken" / found).exists()


def test_a_file_by_the_name_of_the_folder(tmp_path):
    """A file that is called as the folder of charts is none of ours."""
    fill(tmp_path / "site", index__html=MARK, grafieken="")
    with pytest.raises(NapdError, match="not part of a report, such as grafieken"):
        fill(tmp_path / "site", index__html=MARK)


def test_a_file_is_no_folder(tmp_path):
    """A file in that place is left as it is."""
    (tmp_path / "site").write_text("van mij", encoding="utf-8")
    with pytest.raises(NapdError, match="site is not a folder, and is left as it is"):
        fill(tmp_path / "site", index__html=MARK)
    assert held(tmp_path) == {"site": "van mij"}


def test_a_link_stays_a_link(tmp_path):
    """Where the place is a link to a folder, it is that folder that gets the report."""
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www")
    fill(tmp_path / "site", index__html=MARK)
    assert (tmp_path / "site").is_symlink()
    assert held(tmp_path / "www") == {"index.html": MARK}


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, NapdError])
def test_a_failure_halfway(tmp_path, fault):
    """The old one stays as it was, and what was made goes."""
    fill(tmp_path / "site", index__html=MARK)

    def fail():
        with whole_folder(tmp_path / "site", strange) as folder:
            (folder / "half.html").write_text("half", encoding="utf-8")
            raise fault

    with pytest.raises(fault):
        fail()
    assert held(tmp_path / "site") == {"index.html": MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_at_the_last_step(tmp_path, monkeypatch):
    """Where the new one cannot take its place, the old one stands there again."""
    fill(tmp_path / "site", index__html=MARK)
    rename = Path.rename

    def stuck(self, target):
        if (self / "new.html").exists():
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(NapdError, match="busy"):
        fill(tmp_path / "site", new__html="nieuw")
    assert held(tmp_path / "site") == {"index.html": MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_report_that_fails_leaves_the_old_one(tmp_path, monkeypatch):
    """A page that cannot be made, or a disk that is full, changes nothing; a full disk is told in a line."""
    result = score(table(GOOD), FRAMEWORK)
    before = built(result, tmp_path / "site").files

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NapdError) as error:
        report(result, tmp_path / "site")
    assert str(error.value) == f"{tmp_path / 'site'}: it cannot be written: No space left on device"
    after = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    assert after == {name for name in before if name.endswith(".html")}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
