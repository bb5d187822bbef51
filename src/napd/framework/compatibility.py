"""Which napd a plugin is made for: its requirement of napd, as its metadata has it for installers."""

from __future__ import annotations

from collections.abc import Iterable

from napd._version import VERSION


def requirement(required: Iterable[str]) -> str:
    """The versions of napd that a distribution requires, such as ">=0.1,<0.2"; empty where it does not say.

    Args:
        required: its requirements, such as "napd>=0.1"; those of an extra, and anything else, are passed over.
    """
    mine = [text for text in required if text.lower().startswith("napd")]
    if not mine:
        return ""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    for text in mine:
        try:
            found = Requirement(text)
            applies = found.marker is None or found.marker.evaluate({"extra": ""})
        except ValueError:  # no requirement, or one whose condition has no meaning
            continue
        if canonicalize_name(found.name) == "napd" and applies:
            return ",".join(sorted(map(str, found.specifier), reverse=True))  # ">=" before "<"
    return ""


def for_another(wanted: str) -> str:
    """Why a plugin that wants these versions of napd cannot be used with this one; empty where it can."""
    if not wanted:
        return ""
    from packaging.specifiers import SpecifierSet

    if SpecifierSet(wanted).contains(VERSION, prereleases=True):
        return ""
    return (
        f"it is made for napd {wanted}, and this is napd {VERSION}; install a version of it that is made for this one"
    )
