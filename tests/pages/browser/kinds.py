"""One page of each kind, and a long one."""

from __future__ import annotations

KINDS = {
    "overview": "index.html",
    "round before": "ronde-2025-06.html",
    "regions": "regios.html",
    "region": "regio/MO0402.html",
    "region with many municipalities": "regio/MO0344.html",
    "indicators": "indicatoren.html",
    "indicator": "indicator/opvang-ombouw.html",
    "indicator in stages": "indicator/eu-rechtentool.html",
    "method": "methode.html",
}
