"""The columns of the tables that say what changed between two rounds; a part of the schemas."""

from __future__ import annotations

import pyarrow as pa

WORD = pa.dictionary(pa.int32(), pa.string())
CAUSES = {
    "method": "another version of the indicator",
    "composition": "municipalities that joined, left or merged",
    "time": "time that passed since a day that was answered",
    "previous": "the value of the round before, which is that of another round",
    "known": "answers that were missing and are given now",
    "answers": "answers that are others",
    "lost": "answers that were given and are missing now",
}
"""What a change between two rounds can come from, in the order in which they are taken."""
_RANKS = "in levels; null where the indicator does not apply, or has no score or another scale, before or after"
_MOVED = tuple(
    (f"{cause}_{end}", pa.int8(), f"how far the {end}est level possible moved by {words}, {_RANKS}")
    for cause, words in CAUSES.items()
    for end in ("low", "high")
)
_AFTER = tuple(
    (f"{cause}_possible", WORD, f"every outcome that is possible after it moved by {words}; else null")
    for cause, words in CAUSES.items()
)
_CHANGES = (
    "certain: up, down, applies, not_applicable, other, same; perhaps none: narrower, wider, open; rescaled, where the "
    "levels before and after are of two scales; new, gone"
)
_BETWEEN = (
    ("from_round", WORD, "id of the round that is compared"),
    ("to_round", WORD, "id of the round that it is compared with"),
)

CHANGE_COLUMNS: dict[str, tuple[tuple[str, pa.DataType, str], ...]] = {
    "changes": (
        *_BETWEEN,
        ("region", WORD, "code of the region, of which the area may be a municipality"),
        ("area", WORD, "code of the area that is scored"),
        ("perspective", WORD, "whose view the answers give"),
        ("indicator", WORD, "id of the indicator"),
        ("from_version", WORD, "the version that scored before; null where there was no score"),
        ("to_version", WORD, "the version that scores after; null where there is no score"),
        ("from_status", WORD, "the status before; null where there was no score"),
        ("to_status", WORD, "the status after; null where there is no score"),
        ("from_level", WORD, "the level before, where it was known; else null"),
        ("to_level", WORD, "the level after, where it is known; else null"),
        ("from_possible", WORD, "every outcome that was possible before, as in the scores; null without a score"),
        ("to_possible", WORD, "every outcome that is possible after; likewise"),
        (
            "change",
            WORD,
            _CHANGES,
        ),
        ("causes", WORD, "the causes by which what is possible moved, in their order, with | between them"),
        ("low", pa.int8(), f"how far the lowest level possible moved, {_RANKS}"),
        ("high", pa.int8(), f"how far the highest level possible moved, {_RANKS}"),
        *_MOVED,
        *_AFTER,
    ),
    "changed_answers": (
        *_BETWEEN,
        ("region", WORD, "code of the region, of which the area may be a municipality"),
        ("area", WORD, "code of the area that answers; of a municipality that merged its successor"),
        ("perspective", WORD, "whose view it is"),
        ("indicator", WORD, "id of the indicator"),
        ("question", WORD, "id of the question"),
        ("cause", WORD, "known: missing before; answers: another before; lost: missing after"),
        ("from_value", pa.string(), "the answer before; null where it was missing"),
        ("from_note", pa.string(), "the note that stood with it; null without one"),
        ("to_value", pa.string(), "the answer after; null where it is missing"),
        ("to_note", pa.string(), "the note that stands with it; null without one"),
        ("carried", pa.bool_(), "whether the earlier answer was carried from municipalities that merged"),
    ),
    "carried": (
        *_BETWEEN,
        ("region", WORD, "code of the region of the successor"),
        ("area", WORD, "code of the successor"),
        ("parts", WORD, "codes of the municipalities that became it, with | between them"),
        ("perspective", WORD, "whose view it is"),
        ("indicator", WORD, "id of the indicator"),
        ("question", WORD, "id of the question"),
        ("values", pa.string(), "what each part said, in the same order, with ; between them; - where it said nothing"),
        (
            "how",
            WORD,
            "sum, least, most or same; nothing is carried where it is incomplete, a contradiction or unusable",
        ),
        ("value", pa.string(), "the answer that is carried; null where none is"),
    ),
}
