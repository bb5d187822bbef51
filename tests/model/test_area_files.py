"""Files of areas: what is read, and what is said of a file that cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from napd.errors import ModelError
from napd.model.area_files import REQUIRED
from napd.model.areas import Area, AreaRegistry, Membership

DUTCH = AreaRegistry.shipped()
MERGER = dt.date(2022, 1, 1)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read a registry from text or bytes."""
    path = tmp_path_factory.mktemp("areas") / "areas.csv"

    def read(content):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return AreaRegistry.from_csv(path)

    return read


def refusal(make, *arguments):
    """Give the faults that an error names, without their remedies."""
    with pytest.raises(ModelError) as caught:
        make(*arguments)
    return [each.strip().split(". ")[0] for each in str(caught.value).splitlines()[1:]]


def test_all_faults_of_a_file_come_in_one_error(read):
    """Bad cells, periods backwards or overlapping, double names and impossible successors come together."""
    content = """municipality;name;region;region_name;valid_from;valid_until;successor
G1;Een;R1;Noord;;2022-01-01;G2
G 2;;R|1;Noord;2022-13-01;;
G3;Drie;R1;Zuid;2022-01-01;2022-01-01;
G4;Vier;R1;Noord;;;G1
G4;;R2;Zuid;2021-01-01;2022-06-01;
G4;Vier;R2;Zuid;2022-01-01;2022-06-01;R1
G5;Vijf;G4;West;;2022-06-01;G1
G6;Zes;R2;Zuid;;2022-06-01;G3"""
    expected = """line 2, column "successor", value "G2": no municipality has this code
line 3, column "municipality", value "G 2": this is not a code
line 3, column "region", value "R|1": this is not a code
line 3, column "valid_from", value "2022-13-01": this is not a date
line 3, column "name", value "": this is empty
line 4, column "valid_until", value "2022-01-01": the period begins only on 2022-01-01
line 4, column "region_name", value "Zuid": R1 is "Noord" on line 2
line 5, column "successor", value "G1": a successor needs the day on which it takes over
line 6, column "name", value "": this is empty
line 6, column "valid_from", value "2021-01-01": it is in R1 already, from the beginning until now
line 7, column "valid_from", value "2022-01-01": it is in R1 already, from the beginning until now
line 7, column "successor", value "R1": no municipality has this code
line 8, column "region", value "G4": a municipality has this code too
line 8, column "successor", value "G1": this municipality does not exist on 2022-06-01"""
    assert refusal(read, content) == expected.splitlines()


def test_a_file_without_a_needed_column_has_its_other_faults_named_too(read):
    """A missing column is one fault, not one for each row; a misspelt optional column is not passed over."""
    assert len(refusal(read, "name,region,region_name\nEen,R1,Noord\nTwee,R1,Noord\n")) == 1
    assert refusal(read, "municipality,name,region,valid_form\nG1,Een,R1,\nG1,Een,R2,\n") == [
        'line 1, column "region_name", value "": this column is missing',
        'line 1, column "valid_form", value "": this column is not known',
        'line 3, column "valid_from", value "": it is in R1 already, from the beginning until now',
    ]


@pytest.mark.parametrize(("count", "hint"), [(50, r' Did you mean "G0042"\?'), (5000, "")])
def test_an_unknown_successor_is_answered_with_the_nearest_code(read, count, hint):
    """The hint is left out where there are so many municipalities that many hints would take minutes."""
    header = ",".join([*REQUIRED, "valid_until", "successor"])
    rows = [f"G{number:04},x,R,Streek,," for number in range(count)]
    with pytest.raises(ModelError, match=rf"no municipality has this code\. Name one that is .*\.{hint}$"):
        read("\n".join([header, *rows, "H,x,R,Streek,2022-01-01,g0042"]))


def test_four_columns_will_do_and_the_latest_name_counts(read):
    """A municipality goes by the name of its last period, whatever the order of the rows."""
    header = ",".join(REQUIRED)
    assert read(f"{header}\nG1,Een,R1,Noord").memberships == (Membership("G1", "R1"),)
    rows = ["G1,Nieuw,R1,Noord,2022-01-01,", "G1,Oud,R1,Noord,,2022-01-01"]
    assert read("\n".join([f"{header},valid_from,valid_until", *rows]))["G1"].name == "Nieuw"


def test_an_area_of_a_kind_is_itself_above():
    """Whatever the day; another is what it lies in."""
    assert DUTCH.above("MO0402", "region", MERGER) == DUTCH["MO0402"]
    assert DUTCH.above("GM0402", "region", MERGER) == DUTCH.region_of("GM0402", MERGER)


def test_a_region_counts_in_one_province_at_a_time():
    """Where two memberships say otherwise, the later of them is told; on a later day it may count elsewhere."""
    areas = [*(Area(code, code, "municipality") for code in ("G1", "G2")), Area("R1", "Noord", "region")]
    areas += [Area(code, code, "province") for code in ("P1", "P2")]
    first, later = Membership("G1", "R1", province="P1"), Membership("G2", "R1", province="P2")
    (fault,) = refusal(AreaRegistry, areas, [first, later])
    assert fault == 'membership of "G2", column "province", value "P2": R1 counts in "P1" then'
    until, since = evolve(first, valid_until=MERGER), evolve(later, valid_from=MERGER)
    assert AreaRegistry(areas, [until, since]).above("R1", "province", MERGER).code == "P2"


def test_a_province_with_a_code_needs_a_name(read):
    """Neither has to be there, but the code alone is not enough."""
    (fault,) = refusal(read, ",".join(REQUIRED) + ",province,province_name\nG1,Een,R1,Noord,P1,\n")
    assert fault == 'line 2, column "province_name", value "": this is empty'
    assert "P1" not in read(",".join(REQUIRED) + ",province,province_name\nG1,Een,R1,Noord,,\n")
