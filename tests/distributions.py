"""Fake distributions: what an installer leaves behind, written into a folder that Python looks into.

A test uses the fixture `distributions`, which its conftest takes from here.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from attrs import field, frozen

from napd.framework.hooks import GROUP
from napd.framework.plugins import Plugin, every

CONTENT = """
from napd import Indicator, Level, Rule, Scale, YesNo, hookimpl

klaar = YesNo("klaar", "Is het klaar?")
RULES = (Rule("gerealiseerd", klaar, because="Het is klaar."), Rule("niet-op-gang", because="Het is niet klaar."))


def indicator(name, since="2023-12-01", rules=RULES, **more):
    return Indicator(id=name, title=name, questions=[klaar], rules=rules, since=since, **more)
"""
"""What most fake plugins begin with."""


def provides(*indicators: str) -> str:
    """The code of a plugin that provides indicators, each as its id or as a call of `indicator` in `CONTENT`."""
    calls = ", ".join(each if "(" in each else f"indicator({each!r})" for each in indicators)
    return f"{CONTENT}\n\n@hookimpl\ndef napd_indicators():\n    return [{calls}]\n"


@frozen
class Distributions:
    """A folder of fake distributions, and what was put into it."""

    folder: Path
    modules: list[str] = field(factory=list)
    names: list[str] = field(factory=list)

    def add(  # noqa: PLR0913 - each a line of metadata
        self, name: str, code: str, group: str = GROUP, *, entry: str = "", value: str = "",
        metadata: str | None = None, requires: str = "",
    ) -> None:  # fmt: skip
        """Install a distribution of version 1.0 with one module and one entry point.

        Args:
            name: of the distribution; with underscores it is that of its module.
            code: what the module holds.
            group: the group of the entry point.
            entry: the name of the entry point; by default that of the distribution without "napd-".
            value: what the entry point names; by default the module.
            requires: a requirement, such as "napd>=0.1".
            metadata: the METADATA file in place of a good one; '' for none at all.
        """
        module = name.replace("-", "_")
        info = self.folder / f"{module}-1.0.dist-info"
        info.mkdir()
        good = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        good += f"Requires-Dist: {requires}\n" if requires else ""
        if text := good if metadata is None else metadata:
            (info / "METADATA").write_text(text, encoding="utf-8")
        points = f"[{group}]\n{entry or name.removeprefix('napd-')} = {value or module}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        (self.folder / f"{module}.py").write_text(code, encoding="utf-8")
        self.modules.append(module)
        self.names.append(name)
        importlib.invalidate_caches()

    def spoil(self, name: str, points: bytes = b"[napd]\nbroken") -> None:
        """Install a distribution with a file of entry points that is malformed."""
        self.add(name, "")
        (self.folder / f"{name.replace('-', '_')}-1.0.dist-info" / "entry_points.txt").write_bytes(points)

    def plugins(self) -> list[Plugin]:
        """The fake plugins among those that are installed, in their order."""
        return [plugin for plugin in every() if plugin.distribution in self.names]


@pytest.fixture
def distributions(tmp_path, monkeypatch):
    """An empty folder for fake distributions, before all others on the path of Python; forgotten afterwards."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    fake = Distributions(folder)
    yield fake
    for module in fake.modules:
        sys.modules.pop(module, None)
