"""The command `plugins`; it loads no plugin, nor what indicators need, unless it is asked to."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Any

from napd.cli.added import given
from napd.cli.show import say, show
from napd.given import Given
from napd.plugins import Plugin, Provided, Quarantined, conflicts, installed, load


def list_plugins(*, load: bool, timings: bool, json: bool) -> int:
    """List the plugins, installed and given, from their metadata; load them only when asked."""
    added = given()
    found = (*added.unblocked(installed()), *added.plugins)
    rows: list[dict[str, Any]] = [{"name": p.name, "distribution": p.distribution, "version": p.version} for p in found]
    left_out = _load_all(found, rows, added, timings=timings) if load else _unreadable(found)
    more = [name for name, wanted in (("state", load), ("milliseconds", timings)) if wanted]
    columns = {name: name for name in ("name", "distribution", "version", *more)}
    show(rows, columns, json=json)
    say("Plugins are trusted code: a plugin can do whatever Python can do.")
    return int(bool(left_out))


def _unreadable(plugins: Sequence[Plugin]) -> int:
    """Say what is wrong with those of which the entry point cannot be read; count them."""
    bad = [plugin for plugin in plugins if plugin.fault]
    for plugin in bad:
        say(f"napd: plugin {plugin}: {plugin.fault}")
    return len(bad)


def _load_all(plugins: Sequence[Plugin], rows: Sequence[dict[str, Any]], added: Given, *, timings: bool) -> int:
    """Add to each row what its plugin provides, and what is wrong with it; count what is left out."""
    provided, broken = _loaded(plugins, rows) if timings else load(plugins)
    tried = {p.indicator.id for p in provided if p.plugin in added.plugins}
    used = [p for p in provided if p.plugin in added.plugins or p.indicator.id not in tried]
    quarantined = (*broken, *conflicts(used))
    for row, plugin in zip(rows, plugins, strict=True):
        out = {q.indicator for q in quarantined if q.plugin == plugin}
        good = dict.fromkeys(p.indicator.id for p in used if p.plugin == plugin and p.indicator.id not in out)
        bad = [f"✕ {q.indicator or plugin.name} left out: {q.message}" for q in quarantined if q.plugin == plugin]
        row["state"] = "; ".join([*bad, *([f"✓ {', '.join(good)}"] if good else [])]) or _nothing(plugin, provided)
    return len(quarantined)


def _nothing(plugin: Plugin, provided: Sequence[Provided]) -> str:
    """What is said of a plugin of which nothing is used."""
    replaced = any(each.plugin == plugin for each in provided)
    return "– the plugin that is tried takes its place" if replaced else "– no indicators"


def _loaded(
    plugins: Sequence[Plugin], rows: Sequence[dict[str, Any]]
) -> tuple[tuple[Provided, ...], tuple[Quarantined, ...]]:
    """Load plugins one by one, and add to each row the milliseconds that took: import, compilation and proof."""
    import napd.decision.proof  # noqa: F401 - what the first plugin would else pay for all of them

    provided: list[Provided] = []
    broken: list[Quarantined] = []
    for row, plugin in zip(rows, plugins, strict=True):
        begun = perf_counter()
        good, bad = load([plugin])
        row["milliseconds"] = round(1000 * (perf_counter() - begun))
        provided += good
        broken += bad
    return tuple(provided), tuple(broken)
