from __future__ import annotations

from pathlib import Path

import napd_lhbtiq_training
from napd.testing import parametrize_with_checks
from napd_lhbtiq_training import indicator

CASES = Path(napd_lhbtiq_training.__file__).with_name("cases.csv")


@parametrize_with_checks(indicator, cases=CASES, plugin="lhbtiq-training")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_every_question_counts():
    """Every question is required and stands in a rule."""
    assert all(question.required for question in indicator.questions)
    used = {atom.question for rule in indicator.rules if rule.when is not None for atom in rule.when.atoms()}
    assert used == {question.id for question in indicator.questions}


def test_two_years_is_our_choice():
    """Wherever the period of two years is used, it is marked as napd's choice."""
    places = [indicator.question("laatste").help, indicator.rules[0].because, *indicator.doubts]
    marked = [text for text in places if "twee jaar" in text]
    assert len(marked) == 3
    assert all("keuze van napd" in text for text in marked)
