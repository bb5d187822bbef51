from __future__ import annotations

import json

import openpyxl
import pytest

HEAD = "round,area,indicator,question,value,status,note\n"
GOOI = "examples/gooi-en-vechtstreek-2023/answers.csv"


@pytest.fixture
def answers(tmp_path):
    """A file in which the plan of a region is gone in one round and there in the next, with an error elsewhere."""
    plan = {"status": "vastgesteld", "betrokken": "ervaringskennis", "actielijnen": "preventie"}
    rows = [("2024-12", "status", "geen"), ("2024-12", "actielijnen", "preventie"), ("2024-12", "betrokken", "geen")]
    rows += [("2025-06", name, value) for name, value in plan.items()]
    path = tmp_path / "answers.csv"
    lines = [f"{round_},MO0402,regioplan,{name},{value},afgestemd,\n" for round_, name, value in rows]
    path.write_text(HEAD + "".join(lines) + "2025-06,MO0363,regioplan,status,vaag,concept,\n", encoding="utf-8")
    return path


def kinds(out):
    """The kind and the region of each problem."""
    return [(row["problem"], row["region"]) for row in json.loads(out)]


def test_check_remarks_on_the_last_round(napd, answers):
    """Errors and remarks stand together, by region; exit code 1 is for the error."""
    code, out, err = napd("check", answers)
    assert code == 1
    headings = [line for line in out.splitlines() if line.startswith(str(answers))]
    assert headings == [f"{answers} · Amsterdam-Amstelland (MO0363)", f"{answers} · Gooi en Vechtstreek (MO0402)"]
    assert "went from niet-op-gang in round 2024-12 to in-ontwikkeling in round 2025-06, and no note says why" in out
    assert err == "6 answers accepted; 1 error and 1 remark in the answers\n"
    assert kinds(napd("check", answers, "--json").out) == [("unexplained", "MO0402"), ("unknown_option", "MO0363")]


def test_check_remarks_on_the_round_that_is_asked_for(napd, answers):
    """In that of 2024-12 there was no plan, and yet it had action lines: the indicator wants that looked at."""
    assert kinds(napd("check", answers, "--round", "2024-12", "--json").out) == [
        ("odd", "MO0402"), ("unknown_option", "MO0363"),
    ]  # fmt: skip
    assert napd("check", answers, "--round", "2024-11") == (
        2,
        "",
        ('napd: There is no round "2024-11". '
        "The rounds are: 2023-12, 2024-06, 2024-12, 2025-06, 2025-12, 2026-06, 2026-12.\n"),
    )  # fmt: skip


def test_check_can_leave_out_remarks(napd, answers, tmp_path):
    """With --errors there is only what cannot be used, also of what the rows themselves are remarked upon."""
    text = answers.read_text("utf-8")
    answers.write_text(text + text.splitlines(keepends=True)[1], encoding="utf-8")
    assert len(kinds(napd("check", answers, "--json").out)) == 3
    assert kinds(napd("check", answers, "--errors", "--json").out) == [("unknown_option", "MO0363")]
    assert napd("check", answers, "--errors").err == "6 answers accepted; 1 error and 0 remarks in the answers\n"
    path = tmp_path / "problems.csv"
    assert napd("check", answers, "-o", path).code == 1
    assert len(path.read_text("utf-8").splitlines()) == 4
    assert napd("check", answers, "--errors", "-o", path).code == 1
    assert len(path.read_text("utf-8").splitlines()) == 2


def test_only_what_is_aligned_is_published(napd, answers):
    """What is left out is named, and the scores are those of the others."""
    answers.write_text(answers.read_text("utf-8").replace("preventie,afgestemd", "preventie,concept"), encoding="utf-8")
    code, out, _ = napd("check", answers, "--publish", "--json")
    assert (code, {kind for kind, _ in kinds(out)}) == (1, {"not_aligned", "unknown_option", "unexplained"})
    (row,) = [row for row in json.loads(napd("score", answers, "--publish", "--json").out)["scores"]
              if (row["round"], row["indicator"]) == ("2025-06", "regioplan")]  # fmt: skip
    assert (row["answered"], row["required"]) == (2, 3)
    assert json.loads(napd("score", GOOI, "--publish", "--json").out)["receipt"]["publish"]


def test_remarks_are_written_beside_the_cells_of_a_form(napd, answers, tmp_path):
    """A remark is a comment as an error is, in the cell of the note that is missing."""
    answers.write_text("".join(answers.read_text("utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    filled, noted = tmp_path / "form.xlsx", tmp_path / "nagekeken.xlsx"
    assert napd("form", "--round", "2025-06", "--area", "MO0402", "--previous", answers, "-o", filled).code == 0
    before = tmp_path / "before.csv"
    before.write_text("".join(line for line in answers.read_text("utf-8").splitlines(keepends=True)
                              if not line.startswith("2025-06")), encoding="utf-8")  # fmt: skip
    code, _, err = napd("comments", before, filled, "-o", noted)
    assert (code, "1 remark" in err) == (0, True)
    sheet = openpyxl.load_workbook(noted)["Regioplan"]
    (comment,) = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert "Leg in de toelichting uit waarom." in comment
