"""The catalogue of the national example, read by rdflib and held against European and national shapes by pyshacl."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve

from napd import Framework, score

rdflib = pytest.importorskip("rdflib", reason="rdflib reads Turtle and JSON-LD: pip install rdflib")
EXAMPLE = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"
SHAPES = os.environ.get("NAPD_DCAT_SHAPES", "")
EUROPEAN = Path(__file__).parent / "shapes" / "dcat-ap-3.0.1.ttl"
TERMS = "http://purl.org/dc/terms/"
NATIONAL = ("dcat-ap-nl-SHACL", "dcat-ap-nl-SHACL-klassebereik", "dcat-ap-nl-SHACL-klassebereik-codelijsten")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, in its own reader
SAID = {
    "url": "https://www.example.org/data", "publisher": "https://www.example.org/wij", "publisher_name": "Wij",
    "contact_name": "Team", "contact_email": "data@example.org",
    "licence": "http://creativecommons.org/licenses/by/4.0/deed.nl",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The catalogue of the national example."""
    framework = evolve(Framework.installed(), formats={"dcat": SAID})
    return score(EXAMPLE, framework).write(tmp_path_factory.mktemp("catalogue"), "dcat")


def test_both_files_say_the_same(files):
    """Rdflib finds the same triples in either."""
    turtle, json_ld = (rdflib.Graph().parse(str(path)) for path in files)
    assert len(turtle) > len(SAID)
    assert set(turtle) == set(json_ld)


@pytest.fixture(scope="module")
def held(files):
    """What holds the catalogue, without the triples of some predicates, against shapes."""
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl holds triples against shapes: pip install pyshacl")

    def by(shapes, *without):
        graph = rdflib.Graph().parse(str(files[0]))
        for predicate in without:
            graph.remove((None, rdflib.URIRef(predicate), None))
        right, _, told = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(str(shapes)))
        return right, told

    return by


def test_european_shapes(held):
    """It is right by the shapes of DCAT-AP 3, on which DCAT-AP-NL builds; without what these require it is not."""
    assert held(EUROPEAN)[0], held(EUROPEAN)[1]
    for required in (f"{TERMS}title", f"{TERMS}description", "http://www.w3.org/ns/dcat#accessURL"):
        right, told = held(EUROPEAN, required)
        assert not right
        assert required.rpartition("/")[2].rpartition("#")[2] in told


@pytest.mark.parametrize("name", NATIONAL)
def test_national_shapes(held, name):
    """It is right by the shapes that DCAT-AP-NL 3 adds, which are not part of napd."""
    if not SHAPES:
        pytest.skip("set NAPD_DCAT_SHAPES to a folder with the shapes of DCAT-AP-NL 3: tests/plugins/shapes/README.md")
    shapes = Path(SHAPES) / f"{name}.ttl"
    right, told = held(shapes)
    assert right, told
    if name == NATIONAL[0]:
        assert not held(shapes, f"{TERMS}publisher")[0]
