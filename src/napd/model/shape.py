"""The shape of an indicator as data: a JSON Schema made from the records of the model, and what departs from it.

Editors complete and check a file by the schema; napd reads data by the same one, and says more where it does not fit.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from attrs import NOTHING, fields

import napd.model.kinds  # noqa: F401 - of which this is the shape
from napd.errors import Fault, KeyPath, nearest
from napd.model.conditions import Condition
from napd.model.indicator import Figure, Indicator, Rule, Source, Stage, Support
from napd.model.measures import Number
from napd.model.options import Option
from napd.model.questions import KINDS, Question
from napd.model.record import One, hints_of, own_class
from napd.model.remarks import Remark
from napd.model.rollup import ROLLUPS, Rollup
from napd.model.scale import Level, Scale
from napd.model.spaces import Better
from napd.model.totals import Total
from napd.model.worths import Worth

Schema = dict[str, Any]


def _own(kinds: Mapping[str, type[One]], *elsewhere: type[One]) -> tuple[type[One], ...]:
    """The kinds of napd by name, but for those that stand elsewhere in data, or never in it."""
    return tuple(kinds[name] for name in sorted(kinds) if own_class(kinds[name]) is kinds[name] not in elsewhere)


OWN_KINDS: tuple[type[Question], ...] = _own(KINDS, Stage, Total)
OWN_ROLLUPS: tuple[type[Rollup], ...] = _own(ROLLUPS)
PARTS = (Stage, Rule, Remark, Option, Source, Support, Figure, Level)
RECORDS = (*OWN_KINDS, *PARTS, *OWN_ROLLUPS)
DRAFT = "https://json-schema.org/draft/2020-12/schema"
NEITHER = "none"
"""What TOML, which has no null, says where neither side is the better one."""
DAY = r"^\d{4}-\d{2}-\d{2}$"
NOUNS = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false", "array": "a list",
    "object": "a table",
}  # fmt: skip


# The schema


def schema() -> Schema:
    """The JSON Schema of an indicator, as `indicator_data` and TOML files have it, with the kinds of plugins."""
    brought = (kind for kind in KINDS.values() if own_class(kind) is not kind)
    return _schema(tuple(dict.fromkeys((*OWN_KINDS, *brought))), tuple(ROLLUPS.values()))


@cache
def _schema(kinds: tuple[type[Question], ...], roll_ups: tuple[type[Rollup], ...]) -> Schema:
    top = _object(Indicator, {})
    definitions = {kind.__name__: _record(kind) for kind in (*kinds, *PARTS, *roll_ups)}
    definitions["Question"] = {"anyOf": [_ref(kind) for kind in kinds]}
    definitions["Rollup"] = {"anyOf": [_ref(kind) for kind in roll_ups]}
    return {"$schema": DRAFT, "$id": "napd.indicator/1", "title": "napd indicator", **top, "$defs": definitions}


def save(folder: str | Path) -> None:
    """Write the schema to a folder, as the repository has it under `schemas/`."""
    text = json.dumps(_schema(OWN_KINDS, OWN_ROLLUPS), ensure_ascii=False, indent=2)
    (Path(folder) / "indicator.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _record(kind: type) -> Schema:
    has_kind = issubclass(kind, Question | Rollup)
    marker: Schema = {"kind": {"const": kind.__name__, "description": "which of the kinds it is."}} if has_kind else {}
    made = _object(kind, marker)
    if kind is Stage:
        made["required"].remove("kind")  # it stands under stages, where nothing else does
    return made


def _object(kind: type, properties: Schema) -> Schema:
    """A table with the settings of a record; all that have no default are required."""
    hints, chosen, said = hints_of(kind), [each for each in fields(kind) if each.init], _explained(kind)
    for each in chosen:
        properties[each.name] = _of(hints.get(each.name))
        if hints.get(each.name) == Better:
            properties[each.name]["enum"] += [NEITHER, None]
        properties[each.name]["description"] = said.get(each.name, "")
    required = [*(["kind"] if "kind" in properties else []), *(f.name for f in chosen if f.default is NOTHING)]
    says = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    return {
        "type": "object", "description": says, "properties": properties, "required": required,
        "additionalProperties": False,
    }  # fmt: skip


def _explained(kind: type) -> dict[str, str]:
    """What the docstrings say of each argument."""
    texts = [inspect.cleandoc(each.__doc__ or "") for each in reversed(kind.__mro__) if each is not object]
    sections = [text.partition("Args:\n")[2].partition("\n\n")[0] for text in texts]
    found = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", "\n".join(sections), re.MULTILINE)
    return {name: " ".join(said.split()) for name, said in found}


def _of(hint: Any) -> Schema:  # noqa: C901, PLR0911 - a case for each kind of value
    """The schema of a value, from its type."""
    plain = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if hint in plain:
        return {"type": plain[hint]}
    if hint is date:
        return {"type": "string", "format": "date", "pattern": DAY}
    if hint is Condition:
        return {"type": ["string", "object"]}
    if isinstance(hint, type) and issubclass(hint, Question):  # what is computed from questions names them
        return {"type": "string"}
    if hint == Mapping[str, Worth]:
        return {"type": "object", "additionalProperties": {"type": ["number", "string", "object"]}}
    if hint in PARTS:
        return _ref(hint)
    if hint in (Scale, Rollup):
        return _list(Level) if hint is Scale else _ref(Rollup)
    origin, parts = get_origin(hint), [part for part in get_args(hint) if part not in (NoneType, ...)]
    if origin is Literal:
        return {"enum": [*parts]}
    if origin in (Union, UnionType):
        return _of(parts[0])
    if origin is tuple:
        return _items(parts[0])
    return {"type": "object", "additionalProperties": {"type": "string"}} if origin is Mapping else {}


def _items(part: Any) -> Schema:
    if part is str or part is Number:  # as above
        return {"type": "array", "items": {"type": "string"}}
    if part is Option:
        return {"type": "array", "items": {"anyOf": [{"type": "string"}, _ref(Option)]}}
    return _list(part)


def _list(kind: type) -> Schema:
    return {"type": "array", "items": _ref(kind)}


def _ref(kind: type) -> Schema:
    return {"$ref": f"#/$defs/{kind.__name__}"}


# What departs from it


def misfits(data: Any, shape: Schema | None = None, path: KeyPath = ()) -> Iterator[Fault]:
    """Yield each place where data departs from the shape of an indicator, or from another one given."""
    shape = schema() if shape is None else shape
    if "$ref" in shape:
        shape = schema()["$defs"][shape["$ref"].rpartition("/")[2]]
    if "anyOf" in shape:
        yield from _in_any(data, shape["anyOf"], path)
    elif "enum" in shape:
        yield from _in_enum(data, shape["enum"], path)
    elif "type" in shape and (fault := _not_of(data, shape)):
        yield Fault(path, fault)
    elif isinstance(data, Mapping) and "properties" in shape:
        yield from _in_table(data, shape, path)
    elif isinstance(data, Mapping) and "additionalProperties" in shape:
        for key, value in data.items():
            yield from misfits(value, shape["additionalProperties"], (*path, key))
    elif isinstance(data, list):
        for place, part in enumerate(data):
            yield from misfits(part, shape["items"], (*path, place))


def _not_of(data: Any, shape: Schema) -> str | None:
    """What is wrong with the type of a value."""
    if "pattern" in shape:
        return None if is_day(data) else f"{_shown(data)} is not a date: write it as 2025-12-31"
    kinds = {
        "string": isinstance(data, str), "boolean": isinstance(data, bool), "array": isinstance(data, list),
        "object": isinstance(data, Mapping), "integer": isinstance(data, int) and not isinstance(data, bool),
        "number": isinstance(data, int | float) and not isinstance(data, bool),
    }  # fmt: skip
    wanted = [shape["type"]] if isinstance(shape["type"], str) else shape["type"]
    if any(kinds[kind] for kind in wanted):
        return None
    return f"it must be {' or '.join(NOUNS[kind] for kind in wanted)}, not {_shown(data)}"


def is_day(data: Any) -> bool:
    """Whether this is a day: a date of TOML (not a moment of it), or a text such as 2025-12-31."""
    if isinstance(data, str) and re.match(DAY, data):
        try:
            date.fromisoformat(data)
        except ValueError:
            return False
        return True
    return isinstance(data, date) and not isinstance(data, datetime)


def _shown(data: Any) -> str:
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, date):
        return data.isoformat()
    return "a table" if isinstance(data, dict) else "a list" if isinstance(data, list) else f"{data!r:.40}"


def _in_enum(data: Any, known: Sequence[Any], path: KeyPath) -> Iterator[Fault]:
    if not any(type(data) is type(each) and data == each for each in known):
        names = [each for each in known if each is not None]
        yield Fault(path, f"{_shown(data)} is not one of {', '.join(names)}.{nearest(str(data), names)}")


def _in_any(data: Any, shapes: Sequence[Schema], path: KeyPath) -> Iterator[Fault]:
    """Either a text or the one record that its place takes, or the record that its `kind` names."""
    if {"type": "string"} in shapes:
        if not isinstance(data, str):
            yield from misfits(data, shapes[-1], path)
        return
    kinds = {each["$ref"].rpartition("/")[2]: each for each in shapes}
    kind = data.get("kind") if isinstance(data, dict) else None
    if isinstance(kind, str) and kind in kinds:
        yield from misfits(data, kinds[kind], path)
        return
    known = f"{', '.join(kinds)}"
    if not isinstance(data, dict):
        yield Fault(path, f"it must be a table with kind = one of {known}, not {_shown(data)}")
    elif kind is None:
        yield Fault(path, f"it needs kind = one of {known}")
    else:
        hint = nearest(str(kind), kinds) or f" There are: {known}."
        yield Fault((*path, "kind"), f"there is no kind {kind!r}.{hint}")


def _in_table(data: Mapping[str, Any], shape: Schema, path: KeyPath) -> Iterator[Fault]:
    properties = shape["properties"]
    for key in shape["required"]:
        if key not in data:
            yield Fault(path, f"it needs {key!r}")
    for key, value in data.items():
        if key not in properties:
            hint = nearest(key, properties) or f" There are: {', '.join(properties)}."
            yield Fault((*path, key), f"unknown setting {key!r}.{hint}", is_extra=True)
        elif "const" not in properties[key]:
            yield from misfits(value, properties[key], (*path, key))
