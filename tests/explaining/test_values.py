from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest
from attrs import evolve

from napd.decision.axes import axis_of
from napd.explaining.records import plain
from napd.explaining.values import Value, answer_words, value_words
from napd.model.ages import Age
from napd.model.choices import Choice, YesNo
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.options import Option
from napd.model.ratio import Ratio
from napd.model.rollups import Maximum, Minimum, Share, Sum
from napd.texts import texts

zorg = Choice("zorg", "Hoe is de zorg?", options=(Option("Heel slecht", id="slecht"), "matig", "goed"))
wie = MultiChoice("wie", "Wie?", options=("zorg", Option("Wonen & werk", id="wonen"), "inkomen"), none="niemand")
deel = Number("deel", "Welk deel?", unit="%", minimum=0, maximum=100)
aantal = Number("aantal", "Hoeveel?", unit="plekken", minimum=0, whole=True, rollup=Sum())


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        (zorg, "slecht", "Heel slecht"),
        (YesNo("a", "Zo?"), "ja", "ja"),
        (wie, "zorg|wonen", "zorg en Wonen & werk"),
        (wie, "zorg|wonen|inkomen", "alle 3"),
        (wie, "niemand", "niemand"),
        (MultiChoice("een", "Welke?", options=("zorg",)), "zorg", "zorg"),
        (deel, "37.5", "37,5 %"),
        (aantal, "1200", "1200 plekken"),
        (Number("n", "Hoeveel?"), "-3", "-3"),
        (Date("op", "Wanneer?"), "2025-03-01", "1 maart 2025"),
        (Text("uitleg", "Wat?"), "Van alles.", "Van alles."),
    ],
)
def test_an_answer_in_words(question, text, words):
    """Options go by their labels, numbers have a decimal comma and their unit, days are written out."""
    assert answer_words(question, text) == words


mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
goed = Choice("goed", "Hoe goed?", options=("slecht", "matig", "goed"), rollup=Share(("matig", "goed")))
kamers = Number("kamers", "Hoeveel?", minimum=0, whole=True, rollup=Sum())
ratio = Ratio("aandeel", "Welk deel?", part=aantal, whole=(aantal, kamers))
of_region = Number("hier", "Hoeveel?", minimum=0)
ratio_of_region = Ratio("hier_deel", "Welk deel?", part=of_region, whole=(of_region, Number("n", "n", minimum=0)))


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (mee, Value(40, 40, 5, 5), "ja bij 40 % van de gemeenten (2 van 5)"),
        (mee, Value(20, 60, 3, 5), "ja bij 20 % t/m 60 % van de gemeenten (3 van 5 gemeenten antwoordden)"),
        (goed, Value(100 / 3, 100 / 3, 3, 3), "matig of goed bij 33,3 % van de gemeenten (1 van 3)"),
        (aantal, Value(12, 12, 2, 2), "samen 12 plekken (2 van 2 gemeenten antwoordden)"),
        (aantal, Value(12, inf, 1, 2), "samen 12 plekken of meer (1 van 2 gemeenten antwoordde)"),
        (Number("n", "n", maximum=9, rollup=Sum()), Value(-inf, 8, 1, 2),
         "samen 8 of minder (1 van 2 gemeenten antwoordde)"),
        (Number("n", "n", rollup=Sum()), Value(-inf, inf, 0, 2), "samen nog onbekend (0 van 2 gemeenten antwoordden)"),
        (Choice("z", "z", options=("slecht", "matig", "goed"), rollup=Minimum()), Value(0, 1, 1, 2),
         "laagste van de gemeenten: slecht t/m matig (1 van 2 gemeenten antwoordde)"),
        (Date("d", "d", rollup=Maximum()), Value(739311, 739311, 2, 2),
         "hoogste van de gemeenten: 1 maart 2025 (2 van 2 gemeenten antwoordden)"),
        (Number("n", "n", rollup=Sum()), Value(8, 8, 1, 1), "samen 8 (1 van 1 gemeente antwoordde)"),
        (Number("n", "n", rollup=Sum()), Value(-inf, inf, 0, 1), "samen nog onbekend (0 van 1 gemeente antwoordden)"),
        (ratio, Value(25, 25, 4, 4), "25 % (berekend, 4 van 4 gemeenten antwoordden)"),
        (ratio, Value(nan, nan, 4, 4), "niet te berekenen (berekend, 4 van 4 gemeenten antwoordden)"),
        (ratio_of_region, Value(50, 50, 1, 1), "50 % (berekend)"),
    ],
)  # fmt: skip
def test_a_value_of_a_region_in_words(question, value, words):
    """It says how it comes from the municipalities, how many answered and of how many."""
    assert value_words(question, None, value, "municipality") == words


def test_a_number_is_not_rounded_beyond_a_threshold():
    """A share just below a threshold does not look as if it had reached it."""
    axis = axis_of(mee.scored, [mee.scored >= 75])
    assert value_words(mee, axis, Value(74.96, 74.96, 5, 5), "municipality").startswith("ja bij 74,96 %")
    assert value_words(mee, axis, Value(74.86, 74.86, 5, 5), "municipality").startswith("ja bij 74,9 %")
    nearly = 75 - 1e-13
    assert str(nearly).replace(".", ",") in value_words(mee, axis, Value(nearly, nearly, 5, 5), "municipality")


@pytest.mark.parametrize(
    ("language", "unit", "none", "one", "two"),
    [
        ("en", "years", "0 years", "1 year", "2 years"),
        ("en", "months", "0 months", "1 month", "2 months"),
        ("en", "days", "0 days", "1 day", "2 days"),
        ("nl", "years", "0 jaar", "1 jaar", "2 jaar"),
        ("nl", "months", "0 maanden", "1 maand", "2 maanden"),
        ("nl", "days", "0 dagen", "1 dag", "2 dagen"),
    ],
)
def test_one_of_a_unit(language, unit, none, one, two):
    """Units that napd knows are singular after 1, also at the end of a range; others of an author stay as they are."""
    say = texts(language)
    age = Age("oud", "Hoe oud?", date=Date("op", "Wanneer?"), unit=unit)
    for number, words in enumerate((none, one, two)):
        assert value_words(age, None, Value(number, number, 1, 1), "municipality", say).startswith(f"{words} (")
    between = value_words(age, None, Value(1, 2, 1, 1), "municipality", say)
    assert between.startswith(f"{say('words.through', a=one, b=two)} (")
    assert answer_words(aantal, "1", say) == "1 plek"
    assert answer_words(evolve(aantal, unit="stoelen"), "1", say) == "1 stoelen"


def test_days_are_texts_in_plain_data():
    """As JSON has them, with lists for tuples."""
    assert plain({"days": (date(2025, 12, 1), None)}) == {"days": ["2025-12-01", None]}
