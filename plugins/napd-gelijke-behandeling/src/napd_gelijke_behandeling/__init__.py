"""Advice: has a homeless EU citizen a right to equal treatment, and so to shelter, social assistance and support?

Our own reading of the law. No lawyer has checked it; the questions are not those of the checklist of the Dutch state,
which is not public.
"""

from __future__ import annotations

from collections.abc import Callable

from napd import Advice, hookimpl


@hookimpl
def napd_advice() -> Callable[[str], Advice]:
    """Give napd the advice, in the language that is asked for."""
    from napd_gelijke_behandeling.rules import advice

    return advice
