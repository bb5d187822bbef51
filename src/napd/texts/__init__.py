"""Texts: every sentence that people read, as data: a file for each language, and one for the kinds of problem.

A text is asked for by its key, such as "explain.rule": the part of napd that says it, and what is said. A distribution
has its own folder `texts`, with the same files. The files are read at the first sentence, once for each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from napd.errors import NapdError, nearest

LANGUAGE = "nl"
"""The language where nobody names one."""
PROBLEMS = "problems"
"""The file that is no language."""


class Texts:
    """The texts of one language, by their keys.

    Args:
        language: its code, such as "nl".
        package: whose texts they are.
    """

    def __init__(self, language: str, package: str) -> None:
        self.language, self.package = language, package
        self._tables: dict[str, Mapping[str, str]] = {}

    def __call__(self, key: str, /, *places: object, **named: object) -> str:
        """The text of a key, with what it speaks of in the place of `{}` and of names in braces.

        Raises:
            KeyError: when there is no such text, or it speaks of more than is given.
        """
        text: str = self._texts[key]
        return text.format(*places, **named) if places or named else text

    def find(self, key: str) -> str:
        """The text of a key; '' if there is none."""
        return str(self._texts.get(key, ""))

    def table(self, key: str) -> Mapping[str, str]:
        """The texts under a key, by the rest of their own keys."""
        if key not in self._tables:
            start = f"{key}."
            mine = {name.removeprefix(start): text for name, text in self._texts.items() if name.startswith(start)}
            self._tables[key] = MappingProxyType(mine)
        return self._tables[key]

    def several(self, key: str) -> tuple[str, ...]:
        """A text that is a list, such as the names of the months."""
        return tuple(self._texts[key])

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all texts."""
        return frozenset(self._texts)

    @cached_property
    def _texts(self) -> Mapping[str, Any]:
        return dict(_flat(_read(self.language, self.package)))

    def __repr__(self) -> str:
        return f"<Texts: {self.language} of {self.package}>"


@cache
def texts(language: str = LANGUAGE, package: str = "napd") -> Texts:
    """The texts of a language; nothing is read before the first sentence.

    >>> say = texts("en")
    >>> say("explain.rule", 2)
    'rule 2'
    """
    return Texts(language, package)


DUTCH = texts("nl")


@cache
def problem_kinds() -> Mapping[str, Mapping[str, str]]:
    """Every kind of problem in answers: its severity, its meaning in English, and what is said of it by language."""
    kinds: Mapping[str, Mapping[str, str]] = _read(PROBLEMS, "napd")
    return kinds


def problem_text(kind: str, language: str) -> str:
    """What is said of a kind of problem to whoever gave the answer; of one that a plugin brings, to look at it."""
    return problem_kinds().get(kind, {}).get(language) or texts(language)("problem.look")


def languages(package: str = "napd") -> tuple[str, ...]:
    """The codes of the languages that a package has texts in, by alphabet."""
    names = (file.name for file in _folder(package).iterdir())
    return tuple(sorted(stem for stem in _stems(names) if stem != PROBLEMS))


def check_language(language: str) -> None:
    """Refuse a language that napd has no texts in.

    Raises:
        NapdError: with the languages that there are.
    """
    known = languages()
    if language not in known:
        more = nearest(str(language), known) or f" There are: {', '.join(known)}."
        raise NapdError(f"napd has no texts in the language {language!r}.{more}")


def _stems(names: Iterator[str]) -> Iterator[str]:
    return (name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def _folder(package: str) -> Path:
    return Path(str(import_module(package).__file__)).with_name("texts")


def _read(name: str, package: str) -> Mapping[str, Any]:
    import tomllib  # not before the first sentence: many commands say none

    return tomllib.loads((_folder(package) / f"{name}.toml").read_text(encoding="utf-8"))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value
