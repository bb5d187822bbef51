"""The site: whatever was answered, its pages are whole, say what the scores say, and keep to their policy."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pyarrow.csv as arrow_csv
import pytest
from distributions import distributions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import Pages, built, ids, rows, strange
from town import FRAMEWORK, GOOD, answer, table
from worlds import table_of, worlds

from napd import NapdError, score
from napd.framework.hooks import FORMATS
from napd.framework.local import Local
from napd.tables.names import address
from napd.texts import DUTCH
from napd_report import report
from napd_report.names import by_name

__all__ = ["distributions"]
NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
SIGNS = {2: "○●", 3: "○◐●", 4: "○◔◕●", 5: "○◔◐◕●", 6: "①②③④⑤⑥", 7: "①②③④⑤⑥⑦"}
"""Of levels that have no sign of their own."""
COUNT = re.compile(r"(\d+) × ")


def words(framework, row):
    """What a row of the scores says, without the code under test."""
    scale = framework.indicator(row["indicator"], row["version"]).scale
    label = {level.id: level.label for level in scale.levels}
    if row["level"]:
        sign = scale[row["level"]].symbol or SIGNS[len(scale.ids)][scale.ids.index(row["level"])]
        return f"{sign} {label[row['level']]}"
    if row["status"] != "undetermined":
        return DUTCH(f"status.{row['status']}")
    return f"? nog niet bepaald: {' of '.join(ranges(row['possible'].split('|'), label))}"


def ranges(possible, label):
    """What is possible: of levels side by side the lowest and the highest."""
    levels = list(label)
    places = [levels.index(name) for name in possible if name in label]
    lows = [place for place in places if place - 1 not in places]
    highs = [place for place in places if place + 1 not in places]
    for low, high in zip(lows, highs, strict=True):
        yield label[levels[low]] if low == high else f"{label[levels[low]]} t/m {label[levels[high]]}"
    if "not_applicable" in possible:
        yield "niet van toepassing"


def expected(result, region, round_, indicator, view):
    """How many areas of a region have which words, by the table of scores."""
    framework = result.framework
    found = {one.id: one for one in framework.at(round_.date)}
    if indicator not in found:
        return {"◌ nog niet gevraagd": 1}
    members = framework.areas.members(region, round_.date)
    areas = [region] if found[indicator].area == "region" else [each.code for each in members]
    said = {
        row["area"]: words(framework, row)
        for row in result.scores.to_pylist()
        if (row["round"], row["perspective"], row["indicator"]) == (round_.id, view, indicator)
    }
    return Counter(said.get(area, "◊ niets ontvangen") for area in areas)


def chips(cell):
    """What a cell says, with how many."""
    texts = [chip.text for chip in cell.all("span", "chip")]
    found = [(COUNT.sub("", text, count=1), COUNT.match(text)) for text in texts]
    return {text: int(count[1]) if count else 1 for text, count in found}


def perspective_of(result, round_):
    """The first of the framework that has any score in a round."""
    there = {row["perspective"] for row in result.scores.to_pylist() if row["round"] == round_.id}
    return next(view for view in result.framework.perspectives if view in there)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(worlds(), st.data())
def test_the_laws_of_a_report(tmp_path_factory, world, data):
    """Whatever is answered: links lead somewhere, ids are unique, cells say what the scores say, and no other region.

    Regions stand by name; a level has a word and a symbol; and nothing comes from elsewhere.
    """
    result, folder = score(table_of(*world), world.framework), tmp_path_factory.mktemp("report") / "site"
    answered = set(result.scores["round"].to_pylist())
    rounds = [one for one in world.framework.rounds if one.id in answered]
    if not rounds:
        with pytest.raises(NapdError, match=r"^nothing was answered that can be reported$"):
            report(result, folder)
        return
    chosen = data.draw(st.sampled_from(rounds))
    pages = built(result, folder, round=chosen.id)
    assert pages.dead_links() == []
    for name, page in pages:
        assert len(ids(page)) == len(set(ids(page))), name
        assert strange(page) == []
        assert len(list(page.all("h1"))) == 1
        assert all(chip.one(kind="sign").text for chip in page.all("span", "chip") if "option" not in chip.classes)
    check_regions(result, pages, [one for one in rounds if one <= chosen])


def check_regions(result, pages, rounds):
    """Each page of a region says what the scores say, and names no other region; everywhere they stand by name."""
    framework = result.framework
    view, known = perspective_of(result, rounds[-1]), {one.code for one in framework.areas.regions()}
    on, ids = framework.dashboard, {one.id for one in rounds}
    there = {(on(row["indicator"]), row["area"]) for row in result.scores.to_pylist() if row["round"] in ids}
    for code, page in pages.under("regio").items():
        others = known - {code}
        around = page.one("nav", "crumbs").text  # it leads to the one before and the one after it, by name
        assert not others & set(re.findall(r"MO\d", page.text.replace(around, "")))
        table = next(page.all("table", "levels"))
        links = [link.attributes["href"].removeprefix("#over-") for link in table.all("a")]
        mine = {code, *(one.municipality for one in framework.areas.memberships if one.region == code)}
        shown = {key for key, area in there if area in mine} or {key for key, _ in there}
        assert sorted(links) == [one.id for one in framework.at(rounds[-1].date) if on(one.id) in shown]
        lines = [line for body in table.all("tbody") for line in body.all("tr") if "dashboard" not in line.classes]
        for name, line in zip(links, lines, strict=True):
            told = [chips(cell) for cell in line.all("td")]
            assert told == [expected(result, code, one, name, view) for one in rounds[::-1]]
    for page in (pages["regios.html"], *pages.under("indicator").values()):
        names = list(rows(list(page.all("table", "cards"))[-1]))
        assert names == [one.name for one in sorted(framework.areas.regions(rounds[-1].date), key=by_name)]


# One national report, for what has to be whole and real


@pytest.fixture(scope="module")
def national(tmp_path_factory):
    """The report of the national example, and how its writing went."""
    steps = []
    folder = tmp_path_factory.mktemp("national") / "site"
    site = report(score(NATIONAL), folder, progress=lambda done, total: steps.append((done, total)))
    return site, Pages(folder), steps


def test_what_is_written_is_told(national):
    """The pages, their bytes and the progress are those of the folder; nobody else stands beside it."""
    site, pages, steps = national
    assert site.pages == len(pages.pages)
    assert steps == [(done, site.pages) for done in range(site.pages + 1)]
    assert site.size == sum((pages.folder / name).stat().st_size for name in pages.files)
    assert (site.folder, site.remarks, site.faults) == (pages.folder, (), ())
    assert [path.name for path in pages.folder.parent.iterdir()] == ["site"]


def test_every_page_is_small(national):
    """The page of each region is smaller than 100 KB, so it can be mailed."""
    folder = national[1].folder / "regio"
    assert len(list(folder.iterdir())) == 46
    assert max(path.stat().st_size for path in folder.iterdir()) < 100_000


LONG = {"index.html", "ronde-2025-06.html", "ronde-2024-12.html", "ronde-2024-06.html"}
"""The pages over 150 KB: those with a map for each topic."""


def test_which_pages_are_long(national):
    """Only the pages with maps are over 150 KB, and none is over 300."""
    sizes = {name: (national[1].folder / name).stat().st_size for name, _ in national[1]}
    assert {name for name, size in sizes.items() if size > 150_000} == LONG
    assert max(sizes.values()) < 300_000


def test_everybody_may_read_it(national):
    """Files and folders have the rights that new ones have here, so that a server can give them."""
    mask = os.umask(0)
    os.umask(mask)
    for path in (national[1].folder, *national[1].folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o777 if path.is_dir() else 0o666) & ~mask


def test_the_policy_allows_each_page_and_no_more(national):
    """The hashes of the policy are those of the style and script in the page, and all else is refused."""
    for _, page in national[1]:
        (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
        said = dict(part.strip().split(" ", 1) for part in policy.attributes["content"].split(";"))
        for what in ("style", "script"):
            digest = base64.b64encode(sha256(page.one(what).raw.encode()).digest()).decode()
            assert said.pop(f"{what}-src") == f"'sha256-{digest}'"
        assert said == {
            "default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'",
        }  # fmt: skip
        assert strange(page) == []


def test_no_link_of_the_national_report_is_dead(national):
    """Every link in it leads to a file, and every fragment to an id."""
    assert national[1].dead_links() == []


def test_it_says_that_it_is_fictional(national):
    """Each page of fictional answers says so, in its title and in its text."""
    for _, page in national[1]:
        assert next(page.all("title")).text.startswith("FICTIEF")
        assert "verzonnen" in page.one(kind="fictional").text


def test_the_downloads_are_linked(national):
    """Every table is there in each format, and the method page links to it."""
    linked = {link.attributes["href"] for link in national[1]["methode.html"].all("a")}
    tables = {name for name in national[1].files if name.startswith("tabellen/")}
    assert tables <= linked
    names = ("scores", "rollups", "indicators", "decision_table", "summary", "changes")
    kinds = [*((name, form) for name in names for form in ("csv", "parquet")), ("tables", "xlsx")]
    assert tables == {f"tabellen/{name}-FICTIEF.{form}" for name, form in (*kinds, ("regios", "csv"))}


AGAIN = """
import sys
from town import GOOD, scored, table
from napd_report import report
report(scored(table(GOOD)), sys.argv[1])
"""


def test_equal_input_gives_equal_bytes(tmp_path):
    """Every file is the same when it is made again, also in another process with other hashes."""
    report(score(table(GOOD), FRAMEWORK), tmp_path / "one")
    environment = os.environ | {"PYTHONHASHSEED": "4321", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run([sys.executable, "-c", AGAIN, tmp_path / "other"], check=True, env=environment)
    one, other = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "other")
    )
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_downloads_hold_what_the_pages_count(tmp_path):
    """A table to download has the rounds of the pages and no later one, and none has answers, notes or problems."""
    note = "ZEGHETNIETVERDER"
    rows = [*(row | {"note": note} for row in GOOD), GOOD[0] | {"value": "watditook"}]
    result = score(table(rows), FRAMEWORK)
    for chosen, shown in ((None, {"2024-12", "2025-12"}), ("2024-12", {"2024-12"})):
        pages = built(result, tmp_path / "site", round=chosen)
        for name in ("scores", "rollups", "summary"):
            found = arrow_csv.read_csv(tmp_path / "site" / "tabellen" / f"{name}.csv")["round"]
            assert set(found.to_pylist()) <= shown
        assert set(arrow_csv.read_csv(tmp_path / "site" / "tabellen" / "scores.csv")["round"].to_pylist()) == shown
        files = [pages.folder / name for name in pages.files if name.startswith("tabellen/")]
        assert not any(note.encode() in path.read_bytes() or b"watditook" in path.read_bytes() for path in files)
        assert ("changes.csv" in {path.name for path in files}) == (len(shown) > 1)


@pytest.mark.parametrize("code", ["../../x", "a/b", "..", "%2e", "a#b?c", "~2f~", "é", '"><script>', "con"])
def test_a_code_is_no_way_out(code):
    """The name of a page has only signs that mean nothing to a file system, an address or HTML."""
    assert re.fullmatch(r"[0-9A-Za-z._~-]+", address(code))
    assert "/" not in address(code)


@settings(max_examples=30)
@given(st.text("a~/é2f", max_size=4), st.text("a~/é2f", max_size=4))
def test_each_code_has_its_own_page(one, other):
    """No two codes give one name."""
    assert (address(one) == address(other)) == (one == other)


def test_where_nothing_is_made_nothing_is_left(tmp_path, monkeypatch):
    """Without the library it says once how to install them, and leaves no folder."""
    result = score(table(GOOD), FRAMEWORK)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(NapdError, match=r'^napd report needs more: pip install "napd\[report\]"$'):
        report(result, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_only_own_things_are_taken_for_html():
    """What is put into a page without escaping is its style, script, mark and drawings, and HTML that napd makes.

    That is the text of a story, of which tests/telling holds that it is nothing but a safe part of Markdown.
    """
    folder = Path("plugins/napd-report/src/napd_report/templates")
    found = {one for path in folder.glob("*.html") for one in re.findall(r"\{\{ ([^}]*)\|\s*safe", path.read_text())}
    assert found == {"mark", "style", "script", "patterns", "one.now.svg", "round.svg", "one.html"}
    assert not any("autoescape" in path.read_text() or "Markup" in path.read_text() for path in folder.glob("*"))


FAILING = """
from napd import Format, hookimpl

def write(file, tables):
    raise ValueError("te moe")

@hookimpl
def napd_format():
    return Format(write, ending="xlsx", together=True)
"""


def test_a_workbook_that_fails(distributions, tmp_path):
    """The plugin is named in one line, by where the file would have been; the other tables and the pages are there."""
    distributions.add("napd-moe", FAILING, FORMATS, entry="xlsx")
    told = {}
    result = score(table(GOOD), FRAMEWORK)
    pages = built(result, tmp_path / "site", told=told, given=Local(blocked=("napd-xlsx",)))
    (fault,) = told["site"].faults
    assert fault.startswith(
        "tabellen/tables.xlsx is not written: plugin xlsx (napd-moe 1.0) failed, at the step 'write'"
    )
    assert told["site"].remarks == ()
    assert "tabellen/scores.csv" in pages.files
    assert pages.dead_links() == []


def test_each_note_without_an_answer_stands_on_the_page_of_its_region(tmp_path):
    """Once: beside its question where there is a score, or else by itself; also of another perspective."""
    rows = [
        answer("plan", "ja"), answer("fase", "", note="Een <b>noot</b>."), answer("plekken", "veel", note="Twee."),
        answer("mee", "", "GM0001", indicator="samen", note="Drie."),
        answer("fase", "", perspective="aanbieder", note="Vier."), answer("plan", "", "MO0002", note="Vijf."),
    ]  # fmt: skip
    pages = built(score(table(rows), FRAMEWORK), tmp_path / "site")
    notes = {
        code: sorted(each.text for each in pages[f"regio/{code}.html"].all("blockquote", "note"))
        for code in ("MO0001", "MO0002")
    }
    assert notes == {"MO0001": ["Drie.", "Een <b>noot</b>.", "Twee.", "Vier."], "MO0002": ["Vijf."]}
