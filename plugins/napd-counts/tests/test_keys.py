"""Keys in the place of BSNs: equal for equal persons, made by one secret alone, and never the number itself."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import NapdError
from napd_counts import Secret
from napd_counts.identity import SEEMS, any_citizen
from napd_counts.key_command import key
from napd_counts.keying import keyed
from napd_counts.pseudonym import is_citizen, new_secret

ONE, OTHER = Secret(b"0123456789abcdefghijklmnopqrstuv"), Secret(b"another secret of many bytes, 7$")
BSNS = ("111222333", "123456782", "010464554")


def test_right_numbers_pass():
    """By the eleven-test; nine zeros and one digit more do not."""
    assert all(map(is_citizen, BSNS))
    assert is_citizen("10464554")  # without its zero
    assert not any(map(is_citizen, ("000000000", "111222334", "1112223330", "x11222333", "")))


@given(st.integers(1, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_fails(number, place, more):
    """What the test is for: of a number that passes, no number that differs in one digit does."""
    text = f"{number:09}"
    other = "".join(str((int(sign) + more) % 10) if n == place else sign for n, sign in enumerate(text))
    assert not (is_citizen(text) and is_citizen(other))


@given(st.text(alphabet="0123456789 .-ab", max_size=24))
def test_a_column_is_judged_as_each_text_is(text):
    """The expression finds a number in a text wherever the plain test does."""
    found = bool(pl.DataFrame({"x": [text]}).select(any_citizen(pl.col("x"))).item())
    written = re.findall(r"\b(?:\d{8,9}|\d{4}[ .-]\d\d[ .-]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})\b", text)
    assert found == any(is_citizen(re.sub("[ .-]", "", each)) for each in written)


def test_a_number_behind_another_is_found():
    """Of two in one text, and of two texts."""
    texts = pl.DataFrame({"x": ["123456789 111222333"], "y": ["111222334, of 111222335"], "z": [None]})
    assert texts.select(any_citizen(pl.col(name).cast(pl.String)).alias(name) for name in "xyz").row(0) == (
        True,
        False,
        False,
    )


def test_letters_around_a_number_do_not_hide_it():
    """Such as client_111222333; those of a hexadecimal key do, and so do more digits."""
    found = ("client_111222333", "x111222333", "111222333_111222334x", "111222334_111222333")
    other = ("a111222333", "111222333f", "client_1112223334", "client_111222334")
    for texts, expected in ((found, True), (other, False)):
        for text in texts:
            seeming = pl.DataFrame({"x": [text]}).filter(pl.col("x").str.contains(SEEMS))
            assert seeming.select(any_citizen(pl.col("x"))).item() is expected, text


def test_keys_tell_persons_apart_and_nothing_else():
    """Equal for equal numbers, with or without the zero; another for another number or secret."""
    keys = {ONE.key_of(each) for each in BSNS} | {OTHER.key_of(each) for each in BSNS}
    assert len(keys) == 6
    assert ONE.key_of("010464554") == ONE.key_of("10464554")
    assert all(re.fullmatch("[0-9a-f]{4}-[0-9a-f]{32}", each) for each in keys)
    assert {each[:4] for each in keys} == {ONE.mark, OTHER.mark}
    assert ONE.key_of("Klant A") == ONE.key_of("klant a")


def test_a_secret_is_long_and_random_and_not_shown():
    """A short or a simple one is refused."""
    with pytest.raises(NapdError, match="has 6 bytes and needs 32 or more"):
        Secret(b"geheim")
    with pytest.raises(NapdError, match="has only 2 different signs"):
        Secret(b"ab" * 20)
    assert "0123" not in repr(ONE)
    assert len({new_secret() for _ in range(9)}) == 9
    assert Secret(new_secret().encode())


@pytest.fixture
def file(tmp_path):
    """Records with BSNs, of which one is wrong and one is not there."""
    path = tmp_path / "bsn.csv"
    path.write_text("BSN;naam;start\n111222333;x;1\n111222334;y;2\n;z;3\n111.222.333;w;4\n", encoding="utf-8")
    return path


def test_a_file_gets_keys(file):
    """In the place of the column; a row that can have none is told by its line."""
    found = keyed(file, "bsn", ONE)
    assert found.table.columns == ["sleutel", "naam", "start"]
    assert found.table["sleutel"].to_list() == [ONE.key_of("111222333"), None, None, ONE.key_of("111222333")]
    assert [place.line for place in found.refused] == [3]
    assert [place.line for place in found.missing] == [4]
    assert found.count == 2


def test_any_text_gets_a_key(file):
    """Where that is asked for: no test, capitals alike."""
    found = keyed(file, "naam", ONE, any_text=True)
    assert found.table["sleutel"].to_list() == [ONE.key_of(each) for each in "xyzw"]
    assert found.refused == ()


def test_what_cannot_be_keyed_is_told(file, tmp_path):
    """Another column, a folder, a column of keys that is there already."""
    with pytest.raises(NapdError, match="there is no column 'bns': its columns are BSN, naam, start"):
        keyed(file, "bns", ONE)
    with pytest.raises(NapdError, match="is a folder"):
        keyed(tmp_path, "bsn", ONE)
    file.write_text("111222333;Jan Jansen\n", encoding="utf-8")
    with pytest.raises(NapdError, match=r"seems to be a record, and is not shown: put the names .* there$"):
        keyed(file, "bsn", ONE)
    file.write_text("bsn;sleutel\n111222333;a\n", encoding="utf-8")
    with pytest.raises(NapdError, match="there is a column 'sleutel' already"):
        keyed(file, "bsn", ONE)


def test_records_are_no_secret(file):
    """Whoever names the same file twice made a mistake: what everybody has who has the records keeps nothing."""
    with pytest.raises(NapdError, match="these are the records, and no secret"):
        key(str(file), column="bsn", secret=str(file), output=str(file.with_name("out.csv")), new_secret=None)
    assert not file.with_name("out.csv").exists()
