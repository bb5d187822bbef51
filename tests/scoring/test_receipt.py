from __future__ import annotations

import json
from importlib.metadata import EntryPoint

import pytest
from attrs import evolve
from pyarrow import feather, parquet
from town import FRAMEWORK, GOOD, answer, scored, table

from napd import score
from napd._version import VERSION
from napd.decision.rubric import compile_rubric
from napd.framework.plugins import Plugin
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.multi_choice import MultiChoice
from napd.model.ratio import Ratio
from napd.model.rollups import Share, Sum
from napd.scoring.receipt import table_hash

RESULT = scored(table([*GOOD, answer("plan", "misschien", "MO0002")]))


def test_receipt_says_what_made_the_tables():
    """The receipt has the version, the answers and a hash of each decision table; no time and no path."""
    assert dict(RESULT.receipt) == {
        "napd": VERSION,
        "plugins": [],
        "answers": {
            "count": len(GOOD),
            "fingerprint": RESULT.receipt["answers"]["fingerprint"],
            "fictional": False,
        },
        "publish": False,
        "decision_tables": {f"{i.id} {i.version}": table_hash(compile_rubric(i)) for i in FRAMEWORK.indicators},
    }


def test_receipt_says_whose_rules_scored_every_round():
    """Where that is one day, and nothing where each round has its own: then it is what it always was."""
    assert score(table(GOOD), FRAMEWORK.dated("2024-12")).receipt["as_of"] == "2024-12-01"
    assert "as_of" not in RESULT.receipt


def test_receipt_names_the_plugins():
    """Each distribution that provides an indicator is named once, with its version."""
    made = [Plugin(name, f"napd-{name}", "1.2", EntryPoint(name, name, "napd")) for name in ("zorg", "werk")]
    plugins = dict(zip(("opvang", "samen", "anders"), (*made, made[0]), strict=True))
    framework = evolve(FRAMEWORK, plugins=plugins, indicators=FRAMEWORK.deciders)
    result = score(table(GOOD), framework)
    assert result.receipt["plugins"] == ["napd-werk 1.2", "napd-zorg 1.2"]
    told = {row["indicator"]: row["plugin"] for row in result.tables["indicators"].to_pylist()}
    assert told == {
        "opvang": "napd-zorg 1.2",
        "samen": "napd-werk 1.2",
        "anders": "napd-zorg 1.2",
        "pas-sinds-2025": "",
    }


def read_metadata(path, form):
    """The metadata of a written table."""
    read = parquet.read_schema if form == "parquet" else lambda path: feather.read_table(path).schema
    return read(path).metadata


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_receipt_travels_with_every_table(tmp_path, form):
    """Each Parquet and Arrow file has the schema id and the receipt in its metadata."""
    for path in RESULT.write(tmp_path, form):
        metadata = read_metadata(path, form)
        assert json.loads(metadata[b"napd.receipt"]) == RESULT.receipt
        edition = 2 if path.stem in {"indicators", "scores"} else 1
        assert metadata[b"napd.schema"].decode() == f"napd.{path.stem}/{edition}"
        assert RESULT.tables[path.stem].schema.metadata == metadata


a, b = (YesNo(name, f"Is {name} zo?") for name in "ab")
keuze = Choice("keuze", "Wat?", options=("een", "twee", "drie"))
veel = MultiChoice("veel", "Welke?", options=("een", "twee"))
getal = Number("getal", "Hoeveel?", minimum=0, maximum=10)
delen = [Number(name, f"Hoeveel {name}?", minimum=0, rollup=Sum()) for name in ("deel_een", "deel_twee")]
ratio = Ratio("ratio", "Welk deel?", part=delen[0], whole=delen)
samen = YesNo("samen", "Ook?", rollup=Share("ja"))
trap = Stage(
    "trap", "Trap?", options=("laag", "hoog"), rules=[Rule("hoog", a, because="Ja."), Rule("laag", because="Nee.")]
)


def rubric(*questions, when, stages=()):
    """Green on a condition, else red."""
    rules = [Rule("gerealiseerd", when, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    return compile_rubric(
        Indicator(id="x", title="X", since="2025-01-01", questions=questions, stages=stages, rules=rules)
    )


RUBRICS = {
    "a": rubric(a, b, when=a),
    "not a": rubric(a, b, when=~a),
    "b": rubric(a, b, when=b),
    "nee is better": rubric(evolve(a, better="nee"), when=a),
    "second option": rubric(keuze, when=keuze > "een"),
    "options in another order": rubric(evolve(keuze, options=("twee", "een", "drie")), when=keuze > "twee"),
    "one more option": rubric(evolve(keuze, options=("een", "twee", "drie", "vier")), when=keuze > "een"),
    "some": rubric(veel, when=veel.at_least(1)),
    "some of others": rubric(other := evolve(veel, options=("twee", "drie")), when=other.at_least(1)),
    "number": rubric(getal, when=getal >= 5),
    "other threshold": rubric(getal, when=getal >= 6),
    "other maximum": rubric(evolve(getal, maximum=20), when=getal >= 5),
    "no minimum": rubric(evolve(getal, minimum=None), when=getal >= 5),
    "share": rubric(samen, when=samen >= 50),
    "other share": rubric(evolve(samen, rollup=Share("nee")), when=samen >= 50),
    "ratio": rubric(*delen, ratio, when=ratio >= 50),
    "turned ratio": rubric(*delen, evolve(ratio, part=delen[1]), when=ratio >= 50),
    "scaled ratio": rubric(*delen, evolve(ratio, scale=1000), when=ratio >= 50),
}


def test_hash_changes_with_anything_that_decides():
    """Another question, option, order, threshold, bound, roll-up or rule gives another hash."""
    hashes = {name: table_hash(made) for name, made in RUBRICS.items()}
    assert len(set(hashes.values())) == len(hashes)


def test_hash_is_that_of_what_decides():
    """Texts for people do not change the hash, and neither does a stage by which the same is decided."""
    told = rubric(evolve(a, text="Anders gevraagd?", help="Hulp."), b, when=a)
    staged = rubric(a, when=trap == "hoog", stages=[trap])
    assert table_hash(told) == table_hash(staged) == table_hash(RUBRICS["a"])
    turned = evolve(trap, rules=[Rule("hoog", ~a, because="Ja."), Rule("laag", because="Nee.")])
    assert table_hash(rubric(a, when=trap == "hoog", stages=[turned])) == table_hash(RUBRICS["not a"])
