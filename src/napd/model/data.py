"""An indicator as plain data, for JSON: everything its author wrote, and nothing that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from attrs import NOTHING, Attribute, Factory, fields, has

from napd.model.conditions import Condition
from napd.model.indicator import Indicator
from napd.model.options import Option
from napd.model.questions import Question
from napd.model.rollup import Rollup


def indicator_data(indicator: Indicator) -> dict[str, Any]:
    """The definition of an indicator as nested dicts, lists and texts.

    Settings at their default are left out, but for the levels of the scale, worst first, which always stand in it.
    """
    return {**_record(indicator), "scale": _plain(indicator.scale.levels)}


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
    return {"kind": type(value).__name__, **_record(value), **named}


def _ids(value: Any) -> Any:
    return value.id if isinstance(value, Question) else [question.id for question in value]


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
