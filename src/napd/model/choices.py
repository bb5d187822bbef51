"""Questions with options: one of them (`Choice`, `YesNo`) or any number of them (`MultiChoice`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from math import nan
from typing import Any, Literal

from attrs import Factory, evolve, field, frozen

from napd.errors import Fault, nearest
from napd.model.amounts import Term
from napd.model.boxes import BOX, REST, UNKNOWN, PartlyChosen, said_in
from napd.model.conditions import AtLeast, Atom, Compare, Condition, Operator
from napd.model.fields import Field
from napd.model.options import Option, as_options, in_a_row, option_faults
from napd.model.questions import RELATIONS, Question
from napd.model.spaces import Better, Options, Sets
from napd.model.spelling import as_read, slip_of
from napd.model.values import CROSSES, NO, YES, YES_NO, BadValue, Doubt
from napd.signs import escaped
from napd.texts import Texts

MANTISSA = 53
"""The bits of a whole number that a float holds."""
NONE = "geen"
"""The word for choosing none of the options, where an author gives no other."""
NOT_CHOSEN = ""
"""Stands among options for the word that chooses none of them."""


@frozen(eq=False)
class Choice(Question):
    """One of several options; when ordered (the default) they run from worst to best.

    Args:
        options: each a label, or an `Option` with an id of its own; of an ordered choice from worst to best.
        ordered: whether they have an order; without one, none is better than another.
    """

    options: tuple[Option, ...] = field(converter=as_options, kw_only=True)
    ordered: bool = field(default=True, kw_only=True)

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with its options."""
        yield from (Fault(("options",), text) for text in option_faults(self.options, 2))

    @property
    def operators(self) -> tuple[Operator, ...]:  # type: ignore[override]
        """All relations when ordered, else only equality."""
        return ("<", "<=", "==", "!=", ">=", ">", "in") if self.ordered else ("==", "!=", "in")

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The option ids, in order."""
        return tuple(option.id for option in self.options)

    @cached_property
    def space(self) -> Options:
        """One of its options."""
        return Options(self.ids, ordered=self.ordered)

    def position(self, value: Any) -> float:
        """The place of an option."""
        return self.places[value]

    def value_at(self, position: float) -> str:
        """The option at a place."""
        return self.ids[int(position)]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each option in the order, by its id."""
        return {name: place for place, name in enumerate(self.ids)}

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """The option that each text names, by what `as_read` makes of the text."""
        return _meanings(self.options)

    def parse(self, text: str) -> str:
        """The option with this id, or with a label that a reader takes for the same; or the only one that is ticked."""
        if found := self.meanings.get(as_read(text)):
            return found
        if not BOX.search(text):
            raise self.refusal(text)
        said = said_in(text, self.meanings, self.refusal, takes_unknown=False)
        chosen = said["named"] | said["ticked"]
        if len(chosen) > 1:
            raise BadValue("unknown_option", f"{text.strip()!r} names several options", "Choose one of them.")
        return chosen.pop()

    def words(self, value: Any, say: Texts) -> str:
        """The label of an option."""
        return self.named(next(option for option in self.options if option.id == value), say)

    def field(self) -> Field:
        """One of the labels; the id in place of a label that would be read as another option."""
        return Field("option", tuple(map(self._input, self.options)))

    def _input(self, option: Option) -> str:
        is_safe = self.parse(option.label) == option.id and option.label == " ".join(option.label.split())
        return option.label if is_safe else option.id

    def refusal(self, text: str) -> BadValue:
        """Why a text is no answer."""
        return _unknown_option(self, text)

    def operand(self, value: Any) -> Any:
        """Option labels become option ids."""
        return tuple(_id(self, part) for part in value) if isinstance(value, tuple) else _id(self, value)

    def operand_fault(self, value: Any) -> str | None:
        """The option does not exist."""
        return None if isinstance(value, str) and value in self.ids else no_option(self, value)

    def written(self, value: Any) -> str:
        """The label of an option, or its id where the label would be read as another option."""
        return _written(self, value)

    def satisfies(self, atom: Any, value: Any) -> bool:
        """Options compare by their place in the order."""
        if atom.operator == "in":
            return value in atom.value
        return bool(RELATIONS[atom.operator](self.places[value], self.places[atom.value]))


@frozen(eq=False)
class YesNo(Choice):
    """Yes or no ("ja" or "nee"); by itself the condition that the answer is yes.

    Args:
        better: the better answer.
    """

    better: Literal["ja", "nee"] = field(default=YES, kw_only=True)
    options: tuple[Option, ...] = field(
        init=False,
        default=Factory(lambda self: as_options((NO, YES) if self.better == YES else (YES, NO)), takes_self=True),
    )
    ordered: bool = field(init=False, default=True)
    sides = (YES, NO)

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """Ja or nee, by each of the accepted spellings."""
        return YES_NO

    def refusal(self, text: str) -> BadValue:
        """Why a text is neither ja nor nee."""
        if _has_cross(text) or as_read(text) == "x":
            return BadValue("ambiguous", f"{text.strip()!r} may mean yes or no", "Write ja or nee.")
        hint = "Write nee if that is what the empty box means." if BOX.search(text) else "Write ja or nee."
        return BadValue("not_yes_no", f"{text.strip()!r} is neither ja nor nee", hint)

    def named(self, option: Option, say: Texts) -> str:
        """Yes or no in the language."""
        return say("words.yes" if option.id == YES else "words.no")

    def field(self) -> Field:
        """Ja or nee."""
        return evolve(super().field(), hint="ja of nee")

    def as_condition(self) -> Condition:
        """The answer is yes."""
        return Compare(self.id, "==", YES)

    def as_terms(self) -> tuple[Term, ...]:
        """It counts for 1 where the answer is yes."""
        return (Term(self.as_condition()),)


@frozen(eq=False)
class MultiChoice(Question):
    """Any number of options, written with | between them; `none` is the answer that chooses none of them.

    Args:
        options: each a label, or an `Option` with an id of its own.
        none: the word for choosing none of them.
        better: "higher" where more is better, "lower" where less is, None where neither is.
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
        """A bit for each option that is chosen; NaN where one is not known, and for more bits than a float holds."""
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
        return {**_meanings(self.options), as_read(self.none): NOT_CHOSEN}

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
                hint = f"Write {self.none} alone, or leave it out."
                raise BadValue("none_and_some", f"{text.strip()!r} says both {self.none!r} and an option", hint)
            return frozenset()
        rest = {*self.ids}.difference(*said.values()) if is_rest_unknown else set()
        if len(unknown := unknown | rest) == len(self.ids) or not (chosen or unknown):
            hint = f"Write {self.none} for none of them; leave the cell empty when it is not known."
            raise BadValue("unknown_option", f"{text.strip()!r} names no option of question {self.id!r}", hint)
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
        return _unknown_option(self, text)

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
        message = f"{len(value.unknown)} of the {len(self.ids)} options are not known"
        return Doubt("incomplete", message, "Say of each option whether it is chosen, as soon as that is known.")

    def operand(self, value: Any) -> Any:
        """Option labels become option ids."""
        return _id(self, value)

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
        return _written(self, value)

    def satisfies(self, atom: Any, value: Any) -> bool:
        """Enough of the options are among those chosen."""
        return bool(len(value.intersection(atom.options)) >= atom.count)


def _meanings(options: tuple[Option, ...]) -> dict[str, str]:
    return {as_read(text): option.id for option in options for text in (option.label, option.id)}


def _written(question: Choice | MultiChoice, value: str) -> str:
    label = next(option.label for option in question.options if option.id == value)
    said = label if _id(question, label) == value else value
    return escaped(json.dumps(said, ensure_ascii=False))


def _id(question: Choice | MultiChoice, value: Any) -> Any:
    """The id of the option with this id or label; what is neither stays as it is."""
    if not isinstance(value, str) or value in question.ids:
        return value
    return next((option.id for option in question.options if option.label == value), value)


def _unknown_option(question: Choice | MultiChoice, text: str) -> BadValue:
    if _has_cross(text):
        hint = "A cross may mean yes or no: write only what is chosen."
        return BadValue("ambiguous", f"{text.strip()!r} may mean chosen or not chosen", hint)
    message = f"{text.strip()!r} is not an option of question {question.id!r}"
    return BadValue("unknown_option", message, partial(_instead, text, [option.label for option in question.options]))


def _instead(text: str, labels: list[str]) -> str:
    """Name the option that was meant, where the text can mean no other thing; else all of them."""
    near = slip_of(text, labels)
    return f'Did you mean "{near}"?' if near else f"Choose from: {', '.join(labels)}."


def _has_cross(text: str) -> bool:
    """Whether a text begins or ends with a cross."""
    bare = text.strip().strip("\ufe0f")
    return not CROSSES.isdisjoint((bare[:1], bare[-1:]))


def no_option(question: Question, value: object) -> str:
    """Say that an option does not exist, with the nearest that does."""
    ids = [option.id for option in question.options]
    known = nearest(str(value), ids) or f" It has: {', '.join(ids)}."
    levels = f" If {question.levels_of!r} has other levels, name these in scale=." if question.levels_of else ""
    return f"has no option {value!r}.{known}{levels}"
