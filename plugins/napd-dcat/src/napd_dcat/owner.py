"""What the owner of the figures says of them, under [formats.dcat] in napd.toml; napd knows none of it by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from napd import NapdError

WHERE = "napd.toml: [formats.dcat]"
ADDRESS = r"https?://[^\s<>\"{}|\\^`]+"
ADDRESSES = {
    "url": "where the tables are published, such as https://www.example.org/data",
    "publisher": "the address by which the publisher is known, such as one of standaarden.overheid.nl",
    "licence": "the address of the licence, such as http://creativecommons.org/licenses/by/4.0/deed.nl",
}
TEXTS = {
    "publisher_name": "the name of the publisher",
    "contact_name": "who answers questions",
    "contact_email": "the address to which they are sent",
}
DEFAULTS = {
    "title": "Indicatoren van dakloosheid",
    "description": "Hoe ver gemeenten en regio's zijn met hun aanpak van dakloosheid, per ronde.",
    "theme": "http://publications.europa.eu/resource/authority/data-theme/SOCI",
    "access_rights": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
    "language": "http://publications.europa.eu/resource/authority/language/NLD",
    "ending": "csv",
}
DAYS = ("issued", "modified")


@frozen
class Owner:
    """What is said; every setting by its name."""

    said: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """A setting, or its default; empty for a day that is not said."""
        return self.said.get(name, DEFAULTS.get(name, ""))

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Owner:
        """What is set; `NapdError` with a line for each fault, and for each thing that has to be said and is not."""
        faults = [f"{name}: say {what}" for name, what in (ADDRESSES | TEXTS).items() if name not in settings]
        faults += [fault for name, value in settings.items() if (fault := _fault(name, value))]
        if faults:
            raise NapdError("\n".join(f"{WHERE} {fault}" for fault in faults))
        return cls({name: value.rstrip("/") if name == "url" else value for name, value in settings.items()})


def _fault(name: str, value: Any) -> str:
    known = (*ADDRESSES, *TEXTS, *DEFAULTS, *DAYS)
    if name not in known:
        return f"has no setting {name!r}; there are: {', '.join(known)}"
    if not isinstance(value, str) or not value.strip():
        return f"{name}: write a text"
    if (name in ADDRESSES or DEFAULTS.get(name, "").startswith("http")) and not re.fullmatch(ADDRESS, value):
        return f"{name}: write an address that begins with http:// or https://"
    if name in DAYS and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f'{name}: write a day as a text, such as "2025-12-01"'
    if name == "contact_email" and not re.fullmatch(r"[^\s<>@]+@[^\s<>@]+", value):
        return "contact_email: write an address of e-mail"
    return ""
