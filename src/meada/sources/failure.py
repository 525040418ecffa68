"""What could not be read, as a value: one bad input never stops the rest."""

from __future__ import annotations

import msgspec

from meada.errors import MeadaError, SourceError

__all__ = ["SKIPPED", "Failure"]

SKIPPED = "skipped"
"""The code of a file that is no page (an image, a style sheet, a hidden file): named, but not counted as a failure."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on one input.

    ``origin`` is the path, or the archive with the record's place after ``#``. ``code`` is the ``code`` of the
    `meada.errors.SourceError` behind it (``unreadable``, ``unsupported``, ``empty``, ``damaged``, ``too-large``,
    ``page``) or ``skipped``. ``what`` says what is wrong, ``next`` what to do about it, both in English. ``template`` is
    ``what`` with ``{fields}`` that ``values`` fill, for the catalogue of the screen's language (None: ``what`` has none).
    """

    origin: str
    code: str
    what: str
    next: str | None = None
    template: str | None = None
    values: dict[str, str] = {}

    @property
    def skipped(self) -> bool:
        """True when the input was passed over on purpose."""
        return self.code == SKIPPED

    @classmethod
    def of(cls, error: MeadaError, origin: str) -> Failure:
        """The verdict that ``error`` gives on ``origin`` (unless the error names its own place)."""
        code = error.code if isinstance(error, SourceError) else "source"
        template = error.template if error.values else None
        return cls(
            origin=error.where or origin,
            code=code,
            what=error.what,
            next=error.next_template,
            template=template,
            values=error.values,
        )
