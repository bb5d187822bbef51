"""The framework: the set in use. Indicators, areas, rounds and perspectives, from a napd.toml or by default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from attrs import evolve, field, frozen

from napd.decision.decider import Decider
from napd.decision.proof import prove
from napd.decision.rubric import Rubric, compile_rubric
from napd.errors import Fault, ModelError, NapdError, nearest
from napd.framework.allowed import allowed_indicators, allowed_plugins
from napd.framework.conflicts import alone, level_faults, nowhere
from napd.framework.dashboards import dashboard_id, dashboards_named, dashboards_of, with_asked
from napd.framework.form_settings import FormSettings
from napd.framework.hooks import AREAS
from napd.framework.kinds import registry
from napd.framework.local import Local, providers
from napd.framework.plugins import Plugin, Quarantined, installed, load
from napd.framework.report_settings import report_settings
from napd.framework.settings import settings_of
from napd.model.areas import AreaRegistry
from napd.model.indicator import Indicator
from napd.model.rounds import Rounds
from napd.model.scale import LevelStyle
from napd.texts import LANGUAGE, Texts, check_language, texts

PERSPECTIVES = ("gemeente", "aanbieder", "corporatie", "ervaringskenner", "clientvertegenwoordiger")
"""Whose view an answer gives; the first is that of an answer that does not say."""
STATUSES = ("concept", "afgestemd")
"""How far an answer is: a draft, or aligned with the region."""
ALIGNED = STATUSES.index("afgestemd")
"""The status of what may be published."""


def _deciders(indicators: Iterable[Indicator | Rubric | Decider]) -> tuple[Decider, ...]:
    return tuple(_decider(indicator) for indicator in indicators)


def _decider(indicator: Indicator | Rubric | Decider) -> Decider:
    if isinstance(indicator, Decider):
        return indicator
    if isinstance(indicator, Rubric):
        return Decider(indicator)
    rubric = compile_rubric(indicator)
    prove(rubric)
    return Decider(rubric)


def _paths(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple({path.resolve(): path for path in map(Path, paths)}.values())  # each once, however it is named


@frozen(kw_only=True, eq=False)
class Framework:
    """The indicators, areas, rounds and settings in use.

    Args:
        indicators: as `Indicator` (compiled and proved here) or as proved `Rubric`; versions side by side.
        areas: which municipalities and regions exist, and which belongs to which, and when.
        rounds: the moments of assessment.
        levels: how levels are shown, by level id, if not as their indicators say. Each indicator keeps its own scale;
            if two have a level with the same id, both are shown like this.
        dashboards: titles of dashboards by their ids, in the order in which they are shown. The first is that of the
            indicators that name none: by default {"nap": "Nationaal Actieplan Dakloosheid"}. Once the framework is
            made, these are the dashboards that have indicators; those that only indicators name come last, by title.
        aside: titles, by id, of indicators that are not in use here, although answers and stories may be about them:
            these are passed over (see `showing`).
        perspectives: whose views are kept separate; the first is the default.
        publish: whether only answers with the status "afgestemd" count.
        confirmed: what may be published although it may contain personal data: the codes of notes and answers, as
            `napd check` gives them, and the names of files that may be published as a whole.
        as_of: the day whose versions of the indicators score every round; None to score each round by its own date.
        tiles: a file with the places of areas on the map of a report (`napd_report.tiles`), read when a map is drawn;
            None for the Dutch layout that comes with napd-report.
        form: what stands on the cover of every form: by when it is expected back, who sends it, where questions go.
        formats: the settings for formats in napd.toml, by the name of the format.
        report: what the pages of a report say of themselves (`napd_report`): the settings under [report] in napd.toml.
        disclosure: the rules of napd.toml by which small counts are hidden, for napd-disclosure.
        figures: CSV files with figures to read beside the levels, in addition to those of plugins (`napd.figures`);
            read when they are shown.
        stories: files and folders with stories (`napd.stories`), likewise.
        language: the language that napd itself speaks: nl or en. What an indicator says is in the language of its
            author.
        plugins: which plugin provides an indicator, by indicator id; empty for indicators given directly.
        areas_from: the plugin that provides the areas; None if they are shipped, from a file, or given directly.
        local: the plugins that are tried or blocked, for later calls of plugins: sources and sections.
        quarantined: what was left out while loading.

    Raises:
        ModelError: when two indicators have the same id and version, or no indicator has a level named in `levels`.
        NapdError: if napd has no texts in the language.
        ProofError: when a proof of an indicator fails.
    """

    deciders: tuple[Decider, ...] = field(alias="indicators", converter=_deciders)
    areas: AreaRegistry = field(factory=AreaRegistry.shipped)
    rounds: Rounds = field(factory=Rounds.shipped)
    levels: Mapping[str, LevelStyle] = field(factory=dict)
    dashboards: Mapping[str, str] = field(factory=dict)
    aside: Mapping[str, str] = field(factory=dict)
    perspectives: tuple[str, ...] = PERSPECTIVES
    publish: bool = False
    confirmed: tuple[str, ...] = ()
    as_of: date | None = None
    tiles: Path | None = None
    form: FormSettings = field(factory=FormSettings)
    formats: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    report: Mapping[str, Any] = field(factory=dict, converter=report_settings)
    disclosure: Mapping[str, Any] = field(factory=dict)
    figures: tuple[Path, ...] = field(default=(), converter=_paths)
    stories: tuple[Path, ...] = field(default=(), converter=_paths)
    language: str = LANGUAGE
    plugins: Mapping[str, Plugin] = field(factory=dict)
    areas_from: Plugin | None = None
    local: Local = field(factory=Local)
    quarantined: tuple[Quarantined, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_language(self.language)
        object.__setattr__(self, "deciders", tuple(_styled(decider, self.levels) for decider in self.deciders))
        object.__setattr__(self, "dashboards", dashboards_of(self.indicators, self.dashboards))
        said = [f"two indicators have the id {i!r} and the version {v}" for i, v in _repeated(self.indicators)]
        said += level_faults(self.indicators)
        said += [f"indicator {one.id!r}: {why}" for one in self.indicators if (why := nowhere(one, self.areas))]
        faults = [Fault((), text) for text in said]
        known = dict.fromkeys(level for indicator in self.indicators for level in indicator.scale.ids)
        # Of an indicator that was left out the levels are not known
        odd = [] if self.quarantined else [level for level in self.levels if level not in known]
        no_level = "levels: no indicator has a level"
        faults += [Fault(("levels", level), f"{no_level} {level!r}.{nearest(level, known)}") for level in odd]
        if faults:
            raise ModelError.of(faults)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every version of every indicator, ordered by id and version."""
        return tuple(sorted((d.rubric.indicator for d in self.deciders), key=lambda i: (i.id, i.since)))

    @property
    def say(self) -> Texts:
        """The texts of its language."""
        return texts(self.language)

    @property
    def bare(self) -> Self:
        """The same as data only, which can be sent to another process: without the plugins that it came from."""
        return evolve(self, indicators=self.deciders, plugins={}, areas_from=None, local=Local(), quarantined=())

    def decider(self, indicator: Indicator) -> Decider:
        """The compiled form of one of the indicators."""
        return next(d for d in self.deciders if d.rubric.indicator is indicator)

    def indicator(self, name: str, version: str) -> Indicator:
        """A version of an indicator, by its id and version."""
        return self._versions[name, version]

    @cached_property
    def _versions(self) -> Mapping[tuple[str, str], Indicator]:
        return {(one.id, one.version): one for one in self.indicators}

    def dashboard(self, indicator: str) -> str:
        """The id of the dashboard that an indicator is on, by its own id; its last version says which. Else empty."""
        return self._on.get(indicator, "")

    @cached_property
    def _on(self) -> Mapping[str, str]:
        first = next(iter(self.dashboards), "")
        return {one.id: dashboard_id(one.dashboard) or first for one in self.indicators}

    def titles(self, dashboards: Iterable[str]) -> dict[str, str]:
        """The title to show above each of some dashboards, in their order; empty if one, which nobody chose, is all."""
        there = {*dashboards}
        keys = [key for key in self.dashboards if key in there]
        return {key: self.dashboards[key] if self.aside or len(keys) > 1 else "" for key in keys}

    def place(self, indicator: Indicator) -> tuple[int, str, int, str]:
        """By what indicators are ordered where they are shown: dashboard, theme, action line and id, never a level."""
        number = [*self.dashboards].index(self.dashboard(indicator.id))
        return number, indicator.theme, indicator.action_line or 0, indicator.id

    def showing(self, dashboards: str | Iterable[str]) -> Self:
        """The same framework with the indicators of some dashboards, and those whose levels these ask.

        What answers say on other dashboards is passed over: it is no problem, and it does not count.

        Args:
            dashboards: their ids or titles.

        Raises:
            UnknownName: for a dashboard that the framework does not have.
        """
        wanted = dashboards_named(self.dashboards, [dashboards] if isinstance(dashboards, str) else [*dashboards])
        ids = with_asked(self.indicators, [name for name, key in self._on.items() if key in wanted])
        kept = [decider for decider in self.deciders if decider.rubric.indicator.id in ids]
        known = {level for decider in kept for level in decider.rubric.indicator.scale.ids}
        levels = {level: style for level, style in self.levels.items() if level in known}
        aside = {one.id: one.title for one in self.indicators if one.id not in ids}
        return evolve(self, indicators=kept, levels=levels, aside={**self.aside, **aside})

    def knowing(self, other: Framework) -> Self:
        """The same framework, with the versions of indicators that only another has: to tell of both in words.

        Raises:
            ModelError: when the indicators of the two cannot stand side by side.
        """
        mine = {(one.id, one.version) for one in self.indicators}
        more = [d for d in other.deciders if (d.rubric.indicator.id, d.rubric.indicator.version) not in mine]
        return evolve(self, indicators=(*self.deciders, *more)) if more else self

    def at(self, on: date) -> tuple[Indicator, ...]:
        """The version of each indicator that scores a round on this day: the latest that has begun; ordered by id."""
        day = self.as_of or on
        current = {indicator.id: indicator for indicator in self.indicators if indicator.since <= day}
        return tuple(current.values())

    def dated(self, when: str) -> Self:
        """The same framework with the rules of one day for every round: `as_of` is set.

        Who belongs to which region is still that of each round's own date.

        Args:
            when: id of a round, which stands for its date, or a day such as 2025-12-01.

        Raises:
            NapdError: when it is neither, or no indicator applied yet.
        """
        on = self.rounds[when].date if when in self.rounds else _day(when, self.rounds)
        framework = evolve(self, as_of=on)
        if self.indicators and not framework.at(on):
            first = min(indicator.since for indicator in self.indicators)
            raise NapdError(f"no indicator applied on {on}: the first applies since {first}")
        return framework

    @classmethod
    def installed(cls, names: Sequence[str] | None = None, *, given: Local | None = None, **rest: Any) -> Self:
        """The framework of the installed plugins, or of those that `names` allows; nothing else is imported.

        Args:
            names: names of plugins or of their distributions, or "plugin:indicator" for one indicator of a plugin.
            given: plugins and files that are not installed; what they provide replaces what is installed.
            rest: as for `Framework`; `areas` may be the name of a plugin that provides a registry.

        Raises:
            NapdError: with a line for each name that no installed plugin has, for each indicator that its plugin lacks,
                or for each fault of a file that is given.
        """
        given = given or Local()
        plugins = given.unblocked(installed())
        provided, quarantined = load(plugins if names is None else allowed_plugins(names, plugins))
        chosen, left_out = given.beside(allowed_indicators(provided, names, quarantined))
        if isinstance(name := rest.get("areas"), str):
            try:
                found = registry(name, given.among(AREAS))
            except NapdError as error:
                raise NapdError.of(error.at("areas")) from error
            rest |= {"areas": found.value, "areas_from": found.plugin}
        lost = alone(chosen, rest.get("areas") or AreaRegistry.shipped())
        out = {(each.plugin, each.indicator) for each in lost}
        kept = [p for p in chosen if (p.plugin, p.indicator.id) not in out]
        rest["quarantined"] = (*quarantined, *left_out, *lost)
        return cls(indicators=[p.rubric for p in kept], plugins=providers(kept), local=given, **rest)

    @classmethod
    def load(cls, path: str | Path | None = None, given: Local | None = None) -> Self:
        """The framework that a napd.toml describes; without a file, all installed indicators and shipped facts.

        Args:
            path: the file; None takes napd.toml in the working directory, if there is one.
            given: what is given besides; of two files with the same version of an indicator, the one given here counts.

        Raises:
            NapdError: with a line for each fault of the file.
        """
        settings = settings_of(path)
        arguments = {name: value for name, value in settings.arguments.items() if name != "files"}
        given = Local.of(files=settings.arguments.get("files", ())) + (given or Local())
        try:
            return cls.installed(given=given, **arguments)
        except NapdError as error:
            raise settings.located(error) from None


def _styled(decider: Decider, styles: Mapping[str, LevelStyle]) -> Decider:
    """The same with its levels shown in a style; if that changes nothing, the same object, with all it cached."""
    indicator = decider.rubric.indicator
    scale = indicator.scale.styled(styles)
    if scale == indicator.scale:
        return decider
    return Decider(evolve(decider.rubric, indicator=evolve(indicator, scale=scale)))


def _day(when: str, rounds: Rounds) -> date:
    try:
        return date.fromisoformat(when)
    except ValueError:
        hint = rounds.hint(when) or f"The rounds are: {', '.join(each.id for each in rounds)}."
        raise NapdError(f"{when!r} is neither a round nor a day such as 2025-12-01. {hint}") from None


def _repeated(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    seen = [(indicator.id, indicator.version) for indicator in indicators]
    return sorted({pair for pair in seen if seen.count(pair) > 1})
