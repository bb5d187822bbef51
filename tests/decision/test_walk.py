from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napd.decision import walk
from napd.decision.decider import Decider
from napd.decision.rubric import compile_rubric
from napd.decision.walk import Walker
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.testing.strategies import indicators


@pytest.mark.parametrize("held", [0, 3, 4_000_000], ids=["nothing kept", "little kept", "all kept"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_many_scores_come_to_the_ends_of_each(monkeypatch, held, data):
    """However many states are kept, and however the scores fall into blocks, each comes to its own ends."""
    monkeypatch.setattr(walk, "MOST_HELD", held)
    monkeypatch.setattr(walk, "BLOCK", 3)
    rubric = compile_rubric(data.draw(indicators(shared=True, rollups=True, most_questions=4)))
    sets = [rubric.axes[name].sets for name in rubric.diagram.names]
    rows = data.draw(st.lists(st.tuples(*(st.integers(0, len(some) - 1) for some in sets)), max_size=8))
    columns = [np.array([row[n] for row in rows], dtype=np.intp) for n in range(len(sets))]
    walker = Walker(rubric.diagram, rubric.root, sets)
    places = walker.walk(columns, len(rows))
    found = [list(walker.ends)[place] for place in places]
    known = [[some[code] for some, code in zip(sets, row, strict=True)] for row in rows]
    assert found == [rubric.diagram.ends(rubric.root, one) for one in known]
    assert walker.held <= held


@given(data=st.data())
def test_rubrics_with_equal_rules_have_equal_diagrams(data):
    """The numbers of nodes follow from the rules alone, not from what was made on the way."""
    indicator = data.draw(indicators(shared=True))
    one, other = (compile_rubric(indicator) for _ in range(2))
    assert (one.diagram.variables, one.diagram.children) == (other.diagram.variables, other.diagram.children)
    assert all(child < x for x, children in enumerate(one.diagram.children) for child in children)
    assert len(set(zip(one.diagram.variables, one.diagram.children, strict=True))) == len(one.diagram.variables)
    assert Decider(one).rising == Decider(other).rising


def test_more_states_than_there_was_room_for():
    """A layer makes room as it goes: how many of many answers are yes takes as many states, and more with gaps."""
    rubric = compile_rubric(half_of(24))
    sets = [rubric.axes[name].sets for name in rubric.diagram.names]
    columns = list(np.random.default_rng(1).integers(0, 3, (24, 500)))
    walker = Walker(rubric.diagram, rubric.root, sets)
    found = [list(walker.ends)[place] for place in walker.walk(columns, 500)]
    yes, no = (np.sum([column == code for column in columns], axis=0) for code in (2, 1))
    assert found == [frozenset({1} if y >= 12 else {2} if n > 12 else {1, 2}) for y, n in zip(yes, no, strict=True)]
    assert max(len(layer.states) for layer in walker.layers) > 16


def half_of(count):
    """Whether half of so many answers are yes, counted by a chain of stages."""
    questions = [YesNo(f"v{n}", "Zo?") for n in range(count)]
    stages: list[Stage] = []
    for n, question in enumerate(questions):
        options = [f"o{k}" for k in range(n + 2)]
        so_far = stages[-1] if stages else None
        now = [question] if so_far is None else [(so_far == option) & question for option in so_far.ids]
        before = [] if so_far is None else [so_far >= option for option in so_far.ids[1:]]
        when = [one | other for one, other in zip(now, before, strict=False)] + now[-1:]
        rules = [
            Rule(option, one, because="Zoveel.") for option, one in reversed(list(zip(options[1:], when, strict=True)))
        ]
        stages.append(Stage(f"s{n}", "?", options=options, rules=[*rules, Rule("o0", because="Geen.")]))
    rules = [
        Rule("gerealiseerd", stages[-1] >= f"o{count // 2}", because="Half."),
        Rule("niet-op-gang", because="Minder."),
    ]
    return Indicator(id="helft", title="Helft", since="2025-01-01", questions=questions, stages=stages, rules=rules)
