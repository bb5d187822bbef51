"""Texts: every sentence that people read, as data: a file for each language, and one for the kinds of problem.

A text is asked for by its key, such as "explain.rule": the part of napd that says it, and what is said. A distribution
has its own folder `texts`, with a file for each language. A file is read when the first sentence of it is said.

What is found before it is known in which language it will be told, such as a problem, is kept as a `Message`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from napd.errors import NapdError, nearest

if TYPE_CHECKING:
    from datetime import date

LANGUAGE = "nl"
"""The language where nobody names one."""
PROBLEMS = "problems"
"""The file that is no language."""
LONG = 200
"""Signs of a text that a message quotes; a cell may have tens of thousands."""


def shortened(text: str) -> str:
    """A text as a message quotes it."""
    return text if len(text) <= LONG else f"{text[:LONG]}…"


class Message:
    """A sentence that is still to be said in a language; `Texts.worded` says it.

    As a text it is in English, as errors of the Python interface are.

    Args:
        key: of its text; of a kind of problem "problem.KIND.NAME".
        package: whose text it is.
        named: what stands in the place of names in braces. A text is cut after `LONG` signs; a list has commas between
            its parts; a whole number is a count, and gets the sign for thousands. A number called `count` chooses
            between the texts "KEY_one" and "KEY_several".

    >>> texts("en").worded(Message("problem.not_whole.message", value="2,5"))
    "'2,5' is not a whole number"
    """

    __slots__ = ("key", "named", "package")  # not of attrs, which the help does without

    def __init__(self, key: str, /, package: str = "napd", **named: Any) -> None:
        self.key, self.package, self.named = key, package, named

    def __eq__(self, other: object) -> bool:
        said = (self.key, self.package, self.named)
        return isinstance(other, Message) and said == (other.key, other.package, other.named)

    def __hash__(self) -> int:
        return hash((self.key, self.package))

    def __repr__(self) -> str:
        return f"Message({self.key!r}, package={self.package!r}, named={self.named!r})"

    def having(self, **named: Any) -> Message:
        """The same, speaking of something else as well."""
        return Message(self.key, self.package, **{**self.named, **named})

    def __str__(self) -> str:
        return texts("en").worded(self)


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
        """The text of a key, with what it speaks of in the place of `{}` and of names in braces; see `Message`.

        Raises:
            KeyError: when there is no such text, or it speaks of more than is given.
        """
        if "count" in named:
            key += "_one" if named["count"] == 1 else "_several"
        text: str = self._texts[key] if key in self._texts else self._problems[key]
        if not (places or named):
            return text
        return text.format(*map(self._shown, places), **{name: self._shown(one) for name, one in named.items()})

    def worded(self, message: Message | str) -> str:
        """A message in this language; what is in words already, as it is.

        Raises:
            KeyError: as a call does.
        """
        if isinstance(message, str):
            return message
        said = self._of(message.package)
        return said(message.key, **{name: _cut(value) for name, value in message.named.items()})

    def _of(self, package: str) -> Texts:
        """The texts of a package in this language, or in one that it has."""
        if package == self.package:
            return self
        known = languages(package)
        return texts(self.language if self.language in known else known[0], package)

    def _shown(self, value: Any) -> Any:
        if isinstance(value, Message):
            return self.worded(value)
        if isinstance(value, tuple):
            return ", ".join(str(self._shown(part)).strip() for part in value)
        return f"{value:,}".replace(",", self._thousands) if type(value) is int else value

    @cached_property
    def _thousands(self) -> str:
        return texts(self.language)("words.thousands")

    def day(self, day: date) -> str:
        """A day as people say it, such as "31 december 2025"."""
        return f"{day.day} {self._of('napd').several('words.months')[day.month - 1]} {day.year}"

    def find(self, key: str) -> str:
        """The text of a key; '' if there is none."""
        return str(self._texts.get(key) or self._problems.get(key, ""))

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
        return frozenset((*self._texts, *self._problems))

    @cached_property
    def _texts(self) -> Mapping[str, Any]:
        return dict(_flat(_read(self.language, self.package)))

    @cached_property
    def _problems(self) -> Mapping[str, Any]:
        """What is said of kinds of problem; the file is read when the first problem is told."""
        kinds = problem_kinds() if self.package == "napd" else {}
        return dict(_flat({kind: about[self.language] for kind, about in kinds.items()}, "problem."))

    def __repr__(self) -> str:
        return f"<Texts: {self.language} of {self.package}>"


def texts(language: str = LANGUAGE, package: str = "napd") -> Texts:
    """The texts of a language; nothing is read before the first sentence.

    >>> say = texts("en")
    >>> say("explain.rule", 2)
    'rule 2'
    """
    return _texts(language, package)


@cache
def _texts(language: str, package: str) -> Texts:
    return Texts(language, package)


DUTCH = texts("nl")


@cache
def problem_kinds() -> Mapping[str, Mapping[str, Any]]:
    """Every kind of problem: its severity, its meaning in English, and what is said of it by language."""
    kinds: Mapping[str, Mapping[str, Any]] = _read(PROBLEMS, "napd")
    return kinds


def problem_text(kind: str, language: str) -> str:
    """What is said of a kind of problem to whoever gave the answer; of one that a plugin brings, to look at it."""
    say = texts(language)
    return say.find(f"problem.{kind}.comment") or say("problem.look")


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


def _cut(value: Any) -> Any:
    return shortened(value) if isinstance(value, str) else value


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
