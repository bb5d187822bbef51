"""Plugins that read files: looked for when a file is met that napd does not read itself, and then kept."""

from __future__ import annotations

from attrs import define

from napd.framework.hooks import SOURCES
from napd.framework.local import Local
from napd.framework.plugins import Plugin


@define
class Readers:
    """The plugins of sources, for one call: to look for them takes as long as to read a form."""

    local: Local
    _found: list[Plugin] | None = None

    @property
    def plugins(self) -> list[Plugin]:
        """Those that may be used."""
        if self._found is None:
            self._found = self.local.among(SOURCES)
        return self._found

    def fit(self, name: str) -> bool:
        """Whether any reads files of such a name."""
        return name.casefold().endswith(tuple(f".{plugin.name.casefold()}" for plugin in self.plugins))
