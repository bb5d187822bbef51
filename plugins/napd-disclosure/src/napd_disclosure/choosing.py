"""What chooses the figures to hide: that of napd itself, or of a plugin that napd.toml names."""

from __future__ import annotations

from napd import Framework
from napd.plugin import DISCLOSURE, disclosure_named
from napd_disclosure.hiding import Flags, Hide, Hiding
from napd_disclosure.partners import partners
from napd_disclosure.rules import METHOD

OWN = "napd"
"""The name of the method of napd itself."""


def chosen(framework: Framework) -> Hide:
    """The method that the framework names under [disclosure], or that of napd itself; imports no other plugin.

    Raises:
        NapdError: when no plugin, or more than one, goes by that name, or it has to be left out.
    """
    name = str(framework.disclosure.get(METHOD, OWN))
    if name == OWN:
        return partners
    offer = disclosure_named(name, framework.local.among(DISCLOSURE), [OWN])

    def hide(hiding: Hiding) -> Flags:
        given: Flags = offer.ask("run", offer.value, hiding)
        return given

    return hide
