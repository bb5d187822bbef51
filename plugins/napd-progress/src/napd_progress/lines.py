"""The text of progress: each region in a line, then what deserves attention, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from textwrap import wrap
from typing import Any

from napd import Framework
from napd.plugin import Double, Texts, aligned, harmless
from napd_progress.delivery import STATUSES, Delivery
from napd_progress.words import own

Row = Mapping[str, Any]
WIDTH = 100
"""Signs of a line in which names are listed."""
SENT = ("empty", "part", "complete", "aligned")


def lines(framework: Framework, round_id: str, found: Sequence[Delivery], received: Sequence[Row]) -> Iterator[str]:
    """How far every region is, then who sent nothing, what each has still to fill in, and which files need a look."""
    tell, first = own(framework.say), framework.perspectives[0]
    main = [one for one in found if one.view == first]
    counts = Counter(one.status for one in main)
    sent = sum(counts[status] for status in SENT)
    yield tell("progress.title", framework.rounds[round_id].label, round_id, sent, len(main))
    yield "  " + " · ".join(f"{tell(f'progress.status.{one}')} {counts[one]}" for one in STATUSES if counts[one])
    yield ""
    yield from _table(framework, [one for one in found if one.files])
    for status in ("nothing", "absent"):
        if names := [_sender(framework, one, found) for one in main if one.status == status]:
            yield from ("", *_listed(tell(f"progress.{status}", len(names)), names))
    yield from _open(framework, found)
    yield from _files(framework, received)


def _sender(framework: Framework, one: Delivery, found: Sequence[Delivery]) -> str:
    """The name of a region that sent nothing, with the views of which something came in nevertheless."""
    others = [other.view for other in found if other.area == one.area and other.files]
    tell = own(framework.say)
    return tell("progress.only_from", one.area.name, ", ".join(others)) if others else one.area.name


def _table(framework: Framework, found: Sequence[Delivery]) -> Iterator[str]:
    if not found:
        return
    tell = own(framework.say)
    headings = tell.table("column.progress")
    yield from aligned([list(headings.values()), *(_cells(framework, one) for one in found)])


def _cells(framework: Framework, one: Delivery) -> list[str]:
    say, tell = framework.say, own(framework.say)
    counts = one.total("to_confirm"), len(one.of("error")), len(one.of("remark"))
    return [
        _who(framework, one),
        tell(f"progress.status.{one.status}"),
        say("words.of", a=one.total("answered"), b=one.total("asked")),
        *(str(count or "") for count in counts),
        (one.changed or "")[:10],
    ]


def _open(framework: Framework, found: Sequence[Delivery]) -> Iterator[str]:
    """Which indicators are not filled in as a whole, by region."""
    partly = [one for one in found if one.status == "part"]
    if partly:
        yield from ("", own(framework.say)("progress.open"))
    for one in partly:
        left = [each for each in one.filled if each.answered < each.asked]
        counts = (framework.say("words.of", a=each.answered, b=each.asked) for each in left)
        named = [f"{each.indicator.title} {count}" for each, count in zip(left, counts, strict=True)]
        yield from _listed(f"  {_who(framework, one)}:", named)


def _who(framework: Framework, one: Delivery) -> str:
    """The name of a region, and whose view it is unless that is the first."""
    return one.area.name if one.view == framework.perspectives[0] else f"{one.area.name} · {one.view}"


def _files(framework: Framework, received: Sequence[Row]) -> Iterator[str]:
    """Doubles, empty forms, and files of another round, or that cannot be read."""
    names = {area.code: area.name for area in framework.areas}
    short = _short({row["file"] for row in received})
    tell = own(framework.say)
    told = [text for row in received if (text := _about(tell, names, _named(row, short)))]
    if told:
        yield from ("", tell("progress.files"))
        yield from (f"  {harmless(text)}" for text in told)


def _short(files: Collection[str]) -> dict[str, str]:
    """The names of files without their folders, where no two are the same."""
    names = Counter(PurePath(file).name for file in files)
    return {file: PurePath(file).name for file in files if names[PurePath(file).name] == 1}


def _named(row: Row, short: Mapping[str, str]) -> Row:
    names = {key: short.get(row[key], row[key]) for key in ("file", "double_of")}
    return {**row, **names}


def _about(tell: Texts, names: Mapping[str, str], row: Row) -> str:
    who = names.get(row["region"] or "", "")
    if row["double_of"]:
        return double_words(tell, Double(row["double_of"], row["file"], row["differing"], row["more"]), who)
    if row["status"] == "unreadable":
        guess = tell("progress.guess", who) if who else ""
        return tell("progress.unreadable", row["file"], guess, row["message"])
    if row["status"] == "other_round":
        return tell("progress.other_round", row["file"], row["round"].replace("|", ", "))
    if row["status"] == "not_read":
        return tell("progress.not_read", row["file"], row["message"])
    return tell("progress.empty", row["file"], who) if row["status"] == "empty" else ""


def double_words(tell: Texts, double: Double, who: str) -> str:
    """That two files answer the same questions, and how they differ."""
    how, count = (
        ("differing", double.differing) if double.differing else ("more" if double.more else "same", double.more)
    )
    said = tell(f"progress.double_{how}", count=count) if count else tell("progress.double_same")
    return tell("progress.double", who, double.file, double.other, said)


def _listed(head: str, names: Sequence[str]) -> list[str]:
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    return wrap(f"{head} {', '.join(names)}", WIDTH, subsequent_indent=indent, break_on_hyphens=False)
