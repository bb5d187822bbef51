"""The grounds for equal treatment: each a stage that comes to no, to be weighed, or yes.

They can be printed and signed; `texts/` has the articles, the papers and the sentences.
"""

from __future__ import annotations

from typing import Any

from napd import Rule, Stage
from napd.plugin import Texts

NO, WEIGHED, YES = "nee", "weging", "ja"
GROUNDS = (
    "R01", "R00", "R03", "R02", "R10", "R11", "R12", "reeel", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9",
    "G10", "G13", "X1", "G11", "G12", "X2", "V99",
)  # fmt: skip
"""In the order in which they are looked at: the first that is open or to be weighed is named where nothing decides."""
NOT_KNOWN = ("R00", "R12")
"""These say that something is not known: nobody has to weigh it, somebody has to find it out."""
DOUBTS = {
    "R02": ("16",), "R03": ("11",), "R10": ("13",), "reeel": ("2", "3", "4"), "G3": ("2", "3", "4", "14", "16"),
    "G4": ("2", "14", "16"), "G5": ("2", "5", "14", "16"), "G6": ("2", "6", "14", "16"), "G8": ("2", "14", "16"),
    "G10": ("16",), "G11": ("15",), "G12": ("15",), "G13": ("10",), "X1": ("8", "9", "10", "12"), "X2": ("8", "12"),
    "V99": ("7",),
}  # fmt: skip
"""The doubts that touch a ground. The first touches them all, and is said with every outcome."""


def stages(q: Any, tell: Texts) -> list[Stage]:
    """Whether the work is genuine, and the grounds G1 to G10, in order.

    Args:
        q: the questions and findings, as attributes.
        tell: the texts.
    """
    genuine = _stage(
        "reeel", tell,
        yes=(q.uren_deel >= 40) | ((q.inkomen_deel > 50) & ~_other_norm(q)),
        no=(q.uren_deel <= 0) & (q.inkomen_deel <= 0),
    )  # fmt: skip
    real, maybe = genuine == YES, genuine >= WEIGHED
    worked = q.werkt_nu | q.ooit_gewerkt_nl
    reasons = ("contract_afgelopen", "ontslag_werkgever", "faillissement", "opdrachten_weg")
    involuntary = q.werkloos_reden.isin(*reasons) & (q.passend_werk_geweigerd <= 1)
    year, year_in_all = q.laatste_periode >= 12, q.maanden_gewerkt_totaal >= 12
    family = (q.familierelatie != "geen") & q.referent_status.isin(
        "werknemer", "behouden", "duurzaam", "middelen", "student"
    )
    strong = family & q.referent_status.isin("werknemer", "behouden", "duurzaam")
    schooled = q.beroepsopleiding == "verband"
    schooled |= (q.beroepsopleiding >= "geen_verband") & involuntary
    permanent = q.duurzaam_document | (q.maanden_rechtmatig >= 60)
    disabled = worked & q.blijvend_arbeidsongeschikt
    return [
        genuine,
        _stage("G1", tell, yes=permanent & (q.afwezig_maanden_aaneen <= 24)),
        _stage("G2", tell, yes=disabled & (q.arbeidsongeval_met_nl_uitkering | (q.verblijf_maanden >= 24))),
        _stage("G3", tell, yes=q.werkt_nu & real, weighed=q.werkt_nu & maybe),
        _stage("G4", tell, yes=(ill := worked & q.tijdelijk_arbeidsongeschikt) & real, weighed=ill & maybe),
        _stage(
            "G5", tell,
            yes=worked & involuntary & year & q.uwv_ingeschreven & real,
            weighed=worked & involuntary & (year | year_in_all) & maybe,
        ),
        _stage(
            "G6", tell,
            yes=worked & involuntary & ~year & q.uwv_ingeschreven & (q.werkloos_maanden < 6) & real,
            weighed=worked & involuntary & ~year & maybe,
        ),
        _stage("G7", tell, weighed=worked & q.zwanger_gestopt),
        _stage("G8", tell, yes=worked & schooled & real, weighed=worked & schooled & maybe),
        _stage("G9", tell, yes=q.kind_in_onderwijs & q.ouder_was_werknemer_nl),
        _stage("G10", tell, yes=strong & q.familieband_aangetoond, weighed=family),
    ]  # fmt: skip


def _other_norm(q: Any) -> Any:
    """Where another norm than the three may apply, so that the test on income has to be weighed."""
    return (q.leeftijd < 18) | ((q.leeftijd < 21) & (q.leefvorm == "gehuwd")) | (q.pensioen_deel >= 100)


def _stage(name: str, tell: Texts, *, yes: Any = None, weighed: Any = None, no: Any = None) -> Stage:
    """A ground: yes before weighed before no. One that says when it is no is weighed in all other cases."""
    rules = (
        [Rule(YES, yes, because=tell.find(f"because.{name}") or tell.find(f"because.{name}_yes"))]
        if yes is not None
        else []
    )
    if weighed is not None:
        rules.append(Rule(WEIGHED, weighed, because=tell(f"because.{name}_weigh")))
    if no is not None:
        rules.append(Rule(NO, no, because=tell(f"because.{name}_no")))
        rules.append(Rule(WEIGHED, because=tell(f"because.{name}_weigh")))
    else:
        rules.append(Rule(NO, because=tell("because.not")))
    options = [level for level in (NO, WEIGHED, YES) if any(rule.level == level for rule in rules)]
    return Stage(name.lower(), tell(f"ground.{name}.title"), options=options, rules=rules)
