"""Words: what a printed decision table says beside the indicator's own texts, as data for each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen


@frozen(kw_only=True)
class Words:
    """The words of one language; `{}`, `{a}` and `{b}` stand for what they speak of.

    Args:
        reserved: the words that join options; an option that holds one, or a comma, stands in quotes.
        numbers: how an interval is said, by its sides: one of `<`, `<=`, `>=`, `>` and `==`, or two of them.
        dates: the same for days, where both sides are always included.
        months: the names of the months.
        empty: what is said of a ratio of which nothing to divide by counts as the worst or the best there can be.
    """

    or_: str
    and_: str
    at_least: str
    at_most: str
    through: str
    all_but: str
    not_: str
    exactly: str
    all_: str
    partly: str
    rest: str
    not_all: str
    without: str
    none_of: str
    of: str
    reserved: frozenset[str]
    numbers: Mapping[str, str]
    dates: Mapping[str, str]
    decimal: str
    months: Sequence[str]
    quoted: str
    any_answer: str
    result: str
    rule: str
    rules: str
    questions: str
    points: str
    divided_by: str
    stage: str
    version: str
    no_rule: str
    too_many: str
    more_than: str
    not_applicable: str
    derived: str
    empty: Mapping[str, str]
    previous: str


DUTCH = Words(
    or_="of",
    and_="en",
    at_least="ten minste {}",
    at_most="hoogstens {}",
    through="{a} t/m {b}",
    all_but="alles behalve {}",
    not_="niet {}",
    exactly="precies {}",
    all_="alle {}",
    partly="{words}, onbekend: {rest}",
    rest="de rest",
    not_all="niet alle {}",
    without="zonder {}",
    none_of="geen van {}",
    of="{a} van {b}",
    reserved=frozenset(
        ("of", "en", "t/m", "minste", "hoogstens", "alle", "alles", "behalve", "niet", "precies", "zonder")
    ),
    numbers={
        "<": "minder dan {b}",
        "<=": "{b} of minder",
        ">=": "{a} of meer",
        ">": "meer dan {a}",
        "==": "{a}",
        ">= <": "{a} tot {b}",
        ">= <=": "{a} t/m {b}",
        "> <": "meer dan {a} en minder dan {b}",
        "> <=": "meer dan {a} t/m {b}",
    },
    dates={
        "<": "voor {b}",
        "<=": "t/m {b}",
        ">=": "vanaf {a}",
        ">": "na {a}",
        "==": "op {a}",
        ">= <=": "{a} t/m {b}",
    },
    decimal=",",
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    quoted="“{}”",
    any_answer="–",
    result="uitkomst",
    rule="regel",
    rules="Regels (de eerste die opgaat, beslist)",
    questions="Vragen",
    points="Punten per antwoord",
    divided_by="gedeeld door",
    stage="Tussenstap",
    version="versie",
    no_rule="geen regel",
    too_many="Deze tabel heeft {} rijen, te veel om te lezen; de regels zeggen hetzelfde korter.",
    more_than="meer dan {}",
    not_applicable="niet van toepassing",
    derived="berekend",
    empty={
        "worst": "berekend; met niets om door te delen telt het als het slechtste",
        "best": "berekend; met niets om door te delen telt het als het beste",
    },
    previous="uit de ronde ervoor",
)
