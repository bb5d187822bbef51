"""Areas and memberships that cannot be, as Python gives them."""

from __future__ import annotations

import datetime as dt

import pytest

from napd.errors import ModelError
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.rows import NO_DAY

MERGER, WEESP = dt.date(2022, 1, 1), dt.date(2022, 3, 24)


BIG, SMALL = Area("GM2", "Groot", "municipality"), Area("GM1", "Klein", "municipality")


STREEK = Area("MO2", "Streek", "region")


MERGED = (Membership("GM1", "MO2", None, MERGER, "GM2"), Membership("GM2", "MO2", year="2024"))


def refusal(make, *arguments):
    """Give the faults that an error names, without their remedies."""
    with pytest.raises(ModelError) as caught:
        make(*arguments)
    return [each.strip().split(". ")[0] for each in str(caught.value).splitlines()[1:]]


def test_a_registry_that_cannot_be_is_refused_with_all_its_faults():
    """What is built in Python meets the same laws as what is read from a file."""
    odd = (Membership("MO2", "GM9", WEESP, successor="GM2"), Membership("GM2", "MO2", WEESP))
    faults = refusal(AreaRegistry, [BIG, SMALL, STREEK, BIG], [*odd, *MERGED])
    assert [each.removeprefix("membership of ") for each in faults] == [
        'area "GM2" is listed twice',
        '"MO2", column "municipality", value "MO2": no municipality among the areas has this code',
        '"MO2", column "region", value "GM9": no region among the areas has this code',
        '"GM2", column "valid_from", value "2022-03-24": it is in MO2 already, from the beginning until now',
        '"MO2", column "successor", value "GM2": a successor needs the day on which it takes over',
    ]
    with pytest.raises(ModelError, match=r'"GM1", column "valid_until", value "2022-01-01": the period begins'):
        Membership("GM1", "MO2", MERGER, MERGER)
    with pytest.raises(ModelError, match=r'^Area, column "code", value "GM\|1": this is not a code'):
        Area("GM|1", "Klein", "municipality")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Area(1, "Klein", "municipality"),
            'Area, column "code", value "1": this is not text. Write it in quotes.',
        ),
        (
            lambda: Area("GM1", None, "region"),
            'Area, column "name", value "None": this is not text. Write it in quotes.',
        ),
        (
            lambda: Area("GM1", "Klein", "gemeente"),
            (
                'Area, column "kind", value "gemeente": this is not one of region, municipality, province, country. '
                "Use one of these."
            ),
        ),
        (
            lambda: Membership("GM1", "MO1", valid_until="vandaag"),
            f'Membership, column "valid_until", value "\'vandaag\'": {NO_DAY}',
        ),
        (
            lambda: Membership("GM1", "MO1", valid_from=dt.datetime(2025, 1, 1)),  # noqa: DTZ001 - no moment is a day
            f'Membership, column "valid_from", value "datetime.datetime(2025, 1, 1, 0, 0)": {NO_DAY}',
        ),
        (
            lambda: Membership(402, "MO1"),
            'Membership, column "municipality", value "402": this is not text. Write it in quotes.',
        ),
        (
            lambda: Membership("GM1", "MO1", successor=3),
            'Membership, column "successor", value "3": this is not text. Write it in quotes.',
        ),
        (lambda: AreaRegistry(["GM1"], []), "AreaRegistry needs a list of Area(...), not 'GM1'"),
        (lambda: AreaRegistry([], ("GM1", "MO1")), "AreaRegistry needs a list of Membership(...), not 'GM1'"),
        (lambda: AreaRegistry(None, []), "AreaRegistry needs a list of Area(...), not None"),
    ],
)
def test_what_python_gives_in_another_kind_is_refused(make, message):
    """Where it is written, not where it is used."""
    with pytest.raises(ModelError) as caught:
        make()
    assert str(caught.value) == message


def test_days_may_be_written_as_texts():
    """As in a file."""
    texts = Membership("GM1", "MO1", valid_from="2024-1-1", valid_until="01-01-2025")
    assert texts == Membership("GM1", "MO1", dt.date(2024, 1, 1), dt.date(2025, 1, 1))


def test_codes_that_differ_in_capitals_only_are_refused():
    """An answer could mean either, and on many disks their files would be one."""
    areas = [Area(code, code, "region") for code in ("MO1", "Mo1", "mo2")]
    assert refusal(AreaRegistry, areas, []) == ['area "Mo1" is, but for capitals, the code of area "MO1"']
