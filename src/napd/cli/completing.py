"""Completion in the shell: what a word that is begun can become, by the name of the parameter that it is for.

Every command gets it, those of plugins too. It reads napd.toml, areas and rounds; only for indicators and questions it
imports the plugins that give them, and compiles and proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

# As in `napd.cli.options`
from typer._click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from napd.model.indicator import Indicator

Found = Iterator[tuple[str, str]]
"""A word, and what it stands for, which some shells show beside it."""


def complete(ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
    """The words that begin as one that is typed, in any capitals; none where anything at all goes wrong.

    A shell has no place for an error, and the command itself will say what it is.
    """
    try:
        found = list(COMPLETED[param.name](ctx.params.get("framework")))
    except Exception:  # noqa: BLE001 - as above
        return []
    begun = incomplete.casefold()
    return [CompletionItem(word, help=meaning) for word, meaning in found if word.casefold().startswith(begun)]


def _areas(framework: str | None) -> Found:
    """Codes, and names with a dash in place of each blank, which need no quotation marks."""
    from napd.cli.areas import places
    from napd.model.spelling import slug

    areas = places(framework)[0]
    yield from ((area.code, area.name) for area in areas)
    yield from ((slug(area.name).replace("_", "-"), area.code) for area in areas)


def _rounds(framework: str | None) -> Found:
    from napd.cli.areas import places

    yield from ((each.id, each.label) for each in places(framework)[1])


def _indicators(framework: str | None) -> Found:
    yield from {one.id: one.title for one in _described(framework)}.items()


def _questions(framework: str | None) -> Found:
    """Those that a summary takes: of one question, of all of an indicator, and of all."""
    for one in _described(framework):
        yield one.id, one.title
        yield from ((f"{one.id}:{question.id}", question.text) for question in one.asked)


def _perspectives(framework: str | None) -> Found:
    from napd.framework.framework import PERSPECTIVES
    from napd.framework.settings import settings_of

    yield from ((name, "") for name in settings_of(framework).arguments.get("perspectives", PERSPECTIVES))


def _described(framework: str | None) -> Iterable[Indicator]:
    from napd.cli.start import local
    from napd.framework.hooks import GROUP
    from napd.framework.local import Local
    from napd.framework.plugins import described
    from napd.framework.settings import settings_of

    settings = settings_of(framework).arguments
    given = Local.of(files=settings.get("files", ())) + local()
    allowed = [name.partition(":")[0] for name in settings.get("names", ())]
    plugins = [one for one in given.among(GROUP) if "names" not in settings or any(map(one.goes_by, allowed))]
    return described([*plugins, *given.files])


COMPLETED: Mapping[str, Callable[[str | None], Found]] = {
    "area": _areas,
    **dict.fromkeys(("round", "from_round", "to_round", "before"), _rounds),
    "indicator": _indicators,
    "question": _questions,
    "perspective": _perspectives,
}
"""What completes a parameter, by its name."""
