"""The structure as SDMX-ML 3.0: the code lists, the concepts, the data structure definition and the dataflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from napd_sdmx.flow import CODES, CONCEPTS, DIMENSIONS, MEASURE, NUMBERS
from napd_sdmx.message import CONTROL, NAMES, START, header, urn

if TYPE_CHECKING:
    from napd_sdmx.flow import Flow

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
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
        root = Element("mes:Structure", {name: NAMES[name] for name in ("xmlns:mes", "xmlns:str", "xmlns:com")})
        root.append(header(self.flow, "structure"))
        structures = SubElement(root, "mes:Structures")
        self._dataflow(SubElement(structures, "str:Dataflows"))
        self._codelists(SubElement(structures, "str:Codelists"))
        self._concepts(SubElement(structures, "str:ConceptSchemes"))
        self._structure(SubElement(structures, "str:DataStructures"))
        indent(root)
        return f"{START}{tostring(root, encoding='unicode')}\n".encode()

    def _urn(self, package: str, kind: str, name: str) -> str:
        return urn(self.flow, package, kind, name)

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


def _named(parent: Element, text: str) -> None:
    SubElement(parent, "com:Name", {LANGUAGE: "nl"}).text = CONTROL.sub("", text)


def _type(name: str) -> str:
    if name == DIMENSIONS[-1]:
        return "ObservationalTimePeriod"
    return "Double" if name in (MEASURE, *NUMBERS) else "String"
