"""What all FICTIEF answers have in common: kinds of habits, how often people are silent, their notes. Invented."""  # noqa: INP001

from __future__ import annotations

from attrs import field, frozen

ROUNDS = ("2024-06", "2024-12", "2025-06", "2025-12")
ABSENT = {"2024-06": 0.09, "2024-12": 0.05, "2025-06": 0.05, "2025-12": 0.0}
"""Regions that give no answer in a round."""
SKIPPED = 0.03
"""Regions that, with their municipalities, give no answer to an indicator."""
SILENT = {"region": 0.04, "municipality": 0.015}
"""Regions that leave a question open; municipalities that leave all questions of an indicator open."""
DRAFT = 0.25
"""Answers that are concept; the others are afgestemd."""
DECIMAL = 0.15
"""Percentages with a decimal."""
NOTED = 0.6
"""Notes, where something is to be explained."""
TOGETHER = 0.6
"""Answers of a region to an indicator that go together, so that some regions are quick in it and others slow."""
VIEW = 0.12
"""Regions in which a perspective beside gemeente is heard, from the second round on."""
DIFFERS, LOWER = 0.35, 0.7
"""Answers of such a perspective that differ from those of the gemeente; and of these, those that are less good."""


@frozen
class Habit:
    """How a question is answered.

    Args:
        why: in a sentence.
        needs: the question of the region on which this one hangs, and the place (0 for the worst option) that its
            answer must reach; what is answered instead stands in `otherwise`, None for nothing.
    """

    why: str
    needs: tuple[str, int] = field(default=("", 0), kw_only=True)
    otherwise: int | None = field(default=None, kw_only=True)


@frozen
class Steps(Habit):
    """Options: the chances to start at or beyond each place above the worst, and of a step up or down in a round.

    In a multiple choice each option goes its own way between the places no and yes. What got beyond the place
    `keeps` does not fall back below it: who knows a tool does not forget it.
    """

    start: tuple[float, ...]
    up: float = 0.0
    down: float = 0.0
    keeps: int = field(default=0, kw_only=True)


@frozen
class Amount(Habit):
    """A number: where it starts, and how it changes in a round, each from the least to the most lucky draw.

    These are for a region or its centrumgemeente. Of the other municipalities the part `elsewhere` has a tenth of
    it, and the rest has none.
    """

    start: tuple[float, float]
    step: tuple[float, float]
    elsewhere: float = 0.0


@frozen
class Share(Habit):
    """Yes or no: the percentage of the regions that say yes, in the rounds for which none is in PUBLISHED."""

    percent: dict[str, int]


@frozen
class Day(Habit):
    """The day on which what it needs was reached, in the half year before the round."""


BETTER = (
    "FICTIEF: Bij de vorige meting nog {}.",
    "FICTIEF: Bij de vorige meting nog {}. De regio heeft er uren voor vrijgemaakt.",
    "FICTIEF: Bij de vorige meting nog {}. De gemeenten zijn het hier nu over eens.",
)
WORSE = (
    "FICTIEF: Bij de vorige meting {}. Het ligt nu stil.",
    "FICTIEF: Bij de vorige meting {}. De regio heeft er opnieuw naar gekeken.",
)
GAINED = "FICTIEF: Sinds de vorige meting erbij: {}."
LOST = "FICTIEF: Sinds de vorige meting eraf: {}."
OPEN = "FICTIEF: De regio zoekt dit nog uit."
OTHERWISE = "FICTIEF: De gemeente antwoordt hier anders."
"""Notes."""
