"""The keys of an indicator file, from its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from made.markdown import code, joined, plain, table

SCHEMA = Path(__file__).parents[2] / "schemas" / "indicator.json"


def every_key() -> str:
    """The keys of an indicator, and of each kind of record in it."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    parts = {"The indicator": schema, **{name: part for name, part in schema["$defs"].items() if "properties" in part}}
    return joined(*(_described(name, part) for name, part in parts.items()))


def _described(name: str, part: Mapping[str, Any]) -> str:
    required = part.get("required", ())
    rows = (
        (code(key), _kind(value), plain(value.get("description", "")) + (" Required." if key in required else ""))
        for key, value in part["properties"].items()
    )
    return joined(f"## {name}", plain(part.get("description", "")), table(("key", "type", "meaning"), rows))


def _kind(value: Mapping[str, Any]) -> str:
    """What a value can be, in a few words."""
    if "const" in value:
        return code(json.dumps(value["const"]))
    if "enum" in value:
        return " or ".join(code(json.dumps(each)) for each in value["enum"])
    if "$ref" in value:
        return value["$ref"].rpartition("/")[2]
    if ways := value.get("anyOf") or value.get("oneOf"):
        return " or ".join(dict.fromkeys(filter(None, map(_kind, ways))))
    if value.get("type") == "array":
        return f"list of {_kind(value.get('items', {})) or 'anything'}"
    return value.get("format") or _named(value.get("type", ""))


def _named(kind: Any) -> str:
    return kind if isinstance(kind, str) else " or ".join(kind)
