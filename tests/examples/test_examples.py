"""The shipped examples: the fictional one is what its script makes and its README says, and every README runs."""

from __future__ import annotations

import csv
import doctest
import io
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from napd import Framework, score
from napd.model.scale import DEFAULT_SCALE

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NATIONAL = EXAMPLES / "landelijk-FICTIEF"
COLUMNS = ["round", "area", "perspective", "indicator", "question", "value", "note", "status", "FICTIEF"]
ROUNDS = ["2024-06", "2024-12", "2025-06", "2025-12"]
NAP = [
    "ervaringskennis", "eu-rechtentool", "housing-first", "lhbtiq-training", "opvang-ombouw", "preventiescan",
    "regioplan",
]  # fmt: skip
SHARES = [
    ("wonen_eerst_in_plan", "2024-12", 82, 32),
    ("wonen_eerst_in_plan", "2025-12", 95, 37),
    ("herkomst_in_plan", "2024-12", 79, 31),
    ("herkomst_in_plan", "2025-12", 92, 36),
]
N = 39


@pytest.fixture(scope="module")
def framework():
    """The indicators of the Nationaal Actieplan, with the shipped areas and rounds."""
    return Framework.installed(NAP)


@pytest.fixture(scope="module")
def answers():
    """The national answers as text."""
    return pd.read_csv(NATIONAL / "answers.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def told(answers):
    """The national answers of the regions and municipalities themselves, without what was left open."""
    return answers[(answers["perspective"] == "gemeente") & (answers["value"] != "")]


@pytest.fixture(scope="module")
def national(framework):
    """The result of the national answers."""
    return score(NATIONAL / "answers.csv", framework)


@pytest.fixture(scope="module")
def scores(national):
    """Its scores, as rows."""
    return national.scores.to_pylist()


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    """The script in a folder of its own, without its answers."""
    folder = tmp_path_factory.mktemp("script")
    for path in NATIONAL.glob("*.py"):
        shutil.copy(path, folder)
    return folder


def python(folder, *arguments):
    """Run Python in a folder; give what it prints."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def half_up(count, n):
    """The whole percentage, halves going up."""
    return (200 * count + n) // (2 * n)


def fitting(rounded, most=46):
    """Every n up to `most` of which all four published percentages can be shares."""
    published = {percent for _, _, percent, _ in SHARES}
    return [n for n in range(1, most + 1) if published <= {rounded(count, n) for count in range(n + 1)}]


def test_the_script_makes_the_file_again(script):
    """Run where it stands, without arguments, make.py writes the committed answers byte for byte."""
    python(script, "make.py")
    assert (script / "answers.csv").read_bytes() == (NATIONAL / "answers.csv").read_bytes()


def test_the_script_refuses_other_questions(script, tmp_path):
    """A question of which chances.py does not know is named, without a traceback, and nothing is written."""
    shutil.copytree(script, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("answers.csv"))
    chances = (tmp_path / "chances.py").read_text(encoding="utf-8").replace('"outreachend":', '"outreachent":')
    (tmp_path / "chances.py").write_text(chances, encoding="utf-8")
    done = subprocess.run([sys.executable, "make.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("chances.py: preventiescan")
    assert "outreachend" in done.stderr
    assert not (tmp_path / "answers.csv").exists()


def test_the_file_is_plain(answers):
    """UTF-8 with plain line ends, not too large, its rows in order and each answer once."""
    content = (NATIONAL / "answers.csv").read_bytes()
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    keys = [row[:5] for row in rows]
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert len(content) < 1_500_000
    assert header == list(answers.columns) == COLUMNS
    assert keys == sorted(keys)
    assert len({tuple(key) for key in keys}) == len(keys)


def test_every_row_says_that_it_is_fictional(answers, national):
    """Each row is marked FICTIEF, each note begins so, and so does the result know it."""
    notes = answers.loc[answers["note"] != "", "note"]
    assert set(answers["FICTIEF"]) == {"FICTIEF"}
    assert len(notes) > 100
    assert notes.str.fullmatch(r"FICTIEF: [A-Z].*\.").all()
    assert national.fictional


def test_nothing_is_wrong_with_the_answers(national):
    """Scoring finds no problem at all, not even a remark."""
    assert national.problems.to_pylist() == []


def test_every_area_and_question_occurs(answers, framework):
    """Every region and municipality of each round gives some answer, and every question is answered in each round."""
    assert sorted(answers["round"].unique()) == ROUNDS
    for name in ROUNDS:
        day = framework.rounds[name].date
        areas = {area.code for area in (*framework.areas.regions(day), *framework.areas.municipalities(day))}
        asked = {(indicator.id, question.id) for indicator in framework.at(day) for question in indicator.asked}
        here = answers[answers["round"] == name]
        assert areas <= set(answers["area"])
        assert asked == set(zip(here["indicator"], here["question"], strict=True))


def test_a_few_regions_are_absent(answers, framework):
    """In some rounds a few regions, with their municipalities, give no answer at all; in the last round none."""
    absent = {}
    for name in ROUNDS:
        day, there = framework.rounds[name].date, set(answers.loc[answers["round"] == name, "area"])
        gone = [region.code for region in framework.areas.regions(day) if region.code not in there]
        assert there.isdisjoint(area.code for code in gone for area in framework.areas.members(code, day))
        absent[name] = len(gone)
    assert sum(absent.values()) > 0 == absent["2025-12"]
    assert max(absent.values()) < 10


@pytest.mark.parametrize(("question", "name", "published", "yes"), SHARES)
def test_published_share(told, question, name, published, yes):
    """Among the regions that answered, a published share comes out, however halves are rounded."""
    values = told.loc[(told["question"] == question) & (told["round"] == name), "value"]
    count, n = int((values == "ja").sum()), len(values)
    assert (count, n) == (yes, N)
    assert half_up(count, n) == round(100 * count / n) == published
    assert set(values) == {"ja", "nee"}


def test_the_denominator_is_the_largest_that_fits(script):
    """Of every n up to 46, only 38 and 39 fit all four shares, by either way of rounding; the script finds the same."""
    found = python(script, "-c", "import make; print(make.denominators(46))")
    assert fitting(half_up) == fitting(lambda count, n: round(100 * count / n)) == [38, N]
    assert found.strip() == str([38, N])


def test_45_regions_cannot_be_the_denominator():
    """Of 45, only 82 % is possible; the README shows the counts around the other three."""
    possible = {half_up(count, 45) for count in range(46)}
    text = (NATIONAL / "README.md").read_text(encoding="utf-8")
    assert possible & {79, 82, 92, 95} == {82}
    for count, exact, percent in re.findall(r"(\d+) is (\d+\.\d\d), so (\d+) %", text):
        assert f"{100 * int(count) / 45:.2f}" == exact
        assert half_up(int(count), 45) == int(percent)
    assert len(re.findall(r"\d+ is \d+\.\d\d, so", text)) == 6


def test_the_readme_states_the_counts():
    """The README gives each share with its count, its n and the exact percentage."""
    text = (NATIONAL / "README.md").read_text(encoding="utf-8")
    assert f"of n = {N}" in text
    for question, name, published, yes in SHARES:
        assert f"| `{question}` | {name} | {published} % | {yes} | {100 * yes / N:.2f} % |" in text


def test_every_level_and_status_occurs(scores):
    """Each indicator has each level somewhere; each status of a score occurs in the view of the gemeente."""
    mine = [row for row in scores if row["perspective"] == "gemeente"]
    levels = {(row["indicator"], row["level"]) for row in mine if row["level"]}
    assert levels == {(indicator, level) for indicator in NAP for level in DEFAULT_SCALE.ids}
    assert {row["status"] for row in mine} == {"scored", "undetermined", "unanswered", "not_applicable"}
    assert len({row["area"] for row in mine if row["status"] == "not_applicable"}) == 1


def test_levels_mostly_rise(scores):
    """From round to round far more levels rise than fall, but some fall."""
    place = DEFAULT_SCALE.ids.index
    courses = defaultdict(list)
    for row in scores:
        if row["perspective"] == "gemeente" and row["level"]:
            courses[row["area"], row["indicator"]].append(place(row["level"]))
    changes = [now - was for course in courses.values() for was, now in pairwise(course)]
    rises, falls = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    assert rises > 3 * falls > 0


def test_notes_on_changes_are_true(answers, scores):
    """Where a note tells of the previous round, the answer and the level did change, and it quotes what was said."""
    keys = COLUMNS[:5]
    values = {tuple(row[key] for key in keys): row["value"] for row in answers.to_dict("records")}
    levels = {tuple(row[key] for key in keys[:4]): row["level"] for row in scores}
    noted = answers[answers["note"].str.contains("vorige meting")].to_dict("records")
    for row in noted:
        now = tuple(row[key] for key in keys)
        was = (ROUNDS[ROUNDS.index(row["round"]) - 1], *now[1:])
        told = re.search(r"vorige meting(?: nog| erbij:| eraf:)? (.*?)\.", row["note"])[1].split(", ")
        changed = set(values[was].split("|")) ^ set(row["value"].split("|"))
        assert set(told) <= changed
        assert None not in (levels[now[:4]], levels[was[:4]])
        assert levels[now[:4]] != levels[was[:4]]
    assert len(noted) > 20


def test_other_perspectives_are_heard(answers):
    """At least three regions have each of three other views, which sometimes differ from that of the gemeente."""
    keys = ["round", "area", "indicator", "question"]
    others = answers[answers["perspective"] != "gemeente"]
    both = others.merge(answers[answers["perspective"] == "gemeente"], on=keys, suffixes=("", "_gemeente"))
    differ = both[(both["value"] != both["value_gemeente"]) & (both["value_gemeente"] != "")]
    views = others.groupby("perspective")["area"].nunique().to_dict()
    assert set(views) == {"aanbieder", "clientvertegenwoordiger", "ervaringskenner"}
    assert min(views.values()) >= 3
    assert set(differ["perspective"]) == set(views)
    assert 0 < len(differ) < len(both) / 2
    assert both["note"].str.contains("anders").sum() == differ["note"].str.contains("anders").sum() > 0


def test_answers_agree_with_each_other(told, framework):
    """A plan has a date, before the round, only where it is adopted; Wonen Eerst is in the plan or it is not."""
    regions = told[told["indicator"] == "regioplan"].pivot(index=["round", "area"], columns="question", values="value")
    for (name, _), row in regions.dropna(subset="vastgesteld_op").iterrows():
        assert pd.isna(row["status"]) or row["status"] == "vastgesteld"
        assert date.fromisoformat(row["vastgesteld_op"]) < framework.rounds[name].date
    both = regions.dropna(subset=["actielijnen", "wonen_eerst_in_plan"])
    in_lines = both["actielijnen"].str.contains("wonen eerst")
    assert (in_lines == (both["wonen_eerst_in_plan"] == "ja")).all()
    assert len(both) > 100


def test_answers_are_as_people_give_them(told, answers):
    """Some percentages have a decimal, some questions are left open, and answers are concept or afgestemd."""
    percentages = told[told["question"].isin(["eigen_naam", "geinstrueerd", "getraind"])]["value"]
    assert 0.02 < percentages.str.contains(".", regex=False).mean() < 0.5
    assert set(answers["status"]) == {"concept", "afgestemd"}
    assert (answers["value"] == "").any()


@pytest.mark.unmeasured
@pytest.mark.parametrize("readme", sorted(EXAMPLES.glob("*/README.md")), ids=lambda path: path.parent.name)
def test_the_examples_in_each_readme_run(readme, monkeypatch):
    """What a README types into Python prints what it shows, from the root of the repository."""
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(str(readme), module_relative=False, encoding="utf-8")
    assert outcome.failed == 0 < outcome.attempted


def test_the_index_leads_to_every_example():
    """examples/README.md has a link to each folder, which has a README, and answers, figures, records or the like."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    folders = sorted(path for path in EXAMPLES.iterdir() if path.is_dir())
    assert sorted(re.findall(r"\]\((.*?)/README\.md\)", text)) == [path.name for path in folders]
    assert all((path / "README.md").is_file() for path in folders)
    names = ("answers.csv", "answers.toml", "figures.csv", "records.csv", "opvang-FICTIEF.csv", "[a-z]*.md")
    found = {path.parent for name in names for path in EXAMPLES.glob(f"*/{name}")}
    assert sorted(found) == folders
