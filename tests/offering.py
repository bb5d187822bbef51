"""What plugins of each kind give, as their code: a registry of areas, a format, a section."""

from __future__ import annotations

ATLANTIS = """
from napd import Area, AreaRegistry, hookimpl
from napd.model.areas import Membership

@hookimpl
def napd_areas():
    return AreaRegistry([Area("R", "Rif", "region"), Area("G", "Grot", "municipality")], [Membership("G", "R")])
"""
LINES = """
from napd import Format, hookimpl

def write(file, tables):
    for name in tables:
        rows = sum(len(batch) for batch in tables.batches(name))
        file.write(f"{name} {rows} {len(tables.schema(name))} {tables.receipt['napd']}\\n".encode())
        FAULT

@hookimpl
def napd_format():
    return Format(write, ending="txt", together=TOGETHER)
"""
SECTION = """
from napd import Section, Told, hookimpl

@hookimpl
def napd_section():
    return Section("een", "Meer", lambda reported: Told("Nog iets"))
"""


def lines(fault: str = "pass", *, together: bool = False) -> str:
    """The code of a format, with a fault in it."""
    return LINES.replace("FAULT", fault).replace("TOGETHER", str(together))
