"""The hooks that a plugin can implement: the table of contents of the plugin contract.

A plugin is a distribution with an entry point in the group "napd", whose name is the plugin's short name. It is
trusted code: installing it lets it do whatever Python can do. Every hook is prefixed `napd_`, and an implementation
may take any subset of a hook's arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from napd.model.indicator import Indicator

GROUP = "napd"
"""The group of entry points in which plugins are found."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def napd_indicators() -> Iterable[Indicator]:  # type: ignore[empty-body]
    """Give the indicators of this plugin, as a list or as anything else that gives them one by one.

    Versions of one indicator stand side by side, each with a `since` of its own.

    Since: 0.1
    """
