"""A year of birth: no more is read, and what is more is nowhere shown."""

from __future__ import annotations

import pytest
from attrs import evolve
from counted import AREAS, delivery

from napd import BadValue, Indicator, Number, Rule
from napd.plugin import texts
from napd.testing import checks_of
from napd_counts import DAYS, Bands, YearOfBirth
from napd_counts.births import DAY_OF_BIRTH
from napd_counts.inventing import BORN as BETWEEN
from napd_counts.inventing import Invention
from napd_counts.telling import lines, rows
from napd_monitor_dakloosheid import LAYOUT

BORN = YearOfBirth("geboortejaar", "Geboortejaar")


@pytest.mark.parametrize(("text", "year"), [("1985", 1985), (" 1985 ", 1985), ("1985.0", 1985), ("1900", 1900)])
def test_a_year_is_read(text, year):
    """As a number, the first one too."""
    assert BORN.read(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "2-3-1985",
        "1985-03-02",
        "02/03/85",
        "2 3 1985",
        "1985-03-02 00:00:00",
        "19850302",
        "850302",
        "2 maart 1985",
        "2mrt85",
        "March 2, 1985",
    ],
)
def test_a_day_of_birth_is_refused(text):
    """However it is written; the problem does not repeat it."""
    with pytest.raises(BadValue) as refused:
        BORN.read(text)
    said = [texts(language, "napd_counts").worded(refused.value.message) for language in ("nl", "en")]
    assert refused.value.kind == DAY_OF_BIRTH
    assert said == [
        "hier staat een geboortedatum; die wordt niet getoond", "this is a date of birth; it is not shown"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("85", "out_of_range"),
        ("2100", "out_of_range"),
        ("jong", "not_a_number"),
        ("1985,5", "not_whole"),
        ("1985 of 1986", "not_a_number"),
        ("1985-1986", "not_a_number"),
    ],
)
def test_what_is_no_year(text, kind):
    """It is no answer, as with any number."""
    with pytest.raises(BadValue) as refused:
        BORN.read(text)
    assert refused.value.kind == kind


def test_a_day_of_birth_in_a_file_is_nowhere_shown(tmp_path):
    """Neither on the screen nor for a program; the record counts, with the age as unknown."""
    path = tmp_path / "records.csv"
    path.write_text(
        "sleutel;voorziening;categorie;start;geboortejaar\np1;F1;2;2025-01-01;2-3-1985\np2;F1;2;2025-01-01;jong\n",
        "utf-8",
    )
    read = delivery(path)
    told = "\n".join([*lines(read, 9), *map(str, rows(read))])
    assert DAY_OF_BIRTH in told
    assert "jong" in told
    assert "1985" not in told
    assert read.frame.collect()["geboortejaar"].to_list() == [None, None]


def test_bands_of_it_are_of_age():
    """Those of another number, or of the length of an episode, are of that number."""
    beds = Number("bedden", "Hoeveel bedden?", minimum=0)
    layout = evolve(LAYOUT, fields=(*LAYOUT.fields, beds))
    of = {name: Bands(id="x", title="x", of=name, classes={}) for name in ("geboortejaar", "bedden", DAYS)}
    assert [layout.of_age(bands) for bands in of.values()] == [True, False, False]


def test_invented_numbers_are_answers():
    """Years of birth of people, and other numbers between their bounds."""
    numbers = (
        Number("bedden", "Hoeveel bedden?", minimum=5, maximum=9), Number("kamers", "Hoeveel kamers?", minimum=120),
        Number("leden", "Hoeveel leden?"),
    )  # fmt: skip
    layout = evolve(LAYOUT, fields=(*LAYOUT.fields, *numbers))
    made = Invention(layout, AREAS, AREAS["NL"], 4000).records()
    ends = {name: (made[name].min(), made[name].max()) for name in ("geboortejaar", *(one.id for one in numbers))}
    low, high = ends.pop("geboortejaar")
    assert BETWEEN[0] <= low < high <= BETWEEN[1]
    assert ends == {"bedden": (5, 9), "kamers": (120, 220), "leden": (0, 100)}


def test_the_kit_knows_it():
    """As a kind of its own it is proved, scored, printed, and written as data like any other."""
    rules = [Rule("gerealiseerd", BORN >= 2000, because="Jong."), Rule("niet-op-gang", because="Niet jong.")]
    made = Indicator(
        id="a",
        title="A",
        since="2025-01-01",
        questions=[BORN],
        rules=rules,
        theme="T",
        description="D",
        wording="FICTIEF",
    )
    for check in checks_of(made):
        if check.name not in ("cases", "reached"):  # these are of a file of cases
            check()
