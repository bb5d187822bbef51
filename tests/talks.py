"""Conversations about the town: what a region answered, and what there is to talk about."""

from __future__ import annotations

from town import FRAMEWORK, answer, table

from napd import conversation, score

BEFORE = {"plan": "nee", "fase": "vastgesteld", "wie": "zorg|wonen", "bereik": "80", "plekken": "12"}


def talk(rows, area="MO0001", framework=FRAMEWORK, **more):
    """The conversation of a region."""
    return conversation(score(table(rows), framework), area, **more)


def topic(rows, indicator="opvang", **more):
    """What there is to talk about in one indicator."""
    return next(one for one in talk(rows, **more).topics if one.indicator == indicator)


def rows_of(values, round_="2025-12", **more):
    """Answers to the indicator "opvang"."""
    return [answer(name, value, round=round_, **more) for name, value in values.items()]


def kinds(found):
    """The kinds and questions of what is asked."""
    return [(ask.kind, ask.question) for ask in found.ask]
