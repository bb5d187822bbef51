"""The rubric that every contestant applies, as plain data: FICTIEF, made for this benchmark.

Ten indicators, each with one question of four kinds and five rules. A rule holds when each answer that it names is at
least this good; the first rule that holds gives the level, and where none of the four below does, the fifth gives
`niet-op-gang`. Rules run from the best level to the worst, so the highest level possible is that of the first rule that
no answer excludes yet, and the lowest that of the first rule that holds whatever the missing answers turn out to be.
"""

from __future__ import annotations

STAND = ("geen", "concept", "vastgesteld", "uitgevoerd")
"""The options of a choice, from worst to best."""
YES_NO = ("nee", "ja")
KINDS = ("stand", "afspraken", "bereik", "plekken")
"""A choice, a yes/no question, a percentage with one decimal, and a count."""
NUMBERS = KINDS[2:]
PERCENT, COUNT = 100, 999
"""The largest percentage and the largest count."""
LEVELS = ("niet-op-gang", "in-ontwikkeling", "gerealiseerd")
WORST = LEVELS[0]
ROUNDS = ("2022-06", "2022-12", "2023-06", "2023-12", "2024-06", "2024-12", "2025-06", "2025-12")

Needs = dict[str, str | float]
"""For each kind of question that a rule names: the worst answer with which it holds."""

INDICATORS: dict[str, tuple[tuple[str, Needs], ...]] = {
    "plan": (
        ("gerealiseerd", {"stand": "uitgevoerd", "bereik": 80, "plekken": 400}),
        ("gerealiseerd", {"stand": "vastgesteld", "afspraken": "ja", "bereik": 90}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "bereik": 37.5}),
        ("in-ontwikkeling", {"stand": "concept", "afspraken": "ja", "plekken": 250}),
    ),
    "preventie": (
        ("gerealiseerd", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 75, "plekken": 300}),
        ("in-ontwikkeling", {"stand": "uitgevoerd", "bereik": 50}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "afspraken": "ja"}),
        ("in-ontwikkeling", {"bereik": 62.5, "plekken": 600}),
    ),
    "wonen": (
        ("gerealiseerd", {"stand": "vastgesteld", "plekken": 700}),
        ("gerealiseerd", {"afspraken": "ja", "bereik": 66.7, "plekken": 450}),
        ("in-ontwikkeling", {"stand": "concept", "plekken": 350}),
        ("in-ontwikkeling", {"afspraken": "ja", "bereik": 33.3}),
    ),
    "opvang": (
        ("gerealiseerd", {"stand": "uitgevoerd", "plekken": 550}),
        ("gerealiseerd", {"stand": "vastgesteld", "bereik": 85, "plekken": 500}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "afspraken": "ja"}),
        ("in-ontwikkeling", {"stand": "concept", "bereik": 45.5, "plekken": 200}),
    ),
    "begeleiding": (
        ("gerealiseerd", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 70}),
        ("gerealiseerd", {"stand": "uitgevoerd", "bereik": 95, "plekken": 100}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "bereik": 40}),
        ("in-ontwikkeling", {"afspraken": "ja", "plekken": 300}),
    ),
    "jongeren": (
        ("gerealiseerd", {"stand": "uitgevoerd", "afspraken": "ja", "plekken": 250}),
        ("in-ontwikkeling", {"stand": "uitgevoerd", "bereik": 55.5}),
        ("in-ontwikkeling", {"stand": "concept", "afspraken": "ja", "bereik": 20}),
        ("in-ontwikkeling", {"stand": "concept", "bereik": 60, "plekken": 150}),
    ),
    "gezinnen": (
        ("gerealiseerd", {"stand": "vastgesteld", "afspraken": "ja", "bereik": 88.8, "plekken": 333}),
        ("gerealiseerd", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 77.7}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "plekken": 222}),
        ("in-ontwikkeling", {"stand": "concept", "afspraken": "ja", "bereik": 11.1}),
    ),
    "inkomen": (
        ("gerealiseerd", {"afspraken": "ja", "bereik": 80, "plekken": 640}),
        ("gerealiseerd", {"stand": "uitgevoerd", "bereik": 65, "plekken": 320}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "bereik": 48}),
        ("in-ontwikkeling", {"stand": "concept", "afspraken": "ja", "plekken": 160}),
    ),
    "ervaring": (
        ("gerealiseerd", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 50, "plekken": 500}),
        ("gerealiseerd", {"stand": "vastgesteld", "afspraken": "ja", "bereik": 75, "plekken": 750}),
        ("in-ontwikkeling", {"stand": "uitgevoerd", "afspraken": "ja"}),
        ("in-ontwikkeling", {"stand": "concept", "bereik": 25, "plekken": 125}),
    ),
    "nazorg": (
        ("gerealiseerd", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 92.5}),
        ("in-ontwikkeling", {"stand": "vastgesteld", "afspraken": "ja", "plekken": 400}),
        ("in-ontwikkeling", {"stand": "concept", "bereik": 72.5}),
        ("in-ontwikkeling", {"afspraken": "ja", "bereik": 30.5, "plekken": 50}),
    ),
}


def question_of(indicator: str, kind: str) -> str:
    """The id of a question; no two indicators share one, so that it says it all."""
    return f"{indicator}_{kind}"


QUESTIONS = tuple(question_of(indicator, kind) for indicator in INDICATORS for kind in KINDS)


def options(kind: str) -> tuple[str, ...]:
    """The options of a choice or a yes/no question, from worst to best; none for a number."""
    return {"stand": STAND, "afspraken": YES_NO}.get(kind, ())


RANKS = {option: float(place) for place, option in enumerate((*STAND, *YES_NO))}
"""A number for each option, higher for a better one of its question: so every answer is a number, every need a `>=`."""


def rank(answer: str | float) -> float:
    """An answer as a number."""
    return RANKS[answer] if isinstance(answer, str) else answer


def texts(kind: str) -> list[str]:
    """Every text in which a question of this kind is answered in the benchmark."""
    if kind == "bereik":
        return [f"{tenths / 10:.1f}" for tenths in range(PERCENT * 10 + 1)]
    return [str(number) for number in range(COUNT + 1)] if kind == "plekken" else list(options(kind))


def area_code(number: int) -> str:
    """The code of a region."""
    return f"MO{number:06d}"
