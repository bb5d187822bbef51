"""Boxes: what a text says of options, each chosen, not chosen, or not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import combinations
from typing import Literal

from attrs import frozen

from napd.model.spelling import as_read
from napd.model.values import EMPTY_BOXES, TICKED, BadValue
from napd.texts import Message

SEPARATOR = re.compile(r"[|;\uff5c\uff1b\n\r\v\f\x85\u2028\u2029]")
"""What stands between the options of a multiple choice."""
UNKNOWN = REST = "?"
"""Stands behind an option that may be chosen or not; alone, for every option that is not named."""
_TICK = rf"(?:[{TICKED}]\ufe0f?|\[\s?[xXvV✓✔]\s?\])"
_ASK = r"\[\s?[?\uff1f]\s?\]"
BOX = re.compile(rf"({_TICK}|{_ASK}|[{EMPTY_BOXES}]\ufe0f?|\[\s?\])")
Mark = Literal["named", "ticked", "empty", "unknown"]
"""How an option stands in a text: without a box, or with one before it."""


@frozen
class PartlyChosen:
    """An answer to a multiple choice, some options of which are not known; see `MultiChoice.parse`.

    Args:
        chosen: the options that are chosen.
        unknown: those that may be chosen or not: one or more, and not all; what is in neither is not chosen.
    """

    chosen: frozenset[str]
    unknown: frozenset[str]


def said_in(
    text: str, meanings: Mapping[str, str], refusal: Callable[[str], BadValue], *, takes_unknown: bool
) -> dict[Mark, set[str]]:
    """The options that a text names, by how they stand in it; `REST` among the unknown ones where it names these so.

    Args:
        text: the text.
        meanings: the option that each text names, by what `as_read` makes of the text.
        refusal: says why a part of the text is no option.
        takes_unknown: whether an option may be unknown.

    Raises:
        BadValue: for a part that is no option, and where the parts do not go together.
    """
    said: dict[Mark, set[str]] = {"named": set(), "ticked": set(), "empty": set(), "unknown": set()}
    for part, mark in _marked(text, meanings):
        if takes_unknown and mark == "named" and as_read(part) == UNKNOWN and UNKNOWN not in meanings:
            said["unknown"].add(REST)
        elif mark == "unknown" and not takes_unknown:
            raise refusal(text)
        elif as_read(part) not in meanings:
            raise refusal(part if part.strip() else text)
        else:
            said[mark].add(meanings[as_read(part)])
    if said["named"] and said["ticked"] | said["empty"]:
        message = Message("problem.unknown_option.some_boxes", value=text.strip())
        raise BadValue("unknown_option", message, Message("problem.unknown_option.some_boxes_hint"))
    if any(one & other for one, other in combinations(said.values(), 2)):
        message = Message("problem.ambiguous.twice", value=text.strip())
        raise BadValue("ambiguous", message, Message("problem.ambiguous.twice_hint"))
    if said["empty"] and not said["ticked"] | said["unknown"]:
        message = Message("problem.unknown_option.no_tick", value=text.strip())
        raise BadValue("unknown_option", message, Message("problem.unknown_option.no_tick_hint"))
    return said


def _marked(text: str, known: Container[str]) -> Iterator[tuple[str, Mark]]:
    """The parts of a text, each with how it stands there.

    Args:
        text: options, with a separator between them or a box before each.
        known: what options are called, as `as_read` makes it.
    """
    for part in SEPARATOR.split(text):
        # A label may have a box, or a question mark, of its own
        first, *rest = [part] if as_read(part) in known else BOX.split(part)
        if first.strip():
            stem = first.rstrip().rstrip("?\uff1f")
            is_unknown = as_read(first) not in known and as_read(stem) in known and stem != first.rstrip()
            yield (stem, "unknown") if is_unknown else (first, "named")
        for box, option in zip(rest[::2], rest[1::2], strict=True):
            yield option, _mark(box)


def _mark(box: str) -> Mark:
    if re.fullmatch(_TICK, box):
        return "ticked"
    return "unknown" if re.fullmatch(_ASK, box) else "empty"
