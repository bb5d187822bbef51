"""Questions with options: one of them (`Choice`, `YesNo`) or any number of them (`MultiChoice`)."""

from __future__ import annotations

from typing import Any, Literal

from attrs import Factory, field, frozen

from napd.errors import nearest
from napd.model.conditions import AtLeast, Atom, Compare, Condition, Operator
from napd.model.questions import RELATIONS, Better, Question
from napd.model.record import Record, listed
from napd.model.values import NO, YES, YES_NO, BadValue, slug


@frozen
class Option(Record):
    """One possible answer of a choice.

    Args:
        label: as people read it.
        id: as it stands in tables; made from the label where it is not given.
    """

    label: str
    id: str = field(default=Factory(lambda self: slug(str(self.label)), takes_self=True))


def _options(options: Any) -> Any:
    """Options of what stands among them as text."""
    options = listed(options)
    return tuple(map(_option, options)) if isinstance(options, tuple) else options


def _option(option: Any) -> Any:
    return Option(option) if isinstance(option, str) else option


@frozen(eq=False)
class Choice(Question):
    """One of several options; when ordered (the default) they run from worst to best.

    Args:
        options: each a label, or an `Option` with an id of its own; of an ordered choice from worst to best.
        ordered: whether they have an order; without one, none is better than another.
    """

    options: tuple[Option, ...] = field(converter=_options, kw_only=True)
    ordered: bool = field(default=True, kw_only=True)

    @property
    def operators(self) -> tuple[Operator, ...]:  # type: ignore[override]
        """All relations when ordered, else only equality."""
        return ("<", "<=", "==", "!=", ">=", ">", "in") if self.ordered else ("==", "!=", "in")

    @property
    def ids(self) -> tuple[str, ...]:
        """The option ids, in order."""
        return tuple(option.id for option in self.options)

    def parse(self, text: str) -> str:
        """The option with this id or label, however it is capitalised or spaced."""
        if (found := _meant(self, text)) is None:
            raise _unknown_option(self, text)
        return found

    def may_mean(self, text: str) -> bool:
        """Whether a text is an answer; quicker than to read it where it is none."""
        return _meant(self, text) is not None

    def operand(self, value: Any) -> Any:
        """Option labels become option ids."""
        return tuple(_id(self, part) for part in value) if isinstance(value, tuple) else _id(self, value)

    def operand_fault(self, value: Any) -> str | None:
        """The option does not exist."""
        return None if isinstance(value, str) and value in self.ids else no_option(self, value)

    def satisfies(self, atom: Any, value: Any) -> bool:
        """Options compare by their place in the order."""
        if atom.operator == "in":
            return value in atom.value
        place = self.ids.index
        return bool(RELATIONS[atom.operator](place(value), place(atom.value)))


@frozen(eq=False)
class YesNo(Choice):
    """Yes or no ("ja" or "nee"); by itself the condition that the answer is yes.

    Args:
        better: the better answer.
    """

    better: Literal["ja", "nee"] = field(default=YES, kw_only=True)
    options: tuple[Option, ...] = field(
        init=False,
        default=Factory(lambda self: _options((NO, YES) if self.better == YES else (YES, NO)), takes_self=True),
    )
    ordered: bool = field(init=False, default=True)

    def parse(self, text: str) -> str:
        """Ja or nee, in any of the accepted spellings."""
        try:
            return YES_NO[text.strip().casefold()]
        except KeyError:
            raise BadValue("not_yes_no", f"{text.strip()!r} is neither ja nor nee", "Write ja or nee.") from None

    def may_mean(self, text: str) -> bool:
        """Whether it is an accepted spelling."""
        return text.strip().casefold() in YES_NO

    def as_condition(self) -> Condition:
        """The answer is yes."""
        return Compare(self.id, "==", YES)


@frozen(eq=False)
class MultiChoice(Question):
    """Any number of options, written with | between them; `none` is the answer that chooses none of them.

    Args:
        options: each a label, or an `Option` with an id of its own.
        none: the word for choosing none of them.
        better: "higher" where more is better, "lower" where less is, None where neither is.
    """

    options: tuple[Option, ...] = field(converter=_options, kw_only=True)
    none: str = field(default="geen", kw_only=True)
    better: Better = field(default="higher", kw_only=True)

    @property
    def ids(self) -> tuple[str, ...]:
        """The option ids, in order."""
        return tuple(option.id for option in self.options)

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

    def parse(self, text: str) -> frozenset[str]:
        """The set of option ids, from ids or labels with | or ; or a new line between them."""
        parts = _parts(text)
        if not parts:
            hint = f"Write {self.none} for none of them; leave the cell empty when it is not known."
            raise BadValue("unknown_option", f"{text.strip()!r} names no option of question {self.id!r}", hint)
        chosen = frozenset(self._one(part) for part in parts)
        if slug(self.none) not in chosen:
            return chosen
        if len(chosen) > 1:
            hint = f"Write {self.none} alone, or leave it out."
            raise BadValue("none_and_some", f"{text.strip()!r} says both {self.none!r} and an option", hint)
        return frozenset()

    def may_mean(self, text: str) -> bool:
        """Whether every part is an option, or says none; quicker than to read it where one is not."""
        return all(_meant(self, part) is not None or slug(part) == slug(self.none) for part in _parts(text))

    def _one(self, text: str) -> str:
        if (found := _meant(self, text)) is not None:
            return found
        if slug(text) == slug(self.none):
            return slug(text)
        raise _unknown_option(self, text)

    def show(self, value: Any) -> str:
        """The chosen ids in the order of the options, with | between them."""
        return "|".join(i for i in self.ids if i in value) or self.none

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

    def satisfies(self, atom: Any, value: Any) -> bool:
        """Enough of the options are among those chosen."""
        return bool(len(value.intersection(atom.options)) >= atom.count)


def _parts(text: str) -> list[str]:
    return [part for part in text.replace(";", "|").replace("\n", "|").split("|") if part.strip()]


def _id(question: Choice | MultiChoice, value: Any) -> Any:
    """The id of the option with this id or label; what is neither stays as it is."""
    if not isinstance(value, str) or value in question.ids:
        return value
    return next((option.id for option in question.options if option.label == value), value)


def _meant(question: Choice | MultiChoice, text: str) -> str | None:
    """The id of the option that a text names, or None; an exact id or label goes before one that is nearly so."""
    if (exact := _id(question, text.strip())) in question.ids:
        return str(exact)
    near = [option.id for option in question.options if slug(text) in (option.id, slug(option.label))]
    return near[0] if len(near) == 1 else None


def _unknown_option(question: Choice | MultiChoice, text: str) -> BadValue:
    labels = [option.label for option in question.options]
    hint = nearest(text.strip(), labels).strip() or f"Choose from: {', '.join(labels)}."
    return BadValue("unknown_option", f"{text.strip()!r} is not an option of question {question.id!r}", hint)


def no_option(question: Choice | MultiChoice, value: object) -> str:
    """Say that an option does not exist, with the nearest that does."""
    known = nearest(str(value), question.ids) or f" It has: {', '.join(question.ids)}."
    return f"has no option {value!r}.{known}"
