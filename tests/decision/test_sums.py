from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import chain, product

from hypothesis import given
from hypothesis import strategies as st

from napd.decision.nodes import FALSE, TRUE, Nodes
from napd.decision.sums import scaled, total

AMOUNTS = st.integers(-4, 9)
FRACTIONS = st.fractions(min_value=-3, max_value=3, max_denominator=12)


@st.composite
def functions(draw, nodes):
    """A function of some variables, with the ends 0, 1 and 2."""
    variables = draw(st.lists(st.integers(0, len(nodes.sizes) - 1), max_size=3, unique=True))
    node = ~draw(st.integers(0, 2))
    for variable in sorted(variables, reverse=True):
        others = [draw(st.sampled_from([node, ~0, ~1, ~2])) for _ in range(nodes.sizes[variable])]
        node = nodes.node(variable, (*others[1:], node))
    return node


def end(nodes, node, row):
    """The end to which the classes of a row lead."""
    while node >= 0:
        node = nodes.children[node][row[nodes.variables[node]]]
    return ~node


@given(st.data())
def test_a_sum_is_what_adding_up_gives_for_every_row_of_answers(data):
    """Terms may be answers, functions of several answers, and constants, and ask the same questions."""
    nodes = Nodes(data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=4)))
    terms = []
    for _ in range(data.draw(st.integers(0, 5))):
        if data.draw(st.booleans()):
            variable = data.draw(st.integers(0, len(nodes.sizes) - 1))
            node, size = nodes.classes(variable), nodes.sizes[variable]
        else:
            node, size = data.draw(functions(nodes)), 3
        terms.append((node, data.draw(st.lists(AMOUNTS, min_size=size, max_size=size))))
    cuts = sorted(data.draw(st.sets(st.integers(-6, 15), max_size=4)))
    found = total(nodes, terms, cuts)
    for row in product(*map(range, nodes.sizes)):
        amount = sum(amounts[end(nodes, node, row)] for node, amounts in terms)
        assert end(nodes, found, row) == bisect_right(cuts, amount)


@given(st.integers(1, 7), st.integers(0, 8), st.integers(1, 5))
def test_a_sum_has_the_node_that_any_other_way_of_making_it_has(count, least, weight):
    """How many are yes, made of conditions."""
    nodes = Nodes([2] * count)
    yes = [nodes.classes(variable) for variable in range(count)]

    def at_least(number, first=0):
        if number <= 0 or first == count:
            return TRUE if number <= 0 else FALSE
        return nodes.choose(yes[first], at_least(number - 1, first + 1), at_least(number, first + 1))

    assert total(nodes, [(each, (0, weight)) for each in yes], [weight * least]) == at_least(least)


def test_five_hundred_terms_take_no_more_than_there_are_different_counts():
    """However heavy they weigh."""
    nodes = Nodes([2] * 500)
    terms = [(nodes.classes(variable), (0, 1_000_003)) for variable in range(500)]
    before = len(nodes.variables)
    total(nodes, terms, [250 * 1_000_003])
    assert len(nodes.variables) - before <= 251 * 251


def test_a_stage_counts_by_what_it_comes_to():
    """Both terms ask the first question: the sum is 3 only where it is yes and the second is yes too."""
    nodes = Nodes([2, 2])
    both = nodes.choose(nodes.classes(0), nodes.classes(1), FALSE)
    assert total(nodes, [(both, (0, 2)), (nodes.classes(0), (0, 1))], [3]) == both
    assert total(nodes, [(both, (0, 2)), (TRUE, (0, 1))], [1]) == TRUE


@given(st.lists(st.lists(FRACTIONS, max_size=3), max_size=3), st.lists(FRACTIONS, max_size=3))
def test_fractions_become_whole_numbers_by_one_factor(rows, cuts):
    """So a sum reaches a cut where it did."""
    whole, limits = scaled(rows, cuts)
    old, new = [*chain(*rows), *cuts], [*chain(*whole), *limits]
    factors = {Fraction(b) / a for a, b in zip(old, new, strict=True) if a}
    assert len(factors) <= 1
    assert all(b == 0 for a, b in zip(old, new, strict=True) if not a)
    assert all(isinstance(number, int) for number in new)
