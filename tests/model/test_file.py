"""An indicator as a TOML file: the same indicator, whichever way it is written."""

from __future__ import annotations

import json

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from napd import (
    Figure,
    Framework,
    Source,
    Support,
    indicator_toml,
)  # fmt: skip
from napd.model.data import indicator_data
from napd.model.file import indicator_of
from napd.model.reading import indicator_from_data
from napd.testing.strategies import indicators

INSTALLED = Framework.installed().indicators
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SENTENCES = WORDS.filter(str.strip)
SOURCES = st.builds(Source, WORDS, WORDS, WORDS)


@st.composite
def any_indicators(draw):
    """Whatever an author may write: every part of an indicator, with any text in it."""
    made = draw(indicators(rollups=True, shared=True, exceptions=True, total=False))
    rules = [evolve(rule, because=draw(SENTENCES), source=draw(st.none() | SOURCES)) for rule in made.rules]
    return evolve(
        made,
        since=draw(st.dates()),
        title=draw(SENTENCES),
        theme=draw(WORDS),
        action_line=draw(st.none() | st.integers(1, 6)),
        description=draw(WORDS),
        wording=draw(WORDS),
        rules=rules,
        exceptions=dict.fromkeys(made.exceptions, draw(SENTENCES)),
        doubts=draw(st.lists(WORDS, max_size=2)),
        sources=draw(st.lists(SOURCES, max_size=2)),
        support=draw(st.lists(st.builds(Support, WORDS, WORDS), max_size=2)),
        background=draw(st.lists(st.builds(Figure, WORDS, SOURCES), max_size=2)),
    )


@given(any_indicators())
def test_toml_and_python_convert_without_loss(indicator):
    """What is written as TOML is read as an equal indicator, and written again as the same text."""
    text = indicator_toml(indicator)
    again = indicator_of(text, "x.toml")
    assert again == indicator
    assert indicator_data(again) == indicator_data(indicator)
    assert indicator_toml(again) == text


@given(any_indicators())
def test_json_and_python_convert_without_loss(indicator):
    """What is written as JSON is read as an equal indicator."""
    assert indicator_from_data(json.loads(json.dumps(indicator_data(indicator)))) == indicator
