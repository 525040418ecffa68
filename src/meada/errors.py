"""Everything meada raises on purpose.

::

    MeadaError
    ├── SettingsError          a setting or option that cannot be used
    ├── SourceError            a file, archive or address that cannot be read
    │   ├── UnreadableError    missing, forbidden, or an I/O error
    │   ├── UnsupportedError   a kind of content meada does not read (binary, unknown format)
    │   ├── EmptyError         nothing to read in it
    │   ├── DamagedError       truncated or corrupt
    │   └── TooLargeError      over a size, ratio or depth limit
    ├── PageError              bytes were read, but no page could be made of them
    ├── StoreError             the store cannot be opened, migrated or written
    ├── JudgementError         a judgement that cannot stand: its item, its action or what it sets
    └── NotFoundError          no item with that id
"""

from __future__ import annotations

__all__ = [
    "DamagedError",
    "EmptyError",
    "JudgementError",
    "MeadaError",
    "NotFoundError",
    "PageError",
    "SettingsError",
    "SourceError",
    "StoreError",
    "TooLargeError",
    "UnreadableError",
    "UnsupportedError",
]


class MeadaError(Exception):
    """Base of all errors: ``what`` went wrong, ``where`` (file, page, option), and what to do ``next``.

    ``what`` and ``next`` may hold ``{fields}`` that ``values`` fill, so that a surface can say them in another language;
    ``template`` and ``next_template`` are ``what`` and ``next`` before they were filled.
    """

    def __init__(self, what: str, *, where: str | None = None, next: str | None = None, **values: object) -> None:
        self.template, self.values = what, {name: str(value) for name, value in values.items()}
        self.what = what.format(**self.values) if values else what
        self.where, self.next_template = where, next
        self.next = next.format(**self.values) if next and values else next
        super().__init__(self.what)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} ({self.next})" if self.next else head


class SettingsError(MeadaError):
    """A setting or option that cannot be used."""


class SourceError(MeadaError):
    """A file, archive or address that cannot be read. ``code`` names the verdict in machine output."""

    code = "source"


class UnreadableError(SourceError):
    """Missing, forbidden, or an I/O error."""

    code = "unreadable"


class UnsupportedError(SourceError):
    """A kind of content meada does not read."""

    code = "unsupported"


class EmptyError(SourceError):
    """Nothing to read in it."""

    code = "empty"


class DamagedError(SourceError):
    """Truncated or corrupt."""

    code = "damaged"


class TooLargeError(SourceError):
    """Over a limit of size, compression ratio or depth."""

    code = "too-large"


class PageError(SourceError):
    """Bytes were read, but no page could be made of them."""

    code = "page"


class StoreError(MeadaError):
    """The store cannot be opened, migrated or written."""


class JudgementError(MeadaError):
    """A judgement that cannot stand: its item, its action or what it sets."""


class NotFoundError(MeadaError):
    """No item with that id."""
