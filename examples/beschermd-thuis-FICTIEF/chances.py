"""What make.py knows of the dashboard Beschermd Thuis: how likely which FICTIEF answer is. All of it is invented."""  # noqa: INP001

from __future__ import annotations

from habits import Amount, Habit, Steps

PUBLISHED: dict[str, dict[str, int]] = {}
"""No national percentage of this dashboard is public."""

VIEWS = {
    "aanbieder": ("bt-continuiteit", "bt-samenwerking"),
    "corporatie": ("bt-thuis",),
    "clientvertegenwoordiger": ("bt-toegang",),
    "ervaringskenner": ("bt-regiovisie", "bt-toegang"),
}
"""What the perspectives beside gemeente speak about."""
PREPARED, ADOPTED = ("status", 1), ("status", 3)

HABITS: dict[str, dict[str, Habit]] = {
    "bt-regiovisie": {
        "status": Steps("Most have a vision, or a draft of the next.", (0.95, 0.8, 0.45), 0.4, 0.05, keeps=1),
        "raad_vastgesteld": Steps("Councils adopt it one by one.", (0.7,), 0.6, needs=ADOPTED, otherwise=0),
        "samenspraak": Steps("Most parties take part from the start.", (0.75,), 0.4, 0.03, needs=PREPARED),
    },
    "bt-continuiteit": {
        "functies": Steps("Some functions are assured, seldom all.", (0.8, 0.2), 0.3, 0.06),
        "wegvallen": Steps("Agreements come when a provider has left.", (0.45,), 0.3, 0.05),
    },
    "bt-samenwerking": {
        "vastlegging": Steps("Officials agree first; a contract comes late.", (0.95, 0.6, 0.25), 0.3, 0.03, keeps=1),
        "bovenregionaal": Steps("Half know what they do with others.", (0.5,), 0.25, 0.04),
        "dialoog": Steps("They talk, and more and more at fixed moments.", (0.9, 0.4), 0.35, 0.08),
    },
    "bt-toegang": {
        "toegang": Steps("Access moves from the centrumgemeente to each.", (0.65, 0.25), 0.25, 0.03),
        "inkoop": Steps("Purchase is often regional already.", (0.8, 0.5), 0.2, 0.05),
    },
    "bt-thuis": {
        "clienten_thuis": Amount("More people live at home.", (15, 140), (-4, 24), 0.9),
        "clienten_instelling": Amount("Fewer live with an institution.", (190, 60), (4, -16), 0.7),
        "woningen": Steps("Agreements on homes are hard to reach.", (0.5,), 0.3, 0.08),
    },
    "bt-zicht": {
        "wachtlijst": Steps("Providers have lists; a region seldom.", (0.7, 0.2), 0.3, 0.06),
        "beschikkingsduur": Steps("Most can look it up.", (0.55,), 0.3, 0.05),
        "levert_cbs": Steps("Most deliver, not all.", (0.75,), 0.2, 0.03),
    },
}
"""How each question is answered, by indicator."""
