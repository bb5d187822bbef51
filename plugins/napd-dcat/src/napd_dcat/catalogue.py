"""The catalogue as triples: the dataset, each table of it as a distribution, and who is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from napd_dcat.owner import Owner

if TYPE_CHECKING:
    from napd.plugin import Publication

FICTIONAL = "FICTIEF"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
KINDS = "http://publications.europa.eu/resource/authority/file-type/"
MEDIA = "https://www.iana.org/assignments/media-types/"
FILE_TYPES = {
    "csv": ("CSV", "text/csv"), "zip": ("ZIP", "application/zip"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}  # fmt: skip


@frozen(order=True)
class Address:
    """An object that is a thing with an address."""

    text: str


@frozen(order=True)
class Literal:
    """An object that is a text, in a language or of a type; either is empty."""

    text: str
    language: str = ""
    type: str = ""


Triple = tuple[str, str, Address | Literal]
"""The address of the subject, the predicate with its prefix, and the object."""


def catalogue(tables: Publication) -> list[Triple]:
    """Every triple, each once, in order; `NapdError` for what the owner has to say and does not."""
    return sorted(set(_Catalogue(tables).triples()), key=lambda one: (one[0], one[1], repr(one[2])))


class _Catalogue:
    def __init__(self, tables: Publication) -> None:
        self.tables, self.owner = tables, Owner.of(tables.settings)
        self.fictional = bool(tables.receipt["answers"]["fictional"])

    def _titled(self, text: str) -> Literal:
        return Literal(f"{text} ({FICTIONAL})" if self.fictional else text, "nl")

    def triples(self) -> Iterator[Triple]:
        """All of them, in any order."""
        url, owner = self.owner["url"], self.owner
        top, data, contact = f"{url}#catalog", f"{url}#dataset", Address(f"{url}#contact")
        made_up = "De antwoorden zijn verzonnen. " if self.fictional else ""
        for one, kind in ((top, "Catalog"), (data, "Dataset")):
            yield one, "rdf:type", Address(f"dcat:{kind}")
            yield one, "dct:title", self._titled(owner["title"])
            yield one, "dct:description", Literal(made_up + owner["description"], "nl")
            yield one, "dct:publisher", Address(owner["publisher"])
            yield one, "dct:creator", Address(owner["publisher"])
            yield one, "dct:language", Address(owner["language"])
            yield one, "dcat:contactPoint", contact
            for day in ("issued", "modified"):
                if owner[day]:
                    yield one, f"dct:{day}", Literal(owner[day], type="xsd:date")
        yield top, "dcat:dataset", Address(data)
        yield data, "dct:identifier", Literal(data, type="xsd:anyURI")
        yield data, "dct:accessRights", Address(owner["access_rights"])
        yield data, "dcat:theme", Address(owner["theme"])
        yield from self._people(contact)
        yield from self._sources(data)
        for name in self.tables:
            yield data, "dcat:distribution", Address(f"{url}#{name}")
            yield from self._distribution(name)

    def _people(self, contact: Address) -> Iterator[Triple]:
        owner = self.owner
        yield owner["publisher"], "rdf:type", Address("foaf:Agent")
        yield owner["publisher"], "foaf:name", Literal(owner["publisher_name"], "nl")
        yield contact.text, "rdf:type", Address("vcard:Kind")
        yield contact.text, "vcard:fn", Literal(owner["contact_name"])
        yield contact.text, "vcard:hasEmail", Address(f"mailto:{owner['contact_email']}")

    def _sources(self, data: str) -> Iterator[Triple]:
        """The themes of the indicators, as words to find it by."""
        for indicator in self.tables.framework.indicators if self.tables.framework else ():
            yield data, "dcat:keyword", Literal(indicator.title, "nl")

    def _distribution(self, name: str) -> Iterator[Triple]:
        url, ending = self.owner["url"], self.owner["ending"]
        one, file = f"{url}#{name}", Address(f"{url}/{name}.{ending}")
        yield one, "rdf:type", Address("dcat:Distribution")
        yield one, "dct:title", self._titled(name)
        yield one, "dcat:accessURL", file
        yield one, "dcat:downloadURL", file
        yield one, "dct:license", Address(self.owner["licence"])
        if ending in FILE_TYPES:
            kind, media = FILE_TYPES[ending]
            yield one, "dct:format", Address(KINDS + kind)
            yield one, "dcat:mediaType", Address(MEDIA + media)
