"""The indicators of the dashboard Beschermd Thuis: from sheltered housing to a home of one's own, with support.

The words of the questions, options and rules are napd's own; the list of VNG is not public. That these are the subjects
of its dashboard is our inference. Each indicator is a module; what they have in common stands in `shared`.
"""

from __future__ import annotations

from napd import Indicator, hookimpl
from napd_beschermd_thuis import continuiteit, regiovisie, samenwerking, thuis, toegang, zicht

INDICATORS = tuple(module.indicator for module in (regiovisie, continuiteit, samenwerking, toegang, thuis, zicht))


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd every indicator of this distribution."""
    return [*INDICATORS]
