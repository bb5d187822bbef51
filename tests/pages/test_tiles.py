"""The tile map: every region has a tile, roughly where it lies; and what can be wrong in a layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import Framework, NapdError
from napd.errors import ModelError
from napd.model.areas import Area, AreaRegistry
from napd.model.rounds import Rounds
from napd.model.rows import QUOTES
from napd_report.tiles import FITS, LETTERS, WIDTH, TilePosition, layout_of, read_layout, shipped_layout, tile_map

AREAS = "municipality,name,region,region_name\nGM1,Een,MO1,Regio Een\nGM2,Twee,MO2,Regio Twee\n"
NORTH_OF = [
    ("Groningen", "Maastricht-Heuvelland"),
    ("Groningen", "Noord- en Midden-Drenthe"),
    ("Fryslân", "IJssel-Vecht"),
    ("Kop van Noord-Holland", "Alkmaar"),
    ("Alkmaar", "Zaanstreek"),
    ("West-Friesland", "Amsterdam-Amstelland"),
    ("Gooi en Vechtstreek", "Utrecht (U16)"),
    ("Holland Rijnland", "Rotterdam"),
    ("Rotterdam", "Breda"),
    ("Oost-Veluwe", "Centraal-Gelderland"),
    ("Achterhoek", "Noord- en Midden-Limburg"),
    ("Rijk van Nijmegen en Rivierenland", "Peelland"),
    ("Noord- en Midden-Limburg", "Westelijke Mijnstreek"),
    ("Westelijke Mijnstreek", "Parkstad"),
]
WEST_OF = [
    ("Kop van Noord-Holland", "Groningen"),
    ("Fryslân", "Groningen"),
    ("Noord- en Midden-Drenthe", "Zuidoost-Drenthe"),
    ("Amsterdam-Amstelland", "Flevoland"),
    ("Zuid-Kennemerland, IJmond en Haarlemmermeer", "Amsterdam-Amstelland"),
    ("Den Haag", "Utrecht (U16)"),
    ("Utrecht (U16)", "Centraal-Gelderland"),
    ("Midden-IJssel", "Enschede"),
    ("Almelo", "Enschede"),
    ("Zeeland", "West-Brabant-West"),
    ("West-Brabant-West", "Breda"),
    ("Breda", "Hart van Brabant"),
    ("Hart van Brabant", "Brabant Noordoost-oost"),
    ("Eindhoven", "Peelland"),
    ("Maastricht-Heuvelland", "Parkstad"),
]
BESIDE = [
    ("Groningen", "Fryslân"),
    ("Kop van Noord-Holland", "West-Friesland"),
    ("Zaanstreek", "Waterland"),
    ("Zuid-Kennemerland, IJmond en Haarlemmermeer", "Holland Rijnland"),
    ("Holland Rijnland", "Den Haag"),
    ("Den Haag", "Delft Westland Oostland"),
    ("Nieuwe Waterweg Noord", "Rotterdam"),
    ("Rotterdam", "Drechtsteden en Alblasserwaard"),
    ("Amersfoort", "Gooi en Vechtstreek"),
    ("De Vallei", "Centraal-Gelderland"),
    ("Centraal-Gelderland", "Rijk van Nijmegen en Rivierenland"),
    ("Zeeland", "West-Brabant-West"),
    ("Eindhoven", "Peelland"),
    ("Maastricht-Heuvelland", "Parkstad"),
]


def map_of(framework: Framework, **on):
    """The map of the regions of a framework."""
    return tile_map(framework.areas.regions(**on), layout_of(framework))


@pytest.fixture(scope="module")
def places():
    """Where the Dutch regions lie, by name."""
    return {tile.name: (tile.column, tile.row) for tile in map_of(Framework(indicators=[]))}


@pytest.mark.parametrize("round_", Rounds.shipped(), ids=lambda round_: round_.id)
def test_every_region_of_every_round_has_its_place(round_):
    """The shipped layout has all regions of each shipped round, in one compact map."""
    regions = AreaRegistry.shipped().regions(round_.date)
    assert {region.code for region in regions} <= shipped_layout().keys()
    tiles = tile_map(regions, shipped_layout())
    assert len({(tile.column, tile.row) for tile in tiles}) == len(regions) == 46
    assert (max(tile.column for tile in tiles), max(tile.row for tile in tiles)) == (8, 10)
    assert (min(tile.column for tile in tiles), min(tile.row for tile in tiles)) == (1, 1)


def test_the_layout_has_no_other_areas():
    """Each place of the shipped layout is that of a region that there is."""
    assert shipped_layout().keys() == {region.code for region in AreaRegistry.shipped().regions()}


@pytest.mark.parametrize(("upper", "lower"), NORTH_OF)
def test_north_is_up(places, upper, lower):
    """What lies north stands above."""
    assert places[upper][1] < places[lower][1]


@pytest.mark.parametrize(("left", "right"), WEST_OF)
def test_west_is_left(places, left, right):
    """What lies west stands on the left."""
    assert places[left][0] < places[right][0]


@pytest.mark.parametrize(("one", "other"), BESIDE)
def test_neighbours_stand_together(places, one, other):
    """The tiles of neighbours touch, if only at a corner."""
    (x, y), (u, v) = places[one], places[other]
    assert max(abs(x - u), abs(y - v)) == 1


def test_the_land_is_one(places):
    """From each tile all others are reached over tiles that touch, so no region lies in the sea."""
    todo, land = [places["Groningen"]], set(places.values())
    while todo:
        x, y = todo.pop()
        near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & land
        land -= near
        todo += near
    assert land == set()


def test_short_names():
    """A tile says a region's own name where that fits, and else that of its centrumgemeente."""
    short = {tile.name: tile.short for tile in map_of(Framework(indicators=[]))}
    assert all(len(name) > FITS or name == said for name, said in short.items())
    assert short["IJssel-Vecht"] == "Zwolle"
    assert short["Meierij en Bommelerwaard"] == "Den Bosch"
    assert not any(said.endswith("…") for said in short.values())


def test_codes():
    """Each region has letters of its own, whatever their case: those of the map that comes with napd are given."""
    code = {tile.short: tile.code for tile in map_of(Framework(indicators=[]))}
    assert len(set(code.values())) == len({one.casefold() for one in code.values()}) == 46
    assert (code["Den Haag"], code["Haarlem"], code["Harderwijk"]) == ("DHg", "Hlm", "Har")


def test_codes_that_nobody_gave():
    """They are the first letter and some after it, as none has that is given; of a name without letters a number."""
    areas = [Area(f"M{i}", name, "region") for i, name in enumerate(["Aab", "Aab c", "Aabc", "B", "?!", "--"])]
    tiles = tile_map(areas, {"M1": TilePosition(1, 1, "", "Aab")})
    assert {tile.name: tile.code for tile in tiles} == {
        "--": "1", "?!": "2", "Aab": "3", "Aab c": "Aab", "Aabc": "Aac", "B": "B",
    }  # fmt: skip


def test_a_long_name_is_cut():
    """A name that does not fit, and for which the layout has no other, ends in an ellipsis."""
    tiles = tile_map([Area("A", "Abcdefghij klm", "region"), Area("B", "Bbcdefghi klm", "region")], {})
    assert [tile.short for tile in tiles] == ["Abcdefghij…", "Bbcdefghi…"]


def test_in_the_order_of_an_index():
    """Tiles are in order of name, in which case and accents do not count; of one name, in order of code."""
    names = ["école", "Zoo", "Elbe", "ab", "Aa", "Aa"]
    tiles = tile_map([Area(f"M{9 - i}", name, "region") for i, name in enumerate(names)], {})
    assert [(tile.name, tile.area) for tile in tiles] == [
        ("Aa", "M4"), ("Aa", "M5"), ("ab", "M6"), ("école", "M9"), ("Elbe", "M7"), ("Zoo", "M8"),
    ]  # fmt: skip


cells = st.tuples(st.integers(1, 12), st.integers(1, 12))


@given(st.lists(cells, unique=True, max_size=20), st.sets(st.integers(0, 40)), st.text(min_size=1, max_size=20))
def test_a_map_is_whole(taken, codes, name):
    """Whatever the layout and the areas, each area has a tile of its own, at its place where it has one, or below."""
    layout = {f"MO{i}": TilePosition(*cell) for i, cell in enumerate(taken)}
    areas = [Area(f"MO{code}", name, "region") for code in codes]
    tiles = {tile.area: tile for tile in tile_map(areas, layout)}
    assert tiles.keys() == {area.code for area in areas}
    assert len({(tile.column, tile.row) for tile in tiles.values()}) == len(areas)
    assert all(0 < len(tile.short) <= FITS for tile in tiles.values())
    assert len({tile.code for tile in tiles.values()}) == len(areas)
    assert all(0 < len(tile.code) <= LETTERS for tile in tiles.values())
    placed = [tiles[code] for code in tiles.keys() & layout.keys()]
    assert all(TilePosition(tile.column, tile.row) == layout[tile.area] for tile in placed)
    lowest, widest = (max((getattr(t, side) for t in placed), default=0) for side in ("row", "column"))
    for tile in tiles.values():
        assert tile in placed or tile.row > lowest
        assert tile.column <= max(WIDTH, widest)


def test_below_the_others():
    """Areas without a place stand in rows below the rest, in order of name, with an empty row between."""
    areas = [Area(f"M{i:02}", f"Regio {i:02}", "region") for i in range(11)]
    tiles = tile_map(reversed(areas), {"M00": TilePosition(2, 3)})
    assert [(tile.column, tile.row) for tile in tiles] == [(2, 3), *((c, 5) for c in range(1, 9)), (1, 6), (2, 6)]


@pytest.fixture
def layout(tmp_path):
    """Write a layout, and give its path."""

    def write(text: str):
        path = tmp_path / "kaart.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_layout_of_its_own(layout, tmp_path):
    """The setting `tiles` names a layout beside napd.toml, for the areas of that framework."""
    layout("area;column;row;short\nMO1;1;2;Één\nMO2;2;1;\n")
    (tmp_path / "a.csv").write_text(AREAS, encoding="utf-8")
    (tmp_path / "napd.toml").write_text('indicators = []\nareas = "a.csv"\ntiles = "kaart.csv"', encoding="utf-8")
    framework = Framework.load(tmp_path / "napd.toml")
    assert [(tile.short, tile.column, tile.row) for tile in map_of(framework)] == [("Één", 1, 2), ("Regio Twee", 2, 1)]


def test_it_is_read_only_where_a_map_is_drawn(tmp_path):
    """A layout that is not there keeps nobody from scoring; the map says what is wrong."""
    (tmp_path / "napd.toml").write_text('indicators = []\ntiles = "weg.csv"', encoding="utf-8")
    framework = Framework.load(tmp_path / "napd.toml")
    assert framework.tiles == tmp_path / "weg.csv"
    with pytest.raises(NapdError, match=r"weg\.csv: it cannot be read"):
        layout_of(framework)


WHOLE = "Count from the left and from the top."
FAULTS = {
    "MO1,1": [f"line 2: this row has 2 cells, the header 4. {QUOTES}"],
    "MO1,een,0,": [
        f'line 2, column "column", value "een": this is not a whole number from 1 to 99. {WHOLE}',
        f'line 2, column "row", value "0": this is not a whole number from 1 to 99. {WHOLE}',
    ],
    "MO1,1.0,100,": [
        f'line 2, column "column", value "1.0": this is not a whole number from 1 to 99. {WHOLE}',
        f'line 2, column "row", value "100": this is not a whole number from 1 to 99. {WHOLE}',
    ],
    "MO1,,1,": ['line 2, column "column", value "": this is empty. Fill it in.'],
    ",1,1,": ['line 2, column "area", value "": this is empty. Fill it in.'],
    "MO1,1,2,\nMO2,1,2,": [
        'line 3, column "column", value "1": the tile of line 2 is in this column and row too. Move one.'
    ],
    "MO1,1,2,\nMO1,2,2,": ['line 3, column "area", value "MO1": this area has a tile already, on line 2. Keep one.'],
    "MO1,1,2,een lange naam": [
        'line 2, column "short", value "een lange naam": this is too long for a tile. Use at most 11 characters.'
    ],
    "MO1,1,2,,lang": ['line 2, column "code", value "lang": this is too long for a tile. Use at most 3 characters.'],
    "MO1,1,2,,Abc\nMO2,2,2,,abc": [
        'line 3, column "code", value "abc": the tile of line 2 has this code too. Give each its own.'
    ],
    "MO3,1,2,\nxyz,2,2,": [
        'line 2, column "area", value "MO3": no area has this code.',
        'line 3, column "area", value "xyz": no area has this code.',
    ],
    "MO1,x,2,\nMO1,1,1,\nMO2,1,1,": [
        f'line 2, column "column", value "x": this is not a whole number from 1 to 99. {WHOLE}',
        'line 3, column "area", value "MO1": this area has a tile already, on line 2. Keep one.',
        'line 4, column "column", value "1": the tile of line 3 is in this column and row too. Move one.',
    ],
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults_of_a_layout(layout, tmp_path, text):
    """Every fault of a layout is told at once, with its line, column and value, and what to do."""
    (tmp_path / "a.csv").write_text(AREAS, encoding="utf-8")
    path = layout(f"area,column,row,short{',code' * (',,' in text[4:])}\n{text}\n")
    with pytest.raises(ModelError) as error:
        read_layout(path, AreaRegistry.from_csv(tmp_path / "a.csv"))
    first, *faults = str(error.value).splitlines()
    assert first == f"{path} has {'1 fault' if len(faults) == 1 else f'{len(faults)} faults'}:"
    assert [fault.strip() for fault in faults] == FAULTS[text]


def test_a_misspelt_column(layout):
    """A column that is misspelt or missing is told, with the right name."""
    with pytest.raises(ModelError) as error:
        read_layout(layout("area,colum,shrt\nMO1,1,x\n"))
    assert [line.strip() for line in str(error.value).splitlines()[1:]] == [
        'line 1, column "colum", value "": this column is not known. Did you mean "column"?',
        'line 1, column "row", value "": this column is missing. Needed are: area, column, row.',
        'line 1, column "shrt", value "": this column is not known. Did you mean "short"?',
    ]
