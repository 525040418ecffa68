from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meada.web.last import LastVisit

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def after(minutes: int, cookie: str | None) -> LastVisit:
    return LastVisit.of(cookie, NOW + timedelta(minutes=minutes))


def test_a_first_visit_has_none_before() -> None:
    assert after(0, None).before is None


def test_a_visit_goes_on_until_a_pause() -> None:
    first = after(0, None).cookie().value
    second = after(10, first)
    assert second.before is None
    third = after(10 + 31, second.cookie().value)
    assert third.before == (NOW + timedelta(minutes=10)).isoformat()
    fourth = after(10 + 35, third.cookie().value)
    assert fourth.before == third.before


@pytest.mark.parametrize("cookie", ["", "~", "yesterday~tomorrow", "a~2026-03-10", "~2099-01-01T00:00:00+00:00", "'~'"])
def test_a_cookie_that_tells_no_visit_is_a_first_one(cookie: str) -> None:
    assert after(0, cookie).before is None
