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
    why: str
    can_decide: str
    rule: str
    stages: str
    source: str
    decisive: str
    decisive_none: str
    decisive_level: str
    decisive_bounds: str
    decisive_not_applicable: str
    one: str
    several: str
    counts_as: str
    no_answer: str
    no_answer_yet: str
    missing: str
    missing_known: str
    alone_nothing: str
    asked: str
    turn: str
    others: str
    unscored: str
    change: str
    change_one: str
    change_several: str
    change_certain_one: str
    change_certain_several: str
    change_with: str
    change_now: str
    change_open: str
    change_and: str
    change_more: str
    change_higher: str
    change_none: str
    change_too_much: str
    change_advice: str
    highest: str
    note: str
    status: str
    unusable: str
    share: str
    share_partly: str
    sum_: str
    minimum: str
    maximum: str
    derived: str
    of_members: str
    answered_of: str
    undefined: str
    between: str
    or_more: str
    or_less: str
    unknown: str
    support: str
    sources: str
    doubts: str
    wording: str
    or_not_applicable: str


DUTCH = Phrases(
    fictional="FICTIEF: deze antwoorden zijn verzonnen.",
    perspective="perspectief {}",
    why="Waarom",
    can_decide="Dit kan het nog worden",
    rule="regel {number}",
    stages="Tussenstappen",
    source="bron: {}",
    decisive="Dit geeft de doorslag",
    decisive_none="Dit niveau staat vast, welke antwoorden er ook komen.",
    decisive_level="Met alleen {these} staat het niveau vast, wat de andere antwoorden ook zijn.",
    decisive_bounds="Met alleen {these} ligt vast wat er nog mogelijk is; de andere antwoorden tot nu toe "
    "veranderen dat niet.",
    decisive_not_applicable="Met alleen {these} staat vast dat de indicator niet van toepassing is.",
    one="dit antwoord",
    several="deze {count} antwoorden",
    counts_as="telt als: {}",
    no_answer="niet ingevuld",
    no_answer_yet="nog niet: {}",
    missing="Wat nog ontbreekt, en wat dat kan veranderen",
    missing_known="Niet (helemaal) ingevuld, maar het verandert de uitkomst niet meer",
    alone_nothing="Verandert op zichzelf niets, wel samen met een ander antwoord.",
    asked="Wat wordt gevraagd",
    turn="{answers}: {words}",
    others="Overige antwoorden",
    unscored="Telt niet mee voor het niveau",
    change="Wat zou dit veranderen",
    change_one="Met één ander antwoord was het niveau {level}:",
    change_several="Met {count} andere antwoorden was het niveau {level}:",
    change_certain_one="Met één antwoord dat er nog niet is of anders is, was het niveau zeker {level}:",
    change_certain_several="Met {count} antwoorden die er nog niet zijn of anders zijn, was het niveau zeker {level}:",
    change_with="als het antwoord op {question} was: {would}",
    change_now="nu: {}",
    change_open="nu niet ingevuld",
    change_and="en",
    change_more="Er zijn nog meer manieren met even weinig andere antwoorden.",
    change_higher="dan zelfs {level}",
    change_none="Er zijn geen antwoorden waarmee het niveau {level} of hoger is.",
    change_too_much="Er ontbreken te veel antwoorden om alle mogelijkheden na te gaan.",
    change_advice="Dit zegt wat de uitkomst zou veranderen. Het is geen advies om iets anders in te vullen dan wat waar is.",
    highest="Dit is het hoogste niveau.",
    note="toelichting: {}",
    status="status: {}",
    unusable="staat er wel, maar is niet bruikbaar: {}",
    share="{options} bij {value} van de gemeenten",
    share_partly="{options} bij {value} van de gemeenten",
    sum_="samen {value}",
    minimum="laagste van de gemeenten: {value}",
    maximum="hoogste van de gemeenten: {value}",
    derived="{value} (berekend)",
    of_members="{count} van {members}",
    answered_of="{answered} van {members} gemeenten antwoordden",
    undefined="niet te berekenen",
    between="{a} tot {b}",
    or_more="{a} of meer",
    or_less="{b} of minder",
    unknown="nog onbekend",
    support="Ondersteuning die hierbij past",
    sources="Bronnen",
    doubts="Wat niet zeker is",
    wording="Van wie deze woorden zijn",
    or_not_applicable="of niet van toepassing",
)
