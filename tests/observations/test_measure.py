from __future__ import annotations

import re

import pytest
from figured import AGE, COUNT, ETHOS, GOOI, HUIZEN, REGISTERS, STAYS, figure, measure, year

from napd import Break, Interval, Measure, ModelError, Observation, Scheme


@pytest.mark.parametrize(
    ("kind", "over", "rest", "said"),
    [
        ("persons", "areas", {}, "one person may be counted in several"),
        ("persons", "periods", {}, "one person may be counted in several"),
        ("persons", "leeftijd", {"schemes": (AGE,)}, "one person may be counted in several"),
        ("stock", "periods", {}, "those of two moments hold the same people twice"),
        ("estimate", "areas", {}, "unless the method says so"),
        ("share", "areas", {}, "add what they are shares of"),
        ("share", "leeftijd", {"schemes": (AGE,)}, "add what they are shares of"),
        ("stock", "register", {"schemes": (REGISTERS,)}, "its categories overlap"),
        ("events", "area", {}, "there is no 'area'. Did you mean \"areas\"?"),
        ("events", "xyz", {}, "Available: areas, periods"),
    ],
)
def test_a_measure_cannot_say_that_it_adds_up_over_what_it_cannot(kind, over, rest, said):
    """Persons of two halves, registers that overlap, shares: no measure makes that right."""
    with pytest.raises(ModelError, match=re.escape(said)):
        measure("mis", kind, (over,), **rest)


def test_an_estimate_adds_up_where_its_method_says_so():
    """And only over what that says."""
    good = measure("schatting", "estimate", "areas", method="De schattingen zijn per gebied onafhankelijk.")
    assert good.adds_over == ("areas",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "stok"}, "kind 'stok' is not one of stock, persons"),
        ({"unit": " "}, "unit= is empty; say it in words"),
        ({"id": "a b"}, "the id is no code"),
        ({"schemes": (AGE, AGE)}, "two schemes have the id 'leeftijd'"),
        ({"schemes": (Scheme("areas", "x", {"a": "a"}),)}, "a scheme cannot have the id 'areas'"),
        ({"title": 3}, "needs text in title="),
    ],
)
def test_a_measure_with_a_fault_is_refused(change, said):
    """With what is wrong and what to write."""
    whole = {"id": "m", "title": "M", "population": "mensen", "unit": "personen", "kind": "stock"}
    with pytest.raises(ModelError, match=re.escape(said)):
        Measure(**{**whole, **change})
    assert Measure(**whole, breaks=[Break("2020-01-01", "een ander register")]).breaks[0].day.year == 2020


@pytest.mark.parametrize(
    ("categories", "totals", "rest", "said"),
    [
        ({"a": "A"}, {"t": ("b",)}, {}, "total 't' has no category 'b' to add"),
        ({"a": "A", "x": "X"}, {"t": ("a", "x")}, {"outside": ("x",)}, "total 't' has no category 'x' to add"),
        ({"a": "A"}, {"t": ()}, {}, "total 't' needs categories to add"),
        ({"a": "A"}, {"a": ("a",)}, {}, "'a' is a category and a total"),
        ({"a+b": "A"}, {}, {}, "'a+b' is no id"),
        ({"a": "A"}, {}, {"outside": ("b",)}, "outside: there is no category 'b'"),
        (["a"], {}, {}, "needs a dict of text"),
    ],
)
def test_a_scheme_with_a_fault_is_refused(categories, totals, rest, said):
    """A total has categories of the scheme, and none of those outside it."""
    with pytest.raises(ModelError, match=re.escape(said)):
        Scheme("s", "S", categories, totals, **rest)


def test_parts_have_names():
    """A total is found back by its categories; what has no name is its categories, in the order of the scheme."""
    assert AGE.name(("kinderen", "volwassenen")) == "totaal"
    assert ETHOS.name("31") == "1+3"
    assert ETHOS.part("3+1") == ("1", "3")
    assert (AGE.words("totaal"), ETHOS.words("1+3")) == ("totaal", "categorie 1 en categorie 3")
    for name, said in (("8", "has no part '8'. Available: 1, 2"), ("kinder", "Did you"), ("1+1", "category twice")):
        with pytest.raises(ModelError, match=re.escape(said)):
            (AGE if name == "kinder" else ETHOS).part(name)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"areas": ()}, "it needs areas of one kind"),
        ({"areas": (GOOI, HUIZEN)}, "it needs areas of one kind"),
        ({"areas": (GOOI, GOOI)}, "an area stands there twice"),
        ({"areas": "MO0402"}, "Observation needs a list of Area(...)"),
        ({"value": 3}, "needs Interval(...) in value="),
        ({"measure": "telling"}, "needs Measure(...) in measure="),
        ({"last": "2025-04-07"}, "its period ends on 2025-04-07, before it begins"),
        ({"status": "X"}, "status 'X' is not one of A, P"),
        ({"status": "O"}, "its status O says that it has no value, and it has one"),
        ({"n": 3}, "n is 3, which is fewer than it counts"),
        ({"value": Interval(-1, 4)}, "what is counted is 0 or more"),
        ({"parts": {}}, "it does not say which part of scheme 'ethos' it is; the totals are 1-6, 1-7"),
        ({"parts": {"ethos": "1-8", "leeftijd": "totaal"}}, "scheme 'ethos' has no part '1-8'"),
        ({"parts": {"ethos": "1-6", "leeftijd": "totaal", "x": "y"}}, "its measure has no scheme 'x'"),
        ({"parts": "1-6"}, "needs a dict of text"),
        ({"first": "2025-04-31"}, "this is not a date"),
    ],
)
def test_a_figure_with_a_fault_is_refused(change, said):
    """A total is named, never assumed; a figure without a value has none."""
    whole = {
        "measure": COUNT, "areas": GOOI, "value": Interval.exact(10), "first": "2025-04-08",
        "parts": {"ethos": "1-6", "leeftijd": "totaal"},
    }  # fmt: skip
    with pytest.raises(ModelError, match=re.escape(said)):
        Observation(**{**whole, **change})


def test_a_share_is_a_hundred_at_most():
    """In percent; of another unit it has no bound."""
    with pytest.raises(ModelError, match="a share is 100 % at most"):
        figure(measure("deel", "share", unit="%"), 101)
    assert figure(measure("per-duizend", "share", unit="per 1.000"), 101).value == Interval.exact(101)


def test_figures_have_no_order():
    """Nobody can sort them by size."""
    with pytest.raises(TypeError):
        sorted([year(STAYS, 2024), year(STAYS, 2025)])
