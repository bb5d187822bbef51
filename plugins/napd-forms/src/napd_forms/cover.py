"""The cover of a form: who fills it in, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from napd import Field
from napd.plugin import STATUSES
from napd_forms.entries import Entry, FormPage, Questionnaire
from napd_forms.form_codes import FICTIONAL, HEADINGS, NAMES, OWN, PERSPECTIVE, STATUS

NAME = "Voorblad"
PRIVATE = "Blijft hier: napd leest dit niet."
HOW = (
    "Vul de omkaderde gele vakken in. De rest is beveiligd, zonder wachtwoord: er staan verborgen codes in.",
    "Weet u iets niet? Laat het vak leeg. Leeg telt nooit als nee: napd laat zien wat dan nog mogelijk is.",
    "Kies uit de lijst waar die er is. Kunnen meer onderdelen gelden, kies dan bij elk onderdeel ja of nee.",
    "Vragen aan gemeenten hebben een rij per gemeente. Een gemeente die leeg blijft, telt als niet bekend.",
    "Percentages: typ 75 of 75%.",
    "Licht toe waar dat helpt. Toelichtingen worden gedeeld: schrijf er geen namen of andere persoonsgegevens in.",
)
TAKEN_OVER = (
    f"Sommige antwoorden zijn overgenomen. Kies onder ‘{NAMES['confirmed']}’ ja als het antwoord nog klopt, of "
    "verander het. Wat niet bevestigd of veranderd is, telt als niet beantwoord."
)
ABOUT = (
    "napd rekent antwoorden om naar een niveau per indicator, met de regel en de reden erbij.",
    "Het is een hulpmiddel voor het gesprek in en tussen regio's: geen ranglijst en geen afrekening.",
    "De woorden zijn van napd, of van wie de indicator maakte; het zijn niet die van de VNG.",
)
MADE_UP = "FICTIEF: de antwoorden die in dit formulier zijn overgenomen, zijn verzonnen."


def cover(
    asked: Questionnaire, pages: Sequence[tuple[str, FormPage]], perspective: str, *, taken_over: bool
) -> FormPage:
    """The cover.

    Args:
        asked: whose form it is.
        pages: the other sheets, each with its name.
        perspective: whose view is filled in already.
        taken_over: whether answers were taken over that may need to be confirmed.
    """
    fields = (
        Entry(kind="front", code=HEADINGS, label=NAMES["label"]),
        Entry(kind="own", code=OWN, label="Ingevuld door", unit=PRIVATE, takes=Field()),
        Entry(kind="own", code=OWN, label="Organisatie", unit=PRIVATE, takes=Field()),
        Entry(kind="own", code=OWN, label="Ingevuld op", unit=PRIVATE, takes=Field("day")),
        Entry(
            kind="own", code=STATUS, label="Status", help="Is dit een concept, of is het in de regio afgestemd?",
            takes=Field("option", STATUSES), value=asked.previous.status, unit="Geldt voor alle antwoorden.",
        ),
        Entry(
            kind="own", code=PERSPECTIVE, label="Perspectief", help="Namens wie antwoordt u?", value=perspective,
            takes=Field("option", asked.framework.perspectives), unit="Geldt voor alle antwoorden.",
        ),
    )  # fmt: skip
    marks = (Entry(kind="section", code=FICTIONAL, label=MADE_UP),) if asked.previous.fictional else ()
    rest = (*_how(taken_over=taken_over), *_sheets(pages), *_texts("Over napd", ABOUT))
    return FormPage(f"Vragenlijst dakloosheid: {asked.area.name}, {asked.round.label}", (), (*marks, *fields, *rest))


def _how(*, taken_over: bool) -> Iterator[Entry]:
    lines = (*HOW, TAKEN_OVER) if taken_over else HOW
    yield from _texts("Zo vult u in", [f"{number}. {line}" for number, line in enumerate(lines, start=1)])


def _sheets(pages: Sequence[tuple[str, FormPage]]) -> Iterator[Entry]:
    yield Entry(kind="section", label="De bladen")
    for name, page in pages:
        asked = len({tuple(e.code.split("|")[:4]) for e in page.entries if e.kind in ("question", "part")})
        answers = "1 antwoord" if asked == 1 else f"{asked} antwoorden"
        yield Entry(kind="link", label=page.title, unit=answers, link=name)


def _texts(title: str, lines: Sequence[str]) -> Iterator[Entry]:
    yield Entry(kind="section", label=title)
    yield from (Entry(kind="text", label=line) for line in lines)
