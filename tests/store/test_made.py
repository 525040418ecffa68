from __future__ import annotations

from meada import __version__
from meada.store import Made, current
from meada.store.codec import pack, unpack


def test_what_is_made_now_names_code_models_and_registries() -> None:
    made = current(("pt-1", "es-2"))
    assert (made.code, made.models) == (__version__, ("pt-1", "es-2"))
    assert "resources" in made.registries
    assert all(len(version) == 12 for version in made.registries.values())
    assert current(("pt-1", "es-2")) == made
    assert unpack(pack(made), Made) == made
