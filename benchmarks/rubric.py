"""The rubric that every contestant applies, as plain data: FICTIEF, made for this benchmark.

Ten indicators, each with one question of four kinds and five rules. A rule holds when each answer that it names is at
least this good; the first rule that holds gives the level, and where none of the four below does, the fifth gives
`rood`. Rules run from the best level to the worst, so the highest level possible is that of the first rule that no
answer excludes yet, and the lowest that of the first rule that holds whatever the missing answers turn out to be.
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
LEVELS = ("rood", "oranje", "groen")
WORST = LEVELS[0]
ROUNDS = ("2022-06", "2022-12", "2023-06", "2023-12", "2024-06", "2024-12", "2025-06", "2025-12")

Needs = dict[str, str | float]
"""For each kind of question that a rule names: the worst answer with which it holds."""

INDICATORS: dict[str, tuple[tuple[str, Needs], ...]] = {
    "plan": (
        ("groen", {"stand": "uitgevoerd", "bereik": 80, "plekken": 400}),
        ("groen", {"stand": "vastgesteld", "afspraken": "ja", "bereik": 90}),
        ("oranje", {"stand": "vastgesteld", "bereik": 37.5}),
        ("oranje", {"stand": "concept", "afspraken": "ja", "plekken": 250}),
    ),
    "preventie": (
        ("groen", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 75, "plekken": 300}),
        ("oranje", {"stand": "uitgevoerd", "bereik": 50}),
        ("oranje", {"stand": "vastgesteld", "afspraken": "ja"}),
        ("oranje", {"bereik": 62.5, "plekken": 600}),
    ),
    "wonen": (
        ("groen", {"stand": "vastgesteld", "plekken": 700}),
        ("groen", {"afspraken": "ja", "bereik": 66.7, "plekken": 450}),
        ("oranje", {"stand": "concept", "plekken": 350}),
        ("oranje", {"afspraken": "ja", "bereik": 33.3}),
    ),
    "opvang": (
        ("groen", {"stand": "uitgevoerd", "plekken": 550}),
        ("groen", {"stand": "vastgesteld", "bereik": 85, "plekken": 500}),
        ("oranje", {"stand": "vastgesteld", "afspraken": "ja"}),
        ("oranje", {"stand": "concept", "bereik": 45.5, "plekken": 200}),
    ),
    "begeleiding": (
        ("groen", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 70}),
        ("groen", {"stand": "uitgevoerd", "bereik": 95, "plekken": 100}),
        ("oranje", {"stand": "vastgesteld", "bereik": 40}),
        ("oranje", {"afspraken": "ja", "plekken": 300}),
    ),
    "jongeren": (
        ("groen", {"stand": "uitgevoerd", "afspraken": "ja", "plekken": 250}),
        ("oranje", {"stand": "uitgevoerd", "bereik": 55.5}),
        ("oranje", {"stand": "concept", "afspraken": "ja", "bereik": 20}),
        ("oranje", {"stand": "concept", "bereik": 60, "plekken": 150}),
    ),
    "gezinnen": (
        ("groen", {"stand": "vastgesteld", "afspraken": "ja", "bereik": 88.8, "plekken": 333}),
        ("groen", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 77.7}),
        ("oranje", {"stand": "vastgesteld", "plekken": 222}),
        ("oranje", {"stand": "concept", "afspraken": "ja", "bereik": 11.1}),
    ),
    "inkomen": (
        ("groen", {"afspraken": "ja", "bereik": 80, "plekken": 640}),
        ("groen", {"stand": "uitgevoerd", "bereik": 65, "plekken": 320}),
        ("oranje", {"stand": "vastgesteld", "bereik": 48}),
        ("oranje", {"stand": "concept", "afspraken": "ja", "plekken": 160}),
    ),
    "ervaring": (
        ("groen", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 50, "plekken": 500}),
        ("groen", {"stand": "vastgesteld", "afspraken": "ja", "bereik": 75, "plekken": 750}),
        ("oranje", {"stand": "uitgevoerd", "afspraken": "ja"}),
        ("oranje", {"stand": "concept", "bereik": 25, "plekken": 125}),
    ),
    "nazorg": (
        ("groen", {"stand": "uitgevoerd", "afspraken": "ja", "bereik": 92.5}),
        ("oranje", {"stand": "vastgesteld", "afspraken": "ja", "plekken": 400}),
        ("oranje", {"stand": "concept", "bereik": 72.5}),
        ("oranje", {"afspraken": "ja", "bereik": 30.5, "plekken": 50}),
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
