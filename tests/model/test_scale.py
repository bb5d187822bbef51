from __future__ import annotations

import pytest

from napd.errors import ModelError, UnknownName
from napd.model.scale import DEFAULT_SCALE, Level, Scale


def test_levels_stand_worst_first_and_are_found_by_id():
    """The default scale has three levels, each with a word and a symbol beside its colour."""
    assert DEFAULT_SCALE.ids == ("niet-op-gang", "in-ontwikkeling", "gerealiseerd")
    assert DEFAULT_SCALE["gerealiseerd"].label == "gerealiseerd"
    assert all(level.label and level.symbol for level in DEFAULT_SCALE.levels)
    assert len({level.symbol for level in DEFAULT_SCALE.levels}) == 3


@pytest.mark.parametrize(
    ("ids", "shown"),
    [((), "none"), (("een",), "een"), (("een", "een"), "een, een"), (("een", "not_applicable"), "een, not_applicable")],
)
def test_scales_that_cannot_be(ids, shown):
    """Fewer than two levels, two with one id, or one that is called not applicable."""
    with pytest.raises(ModelError) as refused:
        Scale([Level(name, name) for name in ids])
    assert str(refused.value) == (
        "a scale needs at least two levels, each with an id of its own that is not 'not_applicable'; "
        f"these are: {shown}"
    )


def test_an_unknown_level_is_refused_with_the_nearest():
    """By the name that was meant, where one is near."""
    with pytest.raises(UnknownName) as refused:
        DEFAULT_SCALE["gerealiseerdd"]
    assert str(refused.value) == "the scale has no level 'gerealiseerdd'. Did you mean \"gerealiseerd\"?"
    with pytest.raises(UnknownName) as refused:
        DEFAULT_SCALE["x"]
    assert str(refused.value) == "the scale has no level 'x'."
