"""What the owner says under [formats.swing] in napd.toml: the codes of Swing, which are not public."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from attrs import field, frozen

from napd import NapdError

WHERE = "napd.toml: [formats.swing]"
TABLES = ("geolevels", "geoitems", "periods", "codes")
TEXTS = ("prefix", "perspective", "source", "period_type")
CODE, LONGEST = r"[a-z0-9_]+", 50
"""Of what signs a code of Swing is, and of how many at most."""
ROOM = LONGEST - len("_n_fictief")
"""Of how many a code is that is made, so that what comes behind it fits."""

MARK = 8
"""How many characters mark a code that is cut off; of a thousand codes, two get the same mark once in 8,000 times."""


@frozen
class Codes:
    """The codes of Swing.

    Args:
        geolevels: the code of each kind of area.
        geoitems: the code of each area, where it is not its number.
        periods: the code of each round.
        codes: the code of each indicator, by the id that napd has for it.
        prefix: what the codes of all other indicators begin with.
        perspective: whose view is published; empty for the first of the framework.
        source: what stands as the source of every indicator; empty for the sources of its content.
        period_type: what Swing calls periods such as these.
    """

    geolevels: Mapping[str, str] = field(factory=dict)
    geoitems: Mapping[str, str] = field(factory=dict)
    periods: Mapping[str, str] = field(factory=dict)
    codes: Mapping[str, str] = field(factory=dict)
    prefix: str = "napd_"
    perspective: str = ""
    source: str = ""
    period_type: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Codes:
        """The codes that are set; `NapdError` with a line for each fault."""
        faults = [fault for key, value in settings.items() if (fault := _fault(key, value))]
        if faults:
            raise NapdError("\n".join(f"{WHERE} {fault}" for fault in faults))
        return cls(**settings)

    def geolevel(self, kind: str) -> str:
        """The code of a kind of area."""
        return self.geolevels.get(kind, kind)

    def geoitem(self, area: str) -> str:
        """The code of an area: of a municipality of CBS its number, GM0402 being 402."""
        number = re.fullmatch(r"GM0*([0-9]+)", area)
        return self.geoitems.get(area, number[1] if number else area)

    def period(self, period: str) -> str:
        """The code of a round."""
        return self.periods.get(period, period)

    def code(self, variable: str, ending: str = "") -> str:
        """The code of an indicator; `NapdError` where it is longer than Swing takes, with what to set."""
        made = self.prefix + re.sub(r"[^a-z0-9]+", "_", variable.lower()).strip("_")
        own = self.codes.get(variable) or _short(made)
        if len(own + ending) > LONGEST:
            raise NapdError(
                f"{WHERE} codes: {own + ending!r} has more than {LONGEST} signs: give {variable!r} a code of its own"
            )
        return own + ending

    def unset(self, kinds: Mapping[str, Any], areas: Mapping[str, Any], periods: Mapping[str, Any]) -> list[str]:
        """A line for each kind of code that has to be set and is not."""
        numbered = [area for area in areas if self.geoitem(area) == area and not area.isdigit()]
        lacking = {
            "geolevels": [kind for kind in kinds if kind not in self.geolevels],
            "geoitems": [area for area in numbered if area not in self.geoitems],
            "periods": [period for period in periods if period not in self.periods],
        }
        return [_unset(key, names) for key, names in lacking.items() if names]


def _short(code: str) -> str:
    """A code that fits: a long one is cut off, and a mark computed from the whole keeps it apart from others."""
    if len(code) <= ROOM:
        return code
    mark = sha256(code.encode()).hexdigest()[:MARK]
    return f"{code[: ROOM - MARK - 1].rstrip('_')}_{mark}"


def _unset(key: str, names: list[str]) -> str:
    more = f" and {len(names) - 1} more" if names[1:] else ""
    return f"the code that Swing has for {names[0]!r}{more} is not set, under [formats.swing.{key}] in napd.toml"


def _fault(key: str, value: Any) -> str:
    if key in TEXTS:
        odd = not isinstance(value, str) or (key == "prefix" and not re.fullmatch(CODE, value))
        return f"{key}: write a text{' of small letters, digits and _' if key == 'prefix' else ''}" if odd else ""
    if key not in TABLES:
        return f"has no setting {key!r}; there are: {', '.join([*TABLES, *TEXTS])}"
    if not isinstance(value, dict) or not all(isinstance(code, str) and code for code in value.values()):
        return f"{key}: write each code as a text, under [formats.swing.{key}]"
    odd_codes = [code for code in value.values() if key == "codes" and not re.fullmatch(CODE, code)]
    return f"{key}: {odd_codes[0]!r} is not of small letters, digits and _" if odd_codes else ""
