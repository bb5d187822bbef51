from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.tables.arrays import has_any, met, texts, words


@pytest.mark.parametrize(("parts", "found"), [(["a", "b'"], True), (["a", "b"], False), ([], False), ([None], False)])
def test_a_sign_is_found_in_any_of_the_texts(parts, found):
    """Also in an array of nothing, which has no buffer or an empty one."""
    assert has_any(texts(parts), "\n'") is found
    assert has_any(pa.array(parts, pa.string()), "\n'") is found


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=3))
def test_texts_that_are_met_are_those_that_stand_somewhere(chunks):
    """Of a dictionary not all of which occurs, only what does; from every part of the column."""
    parts = [words(np.array(["cxab".index(text) for text in chunk], np.int32), texts([*"cxab"])) for chunk in chunks]
    assert met(pa.chunked_array(parts, pa.dictionary(pa.int32(), pa.string()))) == {*"".join(map("".join, chunks))}
