"""Sentences stand in texts and not in code: which Dutch words are left in modules, and why. The numbers only fall."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CODE = ("src/napd", "plugins/napd-forms/src", "plugins/napd-report/src", "plugins/napd-xlsx/src")
DUTCH = re.compile(
    r"\b(?:"
    r"aan|aantal|actielijn|alle|antwoord|antwoorden|bekend|bij|blad|bron|dan|dat|deze|die|dit|elke|"
    r"formulier|gebied|gebieden|geen|gemeente|gemeenten|het|hoger|hoogste|ingevuld|ja|jaar|kies|laagste|"
    r"lager|maanden|maar|meer|minder|naar|nee|niet|nieuw|niveau|niveaus|nog|onbekend|ook|perspectief|"
    r"punten|regel|regels|regio|ronde|samen|som|thema|toelichting|tot|tussen|typ|uit|van|vervallen|voor|"
    r"voorblad|vraag|vragen|vul|waarvan|wat|welke|wie|zijn|zoals|zonder"
    r")\b",
    re.IGNORECASE,
)
"""Words that Dutch sentences have and English ones do not."""
LEFT = {
    # What people may write in answers, names of columns and rows, and words of data
    "answers/columns.py": 8,
    "model/multi_choice.py": 1,
    "model/place_names.py": 1,
    "model/values.py": 13,
    "framework/framework.py": 1,
    "model/scale.py": 2,
    "views/states.py": 5,
    "observations/amounts.py": 4,
    "form_codes.py": 5,
    "form_answers.py": 2,
    "form_cover.py": 1,
    # What napd calls units by itself: the keys of their words
    "model/ages.py": 2,
    "model/points.py": 1,
    # Examples in messages of the Python interface, and marks of files
    "model/faults.py": 1,
    "model/condition_faults.py": 1,
    "model/formula.py": 2,
    "model/choices.py": 7,
    "answers/folders.py": 1,
    # What is published in place of personal data, in every language
    "tables/personal.py": 1,
    # Names of files and folders of a report, which are the same in every language
    "overview.py": 1,
    "replaced.py": 1,
    # For authors of indicators; the other modules of this room write content themselves, and are not looked at
    "testing/new_questions.py": 3,
    # Still to go to texts: the workbook of results
    "workbook.py": 8,
    "sheet.py": 1,
}
"""How many texts of a module have such a word."""


def texts_of(path: Path) -> Iterator[str]:
    """The texts in a module; not the docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_dutch_is_left_in_code():
    """A module with another Dutch text than these fails: the sentence goes to texts."""
    found = Counter(
        str(path.relative_to(REPOSITORY)).replace("src/napd/", "", 1) if top == CODE[0] else path.name
        for top in CODE
        for path in (REPOSITORY / top).rglob("*.py")
        for text in texts_of(path)
        if DUTCH.search(text)
    )
    grown = {name: count for name, count in found.items() if count > LEFT.get(name, 0)}
    assert {name: count for name, count in grown.items() if name in LEFT or not name.startswith("testing/")} == {}
