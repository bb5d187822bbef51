"""The observations, one by one: as SDMX-CSV 2.0, and as SDMX-ML 3.0."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import quoteattr

from napd_sdmx.message import CONTROL, NAMES, START, header, urn

if TYPE_CHECKING:
    from napd_sdmx.flow import Flow

HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
INFORMATION = "I"
"""The action: it informs, and neither adds to what a receiver has nor replaces it."""
FLAT = "AllDimensions"
"""How observations are grouped: not at all, as in CSV."""
REFERENCE = "FLOW"
"""How the data refer to the header, which says what structure they have."""


def write_csv(flow: Flow, file: BinaryIO) -> None:
    """Write every observation as a line."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*HEAD, *flow.columns])
    which = f"{flow.settings['agency']}:{flow.id}({flow.settings['version']})"
    writer.writerows(["dataflow", which, INFORMATION, *row] for row in flow.rows())
    text.detach()


def write_ml(flow: Flow, file: BinaryIO) -> None:
    """Write every observation as an element, as they come; what is empty in CSV is left out."""
    usage = urn(flow, "datastructure", "Dataflow", flow.id)
    space = f"{usage}:ObsLevelDim:{FLAT}"
    head = header(flow, "data")
    which = {"structureID": REFERENCE, "namespace": space, "dimensionAtObservation": FLAT}
    SubElement(SubElement(head, "mes:Structure", which), "com:StructureUsage").text = usage
    root = Element("mes:StructureSpecificData", {**NAMES, "xmlns:flow": space})
    root.append(head)
    about = {"ss:structureRef": REFERENCE, "xsi:type": "flow:DataSetType", "ss:action": "Information"}
    rows = SubElement(root, "mes:DataSet", about)
    rows.text = "\n"
    start, end = tostring(root, encoding="unicode").rsplit("</mes:DataSet>", 1)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(f"{START}{start}")
    text.writelines(_element(flow, row) for row in flow.rows())
    text.write(f"</mes:DataSet>{end}\n")
    text.detach()


def _element(flow: Flow, row: list[str]) -> str:
    cells = zip(flow.columns, row, strict=True)
    said = (f"{name}={quoteattr(CONTROL.sub('', cell))}" for name, cell in cells if cell)
    return f"<Obs {' '.join(said)}/>\n"
