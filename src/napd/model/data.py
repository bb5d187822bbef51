"""An indicator as plain data, for JSON: everything its author wrote, and nothing that follows from it.

Of conditions the way back stands here too; that of all else in `napd.model.reading`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import singledispatch
from typing import Any, get_args

from attrs import NOTHING, Attribute, Factory, fields, has

from napd.errors import ModelError
from napd.model.amounts import TURNED, CompareAmount, MinMax, Term, as_data, exactly
from napd.model.conditions import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Operator
from napd.model.indicator import Indicator
from napd.model.options import Option
from napd.model.questions import Question
from napd.model.rollup import Rollup
from napd.model.scale import Scale
from napd.model.worths import QUOTIENT


def indicator_data(indicator: Indicator) -> dict[str, Any]:
    """The definition of an indicator as nested dicts, lists and texts.

    Settings at their default are left out, but for the levels of the scale, worst first, which always stand in it.
    """
    return {**_record(indicator), "scale": _plain(indicator.scale)}


@singledispatch
def _plain(value: Any) -> Any:
    return _record(value) if has(type(value)) else value


@_plain.register
def _(value: tuple) -> list[Any]:  # type: ignore[type-arg]
    return [_plain(part) for part in value]


@_plain.register
def _(value: Mapping) -> dict[str, Any]:  # type: ignore[type-arg]
    return {key: _plain(part) for key, part in value.items()}


@_plain.register
def _(value: Fraction) -> int | float | str:
    return as_data(value)


@_plain.register
def _(value: date) -> str:
    return value.isoformat()


@_plain.register
def _(value: Condition) -> dict[str, Any]:
    return value.to_data()


@_plain.register
def _(value: Option) -> dict[str, Any]:
    return {"id": value.id, "label": value.label}


@_plain.register
def _(value: Question) -> dict[str, Any]:
    """A question; the others that it is computed from by their ids, for they stand in the indicator themselves."""
    named = {f.name: _ids(getattr(value, f.name)) for f in fields(type(value)) if f.name in value.naming()}
    return {"kind": value.kind, **_record(value), **named}


def _ids(value: Any) -> Any:
    return value.id if isinstance(value, Question) else [question.id for question in value]


@_plain.register
def _(value: Scale) -> list[Any]:
    return [_plain(level) for level in value.levels]


@_plain.register
def _(value: Rollup) -> dict[str, Any]:
    return {"kind": type(value).__name__, **_record(value)}


def _record(value: Any) -> dict[str, Any]:
    chosen = [field for field in fields(type(value)) if field.init and not _is_default(value, field)]
    return {field.name: _plain(getattr(value, field.name)) for field in chosen}


def _is_default(value: Any, field: Attribute[Any]) -> bool:
    default: Any = field.default
    if isinstance(default, Factory):  # type: ignore[arg-type]
        default = default.factory(value) if default.takes_self else default.factory()
    return default is not NOTHING and bool(getattr(value, field.name) == default)


# Conditions, back from data


def condition_from_data(data: Any) -> Condition:
    """Read back what `Condition.to_data` wrote.

    Raises:
        ModelError: when the data is not a condition; the message quotes the part that is wrong.
    """
    match data:
        case {"all": list(parts), **rest} if not rest:
            return AllOf([condition_from_data(part) for part in parts])
        case {"any": list(parts), **rest} if not rest:
            return AnyOf([condition_from_data(part) for part in parts])
        case {"not": part, **rest} if not rest:
            return Not(condition_from_data(part))
        case {"question": str(question), "at_least": int(count), "of": list(options), **rest} if not rest:
            return AtLeast(question, count, tuple(options))
        case {"question": str(question), "operator": operator, "value": value, **rest} if not rest:
            return Compare(
                question, _operator(operator, get_args(Operator)), tuple(value) if isinstance(value, list) else value
            )
        case {"amount": list(parts), "operator": operator, "value": value, **rest} if parts and not rest:
            return CompareAmount(_terms(parts), _operator(operator, TURNED), _number(value))
    message = (
        f"{data!r} is not a condition: it needs 'question' with 'operator' and 'value', 'question' with 'at_least' and "
        "'of', 'amount' with 'operator' and 'value', or 'all', 'any' or 'not'"
    )
    raise ModelError(message)


def _operator(text: Any, known: Collection[str]) -> Operator:
    if text not in known:
        message = f"{text!r} is not an operator: use one of {', '.join(known)}"
        raise ModelError(message)
    return text  # type: ignore[no-any-return]


def _terms(data: Sequence[Any]) -> tuple[Term, ...]:
    return tuple(map(_term, data))


def _term(data: Any) -> Term:
    """Read back what `Term.to_data` wrote."""
    if isinstance(data, str):
        return Term(data)
    if not isinstance(data, Mapping):
        return Term(None, _number(data))
    times = _number(data.get("times", 1))
    match {key: part for key, part in data.items() if key != "times"}:
        case {"of": str(question), **more} if not more:
            return Term(question, times)
        case {"of": condition, **more} if not more:
            return Term(condition_from_data(condition), times)
        case {"min": [[*_], *_] as parts, **more} if not more:
            return Term(MinMax("min", tuple(map(_terms, parts))), times)
        case {"max": [[*_], *_] as parts, **more} if not more:
            return Term(MinMax("max", tuple(map(_terms, parts))), times)
    message = f"{data!r} cannot be added: write a question, a number, 'of' with 'times', or 'min' or 'max' of lists"
    raise ModelError(message)


def _number(data: Any) -> Fraction:
    if isinstance(data, str) and QUOTIENT.fullmatch(data):
        return Fraction(data)
    try:
        return exactly(data)
    except TypeError as error:
        raise ModelError(str(error)) from None
