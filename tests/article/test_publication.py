import msgspec
import pytest

from meada.article.outlet import find_outlet
from meada.article.publication import Dates, date_page
from meada.page.page import Candidate, Page
from pages import REGISTRY, candidate, page

LD = "jsonld:NewsArticle.datePublished"
META = "meta:article:published_time"


def dated(line: str | None, *stamps: tuple[str, str], url: str | None = None, variant: str | None = "pt-BR") -> Dates:
    made = _page(line, tuple(candidate("published", value, where) for value, where in stamps), url)
    return date_page(made, find_outlet(made, REGISTRY)[0], variant)


def _page(line: str | None, candidates: tuple[Candidate, ...], url: str | None = None) -> Page:
    body = ("body", "A ponte de Vila Seca reabriu depois de dois meses de obras.")
    head = ("headline", "Ponte de Vila Seca reabre")
    if line is None:
        return page(head, body, candidates=candidates, url=url)  # type: ignore[arg-type]
    return page(head, ("dateline", line), body, candidates=candidates, url=url)  # type: ignore[arg-type]


def iso(dates: Dates) -> tuple[str | None, str | None]:
    found = dates.published
    return (found.iso, found.basis) if found else (None, None)


FAROL = "https://www.ofarol.example/cidade/ponte"
CAIS = "https://cais.example/ponte"


@pytest.mark.parametrize(
    ("line", "stamps", "url", "expected"),
    [
        ("12/03/2026 19h48", (), None, ("2026-03-12T19:48:00-03:00", "presumed")),
        ("12/03/2026 19h48", (), FAROL, ("2026-03-12T19:48:00-03:00", "outlet")),
        ("12 de março de 2026", (), FAROL, ("2026-03-12", "unknown")),
        # a local clock labelled Z
        ("12/03/2026 19h48", (("2026-03-12T19:48:21Z", LD),), FAROL, ("2026-03-12T19:48:21-03:00", "outlet")),
        # the same label is right where the outlet keeps that clock
        ("12/03/2026 19:48", (("2026-03-12T19:48:21Z", LD),), CAIS, ("2026-03-12T19:48:21+00:00", "page")),
        # UTC said as UTC: the printed clock tells the offset
        ("12/03/2026 19h48", (("2026-03-12T22:48:21+00:00", META),), None, ("2026-03-12T19:48:21-03:00", "page")),
        # a UTC clock under the local offset: printed clock, no seconds, that offset
        ("12/03/2026 19h48", (("2026-03-12T22:48:21-03:00", LD),), None, ("2026-03-12T19:48:00-03:00", "page")),
        # a date that an archive added, months away
        (
            "12/03/2026 19h48",
            (("2026-06-20T10:00:00+00:00", META), ("2026-03-12T19:48:58-03:00", LD)),
            None,
            ("2026-03-12T19:48:58-03:00", "page"),
        ),
        # figures whose order is open take the reading a stamp confirms
        ("03/12/2026 19:48", (("2026-03-12T19:48:21+00:00", LD),), CAIS, ("2026-03-12T19:48:21+00:00", "page")),
        # nothing printed
        (None, (("2026-03-12T19:48:21.250Z", LD),), FAROL, ("2026-03-12T19:48:21.250+00:00", "page")),
        (None, (("2026-03-12T19:48:21", LD),), FAROL, ("2026-03-12T19:48:21-03:00", "outlet")),
        (None, (("2026-03-12", META),), FAROL, ("2026-03-12", "unknown")),
        (None, (("soon", META),), FAROL, (None, None)),
        (None, (), None, (None, None)),
    ],
)
def test_printed_clock_and_machine_dates_are_weighed(
    line: str | None, stamps: tuple[tuple[str, str], ...], url: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert iso(dated(line, *stamps, url=url)) == expected


def test_without_registry_or_variety_the_zone_stays_unknown() -> None:
    assert iso(dated("12/03/2026 19h48", variant=None)) == ("2026-03-12T19:48:00", "unknown")


def test_no_zone_is_presumed_where_the_page_declares_a_variety_of_another_clock() -> None:
    made = msgspec.structs.replace(_page("12/03/2026 19h48", (candidate("lang", "pt-PT", "html:lang"),)), lang="pt")
    assert iso(date_page(made, None, "pt-BR")) == ("2026-03-12T19:48:00", "unknown")
    assert iso(date_page(made, None, "pt-PT")) == ("2026-03-12T19:48:00+00:00", "presumed")


def test_a_printed_zone_is_the_pages_own() -> None:
    assert iso(dated("12/03/2026 19:48 (UTC-5)")) == ("2026-03-12T19:48:00-05:00", "page")


def test_the_printed_words_are_the_span() -> None:
    made = _page("Publicado em 12/03/2026 às 19h48", ())
    moment = date_page(made, None, "pt-BR").published
    assert moment is not None
    assert moment.span is not None
    assert moment.span.of(made.text) == moment.words == "12/03/2026 às 19h48"


def test_a_line_may_count_from_fetching_where_nothing_else_tells() -> None:
    made = msgspec.structs.replace(_page("Publicado há 2 horas", ()), fetched_at="2026-03-12T15:00:00+00:00")
    dates = date_page(made, find_outlet(page(url=FAROL), REGISTRY)[0], "pt-BR")
    assert iso(dates) == ("2026-03-12T10:00:00-03:00", "outlet")
    assert dates.published is not None
    assert dates.published.span is not None
    assert dates.published.span.of(made.text) == "há 2 horas"
    assert date_page(made, None, None).published == msgspec.structs.replace(
        dates.published, begin="2026-03-12T13:00:00", zone="+00:00", basis="page"
    )
    assert date_page(_page("Publicado há 2 horas", ()), None, "pt-BR").published is None


def test_an_update_counted_from_fetching_stands_beside_a_machine_date() -> None:
    stamps = (candidate("published", "2026-03-12T09:00:00-03:00", LD),)
    made = msgspec.structs.replace(_page("Atualizado há 2 horas", stamps), fetched_at="2026-03-12T15:00:00+00:00")
    dates = date_page(made, find_outlet(page(url=FAROL), REGISTRY)[0], "pt-BR")
    assert iso(dates) == ("2026-03-12T09:00:00-03:00", "page")
    assert dates.updated is not None
    assert dates.updated.iso == "2026-03-12T10:00:00-03:00"
    assert dates.reasons["updated"] == "the line beside the headline, counted from fetching"


def test_an_update_is_kept_apart_and_one_before_publication_is_dropped() -> None:
    dates = dated("12/03/2026 19h48 - Atualizado em 13/03/2026 08h10")
    assert dates.updated is not None
    assert dates.updated.iso == "2026-03-13T08:10:00-03:00"
    assert dates.published is not None
    assert dates.published.iso == "2026-03-12T19:48:00-03:00"
    assert dated("12/03/2026 19h48 - Atualizado em 01/03/2026 08h10").updated is None
    later = dated("12/03/2026 19h48 – Atualizado às 20h15").updated
    assert later is not None
    assert later.begin == "2026-03-12T20:15:00"


def test_every_choice_has_its_reason() -> None:
    dates = dated("12/03/2026 19h48", ("2026-03-12T19:48:21Z", LD), url=FAROL)
    assert dates.reasons["published"] == "a local clock under a false Z"
    assert dates.taken[0].where == LD


def test_a_country_that_writes_the_month_first() -> None:
    assert iso(dated("03/12/2026 7:48 p.m.", url="https://ledger.example/a")) == ("2026-03-12T19:48:00-04:00", "outlet")
