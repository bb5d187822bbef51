"""A page of each kind; `KINDS` has some more that are long or wide."""

from __future__ import annotations

MAIN = {
    "overview": "index.html",
    "regions": "regios.html",
    "region": "regio/MO0402.html",
    "indicator": "indicator/opvang-ombouw.html",
    "method": "methode.html",
}
LISTS = {
    "round": "ronde-2025-06.html",
    "indicators": "indicatoren.html",
    "who": "wie/opvang-ombouw.html",
    "words": "woorden.html",
    "progress": "voortgang.html",
}
SMALL = {
    "overview": "index.html",
    "regions": "regios.html",
    "region": "regio/MO0001.html",
    "indicator": "indicator/opvang.html",
    "method": "methode.html",
    "round": "ronde-2024-12.html",
    "indicators": "indicatoren.html",
    "who": "wie/opvang.html",
    "words": "woorden.html",
    "progress": "voortgang.html",
}
"""The same kinds in a report of two regions and one indicator."""
KINDS = (
    MAIN
    | LISTS
    | {
        "region with many municipalities": "regio/MO0344.html",
        "indicator in stages": "indicator/eu-rechtentool.html",
    }
)
