"""A message of SDMX-ML 3.0: its names and its header, with no clock and no random id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from napd_sdmx.flow import Flow

BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
NAMES = {
    "xmlns:mes": f"{BASE}/message", "xmlns:str": f"{BASE}/structure", "xmlns:com": f"{BASE}/common",
    "xmlns:ss": f"{BASE}/data/structurespecific", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}  # fmt: skip
START = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold."""
NO_CLOCK = "1980-01-01T00:00:00Z"
"""When it says it was prepared: equal tables give equal bytes."""


def header(flow: Flow, what: str) -> Element:
    """Who sends what, and whether it is a test, as all that is fictional is."""
    one = Element("mes:Header")
    SubElement(one, "mes:ID").text = f"{flow.id}-{what}"
    SubElement(one, "mes:Test").text = "true" if flow.fictional else "false"
    SubElement(one, "mes:Prepared").text = NO_CLOCK
    SubElement(one, "mes:Sender", {"id": flow.settings["agency"]})
    return one


def urn(flow: Flow, package: str, kind: str, name: str) -> str:
    """The name by which one thing refers to another."""
    agency, version = flow.settings["agency"], flow.settings["version"]
    return f"urn:sdmx:org.sdmx.infomodel.{package}.{kind}={agency}:{name}({version})"
