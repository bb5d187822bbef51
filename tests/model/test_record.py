"""What Python code gives in another kind than a record of the model takes is refused where it is written."""

from __future__ import annotations

import pytest
from attrs import evolve, field, fields, frozen
from numpy import array
from sound import aandeel, aantal, dag, kleur, los, made, nood, rest, wie, woorden

from napd.errors import ModelError
from napd.model.ages import Age
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Figure, Indicator, Rule, Source, Stage, Support
from napd.model.level_of import LevelOf
from napd.model.measures import Number
from napd.model.multi_choice import MultiChoice
from napd.model.options import Option
from napd.model.points import Points
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.record import Record, spoken
from napd.model.remarks import Remark
from napd.model.rollups import Count, Minimum, Share, Sum
from napd.model.scale import DEFAULT_SCALE, Level, Scale
from napd.model.shape import RECORDS
from napd.texts import texts

SOURCE = Source("Actieplan")
SOUND = (
    made(), nood, kleur, wie, aandeel, dag, woorden, Ratio("deel", "Welk deel?", part=aantal, whole=[aantal, los]),
    Age("oud", "Hoe oud?", date=dag), Previous("toen", "Wat was het?", question=dag),
    Points("punten", "Hoeveel punten?", of={nood: 1}),
    Stage("stap", "Hoe ver?", options=("niet", "wel"), rules=[Rule("wel")]), rest, Remark(nood, "Klopt dat?"),
    Option("ja"), SOURCE, Support("Fonds"), Figure("Een op drie.", SOURCE), Level("niet-op-gang", "Rood"), Share("ja"),
    Count("ja"), DEFAULT_SCALE, LevelOf("stand", "Hoe ver?", indicator="plan", rollup=Minimum()),
)  # fmt: skip
TOLD_LATER = {
    *("action_line", "answered_by", "area", "better", "empty", "maximum", "minimum", "of", "over", "scale", "since"),
    "when",
}
"""Of these the faults of an indicator, or of a bound, say what they can be."""


def refused(make):
    """The faults that something is refused with."""
    with pytest.raises(ModelError) as refusal:
        make()
    return str(refusal.value).split("\n")


def test_every_record_of_the_model_is_tried_here():
    """Apart from those without settings."""
    assert {type(record) for record in SOUND} == {kind for kind in RECORDS if fields(kind)} | {Indicator, Scale}
    assert all(isinstance(record, Record) for record in SOUND)


@pytest.mark.parametrize(
    ("record", "setting"),
    [
        (record, field.name)
        for record in SOUND
        for field in fields(type(record))
        if field.init and (field.name not in TOLD_LATER or (isinstance(record, Indicator) and field.name == "scale"))
        if not (isinstance(record, Age) and field.name == "unit")
    ],
)
@pytest.mark.parametrize("value", [object(), Sum, [object()]])
def test_a_setting_takes_nothing_of_another_kind(record, setting, value):
    """Each is named, in one line."""
    (line,) = refused(lambda: evolve(record, **{setting: value}))
    assert f" in {setting}=, not " in line


@pytest.mark.parametrize("question", [nood, kleur, wie, aandeel, dag, woorden])
def test_whether_a_question_is_required_is_true_or_false(question):
    """A word for it would count as true."""
    (line,) = refused(lambda: evolve(question, required="nee"))
    assert line == f"{type(question).__name__} {question.id!r} needs True or False in required=, not 'nee'"


@pytest.mark.parametrize(
    ("make", "messages"),
    [
        (lambda: YesNo(None, "Is dat zo?"), ["YesNo None needs text in id=, not None"]),
        (
            lambda: YesNo("nood", None, help=3),
            ["YesNo 'nood' needs text in text=, not None", "YesNo 'nood' needs text in help=, not 3"],
        ),
        (
            lambda: Choice("fase", "Hoe ver?", options="ja, nee"),
            ["Choice 'fase' needs a list of text or Option(...) in options=, not 'ja, nee'"],
        ),
        (
            lambda: MultiChoice("fase", "Hoe ver?", options=["een", 2]),
            ["MultiChoice 'fase' needs text or Option(...) in options=, not 2"],
        ),
        (lambda: Option(2), ["Option 2 needs text in label=, not 2"]),
        (
            lambda: Number("n", "Hoeveel?", rollup=Sum),
            ["Number 'n' needs a roll-up, such as Share(...) or Sum() in rollup=, not Sum"],
        ),
        (lambda: Share(5), ["Share 5 needs a list of text in options=, not 5"]),
        (
            lambda: Ratio("r", "R?", part=nood, whole=3),
            [
                "Ratio 'r' needs Number(...) in part=, not YesNo 'nood'",
                "Ratio 'r' needs a list of Number(...) in whole=, not 3",
            ],
        ),
        (
            lambda: Scale(["niet-op-gang", "gerealiseerd"]),
            ["Scale ('niet-op-gang', 'gerealiseerd') needs Level(...) in levels=, not 'niet-op-gang'"],
        ),
        (
            lambda: Rule("gerealiseerd", because=5, source="Actieplan"),
            [
                "Rule 'gerealiseerd' needs text in because=, not 5",
                "Rule 'gerealiseerd' needs Source(...) in source=, not 'Actieplan'",
            ],
        ),
        (
            lambda: made(questions="nood", rules=rest, doubts="Een zin mag.", exceptions={"nood": 3}),
            [
                "Indicator 'proef' needs a list of questions, such as YesNo(...) in questions=, not 'nood'",
                "Indicator 'proef' needs a list of Rule(...) in rules=, not Rule 'niet-op-gang'",
                "Indicator 'proef' needs text in exceptions=, not 3",
            ],
        ),
        (
            lambda: made(questions=["nood"], stages=["stap"], exceptions=["nood"]),
            [
                "Indicator 'proef' needs questions, such as YesNo(...) in questions=, not 'nood'",
                "Indicator 'proef' needs Stage(...) in stages=, not 'stap'",
                "Indicator 'proef' needs a dict of text in exceptions=, not ['nood']",
            ],
        ),
        (lambda: made(theme=["x" * 70]), [f"Indicator 'proef' needs text in theme=, not ['{'x' * 57}…"]),
        (lambda: Option(array([[1], [2]])), ["Option array([[1], [2]]) needs text in label=, not array([[1], [2]])"]),
    ],
)
def test_what_a_record_needs_is_said(make, messages):
    """All that is wrong with one record at once, where it is made."""
    assert refused(make) == messages


@pytest.mark.parametrize("items", [lambda names: (name for name in names), dict.fromkeys, list])
def test_a_list_may_be_anything_that_has_items_in_order(items):
    """Such as what a loop yields, or the keys of a dict."""
    options = ("een", "twee")
    found = items(options)
    assert Choice("c", "C?", options=found.keys() if isinstance(found, dict) else found).ids == options


@pytest.mark.parametrize("options", [{"een", "twee"}, frozenset({"een"}), {"een": "Eerst"}, b"een"])
def test_what_has_no_order_or_more_than_its_items_is_no_list(options):
    """Options would come in another order in each run, or lose what a dict says of them."""
    (line,) = refused(lambda: Choice("c", "C?", options=options))
    assert line.startswith("Choice 'c' needs a list of text or Option(...) in options=, not ")


def test_what_a_plugin_adds_to_a_record_is_its_own():
    """Only the settings of napd are held to their kinds; annotations that cannot be resolved are no fault."""

    @frozen(eq=False)
    class Tagged(YesNo):
        tags: list[str] = field(factory=list, kw_only=True)
        step: Unknown | None = field(default=None, kw_only=True)  # noqa: F821 - as under TYPE_CHECKING
        limit = field(default=3, kw_only=True)

    assert (Tagged("nood", "Is er nood?").tags, Tagged("nood", "Is er nood?").limit) == ([], 3)
    assert refused(lambda: Tagged("nood", 3)) == ["Tagged 'nood' needs text in text=, not 3"]


def test_what_says_nothing_of_itself_is_told_by_nothing():
    """Neither a class nor the texts of napd have words for it."""

    @frozen
    class Bare(Record):
        pass

    assert spoken(Bare(), "described", "kind", texts()) == ""
