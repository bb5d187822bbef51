"""What make.py knows: how likely which FICTIEF answer is. Of these numbers only PUBLISHED comes from outside."""  # noqa: INP001

from __future__ import annotations

from habits import Amount, Day, Habit, Share, Steps

PUBLISHED = {
    "wonen_eerst_in_plan": {"2024-12": 82, "2025-12": 95},
    "herkomst_in_plan": {"2024-12": 79, "2025-12": 92},
}
"""The national percentages of regions that say yes; of which regions, is not known."""

VIEWS = {
    "aanbieder": ("housing-first", "lhbtiq-training", "opvang-ombouw"),
    "clientvertegenwoordiger": ("eu-rechtentool", "regioplan"),
    "ervaringskenner": ("ervaringskennis", "housing-first", "preventiescan", "regioplan"),
}
"""What the perspectives beside gemeente speak about."""
STARTED, DRAFTED, ADOPTED = ("status", 1), ("status", 2), ("status", 3)
OFFERED, SHELTER, KNOWN, TRAINED = ("aanbod", 1), ("voorzieningen", 1), ("gebruik", 1), ("laatste", 1)
ASKED = ("beleid", 1)

HABITS: dict[str, dict[str, Habit]] = {
    "regioplan": {
        "status": Steps("Most have a draft; to adopt it takes a few rounds.", (0.97, 0.9, 0.3), 0.45, 0.05, keeps=1),
        "betrokken": Steps("Most parties take part from the start.", (0.7,), 0.4, 0.04, needs=STARTED),
        "actielijnen": Steps("Plans grow more complete.", (0.75,), 0.4, 0.02, needs=STARTED),
        "wonen_eerst_in_plan": Share("As published; June is a guess.", {"2024-06": 74, "2025-06": 88}, needs=DRAFTED),
        "herkomst_in_plan": Share("As published; June is a guess.", {"2024-06": 70, "2025-06": 86}, needs=DRAFTED),
        "vastgesteld_op": Day("A plan that is adopted has a date.", needs=ADOPTED),
    },
    "preventiescan": {
        "deelname": Steps("Nearly a third took part, and who did, did so for good.", (0.3,), 0.2),
        "opvolging": Steps("It is discussed first; measures follow.", (0.5, 0.2, 0.05), 0.35, 0.1, keeps=1),
        "pijlers": Steps("Most regions offer something on most pillars.", (0.7,), 0.3, 0.04),
        "outreachend": Steps("Outreach is rare and grows slowly.", (0.25,), 0.25, 0.08),
        "destigmatisering": Steps("Work against stigma is rarer still.", (0.2,), 0.15, 0.03),
    },
    "housing-first": {
        "aanbod": Steps("Pilots are common, and some become structural.", (0.7, 0.25), 0.3, 0.07),
        "afspraken": Steps("Agreements on homes are hard to reach and may lapse.", (0.55,), 0.3, 0.1),
        "opschaling": Steps("There is a plan before there are homes.", (0.5, 0.2), 0.4, 0.08),
        "scheiden": Steps("Half keep home and care apart in contracts.", (0.55,), 0.3, 0.05, needs=OFFERED),
        "eigen_naam": Amount("Less than half rent in their own name.", (5, 65), (-4, 15), needs=OFFERED),
        "plekken": Amount("Most homes are in the centrumgemeente.", (5, 50), (-1, 8), 0.5, needs=OFFERED, otherwise=0),
    },
    "opvang-ombouw": {
        "voorzieningen": Steps("Nearly every region has shelter, and keeps it.", (0.97,)),
        "plan": Steps("A plan is in preparation for long.", (0.45, 0.15), 0.3, 0.1, needs=SHELTER),
        "plekken_slaapzaal": Amount("Dormitories shrink.", (45, 0), (1, -12), 0.05, needs=SHELTER),
        "plekken_eenpersoons": Amount("Single rooms are built.", (5, 80), (-1, 12), 0.3, needs=SHELTER),
        "plekken_nood": Amount("Emergency places come and go.", (25, 0), (5, -8), 0.05, needs=SHELTER),
        "herkomst": Steps("Shelter close to home grows slowly.", (0.45,), 0.3, 0.06, needs=SHELTER),
    },
    "eu-rechtentool": {
        "gebruik": Steps("New in 2024: known, then tested, then used.", (0.6, 0.25, 0.08), 0.5, 0.06, keeps=1),
        "geinstrueerd": Amount("Staff learn it once it is known.", (0, 50), (-4, 32), needs=KNOWN, otherwise=0),
        "routes": Steps("One group has a route sooner than all three.", (0.4,), 0.4, 0.05, needs=KNOWN),
        "documentenoverzicht": Steps("A list of documents comes later.", (0.2,), 0.25, needs=KNOWN),
    },
    "lhbtiq-training": {
        "getraind": Amount("Staff are trained, and leave.", (5, 75), (-6, 26), needs=TRAINED, otherwise=0),
        "laatste": Steps("A training is given, and grows old.", (0.65, 0.4), 0.45, 0.14, keeps=1),
        "beleid": Steps("Policy, once written, is kept.", (0.35,), 0.3, 0.01),
        "ervaringskenners": Steps("They take part here and there, and more each year.", (0.35,), 0.35, 0.1),
    },
    "ervaringskennis": {
        "beleid": Steps("Most are heard; few decide together.", (0.9, 0.7, 0.4, 0.15, 0.04), 0.35, 0.06),
        "uitvoering": Steps("At times it is a project, at times a job.", (0.75, 0.35, 0.12), 0.35, 0.08),
        "belangenbehartiging": Steps("An independent party is being developed in many.", (0.5, 0.15), 0.35, 0.04),
        "fasen": Steps("Policy is carried out together sooner than it is decided.", (0.4,), 0.3, 0.06, needs=ASKED),
        "vergoeding": Steps("To pay for time is not yet usual.", (0.3,), 0.15, 0.02),
    },
}
"""How each question is answered, by indicator."""
