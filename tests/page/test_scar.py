"""A cue said twice is a scar of translation; a cue that follows its quotation is not."""

from __future__ import annotations

import pytest

from meada.page.make import from_html

PAGE = "<html><body><article><h1>Ferry back in service</h1>{}</article></body></html>"
PLAIN = (
    "The ferry between Lumar and the islands sailed again on Monday after two days in port, the harbour office said.",
    "About three hundred people were waiting on the quay when the first boat left, many of them with their shopping.",
    "The company had stopped the line on Saturday, when waves of four metres closed the mouth of the bay for hours.",
)


def scars(last: str) -> list[str]:
    page = from_html(
        PAGE.format("".join(f"<p>{p}</p>" for p in (*PLAIN, last))).encode(), url="https://lumar.example/1"
    )
    return [b.span.of(page.text) for b in page.blocks if b.role == "translation_scar"]


@pytest.mark.parametrize(
    "last",
    [
        "“We are glad to be at sea again, and so is the crew, which has slept badly for two nights,” he said.",
        '"We are glad to be at sea again, and so is the crew, which has slept badly for two nights," she said.',
        "“Are we glad to be at sea again? Ask the crew, which has slept badly for two nights!” said he.",
        "“Estamos contentes por voltar ao mar depois de duas noites no porto, a tripulação também” disse ele.",
    ],
)
def test_a_cue_after_its_quotation_belongs_to_the_body(last: str) -> None:
    assert scars(last) == []


def test_a_cue_said_again_after_a_full_stop_is_set_apart() -> None:
    assert scars("“Estamos contentes por voltar ao mar depois de duas noites”, disse Souto. ele disse.") == [
        "ele disse."
    ]
