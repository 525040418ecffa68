"""What the tools that save pages write into them is taken up."""

from __future__ import annotations

import pytest

from meada.sources import paste
from meada.sources.saved import Saved, saved

URL = "https://gazeta-da-serra.test/cidade/ponte?id=7"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (f"<!DOCTYPE html>\n<!-- saved from url=(0046){URL} -->\n<html>", Saved(URL, None, "browser")),
        ("<!-- saved from url=(0014)about:internet -->", Saved(None, None, "browser")),
        (
            f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {URL} \n"
            " saved date: Thu Mar 05 2026 22:10:03 GMT-0300 (Horário Padrão de Brasília)\n-->",
            Saved(URL, "2026-03-05T22:10:03-03:00", "SingleFile"),
        ),
        (
            f"<!-- Saved from {URL} at 2026-03-06T01:10:03Z using monolith v2.8.1 -->",
            Saved(URL, "2026-03-06T01:10:03+00:00", "monolith"),
        ),
        (
            "<!-- Mirrored from gazeta-da-serra.test/ponte by HTTrack Website Copier/3.x [XR&CO'2014], "
            "Fri, 06 Mar 2026 01:10:03 GMT -->",
            Saved("http://gazeta-da-serra.test/ponte", "2026-03-06T01:10:03+00:00", "HTTrack"),
        ),
        (
            f'<html lang="pt" data-scrapbook-source="{URL}" data-scrapbook-create="20260306011003123">',
            Saved(URL, "2026-03-06T01:10:03+00:00", "WebScrapBook"),
        ),
        (f"<!-- Saved from {URL} at 2026-13-40T99:00:00Z using monolith -->", Saved(URL, None, "monolith")),
        ("<html><p>saved from a fire</p>", Saved()),
    ],
)
def test_saved(head: str, found: Saved) -> None:
    assert saved(head) == found


def test_a_capture_takes_it_up_and_the_callers_url_wins() -> None:
    html = f"<!DOCTYPE html><!-- saved from url=(0046){URL} --><html><body><p>A ponte reabriu.</p></body></html>"
    assert paste(html).url == URL
    assert paste(html, url="https://outra.test/").url == "https://outra.test/"


def test_a_text_that_quotes_such_a_line_is_only_text() -> None:
    assert paste(f"Ele escreveu <!-- saved from url=(0046){URL} --> na nota.").url is None


@pytest.mark.parametrize("unit", ["<!-- saved from url=(1)", "<html " + "a" * 490, "<!-- Mirrored from a by HTTrack "])
def test_hostile_heads_take_no_time(unit: str) -> None:
    assert saved(unit * (8192 // len(unit))).fetched_at is None
