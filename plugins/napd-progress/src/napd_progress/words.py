"""The texts of this distribution."""

from __future__ import annotations

from napd.plugin import Texts, texts


def own(say: Texts) -> Texts:
    """The texts of this distribution, in the language in which napd speaks."""
    return texts(say.language, "napd_progress")
