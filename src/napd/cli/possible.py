"""The option `--could-be` of the command `summary`: of which n a published percentage can be a share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from napd.cli.show import aligned, show_json
from napd.errors import NapdError
from napd.views.percentages import MOST, Percentage, could_be

WIDE = 6
"""How many n stand on a line."""
Fits = Mapping[int, Sequence[Sequence[int]]]
"""For each n that is possible the counts that give each percentage."""


def run_could_be(percentages: Sequence[str], n: int | None, *, alone: bool, json: bool) -> int:
    """Show of which n percentages can be the shares, and whether of one that is given. Returns the exit code.

    Args:
        percentages: as they were published.
        n: the one to ask about; None for all up to 100.
        alone: whether nothing else was asked.
        json: whether a program reads it.

    Raises:
        NapdError: for what is no percentage, an n below 1, or where something else was asked too.
    """
    if not percentages:
        raise NapdError("--n goes with --could-be, as in: napd summary --could-be 79% --n 45")
    if not alone:
        raise NapdError("--could-be takes no answers, and no other options but --n and --json")
    if n is not None and n < 1:
        raise NapdError(f"n is at least 1, not {n}")
    read = [Percentage.of(text) for text in percentages]
    by_n = [could_be(text) for text in percentages]
    fits = {one: [counts[one] for counts in by_n] for one in by_n[0] if all(one in counts for counts in by_n)}
    if json:
        show_json(_data(read, n, fits))
    else:
        print(*(_verdict(read, n) if n else ()), *_list(read, fits), sep="\n")
    return 0


def _data(read: Sequence[Percentage], n: int | None, fits: Fits) -> dict[str, object]:
    names = [str(one) for one in read]
    listed = [{"n": one, "counts": dict(zip(names, map(list, counts), strict=True))} for one, counts in fits.items()]
    asked = {"n": n, "possible": all(one.counts(n) for one in read)} if n else {}
    return {"percentages": names, **asked, "up_to": MOST, "could_be": listed}


def _verdict(read: Sequence[Percentage], n: int) -> Iterator[str]:
    """Whether each percentage can be a share of n, and with which count; or why not."""
    for one in read:
        counts = one.counts(n)
        if counts:
            which = " of ".join(f"{count} van {n} is {_share(count, n)}" for count in counts)
            yield f"✓ {_words(one)} van {n} kan: {which}."
        else:
            yield f"✕ {_words(one)} van {n} kan niet: {'; '.join(_beside(one, count, n) for count in one.around(n))}."
            yield "  Daartussen ligt geen heel aantal."
    yield ""


def _beside(one: Percentage, count: int, n: int) -> str:
    rounded = Percentage((2 * one.all * count + n) // (2 * n), one.decimals)
    return f"{count} van {n} is {_share(count, n)}, afgerond {_words(rounded)}"


def _list(read: Sequence[Percentage], fits: Fits) -> Iterator[str]:
    """Every n up to 100 that is possible, with the counts."""
    what, order = " en ".join(map(_words, read)), ", in deze volgorde" if len(read) > 1 else ""
    if fits:
        yield f"{what}: mogelijk bij deze n (tot en met {MOST}), met het aantal dat het dan is{order}:"
        cells = [f"n = {n}: {', '.join('/'.join(map(str, each)) for each in counts)}" for n, counts in fits.items()]
        lines = [cells[at : at + WIDE] for at in range(0, len(cells), WIDE)]
        yield from (f"  {line}" for line in aligned([[*line, *[""] * (WIDE - len(line))] for line in lines]))
    else:
        yield f"Er is geen n tot en met {MOST} waarvan {what} afgeronde aandelen zijn."
    finest = max(one.all for one in read)
    yield f"Vanaf n = {finest} is het altijd mogelijk. Gerekend is met gewoon afronden, elk aandeel apart."


def _words(one: Percentage) -> str:
    return str(one).replace(".", ",")


def _share(count: int, n: int) -> str:
    return f"{100 * count / n:.2f} %".replace(".", ",")
