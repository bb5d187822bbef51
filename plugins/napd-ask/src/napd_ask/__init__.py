"""Ask: one question after another, until it is decided or only weighing is left.

In Python: `inquiry_named` gives what can be asked, its `next_question` what to ask next, and `assess` what follows.
"""

from __future__ import annotations

from napd_ask.answers import read_case
from napd_ask.found import advice_of, inquiry_named
from napd_ask.inquiry import AdviceVerdict, Assessment, GroundStanding, Inquiry
from napd_ask.knowledge import Situation

__all__ = [
    "AdviceVerdict",
    "Assessment",
    "GroundStanding",
    "Inquiry",
    "Situation",
    "advice_of",
    "inquiry_named",
    "read_case",
]
