"""The law once more, slowly: plain Python on dates and amounts, written from the text and from nothing of the plugin.

A case is a dict of plain values; None is not known. What is not known is tried with every value that could matter.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

GIVEN = "GELIJK"
INVOLUNTARY = {"contract_afgelopen", "ontslag_werkgever", "faillissement", "opdrachten_weg"}
AMOUNTS = [
    (date(2021, 7, 1), date(2021, 12, 31), 107870, 154100, 26629),
    (date(2023, 1, 1), date(2023, 6, 30), 119566, 170808, 29520),
    (date(2023, 7, 1), date(2023, 12, 31), 121662, 173802, 30036),
    (date(2024, 1, 1), date(2024, 6, 30), 128383, 183404, 31694),
    (date(2024, 7, 1), date(2024, 12, 31), 130845, 186921, 32303),
    (date(2025, 1, 1), date(2025, 6, 30), 134545, 192207, 33217),
    (date(2025, 7, 1), date(2025, 12, 31), 136906, 195580, 33798),
    (date(2026, 1, 1), date(2026, 6, 30), 140150, 200213, 34599),
    (date(2026, 7, 1), date(2026, 12, 31), 141946, 202779, 35042),
]
"""First and last day, and the norms in cents: single, married, single of 18 to 20."""


def later(day: date, months: int) -> date:
    """The day so many months later; the last of the month where there is no such day."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    while True:
        try:
            return date(year, month, day.day)
        except ValueError:
            day -= timedelta(days=1)


def genuine(f: dict) -> str:
    """Whether the work is genuine: ja, weging, nee, or open where no amount is known."""
    if f["uren_per_week"] * 100 >= 40 * f["voltijd_uren"]:
        return "ja"
    income = round(f["netto_inkomen_maand"] * 100)
    if not f["uren_per_week"] and not income:
        return "nee"
    day, age, married = f["peildatum"], f["leeftijd"], f["leefvorm"] == "gehuwd"
    pensioner = age >= (66 if day < date(2024, 1, 1) else 67)
    if not income or age < 18 or (married and age < 21) or pensioner:
        return "weging"
    norms = next((row[2:] for row in AMOUNTS if row[0] <= day <= row[1]), None)
    if norms is None:
        return "open"
    norm = norms[1] if married else norms[2] if age < 21 else norms[0]
    return "ja" if 2 * income > norm else "weging"


def grounds(f: dict, real: str) -> dict[str, str]:
    """What each ground comes to."""
    day, works = f["peildatum"], f["werkt_nu"] == "ja"
    worked = works or f["ooit_gewerkt_nl"] == "ja"
    onv = f["werkloos_reden"] in INVOLUNTARY and f["passend_werk_geweigerd"] <= 1
    begin, end = f["werk_begin"], f["werk_eind"]
    year = bool(begin and end) and end + timedelta(days=1) >= later(begin, 12)
    in_time = bool(end) and day <= later(end, 6)
    uwv = f["uwv_ingeschreven"] == "ja"
    sponsor = f["referent_status"]
    found = dict.fromkeys([f"G{n}" for n in range(1, 11)], "nee")

    def work(name: str, *, yes: bool, maybe: bool) -> None:
        if yes and real == "ja":
            found[name] = "ja"
        elif maybe and real != "nee":
            found[name] = "weging"

    if f["afwezig_maanden_aaneen"] <= 24 and (f["duurzaam_document"] == "ja" or f["maanden_rechtmatig"] >= 60):
        found["G1"] = "ja"
    long_here = day > later(f["datum_inreis"], 24)
    if (
        f["blijvend_arbeidsongeschikt"] == "ja"
        and worked
        and (f["arbeidsongeval_met_nl_uitkering"] == "ja" or long_here)
    ):
        found["G2"] = "ja"
    work("G3", yes=works, maybe=works)
    ill = worked and f["tijdelijk_arbeidsongeschikt"] == "ja"
    work("G4", yes=ill, maybe=ill)
    lost = worked and onv
    work("G5", yes=lost and year and uwv, maybe=lost and (year or f["maanden_gewerkt_totaal"] >= 12))
    work("G6", yes=lost and not year and uwv and in_time, maybe=lost and not year)
    if worked and f["zwanger_gestopt"] == "ja":
        found["G7"] = "weging"
    trained = f["beroepsopleiding"] == "verband" or (f["beroepsopleiding"] == "geen_verband" and onv)
    work("G8", yes=worked and trained, maybe=worked and trained)
    if f["kind_in_onderwijs"] == "ja" and f["ouder_was_werknemer_nl"] == "ja":
        found["G9"] = "ja"
    if f["familierelatie"] != "geen" and sponsor in {"werknemer", "behouden", "duurzaam", "middelen", "student"}:
        strong = sponsor in {"werknemer", "behouden", "duurzaam"} and f["familieband_aangetoond"] == "ja"
        found["G10"] = "ja" if strong else "weging"
    return found


def before(f: dict) -> str | None:  # noqa: PLR0911 - a return for each rule, as the law has them
    """What is decided before any ground."""
    alone = f["familierelatie"] == "geen"
    if f["nationaliteit"] == "nl":
        return GIVEN
    if f["nationaliteit"] == "onbekend" or f["identiteit_aangetoond"] != "ja":
        return "NADER"
    if f["nationaliteit"] == "vk" and f["peildatum"] >= date(2021, 1, 1) and alone and f["wa_document"] != "ja":
        return "BUITEN" if f["datum_inreis"] > date(2020, 12, 31) else "NADER"
    if f["nationaliteit"] == "derdeland" and alone and f["kind_in_onderwijs"] == "nee":
        return "BUITEN"
    if f["ind_besluit"] == "beeindigd_definitief":
        return "NADER" if f["werkt_nu"] == "ja" else "GEEN"
    if f["ind_besluit"] == "beeindigd_bezwaar_loopt":
        return GIVEN if f["bezwaar_tijdig"] == "ja" else "NADER"
    return "NADER" if f["ind_besluit"] == "onbekend" else None


def outcomes(f: dict, provision: str) -> set[str]:
    """The outcome of a case of which all is known; two where only an amount is not."""
    real = genuine(f)
    if real == "open":
        return {_outcome(f, provision, "ja"), _outcome(f, provision, "weging")}
    return {_outcome(f, provision, real)}


def _outcome(f: dict, provision: str, real: str) -> str:  # noqa: PLR0911 - likewise
    if decided := before(f):
        return decided
    found = grounds(f, real).values()
    if "ja" in found:
        return GIVEN
    early = f["peildatum"] <= later(f["datum_inreis"], 3)
    chance = f["zoekt_werk"] == "ja" and f["reele_kans_op_werk"] == "ja"
    means = f["voldoende_middelen"] == "ja"
    if provision == "wmo_overig" or (provision == "opvang" and f["huiselijk_geweld"] == "ja"):
        return GIVEN if early or chance or (means and f["ziektekosten_verzekerd"] == "ja") else "NADER"
    if "weging" in found:
        return "NADER"
    excluded = "GEEN" if f["verdragsstaat"] == "nee" else "NADER"
    if early:
        return excluded
    if means or f["student"] == "ja":
        return "NADER"
    never = f["werkt_nu"] != "ja" and f["ooit_gewerkt_nl"] != "ja"
    return excluded if never and chance else "NADER"


def possible(f: dict, provision: str, choices: dict[str, list]) -> set[str]:
    """Every outcome that some values of what is not known give.

    Args:
        f: the case.
        provision: what is asked for.
        choices: for each fact the values that are tried where it is not known.
    """
    open_ = [name for name in choices if f[name] is None]
    found: set[str] = set()
    for values in product(*(choices[name] for name in open_)):
        found |= outcomes({**f, **dict(zip(open_, values, strict=True))}, provision)
    return found
