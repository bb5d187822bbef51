"""Sentences stand in texts and not in code: which Dutch words are left in modules, and why. The numbers only fall.

English is told by where it goes: to a problem, or to people on stderr or stdout.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CODE = ("src/napd", *(f"plugins/napd-{name}/src" for name in ("forms", "progress", "report", "xlsx")))
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
    "replaced.py": 2,
    # For authors of indicators; the other modules of this room write content themselves, and are not looked at
    "testing/new_questions.py": 3,
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


TELLS = {
    "Problem", "problem_at", "BadValue", "Doubt", "unreadable", "refuse", "remark", "breaks_off", "say", "print",
    "progress", "steps", "Message",
}  # fmt: skip
"""What takes words for people who answer, analyse or read."""
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")
TOLD = [path for top in ("src/napd", *(f"plugins/{each.name}/src" for each in (REPOSITORY / "plugins").iterdir()))
        for path in (REPOSITORY / top).rglob("*.py") if "testing" not in path.parts]  # fmt: skip


ERRORS = {
    # What is wrong in files that define areas, rounds, tiles, conditions: for their authors
    "src/napd/model/area_files.py", "src/napd/model/areas.py", "src/napd/model/measures.py",
    "src/napd/model/questions.py", "src/napd/model/rows.py",
    "plugins/napd-disclosure/src/napd_disclosure/publication.py",
    "plugins/napd-report/src/napd_report/tiles.py",
    # What cannot be opened, or counted with
    "src/napd/answers/folders.py", "src/napd/model/values.py",
}  # fmt: skip
"""Modules that raise errors of the Python interface too, which stay in English where they are raised."""


def words_in(node: ast.expr) -> str:
    """The words that stand in an argument, or in the parts of a text that is put together."""
    parts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return "" if isinstance(node, ast.Call) else "".join(parts)


def told_in(path: Path) -> Iterator[str]:
    """Each sentence that a module gives to what tells it, itself or as a variable of the same function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.Module):
            given = [each for call in ast.walk(node) if isinstance(call, ast.Call) for each in given_in(call)]
            names = {each.id for each in given if isinstance(each, ast.Name)}
            given += [each.value for each in ast.walk(node) if isinstance(each, ast.Assign) and names & named_in(each)]
            yield from (said for each in given if SENTENCE.search(said := words_in(each)))


def given_in(call: ast.Call) -> Iterator[ast.expr]:
    """What is given to a call that tells."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in TELLS:
        every = (*call.args, *(each.value for each in call.keywords))
        yield from (each.value if isinstance(each, ast.Starred) else each for each in every)


def named_in(assign: ast.Assign) -> set[str]:
    """The variables that are given a value."""
    return {each.id for target in assign.targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def test_no_sentence_is_told_from_code():
    """A problem, a hint or a word on the screen goes to texts, so that it follows the language."""
    found = {str(path.relative_to(REPOSITORY)): told for path in TOLD if (told := {*told_in(path)})}
    assert {name: told for name, told in found.items() if name not in ERRORS} == {}
    assert {*found} >= ERRORS
