"""The XML of a DMN 1.3 document, by the standard library, with names of its parts that the rules alone decide."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from napd_dmn.feel import CONTROL, text_of
from napd_dmn.model import Decision, Input, Model

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
OURS = "urn:napd:indicator"


def document(model: Model) -> bytes:
    """The document of a model."""
    root = Element("definitions", {
        "xmlns": MODEL, "id": f"napd-{model.id}-{model.version}", "name": _clean(model.title),
        "namespace": f"{OURS}:{model.id}:{model.version}", "exporter": "napd-dmn",
    })  # fmt: skip
    if model.description:
        SubElement(root, "description").text = _clean(model.description)
    for one in model.inputs:
        _input_data(root, one)
    inputs = {one.name: one for one in model.inputs}
    decisions = {one.name: one for one in model.decisions}
    for decision in model.decisions:
        _decision(root, decision, inputs, decisions)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml + b"\n"


def _clean(text: str) -> str:
    return CONTROL.sub("", text)


def _input_data(root: Element, one: Input) -> None:
    data = SubElement(root, "inputData", {"id": f"in-{one.name}", "name": one.name})
    SubElement(data, "description").text = _clean(one.text)
    data.append(_variable(f"in-{one.name}", one.name, one.type))


def _variable(place: str, name: str, kind: str) -> Element:
    return Element("variable", {"id": f"{place}-variable", "name": name, "typeRef": kind})


def _decision(root: Element, one: Decision, inputs: dict[str, Input], decisions: dict[str, Decision]) -> None:
    decision = SubElement(root, "decision", {"id": f"d-{one.name}", "name": one.name})
    SubElement(decision, "description").text = _clean(one.text)
    decision.append(_variable(f"d-{one.name}", one.name, one.type))
    for name in one.needs:
        needs = SubElement(decision, "informationRequirement", {"id": f"d-{one.name}-{name}"})
        if name in inputs:
            SubElement(needs, "requiredInput", {"href": f"#in-{name}"})
        else:
            SubElement(needs, "requiredDecision", {"href": f"#d-{name}"})
    hit = {"hitPolicy": "FIRST"} if one.hit == "FIRST" else {"hitPolicy": "COLLECT", "aggregation": one.hit}
    table = SubElement(decision, "decisionTable", {"id": f"t-{one.name}", **hit})
    # A table that asks nothing still needs a column
    columns = one.columns or one.needs[:1] or (next(iter(inputs), "level"),)
    for place, name in enumerate(columns, start=1):
        asked = inputs[name] if name in inputs else decisions.get(name)
        _column(table, f"t-{one.name}-i{place}", name, asked)
    output = SubElement(table, "output", {"id": f"t-{one.name}-o", "name": one.name, "typeRef": one.type})
    _values(output, "outputValues", f"t-{one.name}-o", one.allowed)
    for number, row in enumerate(one.rows, start=1):
        rule = SubElement(table, "rule", {"id": f"t-{one.name}-r{number}"})
        if row.because:
            SubElement(rule, "description").text = _clean(row.because)
        for place, name in enumerate(columns, start=1):
            entry = SubElement(rule, "inputEntry", {"id": f"t-{one.name}-r{number}-i{place}"})
            SubElement(entry, "text").text = row.cells.get(name, "-")
        given = SubElement(rule, "outputEntry", {"id": f"t-{one.name}-r{number}-o"})
        SubElement(given, "text").text = row.output


def _column(table: Element, place: str, name: str, asked: Input | Decision | None) -> None:
    column = SubElement(table, "input", {"id": place, "label": _clean(asked.text) if asked else name})
    kind = asked.type if asked else "string"
    expression = SubElement(column, "inputExpression", {"id": f"{place}-e", "typeRef": kind})
    SubElement(expression, "text").text = name
    _values(column, "inputValues", place, asked.allowed if asked else ())


def _values(parent: Element, tag: str, place: str, allowed: tuple[str, ...]) -> None:
    """The texts that something can be."""
    if allowed:
        values = SubElement(parent, tag, {"id": f"{place}-v"})
        SubElement(values, "text").text = ",".join(map(text_of, allowed))
