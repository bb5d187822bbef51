"""Figures to test with: measures of every kind, a scheme with named totals, and the published ones by hand."""

from __future__ import annotations

from typing import Any

from napd import Area, Interval, Measure, Observation, Scheme

LAND = Area("NL", "Nederland", "country")
GOOI, EEM = Area("MO0402", "Gooi en Vechtstreek", "region"), Area("MO0307", "Eemland", "region")
HUIZEN = Area("GM0406", "Huizen", "municipality")
ETHOS = Scheme(
    "ethos", "categorie van ETHOS Light", {str(place): f"categorie {place}" for place in range(1, 8)},
    {"1-6": tuple("123456"), "1-7": tuple("1234567")},
)  # fmt: skip
AGE = Scheme(
    "leeftijd", "leeftijd",
    {"volwassenen": "volwassenen", "kinderen": "kinderen", "indirect": "kinderen die indirect betrokken zijn"},
    {"totaal": ("volwassenen", "kinderen")}, outside=("indirect",),
)  # fmt: skip
REGISTERS = Scheme("register", "register", {"brp": "BRP", "bijstand": "bijstand"}, {}, overlapping=True)


def measure(name: str, kind: Any, adds_over: Any = (), **rest: Any) -> Measure:
    """A measure of persons, but for what is given."""
    said = {"title": name.title(), "population": "mensen zonder thuis", "unit": "personen", "source": "FICTIEF"}
    return Measure(**{"id": name, "kind": kind, "adds_over": adds_over, **said, **rest})


COUNT = measure("telling", "stock", ("areas", "ethos", "leeftijd"), schemes=(ETHOS, AGE))
STAYS = measure("verblijf", "persons", schemes=(AGE,))
EVICTIONS = measure("ontruimingen", "events", ("areas", "periods"), unit="huisuitzettingen")
ESTIMATE = measure("schatting", "estimate")
REGISTERED = measure("ingeschreven", "stock", ("areas",), schemes=(REGISTERS,))
RATE = measure("aandeel", "share", unit="%")


def figure(of: Measure, value: Any = 10, first: str = "2025-04-08", **rest: Any) -> Observation:
    """A figure of a region on a day, but for what is given; a number is exact."""
    known = value if isinstance(value, Interval) else Interval.exact(value)
    parts = {scheme.id: next(iter((*scheme.totals, *scheme.categories))) for scheme in of.schemes}
    parts |= rest.pop("parts", {})
    return Observation(**{"measure": of, "areas": GOOI, "value": known, "first": first, "parts": parts, **rest})


def year(of: Measure, which: int, value: Any = 10, **rest: Any) -> Observation:
    """A figure of a whole year."""
    return figure(of, value, f"{which}-01-01", last=f"{which}-12-31", **rest)
