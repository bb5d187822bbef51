"""Words: how a change between rounds is told, and what a score can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from napd.explaining.levels import possible_words
from napd.model.scale import NOT_APPLICABLE, Scale
from napd.model.values import parted
from napd.texts import Texts

if TYPE_CHECKING:
    from napd.framework.framework import Framework

CERTAIN = ("up", "down", "applies", "not_applicable", "other")
"""Those of a score that has certainly changed."""


def way_words(framework: Framework, row: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """What a score could be before, what it can be after, and after each cause that moved it.

    Args:
        framework: it has both versions of the indicator.
        row: of the table "changes".
    """
    new, old = (_scales(framework, row["indicator"], row[f"{end}_version"]) for end in ("to", "from"))
    before = _end(framework.say, old, row["from_status"], row["from_possible"])
    after = _end(framework.say, new, row["to_status"], row["to_possible"])
    say = framework.say
    steps = [(say(f"cause.{cause}"), _end(say, new, None, row[f"{cause}_possible"])) for cause in parted(row["causes"])]
    return before, after, tuple(": ".join(step) for step in steps)


def _scales(framework: Framework, indicator: str, first: str | None) -> list[Scale]:
    """Those of every version, that of one before the others: between two versions a score is of either."""
    versions = [one for one in framework.indicators if one.id == indicator]
    return [one.scale for one in sorted(versions, key=lambda one: one.version != first)]


def _end(say: Texts, scales: Sequence[Scale], status: str | None, possible: str | None) -> str:
    """What a score is, in the words of the first scale that has these levels: those in between are of either."""
    if possible is None:
        return say("change.no_score")
    levels = {*parted(possible)} - {NOT_APPLICABLE}
    scale = next(each for each in scales if levels <= {*each.ids})
    return say(f"status.{status}") if status == "unanswered" else possible_words(scale, possible, say)
