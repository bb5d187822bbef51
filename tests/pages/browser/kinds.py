"""A page of each kind; `KINDS` has some more that are long or wide."""

from __future__ import annotations

MAIN = {
    "overview": "index.html",
    "region": "regio/MO0402.html",
    "indicator": "indicator/opvang-ombouw.html",
    "method": "methode.html",
}
LISTS = {"regions": "regios.html", "indicators": "indicatoren.html"}
KINDS = (
    MAIN
    | LISTS
    | {
        "region with many municipalities": "regio/MO0344.html",
        "indicator in stages": "indicator/eu-rechtentool.html",
    }
)
