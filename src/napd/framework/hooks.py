"""The hooks that a plugin can implement: the table of contents of the plugin contract.

A plugin is a distribution with an entry point, whose name is the plugin's short name. It is trusted code: installing
it lets it do whatever Python can do. What kind of plugin it is, the group of its entry point says, so that one is
imported only where what it gives is asked for. Each kind has one hook:

| group | hook | it gives |
|---|---|---|
| `napd` | `napd_indicators` | indicators |
| `napd.areas` | `napd_areas` | a registry of areas, which napd.toml names as `areas = "NAME"` |
| `napd.formats` | `napd_format` | a format of result tables: `napd score --format NAME` |
| `napd.sections` | `napd_section` | a section on the page of an indicator in a report |
| `napd.sources` | `napd_source` | what reads answers from files whose names end in NAME |
| `napd.commands` | `napd_command` | a command: NAME after `napd` |
| `napd.measures` | `napd_measures` | measures, and figures of them: `napd figures` |
| `napd.advice` | `napd_advice` | advice about one person or case: `napd ask NAME` |
| `napd.disclosure` | `napd_disclosure` | what chooses figures to hide, which napd.toml names under `[disclosure]` |
| `napd.layouts` | `napd_layout` | what the records of a count look like: `napd records NAME` |

The contract has the version of napd: a plugin says by its requirement, such as `napd>=0.1,<0.2`, for which it is made,
and one that is made for another is left out. Every hook is prefixed `napd_`, says since when it is there, and may take
any subset of the arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from napd.framework.formats import Format
    from napd.framework.sections import Section
    from napd.framework.source_formats import SourceFormat
    from napd.model.advice import Advice
    from napd.model.areas import AreaRegistry
    from napd.model.indicator import Indicator
    from napd.observations.figures import Figures

GROUP, AREAS, FORMATS, SECTIONS = "napd", "napd.areas", "napd.formats", "napd.sections"
SOURCES, COMMANDS, MEASURES, ADVICE = "napd.sources", "napd.commands", "napd.measures", "napd.advice"
DISCLOSURE, LAYOUTS = "napd.disclosure", "napd.layouts"
KINDS = {
    GROUP: "napd_indicators", AREAS: "napd_areas", FORMATS: "napd_format", SECTIONS: "napd_section",
    SOURCES: "napd_source", COMMANDS: "napd_command", MEASURES: "napd_measures", ADVICE: "napd_advice",
    DISCLOSURE: "napd_disclosure", LAYOUTS: "napd_layout",
}  # fmt: skip
"""The groups of entry points in which plugins are found, each with its hook."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def napd_indicators() -> Iterable[Indicator]:  # type: ignore[empty-body]
    """Give the indicators of this plugin, as a list or any other iterable.

    There may be several versions of one indicator, each with its own `since`.

    Since: 0.1
    """


@hookspec
def napd_areas() -> AreaRegistry:  # type: ignore[empty-body]
    """Give the areas of this plugin: regions, municipalities, and which belongs to which, and when.

    Since: 0.1
    """


@hookspec
def napd_format() -> Format:  # type: ignore[empty-body]
    """Give the format of this plugin: what writes result tables to a file.

    Since: 0.1
    """


@hookspec
def napd_section() -> Section:  # type: ignore[empty-body]
    """Give the section of this plugin: what a report adds to the page of one indicator.

    Since: 0.1
    """


@hookspec
def napd_source() -> SourceFormat:  # type: ignore[empty-body]
    """Give a reader of answers from files of one kind.

    The name of the entry point is the ending of these files, as in `json = "my_module"`, so napd knows from metadata
    alone which files it may find in a folder, and imports the plugin only when it is given such a file. Several endings
    are several entry points of one module.

    Since: 0.2
    """


@hookspec
def napd_command() -> Callable[..., int | None]:  # type: ignore[empty-body]
    """Give a command: a function as typer takes it, which returns the exit code, or nothing for 0.

    The name of the entry point is the name of the command. `napd --help` shows the first line of the docstring of the
    module that the entry point names. napd reads that line as text; the module is imported when the command or its own
    help is called.

    Since: 0.2
    """


@hookspec
def napd_measures() -> Figures:  # type: ignore[empty-body]
    """Give the measures of this plugin, and its figures; either may be empty.

    Each figure has its source, day and doubt, and a measure names the indicators beside which it is shown.

    Since: 0.2
    """


@hookspec
def napd_advice() -> Callable[[str], Advice]:  # type: ignore[empty-body]
    """Give the advice of this plugin: a function that takes a language, such as "nl", and returns a `napd.Advice`.

    The name of the entry point is that of the advice: NAME in `napd ask NAME`.

    Since: 0.2
    """


@hookspec
def napd_disclosure() -> Callable[[Any], Any]:  # type: ignore[empty-body]
    """Give what chooses, in a table of counts, the figures to hide beside small ones, so that no sum gives them back.

    It is a function that takes a `napd_disclosure.Hiding`, and returns an array of bool: for each figure of the table
    whether it is hidden. The name of the entry point is what `method` names under [disclosure] in napd.toml. Whatever
    it chooses is audited: if it chooses badly the table is coarsened or not written, and nothing is disclosed.

    Since: 0.2
    """


@hookspec
def napd_layout() -> object:
    """Give the layout of this plugin: what records look like, and what can be counted of them.

    It is a `napd_counts.RecordLayout`; napd itself knows nothing of records. The name of the entry point is that of the
    layout: NAME in `napd records NAME`.

    Since: 0.2
    """
