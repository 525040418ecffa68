from typing import get_args

from msgspec.structs import replace

from meada.export.happening import EVENT_TYPES, MODALITIES, happening
from meada.i18n import words
from meada.lang.table import table
from meada.reading.event import Event, Modality
from meada.span import Span

MEETING = Event(id="e", type="CONSULT", trigger=Span(0, 7), evidence=(Span(0, 7),))


def test_every_type_and_modality_that_is_read_has_words() -> None:
    assert set(MODALITIES) == set(get_args(Modality))
    types = {row["type"] for lang in ("pt", "es", "en") for row in table(lang, "events")["trigger"]}
    assert types <= set(EVENT_TYPES)


def test_what_is_not_simply_told_says_so() -> None:
    say = words("pt-BR")
    assert happening(MEETING, say) == "reunião, telefonema ou visita"
    planned = replace(MEETING, modality="planned", polarity="denied")
    assert happening(planned, say) == "reunião, telefonema ou visita (planejado, negado)"
    assert happening(replace(MEETING, type="OTHER", label="eleição"), say) == "eleição"
