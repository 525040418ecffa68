from __future__ import annotations

from babel.messages.mofile import write_mo

from messages import LOCALE, TONGUES, catalogue

pytest_plugins = ("room",)


def pytest_configure() -> None:
    """The catalogues as they stand in the source, whatever an earlier install compiled."""
    for tongue in TONGUES:
        target = LOCALE / tongue / "LC_MESSAGES" / "meada.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_mo(stream, catalogue(tongue))
