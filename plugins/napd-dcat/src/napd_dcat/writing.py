"""Triples as Turtle and as JSON-LD, in one order: equal triples give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any, BinaryIO

from napd_dcat.catalogue import PREFIXES, Address, Literal, Triple

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_turtle(triples: Sequence[Triple], file: BinaryIO) -> None:
    """Write them as Turtle."""
    lines = [f"@prefix {short}: <{long}> ." for short, long in PREFIXES.items()]
    for subject, group in groupby(triples, key=lambda one: one[0]):
        said = [f"    {predicate} {_turtle(thing)}" for _, predicate, thing in group]
        lines += ["", f"<{subject}>", " ;\n".join(said) + " ."]
    file.write("\n".join([*lines, ""]).encode())


def _turtle(thing: Address | Literal) -> str:
    if isinstance(thing, Address):
        return thing.text if _is_short(thing.text) else f"<{thing.text}>"
    text = "".join(ESCAPES.get(sign) or (sign if sign >= " " else f"\\u{ord(sign):04X}") for sign in thing.text)
    return f'"{text}"' + (f"@{thing.language}" if thing.language else f"^^{thing.type}" if thing.type else "")


def _is_short(address: str) -> bool:
    return address.partition(":")[0] in PREFIXES


def write_json(triples: Sequence[Triple], file: BinaryIO) -> None:
    """Write them as JSON-LD."""
    graph = []
    for subject, group in groupby(triples, key=lambda one: one[0]):
        node: dict[str, Any] = {"@id": subject}
        for predicate, same in groupby(group, key=lambda one: one[1]):
            things = [thing for _, _, thing in same]
            is_type = predicate == "rdf:type"
            node["@type" if is_type else predicate] = [_json(thing, is_type=is_type) for thing in things]
        graph.append(node)
    file.write(f"{json.dumps({'@context': PREFIXES, '@graph': graph}, indent=2, ensure_ascii=False)}\n".encode())


def _json(thing: Address | Literal, *, is_type: bool) -> Any:
    if isinstance(thing, Address):
        return thing.text if is_type else {"@id": thing.text}
    more = {"@language": thing.language} if thing.language else {"@type": thing.type} if thing.type else {}
    return {"@value": thing.text, **more}
