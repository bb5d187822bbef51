"""Shares: of which n published percentages can be the shares, as people read it and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from napd.errors import NapdError
from napd.model.options import in_a_row
from napd.tables.columns import aligned
from napd.texts import LANGUAGE, Texts, texts
from napd.views.percentages import MOST, Percentage, could_be

WIDE = 6
"""How many n stand on a line."""


@frozen
class Shares:
    """The n for which some rounded percentages can be shares.

    Args:
        percentages: as they were published.
        n: the n that is asked about, or None.
        fits: for each possible n up to 100, the counts that give each percentage.
    """

    percentages: Sequence[Percentage]
    n: int | None
    fits: Mapping[int, Sequence[Sequence[int]]]

    @classmethod
    def of(cls, percentages: Sequence[str], n: int | None = None) -> Shares:
        """Read percentages that are shares of one n.

        Args:
            percentages: as they were published, at least one.
            n: the one to ask about; None for all up to 100.

        Raises:
            NapdError: if something is not a percentage, or n is below 1.
        """
        if n is not None and n < 1:
            raise NapdError(f"n is at least 1, not {n}")
        read = [Percentage.of(text) for text in percentages]
        by_n = [could_be(text) for text in percentages]
        shared = [one for one in by_n[0] if all(one in counts for counts in by_n)]
        return cls(read, n, {one: [counts[one] for counts in by_n] for one in shared})

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data, for JSON."""
        names = [str(one) for one in self.percentages]
        listed = [{"n": n, "counts": dict(zip(names, map(list, each), strict=True))} for n, each in self.fits.items()]
        asked: dict[str, Any] = {}
        if self.n:
            asked = {"n": self.n, "possible": all(one.counts(self.n) for one in self.percentages)}
            asked["in_a_table"] = {str(one): list(one.in_a_table(self.n)) for one in self.percentages}
        return {"percentages": names, **asked, "up_to": MOST, "could_be": listed}

    def text(self, language: str = LANGUAGE) -> str:
        """For people: the verdict on n, if one was given, then every possible n up to 100."""
        say = texts(language)
        verdict = _verdict(say, self.percentages, self.n) if self.n else ()
        return "\n".join([*verdict, *_list(say, self.percentages, self.fits)])

    def __str__(self) -> str:
        return self.text()


def _verdict(say: Texts, read: Sequence[Percentage], n: int) -> Iterator[str]:
    """Whether each percentage can be a share of n, and with which count; or why not."""
    for one in read:
        counts = one.counts(n)
        if counts:
            which = in_a_row([_count_of(say, count, n) for count in counts], say("words.or"))
            yield f"✓ {say('shares.can', _words(say, one), n, which)}"
        else:
            beside = "; ".join(_beside(say, one, count, n) for count in one.around(n))
            key = "shares.cannot_so" if one.nearly(n) else "shares.cannot"
            yield f"✕ {say(key, _words(say, one), n, beside)}"
            yield f"  {say('shares.between')}"
        if shown := one.in_a_table(n):
            which = in_a_row([_count_of(say, count, n) for count in shown], say("words.or"))
            yield f"  {say('shares.in_a_table' if counts else 'shares.only_in_a_table', which, _words(say, one))}"
    yield ""


def _count_of(say: Texts, count: int, n: int) -> str:
    share = f"{100 * count / n:.2f} %".replace(".", say("words.decimal"))
    return say("shares.count", count, n, share)


def _beside(say: Texts, one: Percentage, count: int, n: int) -> str:
    rounded = Percentage((2 * one.all * count + n) // (2 * n), one.decimals)
    return say("shares.beside", _count_of(say, count, n), _words(say, rounded))


def _list(say: Texts, read: Sequence[Percentage], fits: Mapping[int, Sequence[Sequence[int]]]) -> Iterator[str]:
    """Every n up to 100 that is possible, with the counts."""
    what = f" {say('words.and')} ".join(_words(say, one) for one in read)
    if fits:
        yield say("shares.fits_all" if len(read) > 1 else "shares.fits", what, MOST)
        cells = [f"n = {n}: {', '.join('/'.join(map(str, each)) for each in counts)}" for n, counts in fits.items()]
        lines = [cells[at : at + WIDE] for at in range(0, len(cells), WIDE)]
        yield from (f"  {line}" for line in aligned([[*line, *[""] * (WIDE - len(line))] for line in lines]))
    else:
        yield say("shares.none", MOST, what)
    yield say("shares.always", max(one.all for one in read))


def _words(say: Texts, one: Percentage) -> str:
    return str(one).replace(".", say("words.decimal"))
