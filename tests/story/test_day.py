from meada.story.day import day


def test_a_day_is_counted_in_utc() -> None:
    assert day("2026-04-02T00:00:00-03:00") == day("2026-04-02T03:00:00")
    assert day("amanhã") is None
    assert day(None) is None
