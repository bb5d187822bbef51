"""A registry of areas from a plugin: named in napd.toml, and told where it cannot be used."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from distributions import provides
from offering import ATLANTIS

from napd import Framework, NapdError, score
from napd.framework.hooks import AREAS
from napd.framework.kinds import offered, registry
from napd.framework.local import Local
from napd.framework.plugins import Quarantined, installed


def test_areas_of_a_plugin(distributions, tmp_path):
    """napd.toml names the registry of a plugin, answers are scored by it, and the receipt says so."""
    distributions.add("napd-atlantis", ATLANTIS, AREAS)
    distributions.add("napd-good", provides("een"))
    (tmp_path / "napd.toml").write_text('areas = "atlantis"\nindicators = ["good"]', encoding="utf-8")
    framework = Framework.load(tmp_path / "napd.toml")
    assert [area.code for area in framework.areas] == ["G", "R"]
    assert str(framework.areas_from) == "atlantis (napd-atlantis 1.0)"
    answer = {"round": ["2025-12"], "area": ["R"], "indicator": ["een"], "question": ["klaar"], "value": ["ja"]}
    scored = score(pa.table(answer), framework)
    assert scored.scores["level"].to_pylist() == ["gerealiseerd"]
    assert scored.receipt["plugins"] == ["napd-atlantis 1.0", "napd-good 1.0"]


def test_areas_that_are_not_there(distributions, tmp_path):
    """A name that no plugin goes by is told with the nearest, as a fault of the file."""
    distributions.add("napd-atlantis", ATLANTIS, AREAS)
    path = tmp_path / "napd.toml"
    path.write_text('areas = "atlantes"', encoding="utf-8")
    with pytest.raises(NapdError) as error:
        Framework.load(path)
    assert str(error.value).startswith(f"{path}: line 1, there is no registry of areas 'atlantes': use one of atlantis")
    assert str(error.value).endswith('Did you mean "atlantis"?')
    with pytest.raises(NapdError, match=r"^there is no registry of areas 'x': no plugin that is installed gives one$"):
        registry("x", [])


def test_two_plugins_of_one_name(distributions):
    """Neither is taken by chance: both are named, and one can be chosen by its distribution."""
    distributions.add("napd-atlantis", ATLANTIS, AREAS)
    distributions.add("napd-other", ATLANTIS, AREAS, entry="atlantis")
    told = re.escape("is given by atlantis (napd-atlantis 1.0) and atlantis (napd-other 1.0): name its distribution")
    with pytest.raises(NapdError, match=told):
        registry("atlantis", installed(AREAS))
    assert str(registry("napd-other", installed(AREAS)).plugin) == "atlantis (napd-other 1.0)"
    assert str(registry("atlantis", Local.of(blocked=["napd-other"]).among(AREAS)).plugin).endswith(
        "(napd-atlantis 1.0)"
    )


FAULTS = {
    "a library that is missing": ("import not_there", "import", "No module named 'not_there' (line 1 of napd_broken)"),
    "None": (ATLANTIS.replace("return ", "_ = "), "describe", "napd_areas() must return a napd.AreaRegistry, not None"),
    "a text": (
        ATLANTIS.replace("return AreaRegistry", "return 'x' #"),
        "describe",
        "napd_areas() must return a napd.AreaRegistry, not str 'x'",
    ),
    "no areas": (ATLANTIS.replace('"R", "Rif"', '"", ""'), "describe", "napd_broken)"),
    "another kind": (
        provides("een"),
        "register",
        "its entry point is in the group napd.areas, and it has no napd_areas; that of napd_indicators is napd",
    ),
    "nothing": ("", "register", "it has no hook; write one of these with @hookimpl above it: napd_areas"),
    "a hook of a later napd": (
        "from napd import hookimpl\n@hookimpl(optionalhook=True)\ndef napd_later():\n    return []",
        "describe",
        "it has no napd_areas; write it with @hookimpl above it",
    ),
}


@pytest.mark.parametrize(("code", "step", "message"), FAULTS.values(), ids=FAULTS)
def test_a_broken_registry(distributions, code, step, message):
    """It is told in one line with the plugin, the step and the fault; there is no going on without areas."""
    distributions.add("napd-broken", code, AREAS)
    (plugin,) = [plugin for plugin in installed(AREAS) if plugin.name == "broken"]
    left_out = offered(plugin, AREAS)
    assert isinstance(left_out, Quarantined)
    assert left_out.step == step
    assert message in left_out.message
    with pytest.raises(NapdError) as error:
        registry("broken", installed(AREAS))
    assert str(error.value) == f"there is no registry of areas 'broken': {left_out}"
    assert len(str(error.value).splitlines()) == 1
