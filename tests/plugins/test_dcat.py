"""The catalogue of the national example, read by rdflib and held against the national shapes by pyshacl."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve

from napd import Framework, score

rdflib = pytest.importorskip("rdflib", reason="rdflib reads Turtle and JSON-LD: pip install rdflib")
EXAMPLE = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"
SHAPES = os.environ.get("NAPD_DCAT_SHAPES", "")
NATIONAL = ("dcat-ap-nl-SHACL", "dcat-ap-nl-SHACL-klassebereik")
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


@pytest.mark.parametrize("name", NATIONAL)
def test_national_shapes(files, name):
    """It is right by the shapes of DCAT-AP-NL 3, which are not part of napd."""
    if not SHAPES:
        pytest.skip("set NAPD_DCAT_SHAPES to a folder with the shapes of DCAT-AP-NL 3 by Geonovum")
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl holds triples against shapes: pip install pyshacl")
    shapes = rdflib.Graph().parse(str(Path(SHAPES) / f"{name}.ttl"))
    right, _, told = pyshacl.validate(rdflib.Graph().parse(str(files[0])), shacl_graph=shapes)
    assert right, told
    bare = rdflib.Graph().parse(str(files[0]))
    bare.remove((None, rdflib.URIRef("http://purl.org/dc/terms/publisher"), None))
    if name == NATIONAL[0]:
        assert not pyshacl.validate(bare, shacl_graph=shapes)[0]
