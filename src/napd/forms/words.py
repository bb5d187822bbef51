"""What is wrong with an answer, in Dutch, for who filled in the form: a sentence for each kind of problem."""

from __future__ import annotations

WORDS = {
    "empty_file": "Dit blad of bestand heeft geen antwoorden.",
    "unreadable": "Dit bestand, of een deel ervan, is niet te lezen.",
    "missing_column": "Een kolom die nodig is, ontbreekt. Maak dat ongedaan, of neem een nieuw formulier.",
    "repeated_column": "Twee kolommen heten hetzelfde. Houd er één.",
    "unknown_column": "Deze kolom kennen wij niet; hij wordt niet gelezen.",
    "ragged_row": "Deze rij heeft meer of minder vakken dan de kop.",
    "broken_text": "Deze tekst is beschadigd. Typ hem opnieuw.",
    "empty_cell": "Dit vak is leeg, zodat niet bekend is welk antwoord dit is.",
    "unknown_round": "Deze ronde bestaat niet.",
    "unknown_area": "Dit gebied bestaat niet.",
    "unknown_perspective": "Dit perspectief bestaat niet. Kies er een uit de lijst op het voorblad.",
    "unknown_status": "Deze status bestaat niet. Kies er een uit de lijst op het voorblad.",
    "unknown_indicator": "Deze indicator bestaat niet, of is hier niet geïnstalleerd.",
    "unknown_question": "Deze vraag bestaat niet.",
    "not_in_round": "Deze vraag geldt niet in deze ronde.",
    "derived": "Dit wordt berekend; niemand vult het in.",
    "wrong_area_kind": "Deze vraag is voor een ander soort gebied: regio of gemeente.",
    "area_not_in_round": "Dit gebied bestaat niet op de peildatum van deze ronde.",
    "not_yes_no": "Dit is geen ja of nee. Kies een van beide, of laat het vak leeg.",
    "unknown_option": "Dit is geen van de antwoorden. Kies er een uit de lijst.",
    "none_and_some": "Hier staat én ‘geen’ én een onderdeel. Kies een van beide.",
    "not_a_number": "Dit is geen getal. Typ alleen cijfers; de rest hoort bij de toelichting.",
    "not_whole": "Dit is geen heel getal. Typ het zonder punt of komma.",
    "out_of_range": "Dit getal valt buiten de grenzen die ernaast staan. Kijk het getal en de eenheid na.",
    "not_a_date": "Dit is geen dag. Typ bijvoorbeeld 31-12-2025.",
    "windows_1252": "Dit bestand is geen UTF-8; het is gelezen als Windows-1252.",
    "left_alone": "Deze werkmap heeft macro's of verwijzingen; daar kijkt napd niet naar.",
    "not_read": "Dit blad hoort niet bij het formulier; het wordt niet gelezen.",
    "typed_outside": "Hier vraagt het formulier niets; dit wordt niet gelezen. Zet het in een geel vak.",
    "unknown_code": "De verborgen code van deze rij is weg: welk antwoord is dit? Maak dat ongedaan.",
    "moved_row": "De tekst hoort bij een andere rij. Verplaats alleen hele rijen, met de verborgen kolommen.",
    "merged_cell": "Dit vak is samengevoegd met een ander. Splits de vakken en vul elk in.",
    "formula": "Hier staat een formule; de uitkomst ervan is gelezen. Typ liever het antwoord zelf.",
    "formula_without_value": "Hier staat een formule zonder uitkomst. Typ het antwoord zelf.",
    "cell_error": "Hier staat een foutmelding van het rekenblad. Typ het antwoord zelf.",
    "incomplete": "Niet elk onderdeel van deze vraag zegt ja of nee. Vul ze allemaal in.",
    "unconfirmed": "Dit antwoord is overgenomen en nog niet bevestigd; het telt nog niet. Kies ja, of verander het.",
    "small_percentage": "Dit is minder dan 1 procent. Bedoelt u een deel van 1, typ dan bijvoorbeeld 75 voor 75 %.",
    "duplicate": "Deze vraag is nog een keer beantwoord, met hetzelfde antwoord; het telt één keer.",
    "contradiction": "Deze vraag is ook anders beantwoord. Zolang dat zo is, telt geen van beide.",
}
"""By the kind of the problem."""
OTHERWISE = "Kijk dit na."
ERROR, REMARK = "✕ fout", "! opmerking"
"""How bad it is, as a sign and a word."""
