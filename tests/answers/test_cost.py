from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from pyarrow import csv, parquet
from town import GOOD, OPVANG, SAMEN, answer, problems, scored, table

import napd
from napd import score
from napd.answers import parsing, threads
from napd.answers.csv_source import CsvSource
from napd.answers.layout import layout_of
from napd.answers.vocabulary import Vocabulary
from napd.framework.framework import Framework
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.rounds import Round, Rounds

ROUNDS = [f"{year}-{month:02}" for year in range(2024, 2026) for month in range(1, 13)]
REGIONS = [f"MO{number:04}" for number in range(60)]
SAID = {
    "plan": "ja",
    "fase": "geen",
    "wie": "zorg",
    "bereik": "60",
    "plekken": "3",
    "sinds": "2024-01-01",
    "uitleg": "Zo.",
}


@pytest.fixture(scope="module")
def framework():
    """A framework of many rounds and regions."""
    members = [(f"GM{number:04}", region) for number, region in enumerate(REGIONS)]
    areas = [
        Area(code, code, kind) for pair in members for code, kind in zip(pair, ("municipality", "region"), strict=True)
    ]
    rounds = Rounds([Round(each, date(int(each[:4]), int(each[5:]), 1), each) for each in ROUNDS])
    registry = AreaRegistry(areas, [Membership(*pair) for pair in members])
    return Framework(indicators=[OPVANG, SAMEN], areas=registry, rounds=rounds)


def rows(every):
    """One answer by each region in each round to each question; or by one region, another in each round."""
    places = product(range(len(ROUNDS)), range(len(REGIONS)), SAID)
    return table(
        answer(question, SAID[question], REGIONS[region], round=ROUNDS[round_])
        for round_, region, question in places
        if every or region in (round_, round_ + 24, round_ + 48)
    )


def calls(work):
    """How often each function of napd is called, or a generator of it resumed, in doing some work."""
    home, counts = str(Path(napd.__file__).parent), Counter()

    def count(frame, event, _):
        if event == "call" and frame.f_code.co_filename.startswith(home):
            counts[frame.f_code.co_qualname] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counts


@pytest.mark.parametrize("kind", ["table", "parquet"])
def test_no_python_runs_for_each_row(tmp_path, framework, kind):
    """Over twenty times the rows, of the same texts, napd makes exactly as many Python calls."""
    few, many = rows(every=False), rows(every=True)
    assert len(many) > 19 * len(few) > 10_000 / 30
    counts = []
    for number, made in enumerate((few, few, many)):
        path = tmp_path / f"{number}.parquet"
        parquet.write_table(made, path)
        counts.append(calls(lambda: score(made if kind == "table" else path, framework)))  # noqa: B023 - called at once
    assert counts[1] == counts[2]
    assert sum(counts[1].values()) > 0


def test_csv_runs_no_python_for_each_row(tmp_path, framework):
    """So it is for a CSV file, but that it is read piece by piece."""
    counts = []
    for number, made in enumerate((rows(every=False), rows(every=False), rows(every=True))):
        path = tmp_path / f"{number}.csv"
        csv.write_csv(made, path)
        counts.append(calls(lambda: score(path, framework)))  # noqa: B023 - called at once
    pieces = {name: counts[2][name] - n for name, n in counts[1].items() if counts[2][name] != n}
    assert all(name.startswith("Utf8.") and more < 10 for name, more in pieces.items())


def test_each_distinct_text_is_judged_once(monkeypatch, framework):
    """However many rows and batches say it, a text is judged once, and only as the answer to its own question."""
    monkeypatch.setattr(threads, "processors", lambda: 1)  # two threads may come upon a text at once
    seen, learnt = Counter(), Counter()
    judged, learn = parsing._judged, Vocabulary._learn
    monkeypatch.setattr(parsing, "_judged", lambda slot, text: seen.update([(slot.number, text)]) or judged(slot, text))
    monkeypatch.setattr(Vocabulary, "_learn", lambda *what: learnt.update([(what[1].number, what[3])]) or learn(*what))
    score(rows(every=True).to_reader(max_chunksize=500), framework)
    assert set(seen.values()) | set(learnt.values()) == {1}
    questions = {slot.question.id: slot.number for slot in layout_of(framework).slots}
    said = {(questions[name], text) for name, text in SAID.items() if name not in {"bereik", "plekken"}}
    assert set(seen) | set(learnt) == said


def test_nearest_name_of_each_text_is_sought_once(monkeypatch):
    """A text that the framework does not know is compared with its names once, whatever the rows and batches."""
    monkeypatch.setattr(threads, "processors", lambda: 1)  # two threads may come upon a text at once
    seen = []
    for seeker in ("did_you_mean", "slip_of"):
        seek = getattr(parsing, seeker)
        monkeypatch.setattr(parsing, seeker, lambda name, names, seek=seek: seen.append(name) or seek(name, names))
    rows = [answer("plan", "ja", indicator=name) | {"status": "af"} for name in ("opvan", "same") * 20]
    result = scored(table(rows).to_reader(max_chunksize=3))
    assert len(result.problems) == 2 * len(rows)
    assert sorted(seen) == ["af", "opvan", "same"]


def test_places_are_sought_only_for_problems(monkeypatch, tmp_path):
    """A CSV file is not read again for its lines, unless there is a problem to place."""
    reads = []
    monkeypatch.setattr(CsvSource, "start", lambda source, rows: reads.append(source.name) or np.zeros_like(rows))
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    csv.write_csv(table(GOOD), good)
    csv.write_csv(table([answer("plan", "?", "MO0002"), GOOD[0]]), bad)
    assert problems(scored(good)) == []
    assert reads == []
    assert problems(scored([bad]), "problem") == ["not_yes_no"]
    assert set(reads) == {str(bad)}


def test_problems_of_many_texts_are_found_in_one_pass(framework):
    """As many faulty texts as rows take no more steps per text than a few do."""
    counts = []
    for number in (100, 1000):
        texts = [f"?{n}" for n in range(number)]
        made = table([answer("plan", text, REGIONS[0], round=ROUNDS[0]) for text in texts])
        counts.append(calls(lambda: score(made, framework)))  # noqa: B023 - called at once
    assert counts[1]["Check._read"] == counts[0]["Check._read"]
    assert counts[1]["_judged"] == 10 * counts[0]["_judged"]
    assert sum(counts[1].values()) < 11 * sum(counts[0].values())


def test_scoring_a_file_of_arrow_loads_no_pandas(tmp_path):
    """Loading it takes ten times as long as a round takes to score; some functions of Arrow would do it unasked."""
    path = tmp_path / "answers.parquet"
    parquet.write_table(table([*GOOD, answer("plan", "misschien", "MO0002"), answer("plan", None, "MO0003")]), path)
    code = f"import sys, napd; print(len(napd.score({str(path)!r}).scores), 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "False"


def test_scoring_a_round_loads_only_what_it_takes(tmp_path):
    """For a CSV file without faults: not the functions of Arrow, nor the reader of indicators, a tenth of it each."""
    path = tmp_path / "answers.csv"
    rows = [*GOOD, answer("plan", "ja", "MO0002", note="Wij weten het, zeker")]
    csv.write_csv(table(rows).select(["round", "area", "indicator", "question", "value", "note"]), path)
    asked = "'pyarrow.compute' in sys.modules, 'napd.model.file' in sys.modules"
    code = (
        f"import sys, napd, napd.cli.start as s; s.pyarrow_without_pandas(); napd.score({str(path)!r}); print({asked})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
