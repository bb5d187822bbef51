"""What the owner of the figures says of the package, under [formats.datapackage] in napd.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from napd import NapdError

WHERE = "napd.toml: [formats.datapackage]"
TEXTS = ("name", "title", "description", "homepage", "version", "id", "created")
RECORDS = {
    "licenses": ("name", "path", "title"),
    "contributors": ("title", "path", "email", "organization", "roles"),
    "keywords": (),
}
NAME = r"[a-z0-9._-]+"


def owner(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What is said, as it stands in a descriptor; `NapdError` with a line for each fault."""
    faults = [fault for key, value in settings.items() if (fault := _fault(key, value))]
    if faults:
        raise NapdError("\n".join(f"{WHERE} {fault}" for fault in faults))
    return dict(settings)


def _fault(key: str, value: Any) -> str:
    if key in TEXTS:
        if not isinstance(value, str) or not value.strip():
            return f"{key}: write a text"
        return "name: write small letters, digits, dots, _ and -" if key == "name" and not _is_name(value) else ""
    if key == "keywords":
        return "" if _texts(value) else 'keywords: write a list of words, such as keywords = ["dakloosheid"]'
    if key in RECORDS:
        return _records_fault(key, value)
    return f"has no setting {key!r}; there are: {', '.join([*TEXTS, *RECORDS])}"


def _is_name(value: str) -> bool:
    return re.fullmatch(NAME, value) is not None


def _texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


def _records_fault(key: str, value: Any) -> str:
    known = RECORDS[key]
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        return f"{key}: write a table for each, under [[formats.datapackage.{key}]]"
    for one in value:
        if odd := [name for name in one if name not in known]:
            return f"{key} has no setting {odd[0]!r}; there are: {', '.join(known)}"
        if not all(_texts(part) if name == "roles" else isinstance(part, str) for name, part in one.items()):
            return f"{key}: write texts, and for roles a list of them"
        if key == "licenses" and not {"name", "path"} & set(one):
            return "licenses: each needs a name such as CC-BY-4.0, or a path"
    return ""
