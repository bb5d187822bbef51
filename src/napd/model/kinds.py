"""All kinds of question and of roll-up that napd has: each gets its name when its module is imported.

So this comes before any plugin, which can then give no other kind a name of these.
"""

from __future__ import annotations

from napd.model import (  # noqa: F401 - each registers its kinds
    ages,
    choices,
    level_of,
    measures,
    multi_choice,
    points,
    previous,
    ratio,
    rollups,
)
