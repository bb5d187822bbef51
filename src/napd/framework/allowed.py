"""The list of what a framework may use: plugins by name, and single indicators of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from napd.errors import Fault, NapdError, nearest
from napd.framework.plugins import Plugin, Provided, Quarantined


def allowed_plugins(names: Iterable[str], plugins: Sequence[Plugin]) -> list[Plugin]:
    """The plugins that an allow-list names."""
    wanted = [name.partition(":")[0] for name in names]
    known = {called for plugin in plugins for called in (plugin.name, plugin.distribution)}
    unknown = {place: name for place, name in enumerate(wanted) if name not in known}
    none = "indicators: no plugin"
    if faults := [
        Fault(("indicators", place), f"{none} {name!r} is installed.{nearest(name, known)}")
        for place, name in unknown.items()
    ]:
        raise NapdError.of(faults)
    return [plugin for plugin in plugins if any(map(plugin.goes_by, wanted))]


def allowed_indicators(
    provided: Sequence[Provided], names: Iterable[str] | None, quarantined: Sequence[Quarantined]
) -> list[Provided]:
    """What the allow-list chooses of what its plugins provide."""
    if names is None:
        return list(provided)
    chosen: list[Provided] = []
    faults = []
    for place, name in enumerate(names):
        who, _, indicator = name.partition(":")
        ours = [p for p in provided if p.plugin.goes_by(who)]
        picked = [p for p in ours if indicator in ("", p.indicator.id)]
        out = [q for q in quarantined if q.plugin.goes_by(who) and (q.indicator in ("", indicator) or not indicator)]
        if not picked and not out:
            faults.append(Fault(("indicators", place), _lacking(who, indicator, [p.indicator.id for p in ours])))
        chosen += picked
    if faults:
        raise NapdError.of(faults)
    return list(dict.fromkeys(chosen))


def _lacking(plugin: str, indicator: str, known: Sequence[str]) -> str:
    what = f"has no indicator {indicator!r}.{nearest(indicator, known)}" if indicator else "gives no indicators"
    return f"indicators: plugin {plugin!r} {what}"
