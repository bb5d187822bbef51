"""Words: what an explanation says beside the indicator's own texts, as data for each language.

None of it advises: it says what is, what is missing, and what would give another level.
"""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Phrases:
    """The phrases of one language; names in braces stand for what they speak of."""

    fictional: str
    perspective: str
    rule: str
    source: str
    can_decide: str
    stages: str
    decisive: str
    decisive_bounds: str
    fixed_level: str
    fixed_bounds: str
    fixed_not_applicable: str
    fixed_always: str
    one: str
    several: str
    counts_as: str
    no_answer: str
    silent: str
    missing: str
    asked: str
    alone_nothing: str
    others: str
    change: str
    change_one: str
    change_several: str
    change_open_one: str
    change_open_several: str
    change_ways: str
    change_some: str
    change_now: str
    change_and: str
    change_higher: str
    change_none: str
    change_no_advice: str
    too_much: str
    note: str
    status: str
    unusable: str
    derived: str
    after_round: str
    previous: str
    no_previous: str
    answered_of: str
    known_of: str
    undefined: str
    or_more: str
    or_less: str
    unknown: str
    support: str
    sources: str
    doubts: str
    wording: str


DUTCH = Phrases(
    fictional="FICTIEF: deze antwoorden zijn verzonnen.",
    perspective="perspectief {}",
    rule="regel {}",
    source="bron: {}",
    can_decide="Dit kan het nog worden",
    stages="Tussenstappen",
    decisive="Dit geeft de doorslag",
    decisive_bounds="Dit bepaalt wat er nog mogelijk is",
    fixed_level="Met alleen {} staat het niveau vast, wat de andere antwoorden ook zijn.",
    fixed_bounds="Wat er nog mogelijk is, hangt van wat is ingevuld alleen af van {}.",
    fixed_not_applicable="Met alleen {} staat vast dat dit niet van toepassing is.",
    fixed_always="Dit staat vast, wat de antwoorden ook zijn.",
    one="dit antwoord",
    several="deze {} antwoorden",
    counts_as="telt als: {}",
    no_answer="niet ingevuld",
    silent="nog geen antwoord: {}",
    missing="Wat nog ontbreekt, en wat dat kan veranderen",
    asked="Wat wordt gevraagd",
    alone_nothing="verandert op zichzelf niets, samen met andere antwoorden wel",
    others="Overige antwoorden",
    change="Wat zou dit veranderen",
    change_one="Met één ander antwoord was het niveau {level}",
    change_several="Met {count} andere antwoorden was het niveau {level}",
    change_open_one="Met één ander of nieuw antwoord was het niveau zeker {level}",
    change_open_several="Met {count} andere of nieuwe antwoorden was het niveau zeker {level}",
    change_ways="{} Dat kan op {} manieren:",
    change_some="{} Dat kan op verschillende manieren, zoals:",
    change_now="nu: {now} · dan: {would}",
    change_and="en",
    change_higher="zelfs {}",
    change_none="Er zijn geen antwoorden die dit niveau geven: {}.",
    change_no_advice="Dit is geen advies: een antwoord zegt wat er is.",
    too_much="Er zijn te veel mogelijkheden om allemaal na te gaan.",
    note="toelichting: {}",
    status="status: {}",
    unusable="ingevuld, maar niet bruikbaar: {}",
    derived="berekend",
    after_round="de dag komt na die van de ronde",
    previous="in de ronde ervoor",
    no_previous="de ronde ervoor heeft geen waarde",
    known_of="het niveau staat vast van {answered} van {members} {whom}",
    answered_of="{answered} van {members} {whom} antwoordden",
    undefined="niet te berekenen",
    or_more="{a} of meer",
    or_less="{b} of minder",
    unknown="nog onbekend",
    support="Ondersteuning die hierbij past",
    sources="Bronnen",
    doubts="Wat niet zeker is",
    wording="Van wie deze woorden zijn",
)
