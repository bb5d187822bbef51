"""Multiple choice: a question of which any number of options is the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import nan
from typing import Any

from attrs import field, frozen

from napd.errors import Fault
from napd.model.boxes import REST, UNKNOWN, PartlyChosen, said_in
from napd.model.conditions import AtLeast, Atom
from napd.model.fields import Field
from napd.model.option_texts import meanings_of, no_option, option_id, unknown_option, written_option
from napd.model.options import Option, as_options, in_a_row, option_faults
from napd.model.questions import Question
from napd.model.spaces import Better, Sets
from napd.model.spelling import as_read
from napd.model.values import BadValue, Doubt
from napd.texts import Message, Texts

MANTISSA = 53
"""The bits of a whole number that a float holds."""
NONE = "geen"
"""The word for choosing none of the options, where an author gives no other."""
NOT_CHOSEN = ""
"""Stands among options for the word that chooses none of them."""


@frozen(eq=False)
class MultiChoice(Question):
    """Any number of options, written with | between them; `none` is the answer that chooses none of them.

    Args:
        options: each a label, or an `Option` with an id of its own.
        none: the word for choosing none of them.
        better: "higher" if more is better, "lower" if fewer is, None for neither.
    """

    options: tuple[Option, ...] = field(converter=as_options, kw_only=True)
    none: str = field(default=NONE, kw_only=True)
    better: Better = field(default="higher", kw_only=True)

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with its options."""
        yield from (Fault(("options",), text) for text in option_faults(self.options, 1))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The option ids, in order."""
        return tuple(option.id for option in self.options)

    @cached_property
    def space(self) -> Sets:
        """Any number of its options."""
        return Sets(self.ids, better=self.better)

    def position(self, value: Any) -> float:
        """A bit for each chosen option; NaN if one is not known, and for more bits than a float holds."""
        if isinstance(value, PartlyChosen) or len(self.ids) > MANTISSA:
            return nan
        return sum(1 << place for place, option in enumerate(self.ids) if option in value)

    def value_at(self, position: float) -> frozenset[str]:
        """The options whose bits these are."""
        return frozenset(option for place, option in enumerate(self.ids) if int(position) >> place & 1)

    @property
    def takes(self) -> str:
        """In words, which conditions this question takes."""
        return "say how many, as in x.at_least(2), or which, as in x.has_all('...') or x.has_any('...')"

    def at_least(self, count: int, *options: str) -> AtLeast:
        """At least `count` of these options are chosen (of all options, where none are named)."""
        return AtLeast(self.id, count, options or self.ids)

    def has_all(self, *options: str) -> AtLeast:
        """Each of these options is chosen (every option, where none are named)."""
        return self.at_least(len(options or self.ids), *options)

    def has_any(self, *options: str) -> AtLeast:
        """One or more of these options are chosen."""
        return self.at_least(1, *options)

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """The option that each text names, or `NOT_CHOSEN`, by what `as_read` makes of the text."""
        return {**meanings_of(self.options), as_read(self.none): NOT_CHOSEN}

    def parse(self, text: str) -> frozenset[str] | PartlyChosen:
        """The set of option ids, from ids or labels with | or ; or a new line between them, or a box before each.

        An option with ? after it, or in the box before it, is unknown. An option that is not named is not chosen, but
        it is unknown if there is a ? by itself, or if another option has an empty box.

        >>> who = MultiChoice("who", "Who?", options=("a", "b", "c"))
        >>> sorted(who.parse("a|b")), who.show(who.parse("a|b?")), who.show(who.parse("[x] a [ ] b"))
        (['a', 'b'], 'a|b?', 'a|c?')
        """
        said = said_in(text, self.meanings, self.refusal, takes_unknown=True)
        is_rest_unknown = bool(said["empty"]) or REST in said["unknown"]
        chosen, unknown = said["named"] | said["ticked"], said["unknown"] - {REST}
        if NOT_CHOSEN in chosen | unknown:
            if len(chosen) > 1 or said["unknown"]:
                message = Message("problem.none_and_some.message", value=text.strip(), none=self.none)
                raise BadValue("none_and_some", message, Message("problem.none_and_some.hint", none=self.none))
            return frozenset()
        rest = {*self.ids}.difference(*said.values()) if is_rest_unknown else set()
        if len(unknown := unknown | rest) == len(self.ids) or not (chosen or unknown):
            message = Message("problem.unknown_option.no_option", value=text.strip(), question=self.id)
            hint = Message("problem.unknown_option.no_option_hint", none=self.none)
            raise BadValue("unknown_option", message, hint)
        return PartlyChosen(frozenset(chosen), frozenset(unknown)) if unknown else frozenset(chosen)

    def words(self, value: Any, say: Texts) -> str:
        """The labels of what is chosen, and of what is not known."""
        boxes = self.boxes(value)
        labels, open_ = ([option.label for option in self.options if boxes[option.id] is one] for one in (True, None))
        if len(labels) == len(self.options) > 1:
            return say("words.all", len(labels))
        words = in_a_row(labels, say("words.and")) if labels else self._none_in(say)
        rest = say("words.rest") if False not in boxes.values() else in_a_row(open_, say("words.and"))
        return say("words.partly", words=words, rest=rest) if open_ else words

    def _none_in(self, say: Texts) -> str:
        """The word for none of them: the author's, or napd's own in the language."""
        return say("words.none") if self.none == NONE else self.none

    def field(self) -> Field:
        """Any number of the labels."""
        return Field("options", tuple(option.label for option in self.options))

    def refusal(self, text: str) -> BadValue:
        """Why a part of a text is no option."""
        return unknown_option(self, text)

    def show(self, value: Any) -> str:
        """The chosen ids in the order of the options, with | between them; see `parse` for what is unknown."""
        said = self.boxes(value)
        chosen = [name for name, is_chosen in said.items() if is_chosen]
        if None not in said.values():
            return "|".join(chosen) or self.none
        if False not in said.values():
            return "|".join((*chosen, UNKNOWN))
        signs = {True: "", None: UNKNOWN}
        return "|".join(f"{name}{signs[said[name]]}" for name in said if said[name] in signs)

    def is_partial(self, text: str) -> bool:
        """Whether it leaves an option unknown."""
        return isinstance(self.parse(text), PartlyChosen)

    def boxes(self, value: Any) -> Mapping[str, bool | None]:
        """For each option whether an answer chooses it; None where that is not known."""
        chosen, unknown = (value.chosen, value.unknown) if isinstance(value, PartlyChosen) else (value, ())
        return {name: None if name in unknown else name in chosen for name in self.ids}

    def doubt(self, text: str, value: Any) -> Doubt | None:  # noqa: ARG002 - what it means says it all
        """Some options are not known."""
        if not isinstance(value, PartlyChosen):
            return None
        message = Message("problem.incomplete.message", count=len(value.unknown), options=len(self.ids))
        return Doubt("incomplete", message, Message("problem.incomplete.hint"))

    def operand(self, value: Any) -> Any:
        """Option labels become option ids."""
        return option_id(self, value)

    def fault(self, atom: Atom) -> str | None:
        """An unknown option, an option named twice, or a number that cannot be reached."""
        if not isinstance(atom, AtLeast):
            return f"is a multiple choice: {self.takes}"
        count: Any = atom.count
        options: tuple[Any, ...] = atom.options
        for option in options:
            if not isinstance(option, str) or option not in self.ids:
                return no_option(self, option)
        if len(set(options)) < len(options):
            return f"names an option twice in {', '.join(options)}"
        if not isinstance(count, int) or not 1 <= count <= len(options):
            return f"can never have at least {count!r} of {len(options)} options: use 1 to {len(options)}"
        return None

    def written(self, value: Any) -> str:
        """The label of an option, or its id where the label would be read as another option."""
        return written_option(self, value)

    def satisfies(self, atom: Any, value: Any) -> bool:
        """Enough of the options are among those chosen."""
        return bool(len(value.intersection(atom.options)) >= atom.count)
