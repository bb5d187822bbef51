from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pyarrow as pa
import pytest

import napd_dcat
from napd import Choice, Format, Framework, Indicator, NapdError, Rule, score
from napd_dcat.catalogue import Address, Literal
from napd_dcat.owner import ADDRESSES, TEXTS, Owner
from napd_dcat.writing import write_turtle

ROOT = Path(__file__).parents[1]
NAMES = ["scores", "rollups", "problems", "indicators", "decision_table"]
plan = Choice("plan", "Is er een plan?", options=("geen", "concept"))
INDICATOR = Indicator(
    id="plan",
    title='Plan "en" meer',
    since="2023-12-01",
    questions=[plan],
    rules=[Rule("gerealiseerd", plan == "concept", because="Ja."), Rule("niet-op-gang", because="Nee.")],
)
SAID = {
    "url": "https://www.example.org/data/", "publisher": "https://www.example.org/wij", "publisher_name": "Wij",
    "contact_name": "Team", "contact_email": "data@example.org", "licence": "https://www.example.org/vrij",
}  # fmt: skip


def result(*, fictional=False, **said):
    """A result, of which the owner says all that is needed, and more."""
    row = {"round": "2025-12", "area": "MO0402", "indicator": "plan", "question": "plan", "value": "concept"}
    mark = {"FICTIEF": "ja"} if fictional else {}
    framework = Framework(indicators=[INDICATOR], formats={"dcat": SAID | said})
    return score(pa.Table.from_pylist([row | mark]), framework)


def nodes(path):
    """Each thing that is described, by its address."""
    return {one["@id"]: one for one in json.loads(path.read_text(encoding="utf-8"))["@graph"]}


def test_announced():
    """The installed distribution announces what its pyproject says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-dcat").entry_points.select(group="napd.formats")
    assert {point.name: point.value for point in points} == project["entry-points"]["napd.formats"]
    assert isinstance(napd_dcat.napd_format(), Format)


def test_each_table_is_a_distribution(tmp_path):
    """It stands where it is published, with its licence and its kind of file; the dataset has all that is required."""
    written = result(issued="2025-12-19").write(tmp_path, "dcat")
    assert [path.name for path in written] == ["catalog.ttl", "catalog.jsonld"]
    found = nodes(written[1])
    data = found["https://www.example.org/data#dataset"]
    assert [one["@id"].partition("#")[2] for one in data["dcat:distribution"]] == sorted(NAMES)
    for one in data["dcat:distribution"]:
        name, table = one["@id"].partition("#")[2], found[one["@id"]]
        assert table["dcat:downloadURL"] == [{"@id": f"https://www.example.org/data/{name}.csv"}]
        assert table["dct:license"] == [{"@id": SAID["licence"]}]
        assert table["dct:format"][0]["@id"].endswith("/CSV")
    required = {"title", "description", "publisher", "creator", "identifier", "accessRights", "issued"}
    assert {f"dct:{name}" for name in required} | {"dcat:theme", "dcat:contactPoint"} <= data.keys()
    assert found["https://www.example.org/data#contact"]["vcard:hasEmail"] == [{"@id": "mailto:data@example.org"}]


def test_other_files(tmp_path):
    """Tables may be published in another format; of one that is not known, no kind is said."""
    result(ending="parquet").write(tmp_path / "a", "dcat")
    table = nodes(tmp_path / "a" / "catalog.jsonld")["https://www.example.org/data#scores"]
    assert table["dct:format"][0]["@id"].endswith("/PARQUET")
    result(ending="sav").write(tmp_path / "b", "dcat")
    assert "dct:format" not in nodes(tmp_path / "b" / "catalog.jsonld")["https://www.example.org/data#scores"]


def test_what_people_wrote_stays_text(tmp_path):
    """No sign ends a text in Turtle before its end."""
    result(title='een "titel" \\ met\nregels\x07').write(tmp_path, "dcat")
    text = (tmp_path / "catalog.ttl").read_text(encoding="utf-8")
    assert 'dct:title "een \\"titel\\" \\\\ met\\nregels\\u0007"@nl' in text
    assert 'dcat:keyword "Plan \\"en\\" meer"@nl' in text


def test_turtle_has_each_triple():
    """An address, a short name, a text in a language, one of a type, and one of neither."""
    things = [
        Address("https://a"),
        Address("dcat:Dataset"),
        Literal("x", "nl"),
        Literal("x", type="xsd:date"),
        Literal("x"),
    ]

    class File:
        written = b""

        def write(self, data):
            self.written += data

    write_turtle([("https://s", "dct:title", thing) for thing in things], file := File())
    found = re.findall(r"dct:title (.*) [;.]", file.written.decode())
    assert found == ["<https://a>", "dcat:Dataset", '"x"@nl', '"x"^^xsd:date', '"x"']


def test_fictional_answers(tmp_path):
    """The files and every title say it."""
    written = result(fictional=True).write(tmp_path, "dcat")
    assert [path.name for path in written] == ["catalog-FICTIEF.ttl", "catalog-FICTIEF.jsonld"]
    titles = [one["dct:title"][0]["@value"] for one in nodes(written[1]).values() if "dct:title" in one]
    assert len(titles) == len(NAMES) + 2
    assert all("FICTIEF" in title for title in titles)


def test_equal_tables_give_equal_bytes(tmp_path):
    """No day is in it but those that the owner says."""
    first, second = (result().write(tmp_path / name, "dcat") for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_what_the_owner_has_to_say():
    """Everything that is missing is told at once."""
    with pytest.raises(NapdError) as told:
        Owner.of({})
    lines = str(told.value).splitlines()
    assert [line.partition("[formats.dcat] ")[2].partition(":")[0] for line in lines] == [*ADDRESSES, *TEXTS]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"uitgever": "x"}, "has no setting 'uitgever'; there are: url, publisher, licence,"),
        ({"title": ""}, "title: write a text"),
        ({"url": "www.example.org"}, "url: write an address that begins with http:// or https://"),
        ({"licence": "https://a b"}, "licence: write an address"),
        ({"theme": "SOCI"}, "theme: write an address"),
        ({"issued": "19 december"}, "issued: write a day as a text"),
        ({"contact_email": "wij"}, "contact_email: write an address of e-mail"),
    ],
)
def test_what_the_owner_cannot_say(tmp_path, said, told):
    """Each fault is told with its setting, and nothing is written."""
    with pytest.raises(NapdError, match=rf"^napd\.toml: \[formats\.dcat\] {told}"):
        result(**said).write(tmp_path, "dcat")
    assert not list(tmp_path.iterdir())
