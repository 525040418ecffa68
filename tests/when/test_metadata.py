from __future__ import annotations

import pytest

from meada.when import moment, presumed_zone


@pytest.mark.parametrize(
    ("stamp", "iso", "basis"),
    [
        ("2024-05-16T09:48:00-03:00", "2024-05-16T09:48:00-03:00", "page"),
        ("2024-05-16T12:48:00.123Z", "2024-05-16T12:48:00+00:00", "page"),
        ("2024-05-16 09:48", "2024-05-16T09:48:00-03:00", "outlet"),
        ("20240516T094800-0300", "2024-05-16T09:48:00-03:00", "page"),
        ("Thu, 16 May 2024 12:48:00 GMT", "2024-05-16T12:48:00+00:00", "page"),
        ("2024-05-16", "2024-05-16", "unknown"),
        ("2024-05-16T00:00:00", "2024-05-16", "unknown"),
    ],
)
def test_machine_stamps(stamp: str, iso: str, basis: str) -> None:
    found = moment(stamp, zone="America/Recife")
    assert found is not None
    assert (found.iso, found.basis) == (iso, basis)


@pytest.mark.parametrize(
    "stamp", ["", "ontem", "2024-13-01", "2024-02-30T10:00", "99999999999999", "\x00", "16 de maio"]
)
def test_what_is_no_stamp_gives_nothing(stamp: str) -> None:
    assert moment(stamp) is None


def test_a_zone_is_presumed_only_where_one_clock_is_likely() -> None:
    assert presumed_zone("pt-BR") == "America/Sao_Paulo"
    assert presumed_zone("pt-PT") == "Europe/Lisbon"
    assert presumed_zone("en-US") is None
    assert presumed_zone(None) is None
