"""A story as it was written: its fields as texts, and where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from attrs import evolve, field, frozen

from napd.model.spelling import as_read
from napd.tables.problems import Place, Problem, Severity, problem_at
from napd.tables.schemas import FICTIONAL
from napd.texts import Message, languages, texts

FIELDS = ("title", "told_by", "day", "area", "indicator", "action_line", "link", "status", "consent", FICTIONAL, "text")
"""What is said of a story, and the text itself."""
NEEDED = ("title", "told_by", "day", "text")
"""What every story has, beside consent."""


def called(name: str, language: str) -> str:
    """What people call a field in a language."""
    return FICTIONAL if name == FICTIONAL else texts(language).several(f"story.field.{name}")[0]


@cache
def spellings() -> Mapping[str, str]:
    """The fields by what people may call them in any language, as they are read."""
    found = {as_read(name.replace("_", " ")): name for name in FIELDS}
    for language in languages():
        for name in FIELDS:
            words = () if name == FICTIONAL else texts(language).several(f"story.field.{name}")
            found |= {as_read(word): name for word in words}
    return found


@frozen(eq=False)
class StoryDraft:
    """A story that is still to be checked.

    Args:
        texts: by the name of the field, one of `FIELDS`; what is not said is left out.
        place: where a field stands, or should.
        names: what fields are called where they stand, if they are columns or lines of a file.
    """

    texts: Mapping[str, str]
    place: Callable[[str], Place]
    names: Mapping[str, str] = field(factory=dict)

    def get(self, name: str) -> str:
        """The text of a field; '' where nothing is said."""
        return self.texts.get(name, "").strip()

    def problem(
        self, kind: str, name: str, message: Message | str, hint: Message | str, severity: Severity | None = None
    ) -> Problem:
        """What is wrong with one of its fields; as bad as its kind is, where nothing else is said."""
        shown = "" if name == "text" else self.get(name)
        found = problem_at(self.place(name), kind, message, hint, shown)
        return evolve(found, column=self.names.get(name, ""), severity=severity or found.severity)
