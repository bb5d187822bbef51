"""Plugins: found by their metadata, loaded one by one, and quarantined when something is wrong with them.

`pluggy.PluginManager.load_setuptools_entrypoints` stops at the first broken plugin without naming it, in file-system
order; here each plugin gets a manager of its own, in the order of its name, so that none can stop another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pluggy
from attrs import field, frozen

from napd import hookspecs
from napd.errors import NapdError, nearest, one_line
from napd.model.indicator import Indicator
from napd.model.scale import Scale

if TYPE_CHECKING:
    from napd.decision.table import Rubric

Step = Literal["read", "import", "register", "describe", "compile", "prove", "conflict"]
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("napd_"))
"""The hooks that a plugin can implement."""


class Loadable(Protocol):
    """What gives the module of a plugin: an entry point, or a file that is not installed."""

    @property
    def value(self) -> str:
        """The module, as an entry point names it."""

    def load(self) -> Any:
        """Import it."""


@frozen(order=True)
class Plugin:
    """A plugin, as its metadata names it; nothing of it has been imported.

    `fault` says why its entry point cannot be read; of a distribution whose whole file of entry points cannot be read,
    it is not known which plugins it has, and it stands here as one by its own name.
    """

    name: str
    distribution: str
    version: str
    entry_point: Loadable = field(eq=False, order=False, repr=False)
    fault: str = field(default="", eq=False, order=False, repr=False)

    def goes_by(self, name: str) -> bool:
        """Whether this is its name, or that of its distribution."""
        return name in (self.name, self.distribution)

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})"


@frozen
class Quarantined:
    """A plugin, or one of its indicators, that is left out, and why.

    Args:
        plugin: whose fault it is.
        step: how far it came.
        message: what went wrong, in one line.
        indicator: the id of the indicator that is left out; empty where it is the whole plugin.
        cause: the exception, where there was one.
    """

    plugin: Plugin
    step: Step
    message: str
    indicator: str = ""
    cause: BaseException | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        what = f"indicator {self.indicator!r} of plugin" if self.indicator else "plugin"
        return f"{what} {self.plugin} is left out, at the step {self.step!r}: {self.message}"


@frozen(eq=False)
class Provided:
    """An indicator that a plugin provides, with its proved rubric."""

    plugin: Plugin
    rubric: Rubric

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.rubric.indicator


def installed() -> tuple[Plugin, ...]:
    """Every installed plugin, sorted by name and distribution; imports none of them."""
    try:
        points = entry_points(group=hookspecs.GROUP)
    except Exception:  # noqa: BLE001 - a malformed file of any distribution at all stops it, in one way or another
        found = [plugin for each in distributions() for plugin in _plugins_of(each)]
        return tuple(sorted({(p.name, p.distribution): p for p in reversed(found)}.values()))  # the first on the path
    return tuple(sorted(map(plugin_of, points)))


def _plugins_of(distribution: Distribution) -> list[Plugin]:
    """The plugins of one distribution; where its entry points cannot be read, one that says so."""
    try:
        return [plugin_of(point) for point in distribution.entry_points if point.group == hookspecs.GROUP]
    except Exception:  # noqa: BLE001 - as above
        name, version = _named(distribution)
        fault = "its entry_points.txt is malformed, so its plugins cannot be found; install it anew, or uninstall it"
        return [Plugin(name, name, version, EntryPoint(name, "", hookspecs.GROUP), fault)]


def plugin_of(point: EntryPoint) -> Plugin:
    """The plugin that an entry point names; where metadata is missing, its distribution or version is "unknown"."""
    good = EntryPoint.pattern.match(point.value)
    fault = "" if good else f"its entry point is {point.value!r}, which is no module; the distribution must name one"
    return Plugin(point.name, *_named(point.dist), point, fault)


def _named(distribution: Distribution | None) -> tuple[str, str]:
    said = distribution.metadata if distribution else None  # each time this is asked for, the file is read again
    name, version = (said[key] if said and key in said else "unknown" for key in ("Name", "Version"))
    return name, version


def load(plugins: Iterable[Plugin]) -> tuple[tuple[Provided, ...], tuple[Quarantined, ...]]:
    """Load plugins one by one: what they provide, and what had to be left out.

    Raises nothing: an exception or `sys.exit` in a plugin puts that plugin in quarantine. Costs the import of each
    plugin and the compilation and proof of each of its indicators.
    """
    provided: list[Provided] = []
    quarantined: list[Quarantined] = []
    for plugin in plugins:
        good, bad = _load_one(plugin)
        provided += good
        quarantined += bad
    return tuple(provided), tuple(quarantined)


def conflicts(provided: Sequence[Provided]) -> tuple[Quarantined, ...]:
    """Indicators that several plugins provide, or one plugin twice in the same version; one entry for each plugin."""
    found = {}
    for one in provided:
        if rivals := [other for other in provided if other is not one and _clash(one, other)]:
            message = _choice(one, sorted({other.plugin for other in rivals} - {one.plugin}))
            found[one.plugin, one.indicator.id] = Quarantined(one.plugin, "conflict", message, one.indicator.id)
    return tuple(found.values())


def _clash(one: Provided, other: Provided) -> bool:
    same_plugin = one.plugin == other.plugin
    return one.indicator.id == other.indicator.id and (not same_plugin or one.indicator.since == other.indicator.since)


def _choice(one: Provided, rivals: Sequence[Plugin]) -> str:
    """What to do about an indicator that others provide too, or that one plugin provides twice."""
    if not rivals:
        return f"the plugin gives version {one.indicator.version} of it twice; let one begin on another day (since=)"
    siblings = any(rival.distribution == one.plugin.distribution for rival in rivals)
    called = one.plugin.name if siblings else one.plugin.distribution
    others = " and ".join(map(str, rivals))
    return (
        f"an indicator of {others} has this id too, so none of them is used. List in the framework file, under "
        f'indicators, which to use, with one of them for this id, such as "{called}:{one.indicator.id}"'
    )


def misfits(provided: Iterable[Provided], scale: Scale) -> tuple[Quarantined, ...]:
    """Indicators with other levels than the scale of the framework, which cannot be shown beside the rest."""
    odd = (each for each in provided if each.indicator.scale.ids != scale.ids)
    return tuple(dict.fromkeys(_misfit(each, scale) for each in odd))


def _misfit(one: Provided, scale: Scale) -> Quarantined:
    theirs, ours = ", ".join(one.indicator.scale.ids), ", ".join(scale.ids)
    message = f"it has the levels {theirs}, and the framework has {ours}"
    return Quarantined(one.plugin, "conflict", message, one.indicator.id)


class _Stop(Exception):  # noqa: N818 - not an error, the end of a plugin's way
    """What went wrong with a plugin, and at which step."""

    def __init__(self, step: Step, message: str) -> None:
        super().__init__(message)
        self.step = step


def _load_one(plugin: Plugin) -> tuple[list[Provided], list[Quarantined]]:
    if plugin.fault:
        return [], [Quarantined(plugin, "read", plugin.fault)]
    try:
        indicators = _indicators(plugin)
    except _Stop as stop:
        return [], [Quarantined(plugin, stop.step, str(stop), cause=stop.__cause__)]
    good: list[Provided] = []
    bad: list[Quarantined] = []
    for indicator in indicators:
        try:
            good.append(Provided(plugin, _proved(indicator)))
        except _Stop as stop:
            bad.append(Quarantined(plugin, stop.step, str(stop), indicator.id, stop.__cause__))
    return good, bad


def _indicators(plugin: Plugin) -> list[Indicator]:
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    step: Step = "import"
    try:
        module = plugin.entry_point.load()
        step = "register"
        manager.register(module, name=plugin.name)
        _check_hooks(manager, module)
        step = "describe"
        return _given(manager)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _Stop(step, one_line(error) + _where(plugin, error)) from error


def _check_hooks(manager: pluggy.PluginManager, module: object) -> None:
    """Refuse a plugin with a hook that napd does not have, or with none that it has.

    pluggy's own `check_pending` says less: it stops at the first, and names neither the nearest hook nor a plugin
    without any.
    """
    callers = manager.get_hookcallers(module) or []
    required = [c.name for c in callers if not all(hook.optionalhook for hook in c.get_hookimpls())]
    if unknown := [f"there is no hook {name!r}.{nearest(name, HOOKS)}" for name in required if name not in HOOKS]:
        raise NapdError("\n".join(unknown))
    if not callers and (bare := [name for name in HOOKS if hasattr(module, name)]):
        raise NapdError(f"{', '.join(bare)} is not marked as a hook; write @hookimpl above it")
    if not callers:
        raise NapdError(f"it has no hook; write one of these with @hookimpl above it: {', '.join(HOOKS)}")


def _given(manager: pluggy.PluginManager) -> list[Indicator]:
    """The indicators that the one plugin of this manager gives, if that is what they are."""
    hook = manager.hook.napd_indicators
    results = hook() or [None] * len(hook.get_hookimpls())  # pluggy passes over None
    for given in results:
        if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
            raise TypeError(f"napd_indicators() must return a list of indicators, not {_shown(given)}")
    indicators = [indicator for given in results for indicator in given]
    if wrong := [each for each in indicators if not isinstance(each, Indicator)]:
        raise TypeError(f"napd_indicators() must return indicators alone, and {_shown(wrong[0])} is none")
    return indicators


def _shown(value: object) -> str:
    return "None" if value is None else f"{type(value).__name__} {value!r:.60}"


def _proved(indicator: Indicator) -> Rubric:
    from napd.decision.proof import prove  # what lists plugins does without numpy
    from napd.decision.table import compile_rubric

    step: Step = "compile"
    try:
        rubric = compile_rubric(indicator)
        step = "prove"
        prove(rubric)
    except Exception as error:
        raise _Stop(step, one_line(error)) from error
    return rubric


def _where(plugin: Plugin, error: BaseException) -> str:
    """The last line of the plugin's own code that the exception passed through, where it did."""
    package = plugin.entry_point.value.partition(":")[0].partition(".")[0]
    passed = [(str(frame.f_globals.get("__name__")), line) for frame, line in walk_tb(error.__traceback__)]
    own = [f" (line {line} of {module})" for module, line in passed if module.partition(".")[0] == package]
    return own[-1] if own else ""
