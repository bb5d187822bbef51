"""What every indicator of the dashboard says: on which dashboard it is, whose words these are, doubts and sources."""

from __future__ import annotations

from napd import Source, Support

DASHBOARD = "Beschermd Thuis"
SINCE = "2023-12-01"
OUTSIDE = ("ervaringskenner", "clientvertegenwoordiger")
"""Who is not asked what only an administration knows. Which questions these are, is a choice of napd."""
WORDING = "De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG."
DOUBTS = (
    "De vragenlijst, antwoorden en kleuren van het dashboard Beschermd Thuis van de VNG zijn niet openbaar.",
    "Dat dit een onderwerp van dat dashboard is, is onze afleiding.",
)
NORM_DOUBT = "Van de acht afspraken van de Norm voor Opdrachtgeverschap lazen wij er drie, de derde maar voor een deel."
"""Stands with what is read in the norm, or in what VNG's page says of the whole."""
ARTICLE = Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024")
"""It says that both dashboards are filled at the same moments."""
NORM = Source("Norm voor Opdrachtgeverschap, vastgesteld in een resolutie van de gemeenten", "10 juni 2020")
PAGE = Source("VNG, pagina over de Norm voor Opdrachtgeverschap")
ADVICE = Source("Commissie Toekomst beschermd wonen (Dannenberg), advies", "11 november 2015")
SUPPORT = (Support("Regioadviseurs Platform Sociaal Domein"),)
