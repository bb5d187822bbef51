"""An indicator as one TOML file: the form of `indicator_data`, laid out to be read and changed by people.

Conditions are formulas, an option is its label where its id follows from that, and the usual scale is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from napd.errors import ModelError
from napd.model.content import utf8
from napd.model.data import condition_from_data, indicator_data
from napd.model.formula import Known
from napd.model.formula_text import formula
from napd.model.indicator import Indicator
from napd.model.reading import read_data, where
from napd.model.scale import DEFAULT_SCALE
from napd.model.shape import NEITHER
from napd.model.spelling import slug
from napd.model.toml import MOST, read_toml
from napd.texts.signs import escaped

WIDTH = 100
"""Of a line; what is longer is laid out over several, where it can be."""
TABLES = ("questions", "stages", "rules", "remarks", "exceptions", "sources", "background", "support", "scale")
"""The parts of a file that follow what is said of the whole, in their order."""


# Writing


def indicator_toml(indicator: Indicator) -> str:
    """Write an indicator as the text of a TOML file, from which `read_indicator` makes the same indicator."""
    data = indicator_data(indicator)
    known = {question.id: question for question in (*indicator.questions, *indicator.stages)}
    if indicator.scale == DEFAULT_SCALE:
        del data["scale"]
    lines = [*_settings({key: value for key, value in data.items() if key not in TABLES}, known)]
    for name in TABLES:
        lines += _tables(name, data.get(name, []), known)
    return "\n".join(lines) + "\n"


def _tables(name: str, tables: Any, known: Known) -> Iterator[str]:
    """A table for each of a list of records, the rules of a stage below the stage; or the one table that it is."""
    if isinstance(tables, Mapping):
        yield from ("", f"[{name}]", *_settings(tables, known)) if tables else ()
        return
    for table in tables:
        below = {key: part for key, part in table.items() if isinstance(part, Mapping) and _is_long(key, part)}
        yield from ("", f"[[{name}]]")
        yield from _settings({key: part for key, part in table.items() if key != "rules" and key not in below}, known)
        for key, part in below.items():
            yield from _tables(f"{name}.{key}", part, known)
        yield from _tables(f"{name}.rules", table.get("rules", []), known)


def _is_long(key: str, part: Any) -> bool:
    """Whether a table takes lines of its own, such as what 38 answers count for; a condition never does."""
    return key in ("of", "over") and len(f"{key} = {_value(part)}") > WIDTH


def _settings(table: Mapping[str, Any], known: Known) -> Iterator[str]:
    for key, value in table.items():
        if (key, value) != ("kind", "Stage"):
            yield _setting(key, value, known)


def _setting(key: str, value: Any, known: Known) -> str:
    match key:
        case "when":
            return f"when = {_when(value, known)}"
        case "since":
            return f"since = {value}"  # a date of TOML, without quotes
        case "options" if value and isinstance(value[0], Mapping):
            value = [each["label"] if slug(each["label"]) == each["id"] else each for each in value]
        case "better" if value is None:
            value = NEITHER
    line = f"{key} = {_value(value)}"
    if isinstance(value, list) and len(line) > WIDTH:
        return f"{key} = [\n" + "".join(f"    {_value(part)},\n" for part in value) + "]"
    return line


def _when(data: Any, known: Known) -> str:
    """A formula, on several lines where it is long; as data what no formula can say."""
    text = formula(condition_from_data(data), known, WIDTH - len("when = ''"))
    if text is None:
        return _value(data)
    if "\n" not in text:
        return _text(text)
    return f"'''\n{text}\n'''" if "'''" not in text else _text(text)


def _value(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(part)}" for key, part in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return _text(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _text(text: str) -> str:
    """A text between quotes: plain ones where it holds double quotes and nothing that must be escaped."""
    if '"' in text and "'" not in text and text.isprintable() and "\\" not in text:
        return f"'{text}'"
    return escaped(json.dumps(text, ensure_ascii=False))


# Reading


def read_indicator(path: str | Path) -> Indicator:
    """Read an indicator from a TOML file.

    Raises:
        ModelError: with a line for each fault, which names the file, the line and the key.
        NapdError: when the file cannot be read, or is not TOML.
    """
    return indicator_of(utf8(path, MOST), str(path))


def indicator_of(text: str, name: str) -> Indicator:
    """Read an indicator from the text of a TOML file that goes by this name; raises as `read_indicator` does."""
    document = read_toml(text, name)
    data, found = document.data, read_data(document.data)
    if found.indicator is None:
        faults = sorted((document.line(fault.path), f"{where(fault.path, data)}{fault.text}") for fault in found.faults)
        raise ModelError("\n".join(f"{name}: line {line}, {said}" for line, said in faults))
    return found.indicator
