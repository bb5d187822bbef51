"""A sound indicator to break, and the faults that it is then refused with."""

from __future__ import annotations

import pytest

from napd.errors import ModelError
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.rollups import Sum

status = Choice("status", "Hoe ver?", options=("geen", "concept", "Vastgesteld plan"))
kleur = Choice("kleur", "Kleur?", options=("rood", "blauw"), ordered=False)
wie = MultiChoice("wie", "Wie?", options=("zorg", "wonen"))
aandeel = Number("aandeel", "Welk deel?", unit="%", minimum=0, maximum=100)
aantal = Number("aantal", "Hoeveel?", minimum=0, whole=True)
dag = Date("dag", "Wanneer?")
nood = YesNo("nood", "Is er nood?")
woorden = Text("woorden", "Nog iets?")
gemeente = Number("plekken", "Hoeveel plekken?", minimum=0, rollup=Sum(), unit="plekken")
los = Number("los", "Hoeveel los?", minimum=0, answered_by="municipality")
nul = Number("nul", "Hoeveel nul?", minimum=0)
grens = Number("grens", "Grens?")
questions = [status, kleur, wie, aandeel, aantal, dag, nood, woorden, gemeente, los, nul, grens]
rest = Rule("niet-op-gang", because="Rest.")


def made(*rules, **changes):
    """Make the sound indicator, with these rules and changes."""
    given = {"id": "proef", "title": "Proef", "since": "2025-01-01", "questions": questions, "rules": [*rules, rest]}
    return Indicator(**given | changes)


def faults(*rules, **changes):
    """The faults of an indicator with these rules and changes, without its name before each."""
    with pytest.raises(ModelError) as refusal:
        made(*rules, **changes)
    lines = str(refusal.value).split("\n")
    name = changes.get("id", "proef")
    assert all(line.startswith(f"indicator {name!r}: ") for line in lines)
    return [line.removeprefix(f"indicator {name!r}: ") for line in lines]
