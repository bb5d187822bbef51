"""SDMX-ML 3.0: the lists of codes, the concepts, the data structure and the dataflow; no clock, no random id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from napd_sdmx.flow import CODES, CONCEPTS, DIMENSIONS, MEASURE, NUMBERS

if TYPE_CHECKING:
    from napd_sdmx.flow import Flow

BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold."""
NO_CLOCK = "1980-01-01T00:00:00Z"
"""When it says it was prepared: equal tables give equal bytes."""
CONCEPT_SCHEME, STRUCTURE = "NAPD_CONCEPTS", "NAPD_STRUCTURE"
LISTS = {name: f"CL_{name}" for name in ("VARIABLE", "AREA", "PERSPECTIVE", *CODES)}


def write_structure(flow: Flow, file: BinaryIO) -> None:
    """Write what a receiver has to know of the observations."""
    file.write(_Message(flow).xml())


class _Message:
    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.owner = {
            "version": flow.settings["version"], "isExternalReference": "false", "agencyID": flow.settings["agency"],
        }  # fmt: skip

    def xml(self) -> bytes:
        """The message."""
        names = {f"xmlns:{short}": f"{BASE}/{long}" for short, long in _NAMES.items()}
        root = Element("mes:Structure", names)
        header = SubElement(root, "mes:Header")
        SubElement(header, "mes:ID").text = f"{self.flow.id}-structure"
        SubElement(header, "mes:Test").text = "true" if self.flow.fictional else "false"
        SubElement(header, "mes:Prepared").text = NO_CLOCK
        SubElement(header, "mes:Sender", {"id": self.flow.settings["agency"]})
        structures = SubElement(root, "mes:Structures")
        self._dataflow(SubElement(structures, "str:Dataflows"))
        self._codelists(SubElement(structures, "str:Codelists"))
        self._concepts(SubElement(structures, "str:ConceptSchemes"))
        self._structure(SubElement(structures, "str:DataStructures"))
        indent(root)
        text: bytes = tostring(root, encoding="utf-8")
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text + b"\n"

    def _urn(self, package: str, kind: str, name: str) -> str:
        agency, version = self.flow.settings["agency"], self.flow.settings["version"]
        return f"urn:sdmx:org.sdmx.infomodel.{package}.{kind}={agency}:{name}({version})"

    def _dataflow(self, parent: Element) -> None:
        flow = SubElement(parent, "str:Dataflow", {"id": self.flow.id, **self.owner})
        _named(flow, self.flow.titled("Indicatoren van dakloosheid"))
        SubElement(flow, "str:Structure").text = self._urn("datastructure", "DataStructure", STRUCTURE)

    def _codelists(self, parent: Element) -> None:
        for name, (title, codes) in self.flow.codelists().items():
            one = SubElement(parent, "str:Codelist", {"id": name, **self.owner, "isPartial": "false"})
            _named(one, title)
            for code, meaning in codes.items():
                _named(SubElement(one, "str:Code", {"id": code}), meaning)

    def _concepts(self, parent: Element) -> None:
        scheme = SubElement(parent, "str:ConceptScheme", {"id": CONCEPT_SCHEME, **self.owner, "isPartial": "false"})
        _named(scheme, "Begrippen van napd")
        for name in self.flow.columns:
            _named(SubElement(scheme, "str:Concept", {"id": name}), CONCEPTS[name])

    def _structure(self, parent: Element) -> None:
        structure = SubElement(parent, "str:DataStructure", {"id": STRUCTURE, **self.owner})
        _named(structure, self.flow.titled("Waarnemingen van napd"))
        parts = SubElement(structure, "str:DataStructureComponents")
        dimensions = SubElement(parts, "str:DimensionList")
        for place, name in enumerate(DIMENSIONS[:-1], start=1):
            self._component(dimensions, "str:Dimension", name, {"position": str(place)})
        self._component(dimensions, "str:TimeDimension", DIMENSIONS[-1], {})
        attributes = SubElement(parts, "str:AttributeList")
        for name in self.flow.attributes:
            usage = {"usage": "mandatory" if name in CODES else "optional"}
            attribute = self._component(attributes, "str:Attribute", name, usage)
            SubElement(SubElement(attribute, "str:AttributeRelationship"), "str:Observation")
            SubElement(SubElement(attribute, "str:MeasureRelationship"), "str:Measure").text = MEASURE
        self._component(SubElement(parts, "str:MeasureList"), "str:Measure", MEASURE, {})

    def _component(self, parent: Element, tag: str, name: str, more: dict[str, str]) -> Element:
        one = SubElement(parent, tag, {**more, "id": name})
        concept = f"{self._urn('conceptscheme', 'Concept', CONCEPT_SCHEME)}.{name}"
        SubElement(one, "str:ConceptIdentity").text = concept
        values = SubElement(one, "str:LocalRepresentation")
        if name in LISTS:
            SubElement(values, "str:Enumeration").text = self._urn("codelist", "Codelist", LISTS[name])
            SubElement(values, "str:EnumerationFormat", {"textType": "String"})
        else:
            SubElement(values, "str:TextFormat", {"textType": _type(name)})
        return one


_NAMES = {"mes": "message", "str": "structure", "com": "common"}


def _named(parent: Element, text: str) -> None:
    SubElement(parent, "com:Name", {LANGUAGE: "nl"}).text = CONTROL.sub("", text)


def _type(name: str) -> str:
    if name == DIMENSIONS[-1]:
        return "ObservationalTimePeriod"
    return "Double" if name in (MEASURE, *NUMBERS) else "String"
