"""What every question has in common: an answer that can be read, and operators that make conditions of it."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import nan
from typing import Any, ClassVar, get_args

from attrs import Factory, field, fields, frozen

from napd.errors import Fault
from napd.model.amounts import Term
from napd.model.area_kinds import AreaKind
from napd.model.boxes import PartlyChosen
from napd.model.comparing import Compared
from napd.model.conditions import Atom, Compare, Condition, Expression, Operator
from napd.model.derived import Derived
from napd.model.fields import Field
from napd.model.options import Option
from napd.model.record import Record, hints_of, listed, register, spoken
from napd.model.rollup import Rollup
from napd.model.spaces import Line, Space
from napd.model.values import BadValue, Doubt
from napd.texts import Message, Texts
from napd.texts.signs import escaped

Value = str | float | date | frozenset[str]
KINDS: dict[str, type[Question]] = {}
"""Every kind of question, derived value and stage by its name in data: those of napd, and those of imported plugins."""
LIMITS = ("ids", "minimum", "maximum")
"""The settings in which a kind says what answers there are."""
RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne,
    ">=": operator.ge, ">": operator.gt, "in": lambda value, values: value in values,
}  # fmt: skip


def unit_words(unit: str, say: Texts, number: Any = None) -> str:
    """A unit as people read it after a number: napd's own words in the language; an author's as they are."""
    return say.find(f"words.unit.{unit}" if number == 1 else f"words.units.{unit}") or unit


@frozen(eq=False)
class Question(Record, Derived, Expression, Compared):
    """What every question has.

    Nobody answers a *derived value*. Its kind defines what `Derived` says; `scored`, the kind of answer that conditions
    see; and `faults`, which sees the settings that refer to questions as questions. `napd.scoring.rollup` computes it.

    Args:
        id: unique within the indicator; used in the `question` column of answers.
        text: the question as people read it.
        help: how to answer it.
        required: whether it counts in the columns `answered` and `required` of the scores.
        rollup: how the answers of municipalities become one value of the region.
        answered_by: the kind of area that answers; None if that is the area that is scored.
        not_for: perspectives that it does not suit, such as "ervaringskenner": their forms leave it out, progress does
            not count it as open, and explanations say that it was not asked. If they answer it anyway, that counts. The
            level stays as open as it is.

    Raises:
        ModelError: with one line for each setting of the wrong type, such as a number for a text.
    """

    id: str
    text: str
    help: str = field(default="", kw_only=True)
    required: bool = field(default=True, kw_only=True)
    rollup: Rollup | None = field(default=None, kw_only=True)
    answered_by: AreaKind | None = field(
        default=Factory(lambda self: "municipality" if self.rollup else None, takes_self=True), kw_only=True
    )
    not_for: tuple[str, ...] = field(default=(), converter=listed, kw_only=True)

    operators: ClassVar[tuple[Operator, ...]] = ()
    sides: ClassVar[tuple[str | None, ...]] = ("higher", "lower", None)
    """What `better` can be, where a kind has that setting."""
    described: ClassVar[str]
    """What people call an answer of a plugin's kind, in codebook and report; see `called`."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        register(KINDS, cls, "kind")

    @classmethod
    def naming(cls) -> tuple[str, ...]:
        """The settings of this kind that are other questions, which data names by their ids."""
        of = {name: (get_args(hint) or (hint,))[0] for name, hint in hints_of(cls).items()}
        named = {name for name, part in of.items() if isinstance(part, type) and issubclass(part, Question)}
        return tuple(each.name for each in fields(cls) if each.name in named)

    def suits(self, perspective: str) -> bool:
        """Whether it is put to a perspective; of a derived value, whether any part of it is."""
        if self.inputs:
            return any(part.suits(perspective) for part in self.inputs)
        return perspective not in self.not_for

    @property
    def space(self) -> Space | None:
        """Where its answers lie; None for words, which are never scored."""
        return None

    def position(self, value: Any) -> float:  # noqa: ARG002 - words have none
        """Where an answer lies in the space; NaN for words."""
        return nan

    def value_at(self, position: float) -> Value:
        """The answer that lies at a position."""
        raise NotImplementedError

    def called(self, say: Texts) -> str:
        """What people call an answer of this kind, in codebook and report."""
        return spoken(self, "described", "kinds", say)

    def named(self, option: Option, say: Texts) -> str:  # noqa: ARG002 - labels are in the language of the author
        """An option as people read it."""
        return option.label

    def words(self, value: Any, say: Texts) -> str:  # noqa: ARG002 - most have no words of a language
        """An answer as people say it, without its unit."""
        return self.show(value)

    def in_full(self, value: Any, say: Texts) -> str:
        """An answer as people say it, with its unit."""
        return f"{self.words(value, say)} {unit_words(self.unit, say, value)}".strip()

    def field(self) -> Field:
        """What an input for an answer takes; words, where the kind does not say."""
        return Field()

    @property
    def is_plain(self) -> bool:
        """Whether plain numbers are read as `Number` reads them, so that many texts can be read at a time."""
        return False

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; empty where the answer is no choice."""
        return ()

    @property
    def meanings(self) -> Mapping[str, str]:
        """The option that each text names, by what `as_read` makes of the text."""
        return {}

    @property
    def unit(self) -> str:
        """What people read behind an answer."""
        return ""

    @property
    def meaning(self) -> list[Any]:
        """What decides how an answer counts, as plain data; words for people are left out."""
        return [self.kind, self.id, *(getattr(self, name, None) for name in LIMITS), repr(self.rollup)]

    @property
    def kind(self) -> str:
        """The name of its kind in data."""
        return type(self).__name__

    @property
    def addends(self) -> tuple[tuple[Question, int], ...]:
        """The numbers that are added in it, each so many times: itself, once; none where it is no such number."""
        line = self.scored.space
        return ((self, 1),) if isinstance(line, Line) and not line.of_days and not self.is_quotient else ()

    @property
    def scored(self) -> Question:
        """The question that conditions see: this one, or what its roll-up makes of it."""
        return self.rollup.of(self) if self.rollup and not self.rollup.fault(self) else self

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with its settings, each at the path of the setting."""
        yield from ()

    def parse(self, text: str) -> Value | PartlyChosen:
        """Turn the text of an answer into its value; raises `BadValue`."""
        raise NotImplementedError

    def read(self, text: str) -> Value | PartlyChosen:
        """Parse a text, and take whatever a plugin's kind raises as a fault of that answer: the others go on."""
        try:
            return self.parse(text)
        except BadValue:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            message = Message("problem.not_understood.message", value=text.strip(), kind=self.kind, reason=reason)
            hint = Message("problem.not_understood.hint", kind=self.kind)
            raise BadValue("not_understood", message, hint) from error

    def boxes(self, value: Any) -> Mapping[str, bool | None]:  # noqa: ARG002 - most have none
        """For each option that can be chosen beside others whether an answer chooses it; None where that is unknown."""
        return {}

    def doubt(self, text: str, value: Any) -> Doubt | None:  # noqa: ARG002 - most kinds have none
        """Say why a text that `parse` read as this value may mean another, or nothing."""
        return None

    def is_partial(self, text: str) -> bool:  # noqa: ARG002 - most kinds have no parts
        """Whether an answer is only partly known."""
        return False

    def show(self, value: Any) -> str:
        """Write a value the way `parse` reads it."""
        return str(value)

    def operand(self, value: Any) -> Any:
        """Write the right-hand side of a condition in its standard form; what it cannot read stays as it is."""
        try:
            return self.read(value) if isinstance(value, str) else value
        except BadValue:
            return value

    def fault(self, atom: Atom) -> str | None:
        """Say what is wrong with a condition on this question, or nothing."""
        if not isinstance(atom, Compare) or atom.operator not in self.operators:
            sign = repr(atom.operator) if isinstance(atom, Compare) else "'at least so many of'"
            return f"cannot be compared with {sign}: {self.takes}"
        if isinstance(atom.value, tuple) != (atom.operator == "in"):
            several = f"cannot be compared with {atom.value!r} by {atom.operator!r}"
            return f"{several}: use == for one option, isin(...) for several"
        return next(filter(None, map(self.operand_fault, self.operands(atom))), None)

    def written(self, value: Any) -> str:
        """Write the right-hand side of a condition as it stands in a formula: in quotes, or so that Python reads it."""
        return escaped(json.dumps(value if isinstance(value, str) else self.show(value), ensure_ascii=False))

    def operands(self, atom: Compare) -> tuple[Any, ...]:
        """Every single value that the condition compares with."""
        return atom.value if isinstance(atom.value, tuple) else (atom.value,)

    def operand_fault(self, value: Any) -> str | None:
        """Say why the answer could never relate to this value, or nothing."""
        try:
            is_answer = self.read(self.show(value)) == value
        except (BadValue, TypeError, ValueError, AttributeError):  # what `show` makes of a value of another kind
            is_answer = False
        return None if is_answer else f"cannot be compared with {value!r}: write it as an answer to the question"

    @property
    def takes(self) -> str:
        """In words, which conditions this question takes."""
        return f"it takes {' '.join(self.operators)}" if self.operators else "this kind of question is never scored"

    def satisfies(self, atom: Any, value: Any) -> bool:
        """Whether an answer meets a condition on this question."""
        return bool(RELATIONS[atom.operator](value, atom.value))

    def as_condition(self) -> Condition:
        """Only a yes/no question is a condition by itself."""
        message = f"question {self.id!r} is not a condition by itself: {self.takes}"
        raise TypeError(message)

    def as_terms(self) -> tuple[Term, ...]:
        """What it adds to an amount: the number that is its answer."""
        return (Term(self.id),)

    @property
    def summand_fault(self) -> str | None:
        """Say why its answer cannot be added to others, or nothing."""
        return "is not a number, so it cannot be added or compared with another"
