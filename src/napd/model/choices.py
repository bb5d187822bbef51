"""Questions with options: one of them (`Choice`, `YesNo`) or any number of them (`MultiChoice`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import Factory, evolve, field, frozen

from napd.errors import Fault
from napd.model.amounts import Term
from napd.model.boxes import BOX, said_in
from napd.model.conditions import Compare, Condition, Operator
from napd.model.fields import Field
from napd.model.option_texts import has_cross, meanings_of, no_option, option_id, unknown_option, written_option
from napd.model.options import Option, as_options, option_faults
from napd.model.questions import RELATIONS, Question
from napd.model.spaces import Options
from napd.model.spelling import as_read
from napd.model.values import NO, YES, YES_NO, BadValue
from napd.texts import Message, Texts


@frozen(eq=False)
class Choice(Question):
    """One of several options; when ordered (the default) they run from worst to best.

    Args:
        options: each a label, or an `Option` with an id of its own; of an ordered choice from worst to best.
        ordered: whether they have an order; without one, no option is better than another.
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
        return meanings_of(self.options)

    def parse(self, text: str) -> str:
        """The option with this id, or with a label that a reader takes for the same; or the only one that is ticked."""
        if found := self.meanings.get(as_read(text)):
            return found
        if not BOX.search(text):
            raise self.refusal(text)
        said = said_in(text, self.meanings, self.refusal, takes_unknown=False)
        chosen = said["named"] | said["ticked"]
        if len(chosen) > 1:
            message = Message("problem.unknown_option.several", value=text.strip())
            raise BadValue("unknown_option", message, Message("problem.unknown_option.one"))
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
        return unknown_option(self, text)

    def operand(self, value: Any) -> Any:
        """Option labels become option ids."""
        return tuple(option_id(self, part) for part in value) if isinstance(value, tuple) else option_id(self, value)

    def operand_fault(self, value: Any) -> str | None:
        """The option does not exist."""
        return None if isinstance(value, str) and value in self.ids else no_option(self, value)

    def written(self, value: Any) -> str:
        """The label of an option, or its id where the label would be read as another option."""
        return written_option(self, value)

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
        if has_cross(text) or as_read(text) == "x":
            message = Message("problem.ambiguous.yes_no", value=text.strip())
            return BadValue("ambiguous", message, Message("problem.not_yes_no.hint"))
        hint = Message(f"problem.not_yes_no.{'box' if BOX.search(text) else 'hint'}")
        return BadValue("not_yes_no", Message("problem.not_yes_no.message", value=text.strip()), hint)

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
