"""The rules: what decides before the grounds, the grounds, and what is left where none holds, for each provision."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from napd import Advice, Ground, Implied, Indicator, Level, Limit, NapdError, Rule, Scale, Source
from napd.plugin import Texts, languages, texts
from napd_gelijke_behandeling.amounts import parameters
from napd_gelijke_behandeling.grounds import DOUBTS, GROUNDS, NOT_KNOWN, WEIGHED, YES, stages
from napd_gelijke_behandeling.questions import ABOUT, DAY, findings, numbers, provision, questions

VERSION = "2026-11-30"
SINCE = "2021-01-01"
NONE, OUTSIDE, FURTHER, EQUAL = "GEEN", "BUITEN", "NADER", "GELIJK"
SYMBOLS = {NONE: "✕", OUTSIDE: "↷", FURTHER: "?", EQUAL: "✓"}
Decided = tuple[str, Rule]
"""The id of the ground of a rule, and the rule."""


def advice(language: str) -> Advice:
    """The advice in a language.

    Raises:
        NapdError: when there are no texts in the language.
    """
    if language not in (known := languages("napd_gelijke_behandeling")):
        raise NapdError(f"there is no advice in the language {language!r}. There are: {', '.join(known)}.")
    tell = texts(language, "napd_gelijke_behandeling")
    asked, given, about = questions(tell), numbers(tell), provision(tell)
    q = SimpleNamespace(**asked, **given, voorziening=about)
    indicator = _indicator(q, tell)
    return Advice(
        id="gelijke-behandeling",
        title=tell("advice.title"),
        questions=list(asked.values()),
        findings=findings(asked, parameters(tell)),
        indicator=indicator[0],
        decided_by=indicator[1],
        day=DAY,
        about=ABOUT,
        undecided=FURTHER,
        grounds=[_ground(name, tell) for name in GROUNDS],
        # What counts where somebody does not know: that it is not shown, and the usual full week
        defaults={
            "nationaliteit": "onbekend", "identiteit_aangetoond": "nee", "ind_besluit": "onbekend",
            "voltijd_uren": 40.0,
        },
        implied=[
            Implied("ooit_gewerkt_nl", "ja", given="werkt_nu", answer="ja"),
            *(Implied("ooit_gewerkt_nl", "ja", given=name) for name in ("werk_begin", "werk_eind")),
        ],
        # A stay is one month longer than the months of it that are over: its last month may end on the day itself
        limits=[Limit("maanden_rechtmatig", by="verblijf_maanden", plus=1)],
        beside=[_groups(q, tell)],
        before=tell.several("advice.before"),
        after=tell.several("advice.after"),
        notice=tell.several("advice.before")[:2],
        doubts=tell.table("doubt"),
        version=VERSION,
    )  # fmt: skip


def _indicator(q: Any, tell: Texts) -> tuple[Indicator, list[str]]:
    """The rules as an indicator, and the ground of each."""
    grounds = stages(q, tell)
    decided = [*_before(q, tell), *_of_provision(q, {stage.id.upper(): stage for stage in grounds[1:]}, tell)]
    used = [each for each in vars(q).values() if each.id not in ("uwv_datum", "multiproblematiek", *BEHIND)]
    levels = [Level(name, tell(f"level.{name}"), symbol) for name, symbol in SYMBOLS.items()]
    better = [each.id for each in used if getattr(each, "ordered", False) or getattr(each, "better", None)]
    return Indicator(
        id="gelijke-behandeling",
        title=tell("advice.title"),
        description=tell("advice.description"),
        wording=tell("advice.wording"),
        since=SINCE,
        questions=used,
        stages=grounds,
        rules=[rule for _, rule in decided],
        scale=Scale(levels),
        exceptions=dict.fromkeys(better, tell("advice.exempt")),
        doubts=list(tell.table("doubt").values()),
    ), [name for name, _ in decided]


BEHIND = ("uren_per_week", "voltijd_uren", "netto_inkomen_maand", "werk_begin", "werk_eind", "werk_geleden")
"""Of these the rules see a finding, or nothing."""


def _before(q: Any, tell: Texts) -> Iterator[Decided]:
    """What decides before any ground is looked at, for every provision alike."""

    def rule(level: str, when: Any, key: str) -> Decided:
        return key.partition("_")[0], Rule(level, when, because=tell(f"because.{key}"))

    alone = q.familierelatie == "geen"
    british = (q.nationaliteit == "vk") & (q.peildatum >= "2021-01-01") & alone & ~q.wa_document
    ended, objected = (q.ind_besluit == name for name in ("beeindigd_definitief", "beeindigd_bezwaar_loopt"))
    yield rule(EQUAL, q.nationaliteit == "nl", "R01")
    yield rule(FURTHER, (q.nationaliteit == "onbekend") | ~q.identiteit_aangetoond, "R00")
    yield rule(OUTSIDE, british & (q.datum_inreis >= "2021-01-01"), "R03_out")
    yield rule(FURTHER, british, "R03")
    yield rule(OUTSIDE, (q.nationaliteit == "derdeland") & alone & ~q.kind_in_onderwijs, "R02")
    yield rule(FURTHER, ended & q.werkt_nu, "R10_work")
    yield rule(NONE, ended, "R10")
    yield rule(EQUAL, objected & q.bezwaar_tijdig, "R11")
    yield rule(FURTHER, objected, "R11_late")
    yield rule(FURTHER, q.ind_besluit == "onbekend", "R12")


def _of_provision(q: Any, grounds: dict[str, Any], tell: Texts) -> Iterator[Decided]:
    """The grounds, and what is left where none of them holds."""

    def rule(level: str, when: Any, key: str) -> Decided:
        return key.partition("_")[0], Rule(level, when, because=tell(f"because.{key}"))

    for name, ground in grounds.items():
        if YES in ground.ids:
            yield rule(EQUAL, ground == YES, name)
    early, chance = q.verblijf_maanden < 3, q.zoekt_werk & q.reele_kans_op_werk
    lawful = (q.voorziening == "wmo_overig") | ((q.voorziening == "opvang") & q.huiselijk_geweld)
    yield rule(EQUAL, lawful & (early | chance), "G13")
    yield rule(EQUAL, lawful & q.voldoende_middelen & q.ziektekosten_verzekerd, "G11")
    yield rule(FURTHER, lawful, "V99_narrow")
    for name, ground in grounds.items():
        if WEIGHED in ground.ids:
            yield rule(FURTHER, ground == WEIGHED, f"{name}_weigh")
    worked = q.werkt_nu | q.ooit_gewerkt_nl
    yield rule(NONE, early & ~q.verdragsstaat, "X1")
    yield rule(FURTHER, early, "X1_treaty")
    yield rule(FURTHER, q.voldoende_middelen, "G11_weigh")
    yield rule(FURTHER, q.student, "G12_weigh")
    yield rule(NONE, ~worked & chance & ~q.verdragsstaat, "X2")
    yield rule(FURTHER, ~worked & chance, "X2_treaty")
    yield "V99", Rule(FURTHER, because=tell("because.V99"))


def _groups(q: Any, tell: Texts) -> Indicator:
    """The three groups of the plan of 2022: a route beside the outcome, which no rule above asks."""
    recent = q.werkt_nu | (q.ooit_gewerkt_nl & (q.werk_geleden < 6))
    return Indicator(
        id="groep",
        title=tell("group.title"),
        description=tell("group.description"),
        since=SINCE,
        questions=[q.werkt_nu, q.ooit_gewerkt_nl, q.werk_geleden, q.multiproblematiek],
        rules=[
            Rule("1", recent, because=tell("group.one")),
            Rule("3", q.multiproblematiek, because=tell("group.three")),
            Rule("2", q.ooit_gewerkt_nl, because=tell("group.two")),
            Rule("geen", because=tell("group.none")),
        ],
        scale=Scale([Level(name, label) for name, label in tell.table("group.label").items()]),
        exceptions=dict.fromkeys(("werkt_nu", "ooit_gewerkt_nl", "multiproblematiek"), tell("advice.exempt")),
        sources=[Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO")],
    )


def _ground(name: str, tell: Texts) -> Ground:
    return Ground(
        name,
        tell(f"ground.{name}.title"),
        articles=tell.several(f"ground.{name}.articles"),
        papers=tell.several(f"ground.{name}.papers"),
        weighed_by=tell(f"ground.{name}.weighed_by"),
        doubts=DOUBTS.get(name, ()),
        is_missing=name in NOT_KNOWN,
    )
