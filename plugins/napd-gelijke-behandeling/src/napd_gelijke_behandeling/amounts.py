"""The amounts of each half-year, with their sources. A day without an amount leaves the test on income open.

Where no law was read, the sources are pages of municipalities and advisers that name the amount.
"""

from __future__ import annotations

from napd import DatedAmount, Parameter
from napd.plugin import Texts

LAW = ""
"""In place of pages: the Participatiewet, articles 20 and 21, was read in a copy of the law."""
NORMS = (
    ("2021-07-01", "2021-12-31", 1078.70, 1541.00, 266.29, "velsen.nl"),
    # The amounts of 2022 are not known. They are not taken from another period
    ("2023-01-01", "2023-06-30", 1195.66, 1708.08, 295.20, "velsen.nl, kadanzadvocaten.nl"),
    ("2023-07-01", "2023-12-31", 1216.62, 1738.02, 300.36, "krimpenerwaard.nl, grdebevelanden.nl"),
    ("2024-01-01", "2024-06-30", 1283.83, 1834.04, 316.94, "gemeentewestland.nl"),
    ("2024-07-01", "2024-12-31", 1308.45, 1869.21, 323.03, LAW),
    ("2025-01-01", "2025-06-30", 1345.45, 1922.07, 332.17, LAW),
    ("2025-07-01", "2025-12-31", 1369.06, 1955.80, 337.98, LAW),
    ("2026-01-01", "2026-06-30", 1401.50, 2002.13, 345.99, LAW),
    ("2026-07-01", "2026-12-31", 1419.46, 2027.79, 350.42, LAW),
)
"""First and last day; a month's norm in euros, net with holiday allowance: single 21+, married 21+, single 18-20."""
COLUMNS = {"norm_21": 2, "norm_gehuwd": 3, "norm_18": 4}
PENSION = (
    ("2021-01-01", "2023-12-31", 66),  # and some months: whole years cannot tell whether it is reached
    ("2024-01-01", "2027-12-31", 67),
)
"""First and last day, and the age in years from which a norm for pensioners may apply."""


def parameters(tell: Texts) -> dict[str, Parameter]:
    """The parameters, by id: three norms in euros a month, and the pension age in whole years."""
    sources = [tell("parameter.pages", row[-1]) if row[-1] else tell("parameter.law") for row in NORMS]
    found = {
        name: Parameter(
            name, tell(f"parameter.{name}"), unit=tell("parameter.per_month"),
            amounts=[
                DatedAmount(row[column], row[0], row[1], source=source)
                for row, source in zip(NORMS, sources, strict=True)
            ],
        )
        for name, column in COLUMNS.items()
    }  # fmt: skip
    common = tell("parameter.common")
    ages = [DatedAmount(age, since, until, source=common) for since, until, age in PENSION]
    found["pensioen"] = Parameter("pensioen", tell("parameter.pensioen"), ages, unit=tell("unit.years"))
    return found
