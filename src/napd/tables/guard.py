"""The guard of CSV: an apostrophe before whatever a spreadsheet could take for a formula, and its way back.

Nobody knows by which separator a file is opened: a Dutch Excel splits at semicolons, and what follows one in a text
then stands in a cell of its own. So a text is guarded at its start and after every separator, also where blanks and
quotation marks come first. Apostrophes that stand there already are counted as guards, so that taking one away at each
of these places gives the text back, whatever it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from napd.tables.arrays import has_any

if TYPE_CHECKING:
    import pyarrow as pa

SEPARATORS = r",;|\t\n\v\f\r\x1c-\x1e\x{85}\x{2028}\x{2029}"
"""Signs at which a spreadsheet may begin another cell, or another row."""
BLANK = r'[" \x{a0}]*'
FORMULA = r"[=+@\x{ff1d}\x{ff0b}\x{ff20}\x{ff0d}-]"
"""What a cell begins with that runs; a spreadsheet in an Asian language takes the wide signs too."""
_START = rf"(^|[{SEPARATORS}])"
_OPEN, _GUARDED = rf"{_START}('*{BLANK}{FORMULA})", rf"{_START}'('*{BLANK}{FORMULA})"


def guarded(texts: pa.Array) -> pa.Array:
    """Texts, string or null, none of which has a formula in it by whatever separator it is split."""
    import pyarrow.compute as pc

    return pc.replace_substring_regex(texts, _OPEN, r"\1'\2")


def unguarded(texts: pa.Array) -> pa.Array:
    """The texts that `guarded` was given; any other text as it is.

    Where no text of their buffer has an apostrophe, as mostly, these are the very same array, after a search that costs
    next to nothing.
    """
    if not has_any(texts, "'"):
        return texts
    import pyarrow.compute as pc

    return pc.replace_substring_regex(texts, _GUARDED, r"\1\2")
