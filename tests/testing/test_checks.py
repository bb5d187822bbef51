"""The conformance kit: an indicator that breaks a law is caught by that check, and by no other."""

from __future__ import annotations

import subprocess
import sys
from functools import reduce
from itertools import combinations
from operator import and_, or_
from types import MappingProxyType

import pytest
from attrs import evolve, field, frozen
from sample import ALL, CASES, GOOD, HEAD, NOTHING, SOME, deel, geld, plan

import napd.decision.decider
import napd.decision.explain
from napd import (
    Indicator,
    Option,
    Remark,
    Rule,
    Source,
    Stage,
    YesNo,
)  # fmt: skip
from napd.model.indicator import Figure, Support
from napd.testing import LAWS
from napd.testing.checks import PLACEHOLDER


@frozen(eq=False)
class Vraag(YesNo):
    """A question of an author's own, with a setting that no file can hold."""

    weegt: complex = field(default=0j, kw_only=True)


def broken(monkeypatch, law: str) -> tuple[Indicator, str]:
    """An indicator and its cases that break one law."""
    if law == "scores":  # as a plugin does that changes what an answer means
        monkeypatch.setattr(YesNo, "satisfies", lambda *_: True)
    if law == "bounds":  # or how bounds are worked out
        known = napd.decision.decider._outcome
        sure = lambda *said: evolve(known(*said), possible=known(*said).possible[-1:])  # noqa: E731
        monkeypatch.setattr(napd.decision.decider, "_outcome", sure)
    if law == "decisive":  # or what a score follows from
        known_decisive = napd.decision.explain.decisive
        too_few = lambda *given: tuple(name for name in known_decisive(*given) if name != "plan")  # noqa: E731
        monkeypatch.setattr(napd.decision.explain, "decisive", too_few)
    return BROKEN.get(law, GOOD), WRONG.get(law, CASES)


def renamed(name: str) -> Indicator:
    """The indicator with another id for the question about money."""
    other = evolve(geld, id=name)
    first = Rule("gerealiseerd", (plan == "vastgesteld") & other & (deel >= 50), because="Alles is er.")
    return evolve(GOOD, questions=(plan, other, deel), rules=(first, *GOOD.rules[1:]))


NUMBERS = [YesNo(f"n{n}", f"Is {n} zo?") for n in range(12)]
FOUR = reduce(or_, (reduce(and_, some) for some in combinations(NUMBERS, 4)))
"""How often it is yes: it takes hundreds of rows to say that."""
TURNED = [
    evolve(rule, level=level)
    for rule, level in zip(GOOD.rules, ("niet-op-gang", "in-ontwikkeling", "gerealiseerd"), strict=True)
]
BROKEN = {
    "proofs": evolve(GOOD, rules=TURNED),
    "texts": evolve(GOOD, description=" "),
    "ids": renamed("is"),
    "required": evolve(GOOD, questions=(plan, evolve(geld, required=False), deel)),
    "form": evolve(GOOD, questions=(plan, Vraag("geld", "Is er geld?", weegt=1j), deel)),
    "pickle": evolve(GOOD, exceptions=MappingProxyType({"geld": "Geld is niet alles."})),
    "size": evolve(
        GOOD,
        questions=(*GOOD.questions, *NUMBERS),
        rules=(GOOD.rules[0], evolve(GOOD.rules[1], when=(plan >= "concept") | FOUR), GOOD.rules[2]),
    ),
}
WRONG = {
    "proofs": HEAD
    + ALL.replace("gerealiseerd", "niet-op-gang")
    + SOME
    + NOTHING.replace("niet-op-gang", "gerealiseerd"),
    "ids": CASES.replace("geld", "is"),
    "cases": CASES + "Ook,vastgesteld,ja,60,in-ontwikkeling,2\n",
    "reached": HEAD + ALL + SOME,
    "size": "".join(
        ",".join([line, *(n.id if line.startswith("case") else "nee" for n in NUMBERS)]) + "\n"
        for line in CASES.splitlines()
    ),
}
ALSO = {"bounds": ["decisive"]}
"""What else then fails: answers decide by the bounds as they are, and are held against those that are told."""
SAID = {
    "proofs": "indicator 'proef': not monotone in question 'plan': when the answers improve from plan = geen to "
    "plan = concept, with geld = nee, deel = 0, the result falls from gerealiseerd (rule 3) to in-ontwikkeling (rule "
    "2); correct the "
    "rules, or name the question in exceptions= with a reason",
    "texts": "description is empty",
    "ids": "question 'is' cannot be named in a formula: begin with a letter, use no word of Python",
    "required": "question 'geld' decides, and is not required: nobody sees that it is missing",
    "scores": "of (plan = vastgesteld, geld = nee, deel = 99.9999999999999) napd makes level gerealiseerd, not "
    "in-ontwikkeling; "
    "level_low gerealiseerd, not in-ontwikkeling; level_high gerealiseerd, not in-ontwikkeling; possible "
    "gerealiseerd, not in-ontwikkeling; rule 1, not 2",
    "bounds": "(plan = vastgesteld, geld = ja, deel = 25) gives in-ontwikkeling, by rule 2, which is outside "
    "gerealiseerd, by rule 1|2, that of (plan = vastgesteld)",
    "decisive": "(plan = concept, geld = ja, deel = 25) gives in-ontwikkeling..in-ontwikkeling, which (no answers) is "
    "said to decide; "
    "alone that gives niet-op-gang..gerealiseerd",
    "form": "JSON: TypeError: Object of type complex is not JSON serializable",
    "pickle": "pickle: TypeError: cannot pickle 'mappingproxy' object",
    "size": "its table has 719 rows, and nobody reads more than 300: split it into stages",
    "cases": "case 'Ook' of 'proef' should give in-ontwikkeling, by rule 2; it gives gerealiseerd, by rule 1; still "
    "open: nothing",
    "reached": "rule 3 (niet-op-gang) decides no case: add one to cases.csv",
}
"""What the check then says first. Random answers are the same each time, so this is too."""


def test_a_good_indicator_keeps_every_law(failing):
    """No check fails for an indicator without faults."""
    assert failing(GOOD) == {}


@pytest.mark.parametrize("law", LAWS)
def test_each_check_catches_its_own_fault_and_no_other(failing, monkeypatch, law):
    """Of a plugin that breaks exactly one law, that check fails, and says how; every other passes."""
    found = failing(*broken(monkeypatch, law))
    assert list(found) == [law, *ALSO.get(law, ())]
    assert found[law].splitlines()[:2] == [f"'proef' breaks the law '{law}': {LAWS[law][0]}", SAID[law]]


def test_the_form_is_tried_in_both_ways(failing, monkeypatch):
    """What neither JSON nor TOML can say is told of both, of TOML with its place."""
    said = failing(*broken(monkeypatch, "form"))["form"].splitlines()[1:]
    assert said[0] == SAID["form"]
    assert [line.partition(" (")[0] for line in said[1:]] == [
        "TOML: NapdError: proef.toml: it is not TOML: Expected newline or end of document after a statement"
    ]


def test_without_cases(failing):
    """An indicator without a file of cases fails both checks on it, and is told how to name one."""
    found = failing(GOOD, None)
    assert list(found) == ["cases", "reached"]
    assert set(found.values()) == {"it has no cases: write them in a file, and name it with cases="}


def test_texts_that_are_still_to_be_written(failing):
    """Each text that is empty or still holds the mark of the scaffold is named."""
    options = (Option(PLACEHOLDER, id="a"), Option("b"))
    rules = [Rule("b", geld, because=PLACEHOLDER), Rule("a", because="A")]
    stage = Stage("trap", PLACEHOLDER, options=options, rules=rules)
    first = Rule("gerealiseerd", (stage == "b") & (plan == "vastgesteld") & (deel >= 50), because=PLACEHOLDER)
    source = Source(" ")
    indicator = evolve(
        GOOD, title=PLACEHOLDER, theme=PLACEHOLDER, wording=f"{PLACEHOLDER}: wie", stages=[stage],
        questions=(plan, geld, evolve(deel, text=PLACEHOLDER)), rules=(first, *GOOD.rules[1:]),
        remarks=[Remark(geld, PLACEHOLDER)], doubts=["Wie?", ""], sources=[source],
        support=[Support("")], background=[Figure(PLACEHOLDER, source)],
    )  # fmt: skip
    assert failing(indicator)["texts"].splitlines()[1:] == [
        "title is still to be written",
        "theme is still to be written",
        "wording is still to be written",
        "the text of question 'deel' is still to be written",
        "the text of question 'trap' is still to be written",
        "the label of option 'a' of question 'trap' is still to be written",
        "the reason of rule 1 of stage 'trap' is still to be written",
        "the reason of rule 1 is still to be written",
        "the text of remark 1 is still to be written",
        "doubt 2 is empty",
        "the title of source 1 is empty",
        "the name of support 1 is empty",
        "figure 1 is still to be written",
        "the source of figure 1 is empty",
    ]


def test_a_question_that_is_a_column_of_the_cases(failing):
    """A question called "level" is told before its cases puzzle somebody."""
    found = failing(renamed("level"), HEAD.replace("geld,", "") + "Niets,geen,0,niet-op-gang,3\n")
    assert "question 'level' cannot have a column in a file of cases: case, level, rule are taken" in found["ids"]


@pytest.mark.parametrize(
    ("decides", "told"),
    [
        (lambda _, codes, free: tuple(name for name in codes if codes[name] != free[name]), "does not matter"),
        (lambda *_: (), "(no answers) is said to decide; alone that gives"),
    ],
    ids=["everything", "nothing"],
)
def test_more_answers_than_decide_and_none_at_all(failing, monkeypatch, decides, told):
    """What is said to decide and does not matter is caught, and so is a score of which nothing is said to decide."""
    monkeypatch.setattr(napd.decision.explain, "decisive", decides)
    assert told in failing(GOOD)["decisive"]


class Misschien(YesNo):
    """A question that does not take the answers that it shows."""

    def show(self, value):
        """Something else."""
        return f"misschien {value}"


def test_answers_that_are_not_taken_as_they_are_shown(failing):
    """The first few are told, with what the question says of them."""
    found = failing(evolve(GOOD, questions=(plan, Misschien("geld", "Is er geld?"), deel)))
    refused = "an answer as it is shown is refused: 'misschien nee' is neither ja nor nee"
    lines = found["scores"].splitlines()
    assert refused in lines
    assert len(lines) == 5


@frozen(eq=False)
class Half(YesNo):
    """A question of which each that is made differs from all others."""

    own: object = field(init=False, factory=object)


def test_a_form_that_loses_something(failing):
    """What can be read back, and is then another indicator, breaks the law as well."""
    found = failing(evolve(GOOD, questions=(plan, Half("geld", "Is er geld?"), deel)))
    assert "JSON: what is read back is another indicator" in found["form"]


def test_a_law_needs_no_assert():
    """A law fails in the same words where Python leaves asserts out, as pytest may change what they say."""
    code = """
from napd import Indicator, Rule, YesNo
from napd.testing.checks import checks_of
geld = YesNo("geld", "Is er geld?")
rules = [Rule("gerealiseerd", geld, because="Ja."), Rule("niet-op-gang", because="Nee.")]
indicator = Indicator(id="x", title="X", since="2025-01-01", questions=[geld], rules=rules)
try:
    next(each for each in checks_of(indicator) if each.name == "texts")()
except AssertionError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-O", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:2] == [
        "'x' breaks the law 'texts': every text that people need is there, and written",
        "theme is empty",
    ]
