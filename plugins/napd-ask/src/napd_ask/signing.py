"""The rules as tables to print, read and sign: one for each ground, with its articles, papers and doubts."""

from __future__ import annotations

from collections.abc import Iterator

from napd import Codebook, Ground, PrintedTable
from napd.plugin import Texts
from napd_ask.inquiry import Inquiry


def tables_to_sign(inquiry: Inquiry, words: Texts, tell: Texts) -> str:
    """All tables, as Markdown: those of the stages, and last the rules that decide.

    Args:
        inquiry: what is asked.
        words: napd's texts of the language.
        tell: the texts of this distribution.
    """
    advice = inquiry.advice
    book = Codebook(advice.indicator, inquiry.rubric, None, words)
    grounds = {ground.id.lower(): ground for ground in advice.grounds}
    parts = [f"# {advice.title}", "\n".join(advice.notice), tell("tables.version", advice.version)]
    for table in book.tables:
        ground = grounds.get(table.stage)
        if table.stage:
            parts += _table(table, ground, tell)
        else:
            parts += [f"## {tell('tables.rules')}", "\n".join(_rules(inquiry, table)), tell("tables.signed")]
        parts += _rests_on(ground, inquiry, tell) if ground else []
    return "\n\n".join(filter(None, parts)) + "\n"


def _table(table: PrintedTable, ground: Ground | None, tell: Texts) -> Iterator[str]:
    """A table with a column for each question, and its rules in words."""
    yield f"## {ground.title} ({ground.id})" if ground else f"## {table.title}"
    rows = [
        _line([*(each or "–" for each in row.conditions), table.results[row.level], str(row.rule)])
        for row in table.rows
    ]
    head = [*table.header, tell("tables.result"), tell("tables.rule")]
    yield "\n".join([_line(head), _line(["---"] * len(head)), *rows]) if rows else table.too_many
    yield "\n".join(f"{rule.number}. {rule.words}: {rule.because}" for rule in table.rules)


def _rests_on(ground: Ground, inquiry: Inquiry, tell: Texts) -> Iterator[str]:
    """What a ground rests on, and room to sign."""
    lines = [tell("letter.articles", "; ".join(ground.articles))]
    lines += [f"{tell('letter.papers')}: {'; '.join(ground.papers)}."] if ground.papers else []
    lines += [f"{tell('tables.doubt')}: {inquiry.advice.doubts[doubt]}" for doubt in ground.doubts]
    yield "\n".join(f"- {line}" for line in lines)
    yield tell("tables.signed")


def _rules(inquiry: Inquiry, table: PrintedTable) -> Iterator[str]:
    """The rules in order, each with its ground; the first that holds decides."""
    decided_by = inquiry.advice.decided_by or ("",) * len(table.rules)
    for rule, ground in zip(table.rules, decided_by, strict=True):
        yield f"{rule.number}. {rule.words}{f' ({ground})' if ground else ''}: {rule.because}"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
