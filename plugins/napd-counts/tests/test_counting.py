"""Counting: the right values of the cases, and laws that a slow count by sets of days holds it to."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from counted import AREAS, DAY, FOREVER, YEAR, asked, begun, cells, days_of, delivery, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("napd_disclosure", reason="figures are only given protected: napd-disclosure is not installed")

from napd import MeasureError, NapdError
from napd_counts import count_of
from napd_ethos_light import LAYOUT as ETHOS
from napd_monitor_dakloosheid import LAYOUT

CASE = """person,facility,category,start,end
p1,F1,2,2023-01-01,2023-03-31
p1,F1,2,2023-03-15,2023-06-30
p1,F2,3,2023-07-01,2023-07-31
p2,F1,2,2022-12-20,
p3,F1,2,2023-12-31,2023-12-31
p4,F2,3,2022-05-01,2022-12-31
p5,F2,3,2024-01-01,2024-02-01
p6,F1,2,2023-08-01,2023-07-01
"""


@pytest.fixture
def case(tmp_path):
    """The records of the case with right values, under the names of their columns in English."""
    path = tmp_path / "episodes.csv"
    path.write_text(CASE, encoding="utf-8")
    return delivery(path)


@pytest.mark.parametrize("day", ["2023-01-01", "2023-03-20", "2023-07-01", "2023-12-31"])
def test_the_stock_of_the_case(case, day):
    """Two people on each of these days."""
    assert cells(case, asked("opvang-stand", date.fromisoformat(day))) == {(): 2}


def test_the_persons_of_the_case(case):
    """Three in the year; by category three and one, which is still three together."""
    found = cells(case, asked("opvang-personen", *YEAR, by=("categorie",)))
    assert found == {("2",): 3, ("3",): 1, ("onbekend",): 0, ("opvang",): 3}


def test_the_merged_episode_of_the_case(case):
    """One stay of 181 days in F1, not two; and one of 31 in F2 the day after."""
    stays = cells(case, asked("opvang-verblijven", *YEAR, by=("duur",)))
    assert {name: n for (name,), n in stays.items() if n} == {"week": 1, "maand": 1, "jaar": 1, "alle": 3}
    days = cells(case, asked("opvang-dagen", date(2023, 1, 1), date(2023, 6, 30)))
    assert days == {(): 181 + 181}  # of p1, and of p2 who is there all the time


def test_no_gap_is_so_long_that_persons_are_one(case):
    """Whatever is asked, both who came in 2023 came once."""
    assert cells(case, asked("opvang-instroom", *YEAR, gap=10**12)) == {(): 2}


def test_the_faulty_row_of_the_case(case):
    """It is told, and not counted."""
    errors = [found for found in case.found if found.faults[0].degree == "error"]
    assert [(found.count, found.faults[0].check) for found in errors if found.faults[0].row is not None] == [
        (1, "end_before_start")
    ]


@pytest.mark.parametrize(("total", "count"), [("feantsa", 74), ("nl", 87), ("oecd", 18), ("geteld", 87)])
def test_mehobel(tmp_path, total, count):
    """The Belgian count of 2018: 74 by six categories, 87 with the seventh."""
    numbers = {"1": 6, "2": 3, "3": 9, "4": 15, "5": 3, "6": 38, "7": 13}
    rows = [f"{category}-{n},2018-03-01,{category}" for category, many in numbers.items() for n in range(many)]
    path = tmp_path / "mehobel.csv"
    path.write_text("\n".join(["sleutel,nacht,categorie", *rows]), encoding="utf-8")
    found = delivery(path, ETHOS)
    night = asked("ethos-nacht", date(2018, 3, 1), layout=ETHOS, total=total)
    assert cells(found, night) == {(): count}
    by = cells(found, asked("ethos-nacht", date(2018, 3, 1), layout=ETHOS, by=("categorie",)))
    assert {name: by[name,] for name in numbers} == numbers
    assert by[total,] == count


def test_a_person_reported_twice_counts_once(tmp_path):
    """The first category of the list counts, any other contradiction is unknown, and a child beside is in no total."""
    path = tmp_path / "ethos.csv"
    path.write_text(
        "sleutel,organisatie,nacht,gemeente,categorie,geslacht\n"
        "a,X,2025-04-08,GM0402,6,man\na,Y,2025-04-08,GM0402,1,vrouw\n"
        "b,X,2025-04-08,GM0402,2,onbekend\nb,Y,2025-04-08,,onbekend,vrouw\n"
        "c,X,2025-04-08,GM0402,indirect,man\nd,X,2025-04-08,GM0402,onbekend,man\ne,X,2025-04-09,GM0402,1,man\n",
        encoding="utf-8",
    )
    found = delivery(path, ETHOS)
    night = date(2025, 4, 8)
    by = cells(found, asked("ethos-nacht", night, layout=ETHOS, by=("categorie",)))
    assert {name: n for (name,), n in by.items() if n} == {
        "1": 1, "2": 1, "onbekend": 1, "indirect": 1, "nl": 2, "feantsa": 2, "oecd": 2, "geteld": 3,
    }  # fmt: skip
    sexes = cells(found, asked("ethos-nacht", night, layout=ETHOS, by=("geslacht",)))
    assert {name: n for (name,), n in sexes.items() if n} == {"vrouw": 1, "onbekend": 1, "alle": 2}
    told = [fault for each in found.found for fault in each.faults if fault.check == "contradiction"]
    assert {(fault.column, fault.row) for fault in told} == {
        ("categorie", 0), ("categorie", 1), ("geslacht", 0), ("geslacht", 1),
    }  # fmt: skip


def test_kinds_are_kept_apart(case):
    """A stock and a flow do not add up, whatever they are counted from."""
    layout = {each.id: each for each in LAYOUT.measures}
    kinds = {name: measure.kind for name, measure in layout.items()}
    assert kinds == {
        "opvang-stand": "stock", "opvang-personen": "persons", "opvang-instroom": "events",
        "opvang-uitstroom": "events", "opvang-verblijven": "events", "opvang-dagen": "events",
    }  # fmt: skip
    assert layout["opvang-personen"].adds_over == ()
    with pytest.raises(TypeError):
        count_of(case, asked("opvang-stand", date(2023, 1, 1))) + count_of(case, asked("opvang-personen", *YEAR))
    assert issubclass(MeasureError, TypeError)


PERSONS = st.sampled_from("abcd")
STARTS = st.dates(date(2022, 10, 1), date(2024, 3, 31))
STAYS = st.lists(st.tuples(PERSONS, STARTS, st.one_of(st.integers(0, 200), st.none())), max_size=12)
LAW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ended(drawn):
    """Stays with the day on which each ended."""
    return [(who, start, FOREVER if days is None else start + days * DAY) for who, start, days in drawn]


@LAW
@given(drawn=STAYS, gap=st.integers(0, 20), order=st.randoms())
def test_a_slow_count_agrees(tmp_path, drawn, gap, order):
    """Stock, persons, entries, exits and days are those of sets of days, in whatever order the records stand."""
    stays = ended(drawn)
    order.shuffle(stays)
    if not stays:
        return
    found, days = delivery(write(tmp_path / "stays.csv", stays)), days_of(stays)
    first, last = YEAR
    day = date(2023, 7, 1)
    assert cells(found, asked("opvang-stand", day)) == {(): sum(day in own for own in days.values())}
    year = {first + n * DAY for n in range(365)}
    assert cells(found, asked("opvang-personen", first, last)) == {(): sum(bool(own & year) for own in days.values())}
    assert cells(found, asked("opvang-dagen", first, last)) == {(): sum(len(own & year) for own in days.values())}
    starts = sum(first <= each <= last for own in days.values() for each in begun(own, gap))
    assert cells(found, asked("opvang-instroom", first, last, gap=gap)) == {(): starts}
    backwards = [{date(2023, 1, 1) - (each - date(2023, 12, 31)) for each in own} for own in days.values()]
    ends = sum(first <= each <= last for own in backwards for each in begun(own, gap))
    assert cells(found, asked("opvang-uitstroom", first, last, gap=gap)) == {(): ends}


@LAW
@given(drawn=STAYS.filter(bool))
def test_days_are_stocks_added(tmp_path, drawn):
    """Whoever is counted on each day of a month is counted for as many days, also by kind of shelter."""
    path = write(tmp_path / "stays.csv", ended(drawn))
    text = path.read_text(encoding="utf-8").replace("b,F1,2", "b,F2,3").replace("d,F1,2", "a,F2,3")
    path.write_text(text, encoding="utf-8")
    found = delivery(path)
    month = [date(2023, 6, 1) + n * DAY for n in range(30)]
    stocks = [cells(found, asked("opvang-stand", day, by=("categorie",))) for day in month]
    days = cells(found, asked("opvang-dagen", month[0], month[-1], by=("categorie",)))
    assert days == {part: sum(stock[part] for stock in stocks) for part in days}


@LAW
@given(drawn=STAYS.filter(bool))
def test_half_years_joined_shorten_nothing(tmp_path, drawn):
    """Two deliveries, of each half-year what overlaps it, count as one that has everything; also if cut at the end."""
    stays = ended(drawn)
    cut, end = date(2023, 6, 30), date(2024, 6, 30)
    stays = [(who, start, last) for who, start, last in stays if start <= end]
    if not stays:
        return
    h1 = [(who, start, FOREVER if last > cut else last) for who, start, last in stays if start <= cut]
    h2 = [(who, start, FOREVER if last > end else last) for who, start, last in stays if last > cut]
    whole = write(tmp_path / "whole.csv", [(*stay[:2], FOREVER if stay[2] > end else stay[2]) for stay in stays], end)
    parts = [write(tmp_path / f"h{n}.csv", some, made) for n, some, made in ((1, h1, cut), (2, h2, end)) if some]
    one, both = delivery(whole), delivery(parts)
    for measure in ("opvang-personen", "opvang-dagen", "opvang-instroom", "opvang-uitstroom"):
        asking = asked(measure, *YEAR)
        assert cells(both, asking) == cells(one, asking), measure


def test_the_last_day_can_be_left_out(tmp_path):
    """Then a stay of one day is none, and the others are a day shorter."""
    first = date(2023, 1, 1)
    found = delivery(write(tmp_path / "s.csv", [("a", first, first), ("b", first, first + timedelta(9))]))
    assert cells(found, asked("opvang-dagen", *YEAR)) == {(): 11}
    assert cells(found, asked("opvang-dagen", *YEAR, last_day=False)) == {(): 9}
    assert cells(found, asked("opvang-personen", *YEAR, last_day=False)) == {(): 1}


def test_areas_follow_mergers_and_keep_the_unknown(tmp_path):
    """A gemeente that was merged counts where it went; no gemeente stays visible; another region is left out."""
    path = tmp_path / "s.csv"
    path.write_text(
        "sleutel,voorziening,categorie,gemeente,start,einde\n"
        "a,F,2,GM0457,2021-06-01,\nb,F,2,394,2021-06-01,\nc,F,2,,2021-06-01,\nd,F,2,GM0363,2021-06-01,\n",
        encoding="utf-8",
    )
    heir = AREAS.successor("GM0457", date(2023, 1, 1))
    region = AREAS.region_of(heir, date(2023, 1, 1))
    assert heir != "GM0457"
    assert region is not None
    found = cells(delivery(path), asked("opvang-stand", date(2023, 1, 1), of=region.code, by=("gemeente",)))
    assert found[heir,] >= 1
    assert found["onbekend",] == 1
    assert found[region.code,] == sum(n for (name,), n in found.items() if name != region.code)
    land = cells(delivery(path), asked("opvang-stand", date(2023, 1, 1), by=("gemeente", "regio")))
    assert land["NL",] == 4
    assert land[region.code,] == found[region.code,] - 1  # the unknown is of no region


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"by": ("categroie",)}, 'Did you mean "categorie"?'),
        ({"by": ("land",), "of": "MO0402"}, "--by land"),
        ({"total": "feantsa"}, "--total feantsa: there are opvang"),
        ({"gap": -1}, "--gap -1"),
    ],
)
def test_what_cannot_be_asked_is_told(how, words):
    """With what can."""
    with pytest.raises(NapdError) as error:
        asked("opvang-personen", *YEAR, **how)
    assert words in str(error.value)


def test_a_stock_is_of_one_day_and_a_period_ends_after_it_begins():
    """Both are refused otherwise."""
    with pytest.raises(NapdError, match="is counted on one day"):
        asked("opvang-stand", *YEAR)
    with pytest.raises(NapdError, match="before it begins"):
        asked("opvang-personen", YEAR[1], YEAR[0])


def test_ages_and_what_a_person_is_counted_by(tmp_path):
    """The age reached in the year; what is known of a person in one record counts in the others too."""
    path = tmp_path / "s.csv"
    path.write_text(
        "sleutel,voorziening,categorie,start,einde,geboortejaar,geslacht\n"
        "a,F1,2,2023-01-01,2023-02-01,2005,onbekend\na,F2,3,2023-05-01,,,vrouw\n"
        "b,F1,2,2023-01-01,,2030,man\nc,F1,2,2023-01-01,,1950,man\n",
        encoding="utf-8",
    )
    found = delivery(path)
    ages = cells(found, asked("opvang-personen", *YEAR, by=("leeftijd", "geslacht")))
    kept = {part: n for part, n in ages.items() if n}
    assert kept == {
        ("18-26", "vrouw"): 1, ("18-26", "alle"): 1, ("65-en-ouder", "man"): 1, ("65-en-ouder", "alle"): 1,
        ("onbekend", "man"): 1, ("onbekend", "alle"): 1, ("alle", "man"): 2, ("alle", "vrouw"): 1, ("alle", "alle"): 3,
    }  # fmt: skip


def test_the_same_at_any_order_and_size(tmp_path):
    """A thousand persons, in two orders and split over files: one table."""
    draw = Random(7)  # noqa: S311 - the same each time
    stays = []
    for _ in range(1000):
        start = date(2022, 6, 1) + timedelta(draw.randrange(500))
        stays.append((f"p{draw.randrange(400)}", start, start + timedelta(draw.randrange(90))))
    ask = asked("opvang-personen", *YEAR, by=("gemeente",), of="MO0402")
    one = cells(delivery(write(tmp_path / "a.csv", stays)), ask)
    draw.shuffle(stays)
    halves = [write(tmp_path / f"{n}.csv", some) for n, some in enumerate((stays[:300], stays[300:]))]
    assert cells(delivery(halves), ask) == one
