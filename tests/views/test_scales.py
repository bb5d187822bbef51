"""Scales of several indicators side by side, and an indicator that has another scale than it had."""

from __future__ import annotations

import json
import re
from datetime import date

import pyarrow as pa
import pytest
from attrs import evolve

from napd import (
    Area,
    AreaRegistry,
    Choice,
    Framework,
    Indicator,
    Level,
    LevelStyle,
    Round,
    Rounds,
    Rule,
    Scale,
    compare,
    divergence,
    indicator_toml,
    score,
    summary,
)
from napd.cli import main
from napd.model.areas import Membership

ROUNDS = Rounds([Round("r1", date(2024, 6, 1), "een"), Round("r2", date(2025, 6, 1), "twee")])
AREAS = AreaRegistry(
    [Area("R1", "Noord", "region"), Area("R2", "Zuid", "region"), Area("G1", "Aa", "municipality"),
     Area("G2", "Bee", "municipality")],
    [Membership("G1", "R1"), Membership("G2", "R2")],
)  # fmt: skip


def ladder(name, *labels, since="2024-01-01", symbols=""):
    """An indicator whose one answer is its level, on a scale of its own."""
    signs = [*symbols, *[""] * (len(labels) - len(symbols))]
    scale = Scale([Level(label.replace(" ", "-"), label, sign) for label, sign in zip(labels, signs, strict=True)])
    trap = Choice("trap", "Hoe ver?", options=scale.ids)
    *rest, last = (Rule(level, trap == level, because=f"Het is {level}.") for level in scale.ids)
    rules = [*rest, evolve(last, when=None)]
    return Indicator(
        id=name, title=name.title(), since=since, theme="Samen", questions=[trap], rules=rules, scale=scale
    )


DRIE = ladder("drie", "niet op gang", "bezig", "klaar", symbols="✕◐✓")
VIER = ladder("vier", "begin", "opbouw", "bezig", "klaar")
ZES = ladder("zes", "a", "b", "c", "d", "e", "f")
OLD = ladder("anders", "klaar", "bezig", since="2024-01-01")
NEW = ladder("anders", "laag", "bezig", "klaar", since="2025-01-01")
ALL = (DRIE, VIER, ZES, OLD, NEW)


def scored(*rows, **more):
    """Answers as (round, area, indicator, answer[, perspective]), scored by the indicators above."""
    names = ("round", "area", "indicator", "value", "perspective")
    full = [dict(zip(names, (*row, "gemeente")[:5], strict=True)) | {"question": "trap"} for row in rows]
    framework = Framework(indicators=ALL, areas=AREAS, rounds=ROUNDS, **more)
    return score(pa.Table.from_pylist(full), framework)


ROWS = [
    *(("r1", region, name, value) for region in ("R1", "R2")
      for name, value in (("drie", "bezig"), ("vier", "bezig"), ("zes", "b"), ("anders", "bezig"))),
    *(("r2", "R1", name, value)
      for name, value in (("drie", "klaar"), ("vier", "opbouw"), ("zes", "f"), ("anders", "bezig"))),
]  # fmt: skip


def test_a_theme_counts_each_scale_apart():
    """Levels are counted together where their scales are the same, never where only an id is."""
    rows = [row for row in summary(scored(*ROWS), round="r1").to_dict() if row["kind"] == "theme"]
    found = {}
    for row in rows:
        found.setdefault(row["scale"], []).append((row["outcome"], row["count"]))
    counts = {scale: [count for level, count in some if level] for scale, some in found.items()}
    assert [scale.split("|") for scale in counts] == [
        [*OLD.scale.ids],
        *([*one.scale.ids] for one in (DRIE, VIER, ZES)),
    ]
    assert [sum(count) for count in counts.values()] == [2, 2, 2, 2]
    assert [level for level, _ in found["begin|opbouw|bezig|klaar"] if level] == [*VIER.scale.ids]
    same = Framework(indicators=[DRIE, evolve(DRIE, id="ook")], areas=AREAS, rounds=ROUNDS)
    answers = pa.Table.from_pylist(
        [
            {"round": "r1", "area": "R1", "indicator": name, "question": "trap", "value": "bezig"}
            for name in ("drie", "ook")
        ]
    )
    (most,) = (row for row in summary(score(answers, same)).to_dict() if (row["kind"], row["count"]) == ("theme", 2)
               and row["outcome"])  # fmt: skip
    assert most["outcome"] == "bezig"
    several = Framework(indicators=[DRIE, evolve(DRIE, id="ook"), VIER], areas=AREAS, rounds=ROUNDS)
    told = [line for line in summary(score(answers, several)).text().splitlines() if " · niveaus " in line]
    assert [line.partition(" · niveaus ")[2] for line in told] == [", ".join(one.label for one in DRIE.scale.levels)]


def test_each_change_is_one_on_its_own_scale():
    """Down from the third of four, up from the second of six; of levels of two scales neither is said."""
    found = compare(scored(*ROWS), from_round="r1", to_round="r2").changes.to_pylist()
    changes = {row["indicator"]: row for row in found if row["area"] == "R1"}
    said = {name: (row["change"], row["low"]) for name, row in changes.items()}
    assert said == {"drie": ("up", 1), "vier": ("down", -1), "zes": ("up", 4), "anders": ("rescaled", None)}
    assert (changes["anders"]["causes"], changes["anders"]["method_low"]) == ("method", None)


@pytest.mark.parametrize(("value", "moved"), [("klaar", 1), ("laag", -1)])
def test_after_the_method_the_causes_are_of_one_scale(value, moved):
    """What another answer moved is told on the new scale, though before and after cannot be compared; and back."""
    result = scored(("r1", "R1", "anders", "bezig"), ("r2", "R1", "anders", value))
    (row,) = compare(result, from_round="r1", to_round="r2").changes.to_pylist()
    assert (row["change"], row["causes"], row["answers_low"], row["answers_high"]) == (
        "rescaled", "method|answers", moved, moved,
    )  # fmt: skip
    (back,) = compare(result, from_round="r2", to_round="r1").changes.to_pylist()
    assert (back["change"], back["causes"], back["answers_low"]) == ("rescaled", "answers|method", -moved)


def test_perspectives_differ_within_a_scale():
    """Views of one round are by one version, so of one scale."""
    result = scored(("r1", "R1", "zes", "b"), ("r1", "R1", "zes", "e", "aanbieder"))
    level, answer = divergence(result).to_dict()
    assert (level["value"], level["other_value"], answer["question"]) == ("b", "e", "trap")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the indicators as files, and the answers, in which the command line works."""
    for indicator in ALL:
        (tmp_path / f"{indicator.id}-{indicator.version}.toml").write_text(indicator_toml(indicator), encoding="utf-8")
    files = json.dumps(sorted(path.name for path in tmp_path.glob("*.toml")))
    rounds = "".join(f"{one.id},{one.label},{one.date}\n" for one in ROUNDS)
    (tmp_path / "rounds.csv").write_text(f"id,label,date\n{rounds}", encoding="utf-8")
    areas = "municipality,name,region,region_name\nG1,Aa,R1,Noord\nG2,Bee,R2,Zuid\n"
    (tmp_path / "areas.csv").write_text(areas, encoding="utf-8")
    head = f'indicators = []\nindicator_files = {files}\nareas = "areas.csv"\nrounds = "rounds.csv"\n'
    style = '[levels.klaar]\nlabel = "op orde"\ncolour = "#3d2463"\n'
    (tmp_path / "napd.toml").write_text(f"{head}{style}", encoding="utf-8")
    lines = [",".join((*row[:3], "trap", row[3])) for row in ROWS]
    text = "\n".join(["round,area,indicator,question,value", *lines])
    (tmp_path / "answers.csv").write_text(f"{text}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch, capsys, *words):
    """What a command prints; it must do without a complaint."""
    monkeypatch.setattr("sys.argv", ["napd", *words])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code in (0, None)
    return capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_the_command_line_shows_several_scales(monkeypatch, capsys):
    """Each score in the words of its scale, and of the framework; counts under a head for each scale."""
    out = run(monkeypatch, capsys, "score", "answers.csv")
    assert [word in out for word in ("✓ op orde", "opbouw", "bezig")] == [True] * 3
    out = run(monkeypatch, capsys, "summary", "answers.csv")
    assert "Anders · Samen · perspectief gemeente · niveaus op orde, bezig\n" in out
    assert "Anders · Samen · perspectief gemeente · niveaus laag, bezig, op orde\n" in out
    assert "Zes · Samen · perspectief gemeente\n" in out
    assert "Thema Samen" not in out  # of each scale there is one indicator in a round, and its block says the same
    out = run(monkeypatch, capsys, "compare", "answers.csv", "--from", "r1", "--to", "r2")
    assert "Anders · gemeente: bezig → bezig: andere niveaus; niet te vergelijken\n    andere regels: bezig" in out
    assert "Zes · gemeente: b → f: hoger" in out


def test_a_theme_of_several_scales_on_the_command_line(folder, monkeypatch, capsys):
    """Where a scale has two indicators of a theme, they are counted together under the names of its levels."""
    (folder / "ook.toml").write_text(indicator_toml(evolve(DRIE, id="ook", title="Ook")), encoding="utf-8")
    text = (folder / "napd.toml").read_text(encoding="utf-8")
    (folder / "napd.toml").write_text(
        text.replace("indicator_files = [", 'indicator_files = ["ook.toml", '), encoding="utf-8"
    )
    out = run(monkeypatch, capsys, "summary", "answers.csv", "--round", "r1")
    head = "Thema Samen (alle indicatoren samen) · perspectief gemeente · niveaus niet op gang, bezig, op orde\n"
    assert out.count("Thema Samen") == out.count(head) == 1


def test_the_pages_show_several_scales(folder, monkeypatch, capsys):
    """A legend for each scale with its indicators, colours for each level, and a word where bars leave rounds out."""
    run(monkeypatch, capsys, "report", "answers.csv", "-o", "site")
    text = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert [f'aria-label="Legenda: {one}"' in text for one in ("Drie", "Vier", "Zes", "Anders")] == [True] * 4
    assert text.count("In eerdere metingen had dit onderwerp andere niveaus.") == 1
    assert '<span class="sign" aria-hidden="true">⑥</span></span> <span><b>1</b> <span>f</span></span>' in text
    style = text.partition("</style>")[0]
    coloured = re.findall(r"\.scale-(\d)-(\d)\{--fill:#3d2463;--on:#ffffff;", style)
    assert set(coloured) == {("0", "0"), ("1", "2"), ("2", "2"), ("3", "3")}  # "klaar" of each scale that has it
    page = (folder / "site" / "indicator" / "anders.html").read_text(encoding="utf-8")
    assert "In eerdere metingen had dit onderwerp andere niveaus." in page
    assert 'aria-label="Legenda"' in page


def test_a_style_of_a_level_is_by_id():
    """It holds for each scale that has the level, and changes nothing of what is scored."""
    plain, styled = scored(*ROWS), scored(*ROWS, levels={"klaar": LevelStyle("op orde")})
    assert plain.scores.equals(styled.scores)
    assert plain.receipt == styled.receipt
    assert [one.scale["klaar"].label for one in styled.framework.indicators if "klaar" in one.scale.ids] == [
        "op orde"
    ] * 4
