from __future__ import annotations

import csv
import datetime as dt
import io
import re
from itertools import pairwise

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st

from napd.errors import UnknownName
from napd.model.area_files import OPTIONAL, REQUIRED
from napd.model.areas import Area, AreaRegistry, Membership

DUTCH = AreaRegistry.shipped()
MERGER, WEESP, WIJDEMEREN = dt.date(2022, 1, 1), dt.date(2022, 3, 24), dt.date(2027, 1, 1)
COUNTS = {"2021-12-31": 352, "2022-01-01": 345, "2022-03-23": 345, "2022-03-24": 344, "2022-12-31": 344}
COUNTS |= {"2023-01-01": 342, "2025-12-01": 342, "2026-12-31": 342, "2027-01-01": 341}
HINTS = {
    "gm 0402": " Did you mean GM0402 (Hilversum)?",
    "hilversum": " Did you mean GM0402 (Hilversum)?",
    "Almelo": " Did you mean GM0141 (Almelo) or MO0141 (Almelo)?",
    "402": " Did you mean GM0402 (Hilversum) or MO0402 (Gooi en Vechtstreek)?",
    "Nuenen": " Did you mean GM0820 (Nuenen, Gerwen en Nederwetten)?",
    "Gemeente Capelle": " Did you mean GM0502 (Capelle aan den IJssel)?",
    **dict.fromkeys(("?", "Haren", "GM9402", "GM00402x", "MO9", "de", "0", ""), " `napd areas` lists the codes."),
}
BIG, SMALL = Area("GM2", "Groot", "municipality"), Area("GM1", "Klein", "municipality")
STREEK = Area("MO2", "Streek", "region")
MERGED = (Membership("GM1", "MO2", None, MERGER, "GM2"), Membership("GM2", "MO2", year="2024"))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 9))
WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=6)
TEXTS = WORDS | st.just("")


@st.composite
def registries(draw):
    """Draw registries in which municipalities begin, move, pause, end and are succeeded."""
    periods = []
    for code in ["G0", "G1", "G2", "G3"][: draw(st.integers(1, 4))]:
        cuts = [None, *sorted(draw(st.sets(DAYS, max_size=4))), None]
        kept = [pair for pair in pairwise(cuts) if draw(st.booleans())] or [(None, None)]
        periods += [Membership(code, draw(st.sampled_from(["R0", "R1"])), *pair) for pair in kept]
    memberships = []
    for each in periods:
        heirs = {other.municipality for other in periods if (on := each.valid_until) and other.covers(on)}
        heir = draw(st.sampled_from([None, *sorted(heirs)]))
        memberships.append(evolve(each, successor=heir, source=draw(TEXTS), year=draw(TEXTS)))
    areas = [Area(code, draw(WORDS), "municipality") for code in {each.municipality for each in periods}]
    areas += [Area(code, draw(WORDS), "region") for code in {each.region for each in periods}]
    return AreaRegistry(areas, memberships)


def table(registry, delimiter=","):
    """Write a registry as CSV, in the order in which it holds its memberships."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [*REQUIRED, *OPTIONAL], delimiter=delimiter)
    writer.writeheader()
    for each in registry.memberships:
        names = {"name": registry[each.municipality].name, "region_name": registry[each.region].name}
        others = "|".join(registry[each.municipality].other_names)
        writer.writerow(asdict(each) | names | {"other_names": others})
    return text.getvalue()


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read a registry from text or bytes."""
    path = tmp_path_factory.mktemp("areas") / "areas.csv"

    def read(content):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return AreaRegistry.from_csv(path)

    return read


@pytest.mark.parametrize(("day", "count"), COUNTS.items())
def test_the_netherlands_has_as_many_municipalities_as_it_had(day, count):
    """The count follows each reorganisation; all 46 regions last, each with its centrumgemeente in it."""
    on = dt.date.fromisoformat(day)
    assert len(DUTCH.municipalities(on)) == count
    assert len(DUTCH.regions(on)) == len(DUTCH.regions()) == 46
    members = {region.code: DUTCH.members(region.code, on) for region in DUTCH.regions()}
    assert sum(map(len, members.values())) == count
    assert all(DUTCH[code.replace("MO", "GM")] in inside for code, inside in members.items())


def test_weesp_goes_from_the_region_of_hilversum_to_that_of_amsterdam():
    """Weesp belongs to Gooi en Vechtstreek until the day on which Amsterdam succeeds it."""
    before = WEESP - dt.timedelta(days=1)
    assert DUTCH.region_of("GM0457", before) == DUTCH["MO0402"]
    assert DUTCH.region_of("GM0457", WEESP) is None
    assert DUTCH.successor("GM0457", before) == "GM0457"
    assert DUTCH.region_of(DUTCH.successor("GM0457", WEESP), WEESP) == DUTCH["MO0363"]


def test_gooi_en_vechtstreek_has_seven_municipalities_until_hilversum_takes_up_wijdemeren():
    """The members are those of the proposal of September 2023; Wijdemeren ends with 2026."""
    names = {area.name for area in DUTCH.members("MO0402", dt.date(2023, 9, 7))}
    assert names == {"Blaricum", "Eemnes", "Gooise Meren", "Hilversum", "Huizen", "Laren", "Wijdemeren"}
    assert names - {area.name for area in DUTCH.members("MO0402", WIJDEMEREN)} == {"Wijdemeren"}
    assert DUTCH.successor("GM1696", WIJDEMEREN) == "GM0402"


def test_every_dutch_membership_says_how_sure_it_is():
    """No row is without confidence and source, and the old municipalities own up to what is inferred."""
    assert all(each.confidence and each.source for each in DUTCH.memberships)
    old = [each for each in DUTCH.memberships if each.successor and each.municipality != "GM1696"]
    assert len(old) == 14
    assert all("general knowledge" in each.source for each in old)
    moved = [each for each in old if DUTCH.region_of(each.successor, each.valid_until).code != each.region]
    assert moved == [each for each in old if each.confidence != "inferred from successor"]
    assert [each.municipality for each in moved] == ["GM0457"]


def test_a_registry_behaves_like_a_collection_of_areas():
    """Membership goes by code or by area, order is that of the codes, the repr is short."""
    registry = AreaRegistry([STREEK, BIG, SMALL], MERGED)
    things = ("GM1", SMALL, "Klein", Area("GM1", "Anders", "municipality"), 1)
    assert [thing in registry for thing in things] == [True, True, False, False, False]
    assert (len(registry), list(registry)) == (3, [SMALL, BIG, STREEK])
    assert repr(DUTCH) == "<AreaRegistry: 46 regions, 356 municipalities>"
    assert AreaRegistry.shipped() is DUTCH


def hint_of(registry, *asked):
    """What is meant, in words; nothing where nothing is."""
    return str(registry.names.hint(*asked) or "")


def test_codes_without_a_number_are_found_as_they_are():
    """Only what is a number behind letters can have lost its zeros."""
    areas = [Area("DORP", "Dorp", "municipality"), Area("STREEK", "Streek", "region")]
    registry = AreaRegistry(areas, [Membership("DORP", "STREEK")])
    assert hint_of(registry, "dorp") == "Did you mean DORP (Dorp)?"
    assert hint_of(registry, "1") == ""


@pytest.mark.parametrize(("asked", "hint"), HINTS.items())
def test_an_unknown_code_is_answered_with_the_code_that_is_meant(asked, hint):
    """Every question about a code that is not there is refused alike; only `exists` answers no."""
    answer = f'There is no area with the code "{asked}".{hint}'
    questions = (DUTCH.members, DUTCH.region_of, DUTCH.successor)
    for ask in (DUTCH.__getitem__, *(lambda code, ask=ask: ask(code, MERGER) for ask in questions)):
        with pytest.raises(UnknownName, match=re.escape(answer) + "$"):
            ask(asked)
    assert not DUTCH.exists(asked, MERGER)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("GM80", ["GM0080"]), ("GM14", ["GM0014"]), ("34", ["GM0034"]), ("GM-34.0", ["GM0034"]), ("402", ["GM0402"]),
        ("GM00363", ["GM0363"]), ("Bergen", ["GM0373", "GM0893"]), ("Bergen L", ["GM0893"]), ("Den Bosch", ["GM0796"]),
        ("bergen op zoom", ["GM0748"]), ("Alphen", ["GM0484", "GM1723"]), ("sudwest-fryslan", ["GM1900"]),
        ("'s Hertogenbosch", ["GM0796"]), ("Rijswijck", ["GM0603"]), ("MO34", []), ("MO0402", []), ("Fryslân", []),
        ("Winsum", []), ("Haren", []),
        ("Amstredam", ["GM0363"]), ("Alkmara", ["GM0361"]), ("Eindhofen", ["GM0772"]),
        ("Bussum", []), ("Maasbracht", []), ("Beeck", []), ("12", []),
    ],
)  # fmt: skip
def test_what_is_meant_is_of_the_kind_that_is_asked(text, codes):
    """A code without its zeros or letters, a short, other or shared name; no region, nor a name that is like it."""
    named = re.findall(r"\b(?:GM|MO)\d+", hint_of(DUTCH, text, "municipality"))
    assert named == codes


@pytest.mark.parametrize(
    "name",
    ["Kempen", "Holten", "Drunen", "Berkel", "Steenderen", "Heteren", "Velden", "Beugen", "Wezep", "Dieren", "Heerle",
     "Lingewaal", "Molenwaard", "Roden", "Naarden", "Wisch", "Brakel", "Maasland", "Zuidlaren", "Rozenburg"],
)  # fmt: skip
def test_a_place_that_is_no_municipality_is_taken_for_none(name):
    """A village, or a municipality of before, with a name that is a letter or two from that of another."""
    assert hint_of(DUTCH, name, "municipality") == ""


@given(st.sampled_from([area for area in DUTCH.areas if len(area.name) > 9]), st.data())
def test_a_slip_in_a_long_name_is_seen(area, data):
    """Where a letter is left out, that area is named or none is: never another."""
    place = data.draw(st.integers(1, len(area.name) - 1))
    found = re.findall(r"\((.*?)\)(?: or|\?)", hint_of(DUTCH, area.name[:place] + area.name[place + 1 :], area.kind))
    assert not found or area.name in found


@given(st.sampled_from(DUTCH.areas), st.sampled_from(["", "GM", "gm ", "MO-"]), st.sampled_from(["", ".0"]))
def test_a_code_is_known_without_its_zeros(area, letters, rest):
    """Whatever a spreadsheet made of it, the areas with that number are named and no other."""
    number = int(area.code[2:])
    hint = hint_of(DUTCH, f"{letters}{number}{rest}")
    assert {int(code) for code in re.findall(r"(?:GM|MO)(\d+)", hint)} <= {number}
    assert (area.code in hint) == (letters.strip(" -").upper() in ("", area.code[:2]))


def test_a_part_of_several_names_stands_for_each_of_them():
    """Not only for the one that begins with it."""
    assert re.findall(r"MO\d+", hint_of(DUTCH, "Brabant", "region")) == ["MO0748", "MO0828", "MO0855"]


def test_the_records_have_a_first_day():
    """The Dutch ones; those of which a period has no beginning have none."""
    assert DUTCH.first_day == dt.date(2021, 1, 1)
    assert str(DUTCH.unknown_on(dt.date(2019, 6, 1))).endswith("is not known: the records begin on 2021-01-01")
    assert DUTCH.unknown_on(dt.date(2021, 1, 1)) is None
    assert AreaRegistry([STREEK, BIG, SMALL], MERGED).first_day is None
    assert AreaRegistry([], []).first_day is None
    assert AreaRegistry([STREEK, BIG, SMALL], MERGED).unknown_on(dt.date.min) is None


def test_a_number_of_any_length_is_no_code():
    """Nobody means one; and Python makes no whole number of so many digits."""
    assert not hint_of(DUTCH, "9" * 5_000)
    assert not hint_of(AreaRegistry([STREEK, Area("GM" + "9" * 5_000, "Lang", "municipality")], []), "GM9")


def test_codes_may_have_no_number():
    """Then a name alone says which is meant; what is given as one other name is one."""
    registry = AreaRegistry([Area("NOORD", "Noord-Groot", "region", "Het Noorden"), STREEK], [])
    assert registry["NOORD"].other_names == ("Het Noorden",)
    assert {hint_of(registry, text) for text in ("noord", "het noorden")} == {"Did you mean NOORD (Noord-Groot)?"}


def test_a_question_about_the_wrong_kind_of_area_is_refused():
    """A municipality has no members, and a region neither region nor successor."""
    for ask, code in ((DUTCH.members, "GM0402"), (DUTCH.region_of, "MO0402"), (DUTCH.successor, "MO0402")):
        with pytest.raises(UnknownName, match=rf'^"{code}" \(.+\) is a {DUTCH[code].kind}\. Give the code'):
            ask(code, MERGER)


def test_successors_are_followed_through_any_number_of_mergers():
    """Each merger counts from its own day; who ends without a successor stays who it was."""
    days = [MERGER + dt.timedelta(days=number) for number in range(3000)]
    chain = [Membership(f"G{n}", "R", None, day, f"G{n + 1}") for n, day in enumerate(days)]
    chain.append(Membership("G3000", "R", None, days[-1] + dt.timedelta(days=1)))
    areas = [Area(each.municipality, "x", "municipality") for each in chain]
    registry = AreaRegistry([*areas, Area("R", "Streek", "region")], chain)
    found = [registry.successor("G0", on) for on in (dt.date.min, days[0], days[9], dt.date.max)]
    assert found == ["G0", "G1", "G10", "G3000"]


@given(registries(), DAYS | st.sampled_from([dt.date.min, dt.date.max]))
def test_a_municipality_is_in_one_region_on_each_day_that_it_exists(registry, on):
    """Region, members, existence and the lists per kind all tell the same, and so does each period itself."""
    members = {region: registry.members(region.code, on) for region in registry.regions()}
    for area in registry.municipalities():
        homes = [region for region, inside in members.items() if area in inside]
        own = [each for each in registry.memberships if each.municipality == area.code]
        assert homes == [registry[each.region] for each in own if each.covers(on)]
        assert registry.region_of(area.code, on) == (homes[0] if homes else None)
        assert registry.exists(area.code, on) == (len(homes) == 1) == (area in registry.municipalities(on))
    for region, inside in members.items():
        assert list(inside) == sorted(inside, key=lambda area: area.code)
        assert registry.exists(region.code, on) == bool(inside) == (region in registry.regions(on))


@given(registries(), DAYS)
def test_a_successor_exists_or_ended_without_one(registry, on):
    """Following successors changes nothing while a municipality exists, and need not be done twice."""
    for area in registry.municipalities():
        heir = registry.successor(area.code, on)
        assert registry.successor(heir, on) == heir
        assert heir == area.code or not registry.exists(area.code, on)
        ended = [each for each in registry.memberships if each.municipality == heir and each.ended(on)]
        assert registry.exists(heir, on) or not ended or ended[-1].successor is None


@given(registry=registries(), delimiter=st.sampled_from(",;\t"), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_a_registry_comes_back_from_csv_as_it_was(read, registry, delimiter, mark):
    """Writing and reading is the identity, with commas, semicolons or tabs, with or without a byte order mark."""
    assert read(mark + table(registry, delimiter).encode()) == registry


@given(registry=registries(), data=st.data())
def test_the_order_of_areas_and_memberships_does_not_matter(read, registry, data):
    """Any order of areas, memberships or rows gives the same registry."""
    areas, memberships = (data.draw(st.permutations(part)) for part in (registry.areas, registry.memberships))
    assert AreaRegistry(areas, memberships) == registry
    header, *rows = table(registry).splitlines(keepends=True)
    assert read("".join([header, *data.draw(st.permutations(rows))])) == registry


def test_what_is_around_an_area():
    """It is what ever lay in it and in what it ever lay, as going through all memberships finds it; and itself."""
    netherlands = AreaRegistry.shipped()
    for area in (*netherlands, Area("X", "Los", "region")):
        areas = netherlands if area in netherlands else AreaRegistry([area], [])
        lies = [{one.municipality, one.region, one.province, one.country} - {None, ""} for one in areas.memberships]
        assert areas.around(area.code) == {area.code}.union(*(some for some in lies if area.code in some))
    with pytest.raises(UnknownName):
        netherlands.around("MO9999")
