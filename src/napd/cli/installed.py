"""The command `plugins`; it loads no plugin, nor what indicators need, unless it is asked to."""

from __future__ import annotations

from collections.abc import Sequence

from napd.cli.show import say, show
from napd.plugins import Plugin, conflicts, installed, load


def list_plugins(*, load: bool, json: bool) -> int:
    """List the installed plugins from their metadata; load them only when asked."""
    found = installed()
    rows = [{"name": p.name, "distribution": p.distribution, "version": p.version} for p in found]
    left_out = _load_all(found, rows) if load else _unreadable(found)
    columns = {name: name for name in ("name", "distribution", "version", *(["state"] if load else []))}
    show(rows, columns, json=json)
    say("Plugins are trusted code: a plugin can do whatever Python can do.")
    return int(bool(left_out))


def _unreadable(plugins: Sequence[Plugin]) -> int:
    """Say what is wrong with those of which the entry point cannot be read; count them."""
    bad = [plugin for plugin in plugins if plugin.fault]
    for plugin in bad:
        say(f"napd: plugin {plugin}: {plugin.fault}")
    return len(bad)


def _load_all(plugins: Sequence[Plugin], rows: Sequence[dict[str, str]]) -> int:
    """Add to each row what its plugin provides, and what is wrong with it; count what is left out."""
    provided, broken = load(plugins)
    quarantined = (*broken, *conflicts(provided))
    for row, plugin in zip(rows, plugins, strict=True):
        out = {q.indicator for q in quarantined if q.plugin == plugin}
        good = dict.fromkeys(p.indicator.id for p in provided if p.plugin == plugin and p.indicator.id not in out)
        bad = [f"✕ {q.indicator or plugin.name} left out: {q.message}" for q in quarantined if q.plugin == plugin]
        row["state"] = "; ".join([*bad, *([f"✓ {', '.join(good)}"] if good else [])]) or "– no indicators"
    return len(quarantined)
