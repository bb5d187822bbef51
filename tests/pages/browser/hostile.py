"""Answers of one region with notes that try to be more than text."""

from __future__ import annotations

import pyarrow as pa

TITLE = f"</title><script>alert('titel')</script>\"'&amp; {'zonderspatie' * 10}"
NOTES = {
    "status": "<script>alert(1)</script><img src=x onerror=alert(2)> & \"twee\" 'een' `scheef` </blockquote></main>",
    "betrokken": "👩‍👩‍👧 🏠 مرحبا بالعالم \u202eomgekeerd\u202c שלום javascript:alert(3) {{ 7 * 7 }} ${8 * 8}",
    "actielijnen": "lang " * 1990 + "zonderspatie" * 5,
}
"""By question of the regioplan."""
TOLD = '<script>alert(6)</script> [klik](javascript:alert(7)) ![x](https://a.nl/"onerror=alert(8)) \u202eom </article>'
"""The text of a story."""
STORY = f"""---
titel: <b onclick=alert(9)>Titel</b> {{{{ 7 * 7 }}}}
verteller: ervaringskenner
dag: 2025-11-03
indicator: regioplan
link: https://a.nl/?x="><script>alert(10)</script>
toestemming: ja
---
{TOLD}

{"zonderspatie" * 60}
"""
VALUES = {"status": "vastgesteld", "betrokken": "<svg onload=alert(4)>", "actielijnen": "</script><script>alert(5)//"}
ANSWERS = pa.Table.from_pylist([
    {
        "round": round_, "area": "MO0402", "perspective": perspective, "indicator": "regioplan", "question": question,
        "value": VALUES[question], "note": note, "status": "concept",
    }
    for round_ in ("2025-06", "2025-12")
    for perspective in ("gemeente", "ervaringskenner")
    for question, note in NOTES.items()
])  # fmt: skip
