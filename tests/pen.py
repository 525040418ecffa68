"""One who writes in the reading room, in the tests of its forms. A plugin of pytest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient


@pytest.fixture
def pen(reader: TestClient[Litestar]) -> Iterator[TestClient[Litestar]]:
    """The reader, who writes in English and leaves no cookie behind."""
    reader.headers["accept-language"] = "en"
    yield reader
    reader.cookies.clear()
    del reader.headers["accept-language"]


def send(client: TestClient[Litestar], where: str, **fields: object) -> tuple[int, str]:
    """The status and the page that a form sent to ``where`` gets."""
    client.get("/")
    found = client.post(where, data={"_csrf_token": client.cookies["meada_csrf"], **fields})
    return found.status_code, found.text
