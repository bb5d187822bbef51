"""Refusals of a rubric, read back from their words."""

from __future__ import annotations

import re

from reference import Failure

from napd.decision.proof import prove
from napd.decision.rubric import compile_rubric
from napd.errors import ProofError

LINE = re.compile(
    r"indicator 'proef'(?:, stage '(?P<stage>\w+)')?: "
    r"(?:not (?P<total>total): no rule decides some cases(?:, such as for (?P<undecided>.*?))?;.*"
    r"|rule (?P<rule>\d+) \([\w-]+\) is unreachable: (?P<never>its condition can never hold)?"
    r"(?:wherever it holds an earlier rule decides \((?P<earlier>[\d, ]+)\)(?:, such as for (?P<decided>.*))?)?"
    r"|not monotone in question '(?P<name>\w+)': when the answers improve from "
    r"(?P<worse>.*) to (?P<better>.*?),(?: with (?P<others>.*),)? the result (?P<verb>falls|changes) from "
    r"(?P<high>[\w-]+) \(rule (?P<first>\d+)\) to (?P<low>[\w-]+) \(rule (?P<second>\d+)\); correct the rules.*)"
)


def lines_of(indicator):
    """The failures that `prove` names, each a match of `LINE`."""
    try:
        prove(compile_rubric(indicator))
    except ProofError as error:
        lines = str(error).split("\n")
        found = [LINE.fullmatch(line) for line in lines]
        assert all(found), lines
        return found
    return []


def failure_of(line):
    """What a line says, in the words of the reference."""
    where = line["stage"] or ""
    if line["total"]:
        return Failure("total", where)
    if line["rule"]:
        return Failure("reachable", where, int(line["rule"]))
    return Failure("monotone" if line["verb"] == "falls" else "applies", where, line["name"])
