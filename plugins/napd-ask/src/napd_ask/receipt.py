"""The receipt: which rules and amounts of which day gave an outcome. It holds no answer, and no hash of answers.

There are few answers to each question, so a hash of them could be guessed back: it would be the answers.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from napd import __version__
from napd.plugin import indicator_data
from napd_ask.inquiry import Assessment, Inquiry


def receipt(inquiry: Inquiry, found: Assessment) -> dict[str, Any]:
    """What made an outcome: versions, hashes, the day, the outcomes, and the ids of unknown questions."""
    advice = inquiry.advice
    amounts = {
        one.id: [[each.value, each.since.isoformat(), each.until.isoformat(), each.source] for each in one.amounts]
        for one in advice.parameters
    }
    return {
        "napd": __version__,
        "advice": advice.id,
        "version": advice.version,
        "rules": _hash([indicator_data(each) for each in (advice.indicator, *advice.beside)]),
        "amounts": _hash(amounts) if amounts else "",
        "day": found.day.isoformat(),
        "outcomes": {verdict.about: verdict.outcome for verdict in found.verdicts},
        "unknown": list(found.unknown),
        "notice": list(advice.notice),
    }


def _hash(data: Any) -> str:
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
